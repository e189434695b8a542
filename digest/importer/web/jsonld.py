"""JSON-LD on a web page: the object that stands for its article (https://schema.org/NewsArticle).

What cannot be read says nothing; what stands in lists of other articles is not looked at.
"""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

MAX_NODES = 2000  # that are looked at
MAX_SCRIPT = 1_000_000  # characters

_TYPES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle", "blogposting",
    "report", "liveblogposting", "scholarlyarticle", "techarticle", "socialmediaposting",
})  # fmt: skip


def read_nodes(root: Element) -> list[Mapping[str, Any]]:
    """Return the objects of JSON-LD that stand for the page, not those of lists of other articles."""
    found: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            found += _unfold(_parse_json(script.text or ""))
    return found[:MAX_NODES]


def find_article(nodes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the first object that is an article; an empty one where none is."""
    return next((node for node in nodes if _kinds(node) & _TYPES), {})


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text.strip()[:MAX_SCRIPT].removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):  # as the page is: what cannot be read says nothing
        return None


def _unfold(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield an object, or those of a list or a `@graph`, and what they call their main entity."""
    waiting = deque([value])
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting += value[:MAX_NODES]
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _kinds(node: Mapping[str, Any]) -> frozenset[str]:
    kinds = node.get("@type")
    return frozenset(str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds]))


def names_of(value: Any) -> list[str]:
    """Return the names of people or organisations, given as objects or as texts."""
    values = value if isinstance(value, list) else [value]
    return [str(item.get("name") or "") if isinstance(item, dict) else str(item or "") for item in values]


def authors_of(node: Mapping[str, Any], nodes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    """Yield the names of JSON-LD's authors, each with whether it is an organisation's."""
    value = node.get("author") or node.get("creator")
    for item in value if isinstance(value, list) else [value]:
        person = item
        if isinstance(item, dict) and "name" not in item and "@id" in item:
            person = next((other for other in nodes if other.get("@id") == item["@id"] and "name" in other), item)
        is_organisation = isinstance(person, dict) and any("organization" in kind for kind in _kinds(person))
        yield from ((name, is_organisation) for name in names_of(person))
