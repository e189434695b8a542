"""Which pages a proof looks at: of each template, in each edition, one of each kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# <html lang="ar" dir="rtl"> … <body class="page page--article">
_LANG = re.compile(rb'<html lang="(?P<lang>[\w-]+)"')
_MADE_OF = re.compile(rb'<body class="page page--(?P<template>[\w-]+)')
MAIL, MOVED, SEARCH = "mail", "moved", "search"
"""The templates of which more is to be known: a mail stands alone, and what is left at an old address leads on."""
# What only some pages of a template have: the quick exit, which brings a script, those who help, pictures.
_TRAITS = (b'<nav class="exit"', b'class="help-panel"', b"<img ")
_PAGE = "index.html"


class Sample(NamedTuple):
    """A page: its path as an address, the template it is made of and its language."""

    path: str
    template: str
    lang: str


def samples(site: Path) -> list[Sample]:
    """Return the pages of the built *site* that stand for all."""
    found: dict[tuple[object, ...], Sample] = {}
    for sample, traits in _pages(site):
        found.setdefault((sample.template, sample.lang, _kind(sample), traits), sample)
    return sorted(found.values())


def _pages(site: Path) -> Iterator[tuple[Sample, tuple[bool, ...]]]:
    """Yield every page, and which of the traits it has."""
    for file in sorted(site.rglob("*.html")):
        content = file.read_bytes()
        if lang := _LANG.search(content):
            made_of = _MADE_OF.search(content)
            template = made_of["template"].decode() if made_of else file.stem
            path = file.relative_to(site).as_posix()
            # A server leads on from an old address at once; the page there is for hosts that know files alone.
            shown = path.removesuffix(_PAGE) if file.name == _PAGE and template != MOVED else path
            yield Sample(f"/{shown}", template, lang["lang"].decode()), tuple(trait in content for trait in _TRAITS)


def _kind(sample: Sample) -> str:
    """Return what addresses of one kind have in common: `tags` of /ar/tags/prevention/, nothing of a page alone."""
    parts = [part for part in sample.path.strip("/").split("/") if part != sample.lang]
    return parts[0] if len(parts) > 1 else ""
