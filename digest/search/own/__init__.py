"""An index of our own, not yet on the site: documents in, the bytes of its files out.

`build_files` is all of it; begin there. `digest/search/own/reader/` reads what it makes, docs/search.md says why it is
made so, and `inv bench search` holds it against Pagefind.
"""

from digest.search.own.building import build_files
from digest.search.own.documents import Aliases, Document
from digest.search.own.pages import aliases_of, read_documents

__all__ = ["Aliases", "Document", "aliases_of", "build_files", "read_documents"]
