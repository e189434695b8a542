"""Whether what a page says to machines (JSON-LD in the words of schema.org) can be read, and is of a known shape."""

from __future__ import annotations

from typing import Any

from msgspec import DecodeError, json

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
    missing = [name for name in _REQUIRED[kind] if not node.get(name)]
    return ("O151", f"the JSON-LD of the page does not say {missing[0]!r} of its {kind}", _HINT) if missing else None
