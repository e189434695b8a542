"""What templates see of those who help: on the pages of articles, and all on a page of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """Somebody who helps: how they are reached, in which languages, and when somebody last saw that this is so.

    What is not known is empty; *dial* is *phone* as a telephone takes it. *lang* is that of the name.
    """

    id: str
    name: str
    lang: str
    dir: str
    description: str
    url: str
    phone: str
    dial: str
    languages: tuple[str, ...]
    country: str
    hours: str
    cost: str
    checked: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPanel:
    """Those who help with what an article is about, those who speak the reader's language first."""

    lines: tuple[Helpline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGroup:
    """Those who help in one country."""

    label: str
    lines: tuple[Helpline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """All who help, by country."""

    title: str
    groups: tuple[HelpGroup, ...]
