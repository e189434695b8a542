"""Tests of the plugins through real runs of Pelican."""
