"""How long an editor waits for the page after saving a file: `python -m bench.preview`."""
