"""How well the search finds what is there, and what that costs: `python -m bench.search`."""
