"""How fast the site is built, beside the builders of other sites: `python -m bench.build`."""
