"""Web pages: their blocks, which of them are the article, and what a page says of itself."""
