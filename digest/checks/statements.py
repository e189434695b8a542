"""Whether what a page says to machines (JSON-LD in the words of schema.org) can be read, and is of a known shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTEXT = "https://schema.org"
# What a page may say something of, and what must then be said.
_REQUIRED = {
    "Article": ("@id", "headline", "inLanguage", "publisher"),
    "NewsArticle": ("@id", "headline", "inLanguage", "publisher"),
    "BreadcrumbList": ("itemListElement",),
    "CollectionPage": ("@id", "name", "inLanguage"),
    "Dataset": ("@id", "name", "description"),
    "WebSite": ("@id", "name", "publisher"),
}
# What is said within these, by its property: the type of each, and what it must say.
_WITHIN = {"correction": ("CorrectionComment", ("datePublished", "text"))}
_HINT = "mend the template, or what the settings add to it"

Fault = tuple[str, str, str]


def fault_of(text: str) -> Fault | None:
    """Return what is wrong with the JSON-LD *text*: code, message, hint; nothing where it is as it should be."""
    try:
        said = json.decode(text)
    except (DecodeError, UnicodeError) as error:
        return "O150", f"the JSON-LD of the page cannot be read: {error}", _HINT
    nodes = said.get("@graph") if isinstance(said, dict) and said.get("@context") == CONTEXT else None
    if not isinstance(nodes, list) or not nodes:
        message = f"the JSON-LD of the page is not of the known shape: `@context` is {CONTEXT} and `@graph` a list"
        return "O151", message, _HINT
    return next(filter(None, map(_fault_of_node, nodes)), None)


def _fault_of_node(node: Any) -> Fault | None:
    kind = node.get("@type") if isinstance(node, dict) else None
    if not isinstance(kind, str) or kind not in _REQUIRED:
        return "O151", f"the JSON-LD of the page speaks of {kind!r}, which no page is known to", _HINT
    missing = _missing(node, kind, _REQUIRED[kind]) or next(filter(None, map(_missing_within, _parts(node))), None)
    return ("O151", f"the JSON-LD of the page does not say {missing}", _HINT) if missing else None


def _missing(node: Any, kind: str, required: Iterable[str]) -> str:
    """Return the first thing that is not said of a node and must be: `'text' of its CorrectionComment`."""
    lacks = [name for name in required if not node.get(name)]
    return f"{lacks[0]!r} of its {kind}" if lacks else ""


def _parts(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a node says within itself that is to be of a known shape, with its property."""
    for name in _WITHIN:
        found = node.get(name, ())
        yield from ((name, one) for one in (found if isinstance(found, list | tuple) else (found,)))


def _missing_within(part: tuple[str, Any]) -> str:
    name, one = part
    kind, required = _WITHIN[name]
    if not isinstance(one, dict) or one.get("@type") != kind:
        return f"{kind!r} of its {name!r}"
    return _missing(one, kind, required)
