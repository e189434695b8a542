"""A card: the name of the digest, a hairline, the section, the headline, where it appeared and when."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from digest.cards.letters import drawable
from digest.cards.pixels import SHADES, Canvas, Ink
from digest.cards.png import Band, pack, png
from digest.cards.typesetting import balanced, fit, width_of
from digest.cards.words import Text

if TYPE_CHECKING:
    from digest.cards.words import Words

SIZE = WIDTH, HEIGHT = 1200, 630  # what networks that show cards ask for
_MARGIN = 80
_TOP, _FOOT = 140, 100  # rows of the bands above and below the headline
_BETWEEN = 60  # pixels at least from where it appeared to when

# As the light paper of theme/static/css/palette.css.
_PAPER, _COLOURS = (
    (0xFB, 0xFA, 0xF7),
    {"ink": (0x1B, 0x1D, 0x1F), "muted": (0x55, 0x59, 0x5E), "accent": (0x0D, 0x55, 0x60)},
)
_SHADE = {name: 1 + SHADES * place for place, name in enumerate(_COLOURS)}

_NAME, _KICKER, _FINE = Ink(32, _SHADE["ink"]), Ink(32, _SHADE["accent"]), Ink(30, _SHADE["muted"])
_HEADLINE_SIZES = (78, 68, 60, 53, 47)
_LEADING = {"ltr": 1.24, "rtl": 1.42}
_HEADLINE_ROOM = 310


def draw(words: Words) -> bytes:
    """Return the card as PNG."""
    return png(SIZE, _palette(), (_top(words.name), *_middle(words), _bottom(words.foot, words.end)))


@cache
def _palette() -> bytes:
    """Return the colours: paper, then the shades of each, from light to full."""
    found = list(_PAPER)
    for colour in _COLOURS.values():
        for shade in range(1, SHADES + 1):
            pairs = zip(_PAPER, colour, strict=True)
            found += [round(paper + (full - paper) * shade / SHADES) for paper, full in pairs]
    return bytes(found)


@lru_cache(maxsize=32)
def _top(name: Text) -> Band:
    canvas = Canvas(WIDTH, _TOP)
    canvas.line(_cut(name, _NAME), _NAME, _MARGIN, 90)
    canvas.rule(_MARGIN, _TOP - 18, _SHADE["muted"])
    return pack(canvas.rows())


def _middle(words: Words) -> tuple[Band, ...]:
    rows, first = HEIGHT - _TOP - _FOOT, 74 if words.kicker.words else 20
    size, lines = _lines(words.headline)
    ink, step = Ink(size, _SHADE["ink"]), size * _LEADING[words.headline.dir]
    bases = [
        first + round(size * (1.05 if words.headline.dir == "ltr" else 1.12) + number * step)
        for number in range(len(lines))
    ]
    used = min(rows, ink.bottom(bases[-1]))
    canvas = Canvas(WIDTH, used)
    if words.kicker.words:
        canvas.line(_cut(words.kicker, _KICKER), _KICKER, _MARGIN, 48)
    for line, base in zip(lines, bases, strict=True):
        canvas.line(Text(line, words.headline.lang, words.headline.dir), ink, _MARGIN, base)
    return (pack(canvas.rows()), _empty(rows - used)) if used < rows else (pack(canvas.rows()),)


@lru_cache(maxsize=512)
def _empty(rows: int) -> Band:
    return pack(Canvas(WIDTH, rows).rows())


def _lines(headline: Text) -> tuple[int, list[str]]:
    """Return the size of the headline, and its lines: as large as goes, cut where the smallest is too large."""
    width = WIDTH - 2 * _MARGIN
    for size in _HEADLINE_SIZES:
        most = int(_HEADLINE_ROOM / (size * _LEADING[headline.dir]))
        lines = balanced(headline.words, size, width)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return size, [fit(line, size, width) for line in lines]


@lru_cache(maxsize=512)
def _bottom(foot: Text, end: Text) -> Band:
    canvas = Canvas(WIDTH, _FOOT)
    end = _cut(end, _FINE)
    canvas.line(end, _FINE, _MARGIN, 42, at_end=True)
    room = WIDTH - 2 * _MARGIN - round(width_of(end.words, _FINE.size)) - _BETWEEN
    canvas.line(_cut(foot, _FINE, room), _FINE, _MARGIN, 42)
    return pack(canvas.rows())


def _cut(text: Text, ink: Ink, width: int = WIDTH - 2 * _MARGIN) -> Text:
    """Return a text of one line, as far as there are letters for it and it fits."""
    words = drawable(text.words) or ""
    return Text(fit(words, ink.size, width), text.lang, text.dir)
