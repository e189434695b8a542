"""Pagefind, the engine that the site had: a peer, on the same articles, behind the same page."""
