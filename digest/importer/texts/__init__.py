"""Bytes to blocks: what a file is, its letters, its lines, and the words of ten languages."""
