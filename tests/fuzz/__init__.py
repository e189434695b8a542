"""Bytes and texts by chance for what reads the words of others: they may be refused, and never break a run or be lost.

A short run is one of the tests; `inv fuzz` goes on for as long as one likes, led by what it covers (atheris).
"""
