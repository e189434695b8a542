"""What templates see of the rules against harm: the notes above articles, and the page of rules and exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from digest.site.views import Column, Download, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicNote:
    """What readers should know before they read of a topic, in the language that it is known in."""

    text: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A guideline as it is cited; *year* is empty where it has none."""

    title: str
    publisher: str
    year: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule of the house: its place on the page, what it wants, in the language that it is known in, and by whom."""

    id: str
    text: str
    lang: str
    dir: str
    guidelines: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionView:
    """An article that is an exception to a *rule*: since which day, and why, in the language of the article."""

    id: str
    date: date
    article: Link
    rule: RuleView
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """The rules of the house, and every exception to them in the articles that the edition lists, the last first."""

    title: str
    path: str
    rules: tuple[RuleView, ...]
    exceptions: tuple[ExceptionView, ...]
    columns: tuple[Column, ...]
    files: tuple[Download, ...]
