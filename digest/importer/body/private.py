"""Addresses and numbers in a text by which a person can be reached (rule 79)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.importer.texts.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LOCAL = 64  # characters before the @
MAX_DOMAIN = 100

# jane.roe
_LOCAL = re.compile(rf"[\w.+-]{{1,{MAX_LOCAL}}}$")
# example.org
_DOMAIN = re.compile(r"[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}(?<!\.)")
# 701 555   01-00: what every number has, and a year has not; where the text is ASCII, in a quarter of the time
_FIGURES = re.compile(r"\d[ .()-]{1,2}\d\d")
_ASCII_FIGURES = re.compile(r"[0-9][ .()-]{1,2}[0-9][0-9]")
# +7 701 555 01 00   +1 (202) 555-0100   (202) 555-0100   495 555-01-00
_NUMBER = re.compile(
    r"\+\d{1,3}(?:[ .()-]{1,2}\d{2,4}){2,5}"
    r"|\d{3}(?<![\w-]\d{3})(?:\) ?|[ .-])\d{3}[ .-]\d{2}(?:\d{2}|[ .-]\d{2})(?![\w-])"
)


def may_hold_private(text: str) -> bool:
    """Return whether *text* has what all addresses and numbers have."""
    return "@" in text or (_ASCII_FIGURES if text.isascii() else _FIGURES).search(text) is not None


def find_private(text: str) -> Iterator[str]:
    """Yield e-mail addresses and telephone numbers; those of an office, such as `info@…`, are no person's."""
    if "@" in text:
        yield from _find_addresses(text)
    if may_hold_private(text):
        yield from (match.group() for match in _NUMBER.finditer(text))


def _find_addresses(text: str) -> Iterator[str]:
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text[max(0, at - MAX_LOCAL) : at])
        domain = _DOMAIN.match(text[at + 1 : at + MAX_DOMAIN])
        if local and domain and not _is_office(local.group()):
            yield f"{local.group()}@{domain.group()}"
        at = text.find("@", at + 1)


def _is_office(local: str) -> bool:
    """Return whether *local* is the name of a mailbox and of nobody: `info`, `press.office`, `news-desk`."""
    return all(word in _mailboxes() for word in re.split(r"[._+-]", local.casefold()) if word)


@cache
def _mailboxes() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon().words["mailboxes"])
