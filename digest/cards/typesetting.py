"""Type as it stands on a card: how wide words are, and how they break into lines."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

ELLIPSIS = "…"
_FONT = Path(__file__).with_name("headline.ttf")
_MEASURED_AT = 100  # the size at which words are measured, for all sizes
_NARROWER = 0.94  # how much is tried at a time, so that no line is much shorter than the others


@lru_cache(maxsize=16)
def font_of(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size in pixels: one that joins Arabic letters and knows which way they run."""
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=20_000)
def _measured(word: str) -> float:
    return font_of(_MEASURED_AT).getlength(word) / _MEASURED_AT


def width_of(words: str, size: int) -> float:
    """Return how many pixels wide *words* are, to about one."""
    return (sum(map(_measured, words.split(" "))) + words.count(" ") * _measured(" ")) * size


def fit(words: str, size: int, width: float) -> str:
    """Return as many of *words* as go into *width*, with an ellipsis where that is not all."""
    if width_of(words, size) <= width:
        return words
    shown = words
    while " " in shown and width_of(shown + ELLIPSIS, size) > width:
        shown = shown.rpartition(" ")[0]
    while len(shown) > 1 and width_of(shown + ELLIPSIS, size) > width:
        shown = shown[:-1]
    return shown.rstrip(" ,;:–—-،؛") + ELLIPSIS


def broken(words: str, size: int, width: float) -> list[str]:
    """Return *words* in as many lines as it takes, of at most *width* pixels but for a longer word."""
    space, room = _measured(" "), width / size
    lines: list[str] = []
    used = room
    for word in words.split(" "):
        wide = _measured(word)
        if used + space + wide <= room and lines:
            lines[-1] += f" {word}"
            used += space + wide
        else:
            lines.append(word)
            used = wide
    return lines


def balanced(words: str, size: int, width: float) -> list[str]:
    """Return *words* in as few lines as go into *width*, of about the same length."""
    lines = broken(words, size, width)
    while len(lines) > 1 and width > size:
        width *= _NARROWER
        narrower = broken(words, size, width)
        if len(narrower) > len(lines) or any(width_of(line, size) > width for line in narrower):
            break
        lines = narrower
    return lines
