"""What makes a build cost what changed: it reads, renders and writes only that, and puts the site in place in one step.

The way of a build is `run`. What it knows of the one before stands in `store`; nothing of that is needed for the right
result, and whatever of it does not fit is made anew.
"""
