"""The index, and the modules of the search page."""
