"""Tests of the index of our own: what Python writes, and what the modules in the browser make of it."""
