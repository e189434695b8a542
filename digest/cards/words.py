"""The words of a card, as those hand them on who only plan it: nothing that draws is loaded for that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their language and direction (`ltr`, `rtl`)."""

    words: str
    lang: str
    dir: str = "ltr"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a card: *kicker* is the section, *foot* where it appeared, *end* when.

    Any of the three may be empty; *headline* is as `drawable` returns it.
    """

    name: Text
    headline: Text
    kicker: Text
    foot: Text
    end: Text
