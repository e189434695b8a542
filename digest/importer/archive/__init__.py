"""Texts out of archives, one at a time, and the names that files have."""
