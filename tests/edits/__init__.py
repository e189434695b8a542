"""Random sequences of edits, after each of which the site has to be what a clean build gives."""
