"""What makes a build cost what changed; it knows nothing of Pelican.

`tree.open_tree` is where the next version of a site is made beside the live one, and `files.put` writes a file of it.
Nothing is imported here: the check whether anything has changed comes before all that is dear to import.
"""
