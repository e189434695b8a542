"""Rules over an article that readers have had: where its words changed, it says so, and what it said of that stays.

What readers must know stands under `corrections`: what was wrong, or, as `kind: update`, what is new. Where nothing but
a slip was put right, `typo` has the day of it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from digest.checks.content import Article
    from digest.model import Correction, Problem
    from digest.registry import Registry
    from digest.schema import FrontMatter

Words = tuple[str, ...]

# <em>   </li>
_TAG = re.compile(r"<[^>]*>")
# Aktobe   2178   мұражай
_TOKEN = re.compile(r"\w+")
_ONE_DAY = timedelta(days=1)  # so far the day of a place can be from that of the clock
_FIGURES_TOLD = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """An article as it reads at one time: its front matter, its body as it is written, and the words of that."""

    matter: FrontMatter
    body: str
    words: Words


@dataclass(frozen=True, slots=True)
class Change:
    """Something that readers see otherwise now: its *name*, its line, and whether it is more than a slip can be."""

    name: str
    line: int
    is_fact: bool = False


def words_of(text: str) -> Words:
    """Return the words of a text, however they are spaced and however their letters are put together."""
    return tuple(unicodedata.normalize("NFC", text).split())


def words_of_html(body: str) -> Words:
    """Return the words of a rendered body, whatever they are marked up as."""
    return words_of(html.unescape(_TAG.sub("", body)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What is judged of articles that readers had in *revision*; *now* is the time it is."""

    registry: Registry
    revision: str
    now: datetime | None

    def check(self, article: Article, before: Wording, after: Wording) -> Iterator[Problem]:
        """Yield what *article*, which was as *before* and is as *after*, does not say of how it changed."""
        had, has = ({_key(one): one for one in wording.matter.corrections} for wording in (before, after))
        gone = [one for key, one in had.items() if key not in has]
        added = [one for key, one in has.items() if key not in had]
        yield from self._check_gone(article, gone)
        yield from _check_added(article, [one for key, one in had.items() if key in has], added)
        changes = sorted(_changes(article, before, after, self.registry), key=lambda change: change.line)
        if changes and len(added) <= len(gone):  # one that took the place of another says nothing of this change
            yield from self._check_slip(article, before, after, changes)
        elif added and not gone and not changes:
            hint = "see that the text says what is right, or that the entry is for this article"
            message = "a correction was added, and no word of the text changed"
            yield article.problem("corrections", "C310", message, hint)

    def _check_gone(self, article: Article, gone: list[Correction]) -> Iterator[Problem]:
        for one in gone:
            message = f"the correction of {one.date} is not what it was in {self.revision}, or is gone"
            hint = f"put it back, and add another for what is new: {one.text!r}"
            yield article.problem("corrections", "C140", message, hint)

    def _check_slip(
        self, article: Article, before: Wording, after: Wording, changes: list[Change]
    ) -> Iterator[Problem]:
        """Yield that words changed, unless that was a slip and is said to be one."""
        facts = [change for change in changes if change.is_fact]
        if not self._is_new_slip(before.matter, after.matter):
            day = self.now.date() if self.now else after.matter.added
            hint = "say there what was wrong, or what is new"
            slip = "" if facts else f"; write `typo: {day}` if only a slip was put right"
            yield self._problem(article, changes, "", f"{hint}{slip}")
        elif facts:
            yield self._problem(article, facts, ", which is no slip", "say there what was wrong, or what is new")
        elif figures := _figures(before, after):
            message = f"only a slip is said to have been put right, and figures changed: {', '.join(figures)}"
            hint = "if somebody may have taken over what was wrong, say it under `corrections`"
            yield article.problem("typo", "C311", message, hint)

    def _problem(self, article: Article, changes: list[Change], but: str, hint: str) -> Problem:
        names = " and ".join(dict.fromkeys(change.name for change in changes))
        message = f"{names} changed since {self.revision}{but}, and no new entry under `corrections` says so"
        return article.problem_at(changes[0].line, "C139", message, hint)

    def _is_new_slip(self, before: FrontMatter, after: FrontMatter) -> bool:
        """Return whether `typo` is of a later day than it was, or of this one, on which there may be two."""
        if after.typo is None or before.typo is None:
            return after.typo is not None
        if after.typo != before.typo or self.now is None:
            return after.typo > before.typo
        return abs(self.now.date() - after.typo) <= _ONE_DAY


# --- what is said of changes ---


def _key(one: Correction) -> tuple[object, ...]:
    return one.date, one.kind, words_of(one.text)


def _check_added(article: Article, kept: list[Correction], added: list[Correction]) -> Iterator[Problem]:
    """Yield new entries that cannot be meant: older than those that readers had, or the same once more."""
    last = max((one.date for one in kept), default=None)
    said = {words_of(one.text): one for one in kept}
    for one in added:
        if same := said.get(words_of(one.text)):
            message = f"the correction of {one.date} repeats that of {same.date}"
            yield article.problem("corrections", "C141", message, "say what was wrong this time")
        elif last is not None and one.date < last:
            message = f"the new correction is of {one.date}, and the one before it of {last}"
            yield article.problem("corrections", "C141", message, "write the day on which this one was made")


def _figures(before: Wording, after: Wording) -> list[str]:
    """Return the figures that only one of two wordings has."""
    had, has = (
        Counter(token for word in (*words_of(one.matter.title), *one.words) for token in _TOKEN.findall(word))
        for one in (before, after)
    )
    found = [token for token in (*(had - has), *(has - had)) if any(map(str.isdecimal, token))]
    return found[:_FIGURES_TOLD]


# --- what changed ---


def _changes(article: Article, before: Wording, after: Wording, registry: Registry) -> Iterator[Change]:
    """Yield what readers see otherwise now, each at its line."""
    was, now = _shown(before.matter, registry), _shown(after.matter, registry)
    facts = {"date", "publication"}
    facts |= {"authors"} if len(before.matter.authors) != len(after.matter.authors) else set()
    for key, (name, words) in now.items():
        if words != was[key][1]:
            yield Change(name, article.lines.get(key, 1), key in facts)
    if before.words != after.words:
        yield Change("the text", article.body_line + first_changed_line(before.body, after.body))


def _shown(matter: FrontMatter, registry: Registry) -> dict[str, tuple[str, object]]:
    """Return what readers see of front matter by its keys: what it is called, and its words."""
    publication = registry.publications.find(matter.publication) if matter.publication else None
    pictures = [words_of(text or "") for image in matter.images for text in (image.caption, image.credit)]
    return {
        "title": ("the headline", words_of(matter.title)),
        "date": ("the date", matter.published),
        "date_evidence": ("the evidence of the date", words_of(matter.date_evidence or "")),
        "authors": ("the byline", [words_of(name) for name in matter.authors]),
        "agency": ("the agency", words_of(matter.agency or "")),
        "publication": ("the publication", publication.id if publication else matter.publication),
        "dateline": ("the dateline", words_of(matter.dateline.text) if matter.dateline else ()),
        "summary": ("the standfirst", words_of(matter.summary or "")),
        "images": ("a caption", [words for words in pictures if words]),
        "content_note": ("the note before the text", words_of(matter.content_note or "")),
        "quoted": ("who speaks", [(words_of(one.name), words_of(one.role or "")) for one in matter.quoted]),
    }


def first_changed_line(before: str, after: str) -> int:
    """Return the line of *after*, from 0, at which it begins to be another text than *before*.

    How the words are spread over lines makes no difference, unless nothing else does.
    """
    had, has = _TOKEN.findall(before), list(_TOKEN.finditer(after))
    for token, old in zip_longest(has, had):
        if token is None:  # the end is gone
            return after.rstrip().count("\n")
        if token.group() != old:
            return after.count("\n", 0, token.start())
    pairs = zip_longest(before.split("\n"), after.split("\n"))
    return next((at for at, (old, new) in enumerate(pairs) if old != new and new is not None), 0)
