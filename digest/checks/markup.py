"""What a page holds that the rules over the built site ask about, as the standard library reads HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a browser fetches by itself as soon as it has read the page.
_FETCHED = {
    ("img", "src"), ("script", "src"), ("iframe", "src"), ("audio", "src"), ("video", "src"), ("source", "src"),
    ("video", "poster"), ("embed", "src"), ("object", "data"), ("track", "src"), ("input", "src"), ("image", "href"),
    ("use", "href"),
}  # fmt: skip
# A link element fetches for these; `canonical` and `alternate` only say something.
_FETCHING_RELATIONS = {
    "stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest",
}  # fmt: skip

STATEMENTS = "application/ld+json"
"""The type of the script elements that say something to machines and run nothing."""


@dataclass(slots=True)
class Found:
    """What one page has: its ids, the addresses it leads to and those it fetches, and script or style inside it.

    *statements* are what it says to machines in JSON-LD. Each stands with its line; 0 where the lines have not been
    counted.
    """

    ids: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    fetched: list[tuple[str, int]] = field(default_factory=list)
    inline: list[tuple[str, int]] = field(default_factory=list)
    statements: list[tuple[str, int]] = field(default_factory=list)
    canonical: str | None = None

    def add_tag(self, tag: str, values: Mapping[str, str], line: int = 0) -> None:
        """Note what the start tag *tag* with the attributes *values* brings."""
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")
        if "id" in values:
            self.ids.append((values["id"], line))
        for name, value in values.items():
            if name in {"srcset", "imagesrcset"}:
                self.fetched += [(part.split()[0], line) for part in value.split(",") if part.strip()]
            fetching = (tag, name) in _FETCHED or (tag == "link" and name == "href" and _fetches(values))
            if fetching:
                self.fetched.append((value, line))
            if fetching or (tag in {"a", "area"} and name == "href") or (tag == "form" and name == "action"):
                self.links.append((value, line))
            if name.startswith("on") or name == "style":
                self.inline.append((f"attribute {name}", line))
        if tag == "style" or (tag == "script" and "src" not in values and not _is_data(values)):
            self.inline.append((f"element <{tag}>", line))


def read_markup(content: bytes) -> Found:
    """Return what the page *content* has, with lines; slow, and the measure of every quicker way."""
    reader = _Reader()
    reader.feed(text_of(content))
    reader.close()
    return reader.found


def text_of(content: bytes) -> str:
    """Return the text of a page, its lines ended by line feeds."""
    text = content.decode("utf-8", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self._said: list[str] | None = None
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.found.add_tag(tag, values, self.getpos()[0])
        if tag == "script" and values.get("type") == STATEMENTS:
            self._said = []
            self._line = self.getpos()[0]

    def handle_data(self, data: str) -> None:
        if self._said is not None:
            self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._said is not None:
            self.found.statements.append(("".join(self._said), self._line))
            self._said = None


def _fetches(link: Mapping[str, str]) -> bool:
    return bool(_FETCHING_RELATIONS & set(link.get("rel", "").lower().split()))


def _is_data(script: Mapping[str, str]) -> bool:
    """Return whether a script element holds what no browser runs."""
    return script.get("type", "") in {STATEMENTS, "application/json"}
