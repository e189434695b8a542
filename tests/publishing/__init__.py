"""Putting the site out."""
