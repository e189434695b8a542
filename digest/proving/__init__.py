"""The privacy proof: what a real browser saw of the site that bears on the privacy of its readers.

`samples` chooses a page of every template in every edition; `watching` opens each in a browser that was never there
before and writes down what it asks for, what it keeps and what it is told; `promises` holds that against what readers
are promised; `proof` is the file that comes of it.
"""
