"""How the sources of a project look, part by part: what has changed says how much is to be done anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from digest.engine.stamps import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from digest.engine.settings import Settings
    from digest.engine.stamps import Stamp
    from digest.model import Problem

Made = TypeVar("Made")
Look = list[tuple[str, "Stamp"]]
_LOCALE = "locale/"


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that a plan is made of but what the articles and pages say: of these only which there are.

    *strangers* are files among them that are none, *statics* is what is served as it is, *words* the theme's catalogs,
    and *theme* its other files, of which no plan is made.
    """

    settings: Settings
    names: frozenset[str]
    strangers: tuple[Problem, ...]
    registry: Look
    statics: Look
    words: Look
    theme: Look


def see(settings: Settings, names: Iterable[str], strangers: tuple[Problem, ...]) -> Seen:
    """Return how the project with *settings* looks now."""
    theme = _look_at(settings.theme)
    return Seen(
        settings,
        frozenset(names),
        strangers,
        registry=_look_at(settings.content / "registry"),
        statics=[one for folder in settings.statics for one in _look_at(settings.content / folder)],
        words=[one for one in theme if one[0].startswith(_LOCALE)],
        theme=[one for one in theme if not one[0].startswith(_LOCALE)],
    )


def _look_at(folder: Path) -> Look:
    return sorted(scan(folder))


@dataclass(slots=True)
class Kept(Generic[Made]):
    """What was made last, and of what."""

    made_of: object = None
    made: Made | None = None

    def get(self, made_of: object, make: Callable[[], Made]) -> Made:
        """Return what was made before if it was made of the same, or else what *make* makes."""
        if self.made is None or self.made_of != made_of:
            self.made, self.made_of = make(), made_of
        return self.made
