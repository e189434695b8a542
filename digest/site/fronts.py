"""What the front page shows: what came last, which topics moved, and the ways in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.languages import sort_key
from digest.model import PartialDate
from digest.site import addresses
from digest.site.front_needs import Shown
from digest.site.indexes import year_links
from digest.site.list_views import Moved, Ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.site.presenter import Presenter
    from digest.site.stories import Story
    from digest.site.terms import Term
    from digest.site.views import Link

# How much the front page shows.
_MORE, _LATEST, _OTHER_LANGUAGES, _TAGS, _PLACES, _PUBLICATIONS, _MOVED = 6, 12, 6, 12, 10, 8, 8
# A topic has moved if more articles came in on it than in these months before, on average.
_MONTHS_BEFORE = 3


def shown(by: Presenter) -> Shown:
    """Return the articles of the front page: what came last, in the edition's own language first."""
    most = 1 + _MORE + _LATEST
    own = by.file_all(by.own.last_added(by.own_language, most))
    others = [story for story in by.own.stories if not by.is_own_language(story)]
    return Shown(
        lead=own[0] if own else None,
        more=own[1 : 1 + _MORE],
        latest=own[1 + _MORE : most],
        other_languages=by.file_all(by.own.last_added(others, _OTHER_LANGUAGES)),
    )


def front_ways(by: Presenter) -> Ways:
    """Return the ways in of the front page."""

    def most_used(kind: str, most: int) -> tuple[Link, ...]:
        return by.term_links(by.own.most_used(kind, most, by.lang))

    month, topics = moved(by)
    return Ways(
        moved=topics,
        month=month,
        tags=most_used("tag", _TAGS),
        places=most_used("place", _PLACES),
        publications=most_used("publication", _PUBLICATIONS),
        years=year_links(by),
        languages=addresses.index_path(by.prefix, "language") if by.languages else None,
        count=len(by.own.stories),
    )


def moved(by: Presenter) -> tuple[str, tuple[Moved, ...]]:
    """Return the month in which the last article came, in words, and the topics that rose in it most.

    No clock says which month it is: while no article comes, nothing moves.
    """
    stories = by.own.stories
    if not stories:
        return "", ()
    numbers = [_number(story) for story in stories]
    newest = max(numbers)
    before = _topics(by, stories, numbers, range(newest - _MONTHS_BEFORE, newest))
    now = _topics(by, stories, numbers, (newest,)) if before else Counter()
    rises = [(term, count, before[term] / _MONTHS_BEFORE) for term, count in now.items()]
    best = sorted(
        (rise for rise in rises if rise[1] > rise[2]),
        key=lambda rise: (rise[2] - rise[1], sort_key(rise[0].name(by.lang)[0], by.lang), rise[0].id),
    )[:_MOVED]
    month = by.words.day(PartialDate(newest // 12, newest % 12 + 1))
    links = zip(by.term_links(rise[0] for rise in best), best, strict=True)
    return month, tuple(Moved(link=link, now=count, before=round(mean, 1)) for link, (_, count, mean) in links)


def _topics(by: Presenter, stories: Sequence[Story], numbers: Sequence[int], months: Iterable[int]) -> Counter[Term]:
    """Return how many of the stories that came in *months* have each tag."""
    wanted = frozenset(months)
    found = (story for story, number in zip(stories, numbers, strict=True) if number in wanted)
    return Counter(term for story in found for term in by.own.terms.of(story) if term.kind == "tag")


def _number(story: Story) -> int:
    """Return the number of the month that a story came in, counted from the year 0."""
    added = story.matter.added
    return added.year * 12 + added.month - 1
