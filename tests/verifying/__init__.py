"""Copies of a site, held against what was published."""
