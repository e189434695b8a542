"""Tests of what is made of pictures."""
