"""The web editor for those who do not use git: a form in the browser, on this machine only, whose saves are commits.

`form` makes the form from the schema, `values` takes a file apart into what the form shows, `amending` writes what was
changed back into it, `desk` holds every save to the rules of `digest check content` and has `repository` commit it,
`protocol` and `answering` speak with the program in the browser, which `program` puts in place.
"""
