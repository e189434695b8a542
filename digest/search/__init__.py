"""The search index over the rendered pages, and what the search page asks of it.

`build_index` runs Pagefind over a built site (`index`) and makes the bytes the same on every run (`canonical`);
`indexed_part` and `index_key` tell whether it would come out the same again (`marked`).
The page's side of it is `theme/static/search/`: `engine.js` asks the index, `page.js` shows what it answers.
"""

from digest.search.index import IndexFailedError, IndexReport, build_index
from digest.search.marked import index_key, indexed_part

__all__ = ["IndexFailedError", "IndexReport", "build_index", "index_key", "indexed_part"]
