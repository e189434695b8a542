"""Pelican plugins: the only code that imports Pelican.

`reader` turns a Markdown file into Pelican's content, `publisher` writes the pages, feeds and lists of the site.
"""
