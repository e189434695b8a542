"""How long `digest check content` takes, beside linters of Markdown over the same files."""
