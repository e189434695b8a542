"""The body of a text, what pages repeat around it, and what an editor should look at in it."""
