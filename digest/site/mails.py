"""A weekly digest as an e-mail: as much of it as a mail program shows whole, and the same in plain text.

Gmail cuts a message off at 102 kB of HTML, wherever that is. So a mail is cut before: fairly, a headline of each
section in turn, and each section says how many more there are and where.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from markupsafe import escape

from digest.site.addresses import ROOT
from digest.site.portraits import markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.site.views import Card
    from digest.site.week_views import Introduction, WeekPart, WeekView

MOST_BYTES = 100_000
"""How large a mail may be as HTML."""
FEED_BYTES = 30_000
"""How large an entry of the weekly feed may be: a feed has twenty."""
_FRAME, _ENTRY, _PART = 9_000, 400, 500  # what the template writes around the words, at most
_INTRODUCTION = 40_000  # a longer introduction is only linked to
_TITLE, _STANDFIRST, _NAME = 300, 400, 120  # characters: nobody writes more, and a mail must end somewhere
_AUTHORS = 8
# <img src="…/images/plan.svg" alt="A plan">: a mail that fetched it would tell when and where it is read
_IMAGE = re.compile(r'<img(?:\s+[a-z-]+(?:="[^"]*")?)*\s*/?>')


def fitted(week: WeekView, url: str, most: int = MOST_BYTES) -> WeekView:
    """Return as much of *week* as stays below *most* bytes of HTML; *url* is the site's address."""
    introduction = _short_introduction(week.introduction, len(url), most)
    room = most - _FRAME - (_size_of_introduction(introduction, len(url)) if introduction else 0)
    parts = [replace(part, cards=tuple(map(_short, part.cards))) for part in week.parts]
    taken = _take(parts, room, len(url))
    shown = tuple(replace(part, cards=part.cards[:number]) for part, number in zip(parts, taken, strict=True) if number)
    left = week.articles - sum(part.count for part in shown)
    return replace(week, title=_cut(week.title, _TITLE), introduction=introduction, parts=shown, left=left)


def _take(parts: Sequence[WeekPart], room: int, root: int) -> list[int]:
    """Return how many cards of each part there is *room* for: one of each in turn, as long as it lasts."""
    taken = [0] * len(parts)
    for at in count():
        waiting = [place for place, part in enumerate(parts) if at < len(part.cards)]
        if not waiting:
            break
        for place in waiting:
            cost = _size(parts[place].cards[at], root) + (0 if at else _size_of_part(parts[place], root))
            if cost > room:
                return taken
            room -= cost
            taken[place] += 1
    return taken


def _size(card: Card, root: int) -> int:
    names = [link.name for link in (card.place, card.outlet) if link]
    return _ENTRY + root + _bytes(card.path, card.title, card.standfirst, card.lang_name, *names)


def _size_of_part(part: WeekPart, root: int) -> int:
    return _PART + root + _bytes(part.more, part.section.name if part.section else "")


def _size_of_introduction(introduction: Introduction, root: int) -> int:
    names = [author.name for author in introduction.authors]
    return _PART + _size_of_body(introduction.body, root) + _bytes(introduction.title, introduction.summary, *names)


def _size_of_body(body: str, root: int) -> int:
    return len(body.encode()) + body.count(ROOT) * root


def _bytes(*texts: str) -> int:
    return sum(len(escape(text).encode()) for text in texts)


def _short(card: Card) -> Card:
    """Return *card* without what would make an entry endless; the same one where nothing would."""
    names = [link.name for link in (card.place, card.outlet) if link]
    fits = len(card.title) <= _TITLE and len(card.standfirst) <= _STANDFIRST and all(len(n) <= _NAME for n in names)
    if fits:
        return card
    place, outlet = (link and replace(link, name=_cut(link.name, _NAME)) for link in (card.place, card.outlet))
    title, standfirst = _cut(card.title, _TITLE), _cut(card.standfirst, _STANDFIRST)
    return replace(card, title=title, standfirst=standfirst, place=place, outlet=outlet)


def _short_introduction(introduction: Introduction | None, root: int, most: int) -> Introduction | None:
    """Return an introduction as a mail shows it: without pictures; a very long one stays on the site."""
    if introduction is None:
        return None
    body = _IMAGE.sub("", introduction.body)
    is_long = _size_of_body(body, root) > min(_INTRODUCTION, most // 2)
    return replace(
        introduction,
        title=_cut(introduction.title, _TITLE),
        summary=_cut(introduction.summary, _STANDFIRST),
        authors=tuple(replace(author, name=_cut(author.name, _NAME)) for author in introduction.authors[:_AUTHORS]),
        body=markup("" if is_long else body),
    )


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:–—-") + " …"
