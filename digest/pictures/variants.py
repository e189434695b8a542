"""What is published of a picture: which files, how large, at which addresses.

    images/hall.jpg              its own address, which has always answered: at most 1280 pixels wide
    images/hall.jpg.480.avif     and so on: each width in AVIF, or in WebP where there are few colours,
    images/hall.jpg.480.jpg      and for browsers that know neither in JPEG or PNG

The addresses do not hold what is in the files: a picture that is replaced keeps them, and no page changes for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.pictures.kinds import ENDINGS, FORMS, ending_of
from digest.pictures.making import Recipe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.pictures.looks import Look

WIDTHS = (480, 800, 1280)
"""As wide as a telephone, a telephone with a fine screen or the text, the text on a fine screen."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A file that is made of a picture: what its address has after that of the picture, and how it is made."""

    suffix: str
    recipe: Recipe


def own(name: str, look: Look, widest: int | None = WIDTHS[-1]) -> Variant:
    """Return what stands at the own address of the picture *name*."""
    return Variant("", _recipe(FORMS[ending_of(name)], look, widest))


def variants(name: str, look: Look) -> Iterator[Variant]:
    """Yield everything that is made of the picture *name*, that for its own address first."""
    first = own(name, look)
    yield first
    for form in forms(name, look):
        for width in widths(look):
            recipe = _recipe(form, look, width)
            if recipe != first.recipe:
                yield Variant(f".{width}.{ENDINGS[form]}", recipe)


def forms(name: str, look: Look) -> tuple[str, ...]:
    """Return the forms that a page offers, best first: the last is what every browser shows."""
    form = FORMS[ending_of(name)]
    better = "WEBP" if look.is_drawn else "AVIF"  # of few colours it loses nothing, and is smaller
    if form in {"GIF", "JPEG"}:
        return (better, form)
    return (better, "PNG" if look.is_drawn or look.is_clear else "JPEG")


def widths(look: Look) -> tuple[int, ...]:
    """Return how wide a picture is offered: never wider than it is."""
    full = min(look.width or 0, WIDTHS[-1])
    return (*(width for width in WIDTHS if width < full), full)


def _recipe(form: str, look: Look, widest: int | None) -> Recipe:
    width, height = look.width or 1, look.height or 1
    across = min(width, widest or width)
    return Recipe(form, across, max(1, round(height * across / width)), look.is_drawn)
