"""The pixels of a card: words drawn in shades of a colour, two pixels to a byte.

A word is drawn once and kept, since headlines share most of theirs. A line in which Latin and Arabic letters meet is
drawn as a whole, for there the order of words is not that of reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PIL import Image, ImageDraw

from digest.cards.letters import runs_one_way
from digest.cards.typesetting import font_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.cards.words import Text

Pixels: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.uint8]]"

SHADES = 5  # of a colour on paper, the last of which is the colour itself
_KEPT = 3_000  # words, of some 3 kB each, in every process that draws
_AROUND = 8  # pixels at both ends of a word, for what leans out of its width
_ABOVE, _BELOW = 1.2, 0.6  # of the size, from the line that letters stand on


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are drawn: the size in pixels, and the place of the lightest shade in the palette."""

    size: int
    shade: int

    def top(self, base: int) -> int:
        """Return the first row that words on the row *base* can reach."""
        return base - round(self.size * _ABOVE)

    def bottom(self, base: int) -> int:
        """Return the row after the last that they can reach."""
        return self.top(base) + round(self.size * (_ABOVE + _BELOW))


class Canvas:
    """Rows of a card that are being drawn; the byte before each row stays 0, as a PNG wants it."""

    def __init__(self, width: int, rows: int) -> None:
        self._width = width
        self._pixels = np.zeros((rows, 1 + width // 2), np.uint8)

    def rows(self) -> bytes:
        """Return the rows as they are now."""
        return self._pixels.tobytes()

    def rule(self, margin: int, row: int, shade: int) -> None:
        """Draw a hairline between the margins."""
        self._pixels[row : row + 2, 1 + margin // 2 : 1 + (self._width - margin) // 2] = shade << 4 | shade

    def line(self, text: Text, ink: Ink, margin: int, base: int, *, at_end: bool = False) -> None:
        """Draw *text* on the row *base*, from its own start, or up to its end."""
        wide = width_of(text.words, ink.size)
        begins_left = (text.dir == "ltr") is not at_end
        left = margin if begins_left else self._width - margin - wide
        for words, way in _pieces(text, ink.size):
            x = left + way if text.dir == "ltr" else left + wide - way - width_of(words, ink.size)
            self._put(_drawn(words, text.lang, text.dir, ink), round(x), ink.top(base))

    def _put(self, drawn: Pixels, left: int, top: int) -> None:
        column, (height, width) = 1 + (left - _AROUND) // 2, drawn.shape
        above, rows, columns = max(0, -top), self._pixels.shape[0] - top, self._pixels.shape[1] - column
        seen = drawn[above : min(height, rows), : min(width, columns)]
        self._pixels[top + above : top + above + seen.shape[0], column : column + seen.shape[1]] |= seen


def _pieces(text: Text, size: int) -> Iterator[tuple[str, float]]:
    """Yield what is drawn as one, and how far from the start of the line it stands."""
    if not runs_one_way(text.words, text.dir):
        yield text.words, 0.0
        return
    way, space = 0.0, width_of("n n", size) - width_of("nn", size)
    for word in text.words.split(" "):
        yield word, way
        way += width_of(word, size) + space


@lru_cache(maxsize=_KEPT)
def _drawn(words: str, lang: str, direction: str, ink: Ink) -> Pixels:
    """Return *words* in the shades of a colour, packed; _AROUND pixels before them are empty."""
    above, height = round(ink.size * _ABOVE), round(ink.size * (_ABOVE + _BELOW))
    width = -(-round(width_of(words, ink.size) + 2 * _AROUND) // 2) * 2
    image = Image.new("L", (width, height))
    drawing = ImageDraw.Draw(image)
    drawing.text(
        (_AROUND, above), words, 255, font_of(ink.size), "ls", language=lang.partition("-")[0], direction=direction
    )
    shades = _shades(ink.shade)[np.asarray(image)]
    packed: Pixels = shades[:, ::2] << 4 | shades[:, 1::2]
    return packed


@lru_cache(maxsize=8)
def _shades(lightest: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Return the place in the palette for each degree to which a pixel is covered, of 255."""
    degrees = [round(covered * SHADES / 255) for covered in range(256)]
    return np.array([degree and degree + lightest - 1 for degree in degrees], np.uint8)
