"""Putting the built site out, whole or not at all, and taking it back.

A site that goes out is a release: a name, and what files it has. `staging` takes the built site as it stands at one
moment; a place (`folder`, `remote`, `branch`, `bucket`) knows which release is live there, sends what differs and
switches; `old_addresses` holds that nothing that was published once is lost. `servers` says the same to web servers.
"""
