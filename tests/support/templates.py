"""The templates of pages, and which pages of a built site are made of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tests.support.pages import address
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# <html lang="ar" dir="rtl"> … <body class="page page--article">
_MADE_OF = re.compile(r'<html [^>]*\bdir="(?P<dir>ltr|rtl)".*?<body class="page page--(?P<template>[\w-]+)', re.DOTALL)
# {% extends "base.html" %}
_EXTENDS = re.compile(r"\{%-?\s*extends\b")
LANGUAGES = ("ru", "kk", "ar")


def page_templates() -> list[str]:
    """Return the name of every template that makes pages, found in the folder of the theme."""
    files = sorted((ROOT / "theme/templates").glob("*.html"))
    return [file.stem for file in files if _EXTENDS.search(file.read_text("utf-8"))]


class Sample(NamedTuple):
    """A page by which a template is judged; *flipped* if it has to be turned round to be seen in that direction."""

    path: str
    flipped: bool = False


def samples(folder: Path) -> dict[tuple[str, str], list[Sample]]:
    """Return pages of the site in *folder* by template and direction: one of each kind of address.

    A template whose pages all run one way is seen the other way by turning these round.
    """
    found: dict[tuple[str, str], dict[str, Sample]] = {}
    for path, template, direction in _pages(folder):
        found.setdefault((template, direction), {}).setdefault(_kind(path), Sample(path))
    for template in page_templates():
        for one, other in (("ltr", "rtl"), ("rtl", "ltr")):
            turned = found.get((template, other), {}).values()
            found.setdefault((template, one), {sample.path: Sample(sample.path, flipped=True) for sample in turned})
    return {which: list(kinds.values()) for which, kinds in found.items()}


def _pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    for file in sorted(folder.rglob("*.html")):
        if made := _MADE_OF.search(file.read_text("utf-8")):
            yield address(folder, file), made["template"], made["dir"]


def _kind(path: str) -> str:
    """Return what addresses of one kind have in common: `tags` of /ar/tags/prevention/, nothing of a page alone."""
    parts = [part for part in path.strip("/").split("/") if part not in LANGUAGES]
    return parts[0] if len(parts) > 1 else ""
