"""Pagefind's index with the same bytes for the same pages.

Pagefind keeps its filters in hash maps and writes them in the order these happen to have: the values within a filter
(`filter/*.pf_filter`), the filters of a language (`*.pf_meta`), the languages in `pagefind-entry.json`. Files are named
after their content, so the names differ too. Here each of these lists is sorted and its file named anew; the words,
the texts and the order of results are the same on every run as they are, and stay untouched.

What a result shows but nobody searches for, its date, is marked as a filter called `shown-…`: Pagefind searches all
metadata, and by the words of 2016-12-26 a search for 12 would find every December. The value stands with the text of
the article; the filter itself, with a value for every day, is taken out here and never travels.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

from .cbor import Item, decode, encode

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "pagefind-entry.json"
PLAIN = "-x-plain"  # a private use subtag (BCP 47)
SHOWN = "shown-"  # begins the names of filters that are only shown
_SIGNATURE = b"pagefind_dcd"
_FILTERS, _SORTS = 3, 4  # places in the list that a .pf_meta holds


def canonicalise(bundle: Path) -> dict[str, int]:
    """Rewrite the index in *bundle*; return the number of pages by language, in alphabetical order.

    Each language is listed a second time as `ru-x-plain`: the same index, read without the language's stemmer. A query
    that has no letter of the language's script needs none, and a browser then need not fetch it (engine.js).
    """
    entry = json.loads((bundle / ENTRY).read_bytes())
    languages = dict(sorted(entry["languages"].items()))
    for language in languages.values():
        language["hash"] = _rewrite_language(bundle, language["hash"])
    plain = {lang + PLAIN: {**language, "wasm": None} for lang, language in languages.items()}
    entry["languages"] = languages | plain
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (bundle / ENTRY).write_text(text, "utf-8")
    return {lang: language["page_count"] for lang, language in languages.items()}


def _rewrite_language(bundle: Path, name: str) -> str:
    """Sort the filters and sorts of the language whose `.pf_meta` is called *name*; return its new name."""
    path = bundle / f"pagefind.{name}.pf_meta"
    meta: Any = _read(path)
    for title, chunk in meta[_FILTERS]:
        if title.startswith(SHOWN):
            (bundle / "filter" / f"{chunk}.pf_filter").unlink()
    kept = [(title, chunk) for title, chunk in meta[_FILTERS] if not title.startswith(SHOWN)]
    meta[_FILTERS] = sorted([title, _rewrite_filter(bundle, chunk)] for title, chunk in kept)
    meta[_SORTS] = sorted(meta[_SORTS])
    lang, _, old = name.rpartition("_")
    new = f"{lang}_{_fingerprint(meta, len(old))}"
    _replace(path, bundle / f"pagefind.{new}.pf_meta", meta)
    return new


def _rewrite_filter(bundle: Path, name: str) -> str:
    """Sort the values of the filter in the file called *name*; return its new name."""
    path = bundle / "filter" / f"{name}.pf_filter"
    chunk: Any = _read(path)
    chunk[1] = sorted(chunk[1])
    lang, _, old = name.rpartition("_")
    new = f"{lang}_{_fingerprint(chunk, len(old))}"
    _replace(path, bundle / "filter" / f"{new}.pf_filter", chunk)
    return new


def _fingerprint(item: Item, length: int) -> str:
    return hashlib.sha256(encode(item)).hexdigest()[:length]


def _read(path: Path) -> Item:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise ValueError(f"{path.name} is not a part of a Pagefind index")
    return decode(data.removeprefix(_SIGNATURE))


def _replace(old: Path, new: Path, item: Item) -> None:
    old.unlink()
    new.write_bytes(gzip.compress(_SIGNATURE + encode(item), mtime=0))
