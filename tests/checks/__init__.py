"""Tests of the rules over content and over the built site."""
