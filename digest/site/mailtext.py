"""A weekly digest as plain text, for mail programs that show nothing else, and for readers who want nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site.addresses import ROOT
from digest.site.plainlines import body_lines, directed, ruled, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.site.views import Card, Link
    from digest.site.week_views import Introduction, WeekPart, WeekView
    from digest.site.words import Words


def render_text(week: WeekView, site: str, url: str, words: Words, direction: str) -> str:
    """Return *week* as text of the site with the name *site* at the address *url*."""
    lines = "\n".join(_lines(week, site, url, words)).split("\n")
    return "".join(f"{directed(line, direction)}\n" for line in lines)


def _lines(week: WeekView, site: str, url: str, words: Words) -> Iterator[str]:
    yield from wrap(site)
    yield from ruled(words.plain("Weekly digest, %(days)s", days=week.days), "=")
    yield ""
    yield from wrap(figures(week, words))
    yield url + week.path
    if week.introduction:
        yield from _introduction(week.introduction, url, words)
    for part in week.parts:
        yield from _part(part, url, words)
    if week.left:
        yield from ("", "", *wrap(more(week.left, words)), url + week.path)
    if week.how:
        yield from ("", "", *wrap(words.plain("How this digest is made:")), url + week.how.path)


def figures(week: WeekView, words: Words) -> str:
    """Return how much a week has, in a sentence; that all is in one language goes without saying."""
    languages = words.plural("in %(num)s language", "in %(num)s languages", week.languages)
    publications = words.plural("from %(num)s publication", "from %(num)s publications", week.publications)
    said = words.plain(
        "%(articles)s %(languages)s %(publications)s",
        articles=words.plural("%(num)s article", "%(num)s articles", week.articles),
        languages=languages if week.languages > 1 else "",
        publications=publications if week.publications else "",
    )
    return " ".join(said.split())


def more(number: int, words: Words) -> str:
    """Return that there are so many more, before the address at which they are."""
    return f"{words.plural('and %(num)s more', 'and %(num)s more', number)}:"


def _introduction(introduction: Introduction, url: str, words: Words) -> Iterator[str]:
    if introduction.title:
        yield from ("", "", *ruled(introduction.title, "-"))
    for paragraph in (wrap(introduction.summary), body_lines(introduction.body.replace(ROOT, url))):
        if paragraph:
            yield from ("", *paragraph)
    if introduction.authors:
        names = words.plain(", ").join(author.name for author in introduction.authors)
        yield from ("", *wrap(words.plain("By %(names)s", names=names)))


def _part(part: WeekPart, url: str, words: Words) -> Iterator[str]:
    name = part.section.name if part.section else words.plain("Without a section")
    yield from ("", "", *ruled(name, "-"))
    for card in part.cards:
        yield from _entry(card, url, words)
    if part.rest:
        yield from ("", *wrap(more(part.rest, words)), url + part.more)


def _entry(card: Card, url: str, words: Words) -> Iterator[str]:
    yield from ("", *wrap(card.title), *wrap(meta(card, words)), *wrap(card.standfirst), url + card.path)


def meta(card: Card, words: Words) -> str:
    """Return where, when and by whom an article was published, and in which language if it is not the reader's."""
    when = words.plain("Date unknown") if card.published is None else words.day(card.published)
    links: list[Link | None] = [card.place, card.outlet]
    names = [link.name for link in links if link]
    return " · ".join([when, *names, *([card.lang_name] if card.lang != words.lang else [])])
