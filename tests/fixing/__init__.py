"""Tests of mending what has one right answer."""
