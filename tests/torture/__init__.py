"""Faults that are injected into whole runs, as they happen to an editor or a server, and what is to be so after each.

A short run is one of the tests; `inv torture` goes on for as long as one likes, and says in docs/reliability.md what
came of it.
"""
