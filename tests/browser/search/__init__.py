"""The search page over the built site, in a real browser."""
