"""Tests of what the site consists of, worked out in memory."""
