"""Holding a copy of the site, in a folder or at an address, against the manifest that went out with it.

`sources` reads either of the two, bounded by what the manifest says; `holding` compares and names what differs.
"""
