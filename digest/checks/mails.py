"""Rules for the one kind of page that is sent as an e-mail, and so stands where none of our files are.

A mail program has no style sheet of ours: so a mail may have one style element, in its head, and no other page may.
In return it is small, asks nothing of anyone, and its addresses are whole.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from digest.checks.markup import Found, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Fault = tuple[int, str, str, str]
"""Line, code, message, hint."""

MOST_BYTES = 100_000
# digest/2026-W47/mail.html    ru/digest/2026-W47/mail.html
_MAIL = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]+)*/)?digest/[0-9]{4}-W[0-9]{2}/mail\.html")
# url(https://example.org/a.png)    @import "a.css"
_FETCHING_STYLE = re.compile(r"url\(|@import", re.IGNORECASE)
# https://example.org/    mailto:a@example.org    #fn:1
_WHOLE = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)


def is_mail(path: str) -> bool:
    """Return whether the page *path* is one that is sent as an e-mail."""
    return bool(_MAIL.fullmatch(path))


def judge_mail(content: bytes) -> Iterator[Fault]:
    """Yield what is wrong with the mail *content* by itself."""
    if len(content) >= MOST_BYTES:
        hint = "shorten the introduction, or see what the template writes around each article"
        yield 0, "O175", f"the mail has {len(content):,} bytes, and mail programs cut off what is beyond 100,000", hint
    reader = _Reader()
    reader.feed(text_of(content))
    reader.close()
    yield from _faults(reader)


class _Reader(HTMLParser):
    """What is in the mail: as `Found`, and where its style stands and what that says."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.styles: list[int] = []
        self.style = ""
        self._open = ""
        self._is_head = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        self._open = tag
        self._is_head = self._is_head and tag != "body"
        if tag == "style" and self._is_head and not self.styles:
            self.styles.append(line)
            return
        self.found.add_tag(tag, {name: value or "" for name, value in attrs}, line)

    def handle_data(self, data: str) -> None:
        if self._open == "style":
            self.style += data

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open


def _faults(reader: _Reader) -> Iterator[Fault]:
    for what, line in reader.found.inline:
        hint = "put it into the one style element of theme/templates/mail.html, or leave it out"
        yield line, "O105", f"the mail has script or style inside it: {what}", hint
    for address, line in reader.found.fetched:
        yield line, "O176", f"the mail fetches {address}", "take it out: it would tell when and where a mail is read"
    if _FETCHING_STYLE.search(reader.style):
        line = reader.styles[0]
        yield line, "O176", "the mail fetches what its style names", "take url() and @import out of it"
    for address, line in reader.found.links:
        if not _WHOLE.match(address):
            message = f"the address {address!r} of the mail is not whole and leads nowhere from there"
            yield line, "O177", message, "write it with `| href`, or begin it with https://"
