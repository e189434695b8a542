"""What is done to a site before it is built once more: nothing, an edit, a new article, another theme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from .corpus import TAGS, articles, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .builders import Builder, Patch
    from .corpus import Made

COLD = "cold"
SAME = "no change"
EDIT = "one body edited"
NEW = "a new, newest article"
TAG = "a tag added to one"
TEMPLATE = "a template edited"
STYLE = "the style sheet edited"
CASES = (COLD, SAME, EDIT, NEW, TAG, TEMPLATE, STYLE)

# Newer than all others, in a month and a week that have articles.
NEWEST = date(2025, 11, 9)
SENTENCE = "Ar un el baki."


def plan_change(case: str, builder: Builder, project: Path, number: int, at: int) -> dict[str, str]:
    """Return the files that *case* changes in a project with *number* articles; *at* says which article it meets."""
    if case in {EDIT, NEW, TAG}:
        article = _article(case, number, at)
        return {f"content/{article.path}": builder.markdown(article)}
    patch: Patch | None = {TEMPLATE: builder.template, STYLE: builder.style}.get(case)
    return {patch.file: patch.of((project / patch.file).read_text("utf-8"))} if patch else {}


def _article(case: str, number: int, at: int) -> Made:
    """Return the article that *case* makes or changes; each another one, or they would undo each other."""
    place = {EDIT: at % number, TAG: (at + 1) % number, NEW: number}[case]
    (made,) = articles(1, place)
    if case == NEW:
        return replace(made, day=NEWEST)
    if case == TAG:
        another = next(f"tag-{tag}" for tag in range(TAGS) if f"tag-{tag}" not in made.tags)
        return replace(made, tags=(*made.tags, another))
    return replace(made, paragraphs=(f"{made.paragraphs[0]} {SENTENCE}", *made.paragraphs[1:]))


def apply_change(project: Path, files: Mapping[str, str | None]) -> dict[str, str | None]:
    """Write *files*, or take away those that are None; return what stood there, which undoes it."""
    before: dict[str, str | None] = {}
    for name, text in files.items():
        path = project / name
        before[name] = path.read_text("utf-8") if path.exists() else None
        if text is None:
            path.unlink()
        else:
            write(path, text)
    return before
