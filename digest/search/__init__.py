"""The search index of the site, and what the search page asks of it: articles in, the bytes of its files out.

`build_index` is all of it; begin there. `theme/static/search/engine.js` reads what it makes, docs/search.md says why it
is made so, and `inv bench search` holds it against others.
"""

from digest.search.aliases import aliases_of
from digest.search.building import BUNDLE, ENTRY, build_files, build_index, folders, is_of_index, names_key
from digest.search.documents import Aliases, Document, Place
from digest.search.segments import Earlier, segment_sizes
from digest.search.taking import Taken, take

__all__ = [
    "BUNDLE",
    "ENTRY",
    "Aliases",
    "Document",
    "Earlier",
    "Place",
    "Taken",
    "aliases_of",
    "build_files",
    "build_index",
    "folders",
    "is_of_index",
    "names_key",
    "segment_sizes",
    "take",
]
