"""What Pagefind reads of a page, as a fingerprint: while it stays the same for all pages, so does the index."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What decides, beside the pages, what the index is like.
_OUR_PART = ("marked.py", "index.py", "canonical.py", "cbor.py")
_MARKS = re.compile(rb"data-pagefind-")
_BODY = b"data-pagefind-body"
# <html lang="en" dir="ltr">    <title>On libraries
_HEAD = re.compile(rb"<html[^<>]*+>|<title>[^<]*+")
# data-pagefind-filter="tag[content]": an attribute of the tag itself counts, and not the text that follows
_OF_ATTRIBUTE = re.compile(rb'data-pagefind-[a-z-]+="[^"\[]+\[[^"\]]+\]"')
# <div class="cite" data-pagefind-ignore>: elements that cannot do without an end tag
_IGNORED = re.compile(
    rb"<(?:div|section|aside|header|footer|nav|h[1-6]|span|ul|ol|dl|figure|details)(?=\s)[^<>]*\sdata-pagefind-ignore>"
)
_HIDES_TAGS = re.compile(rb"<(?:!--|script|style|textarea|template|svg)")
_NAME = re.compile(rb"<([a-z][a-z0-9]*)")


def indexed_part(content: bytes) -> bytes | None:
    """Return a fingerprint of what the index says of the page *content*; None for a page that it leaves out.

    Two pages of one fingerprint are the same to the index. The other way round it is not always so: where it is not
    plain what Pagefind reads, the page counts as a whole.
    """
    mark = content.find(_BODY)
    if mark < 0:
        return None
    start = content.rfind(b"<", 0, mark)
    end = _end_of_element(content, start)
    if end < 0 or _HIDES_TAGS.search(content, start, end):
        return _fingerprint([content])
    marks = [match.start() for match in _MARKS.finditer(content)]
    around = [_tag_at(content, mark) for mark in marks if not start < mark < end]
    if not all(map(_is_told_by_attributes, around)):
        return _fingerprint([content])
    return _fingerprint([*_HEAD.findall(content, 0, start), *around, *_read_parts(content, start, end, marks)])


def index_key(parts: Mapping[str, bytes]) -> bytes:
    """Return the fingerprint of the index of pages with these *parts*, by path: equal ones mean equal bytes."""
    key = blake2b(digest_size=16)
    for name in _OUR_PART:
        key.update(_fingerprint([Path(__file__).with_name(name).read_bytes()]))
    key.update(_fingerprint([version("pagefind").encode(), version("pagefind_bin_extended").encode()]))
    for path in sorted(parts):
        key.update(_fingerprint([path.encode("utf-8", "surrogateescape")]))
        key.update(parts[path])
    return key.digest()


def _tag_at(content: bytes, within: int) -> bytes:
    return content[content.rfind(b"<", 0, within) : content.find(b">", within) + 1]


def _is_told_by_attributes(tag: bytes) -> bool:
    return tag.count(b"data-pagefind-") == len(_OF_ATTRIBUTE.findall(tag))


def _read_parts(content: bytes, start: int, end: int, marks: list[int]) -> list[bytes]:
    """Return the element from *start* to *end* without what is ignored in it, in pieces."""
    parts = []
    for number, mark in enumerate(marks):
        tag = content.rfind(b"<", start, mark) if start < mark < end else -1
        ignored = _IGNORED.match(content, tag) if tag >= 0 else None
        after = _end_of_element(content, tag) if ignored else -1
        if not ignored or not 0 <= after <= end or any(mark < other < after for other in marks[number + 1 :]):
            continue
        parts.append(content[start:tag])
        start = after
    return [*parts, content[start:end]]


def _end_of_element(content: bytes, start: int) -> int:
    """Return where the element ends that begins at *start*, or -1."""
    name = _NAME.match(content, start)
    depth = 0
    for tag in _tags_of(name[1]).finditer(content, start) if name else ():
        depth += -1 if tag["end"] else 1
        if depth == 0:
            return tag.end()
    return -1


@lru_cache(maxsize=64)
def _tags_of(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(?P<end>/?)" + name + rb"(?=[\s/>])[^<>]*>")


def _fingerprint(parts: list[bytes]) -> bytes:
    return blake2b(b"\0".join(parts), digest_size=16).digest()
