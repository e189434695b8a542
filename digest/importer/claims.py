"""What a source says of its article: headline, authors and dates, from its words and from what a page's data say.

Printed words come first where a reader sees them; a page's data are used where they agree or where nothing is printed.
Where two sources disagree one is used and an editor is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.importer.head.headline import HEAD_BLOCKS, find_labelled, strip_label
from digest.importer.model import Byline, Doubt, Role
from digest.importer.published import Published, date_article, sayings
from digest.importer.texts.lexicon import fold
from digest.importer.web.pagedata import PageDate, parse_authors, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.importer.parse import Parsed
    from digest.importer.web.page import Page
    from digest.importer.web.pagedata import PageData
    from digest.model import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a source says: headline, authors, dates and address; *doubts* are what an editor should know of."""

    headline: str | None
    byline: Byline
    dated: Published
    url: str | None = None
    doubts: tuple[Doubt, ...] = ()


def read_claims(parsed: Parsed, page: Page | None, file: str) -> Claims:
    """Return what the text, the page around it if it came as one, and the name of its file say of the article."""
    headline, dated = parsed.text_of(Role.HEADLINE), date_article(parsed, file)
    if page is None:
        if headline and find_labelled([part.text for part in parsed.parts[:HEAD_BLOCKS]]) is not None:
            headline = strip_label(headline)
        return Claims(headline=headline, byline=parsed.byline, dated=dated)
    doubts: list[Doubt] = []
    if headline is None:
        headline = title_of(page.data)
        doubts += [Doubt("I330", 0, (headline,))] if headline else []
    byline, named = _choose_byline(parsed, page)
    dates = _page_dates(page, next(sayings(parsed), None))
    used = max(dates, key=_precision) if dates else None
    return Claims(
        headline=headline,
        byline=byline,
        dated=_with_page(dated, used, page),
        url=page.data.url,
        doubts=(*doubts, *named, *_disagreeing(dates, used), *_ambiguous(page.data)),
    )


def _with_page(dated: Published, used: PageDate | None, page: Page) -> Published:
    """Return the dates with those that the page gives, where it gives some."""
    changed = page.data.modified.date if page.data.modified else None
    modified = dated.modified or (changed.first_day if changed and changed.day else None)
    found, evidence = (used.date, used.evidence) if used else (dated.date, dated.evidence)
    is_later = modified and (found is None or modified > found.first_day)
    return Published(found, evidence, modified if is_later else None, dated.by_name)


def _choose_byline(parsed: Parsed, page: Page) -> tuple[Byline, list[Doubt]]:
    """Return the authors: as printed, in the spelling of the page's data where these are all in the printed line."""
    given, printed = page.data.byline, _part_names(parsed.byline, page)
    line = fold(parsed.text_of(Role.BYLINE) or "")
    agrees = bool(given.authors) and all(fold(name) in line for name in given.authors)
    if (printed.authors or printed.agency) and not any(map(str.isdigit, line)):
        if agrees:
            return replace(printed, authors=given.authors, agency=given.agency or printed.agency), []
        other = ", ".join(name for name in given.authors if fold(name) not in line)
        return printed, [Doubt("I331", 0, (other,))] if other and printed.authors else []
    named = parse_authors(((name, False) for name in page.authors), [page.data.site or ""])
    if not (given.authors or given.agency):
        return named or Byline(), []
    if named and not agrees and not _same(named.authors, given.authors):
        return named, [Doubt("I331", 0, (", ".join(given.authors) or given.agency,))]
    return given, []


def _part_names(printed: Byline, page: Page) -> Byline:
    """Return the printed byline with its names apart where the page sets them apart: each in an element of its own."""
    named = parse_authors(((name, False) for name in page.authors), [page.data.site or ""])
    is_same = named is not None and fold(" ".join(named.authors)) == fold(" ".join(printed.authors))
    return replace(printed, authors=named.authors) if named and is_same else printed


def _same(some: Sequence[str], others: Sequence[str]) -> bool:
    return set(map(fold, some)) == set(map(fold, others))


def _page_dates(page: Page, printed: tuple[PartialDate, str | None] | None) -> list[PageDate]:
    """Return the dates of publication that a page gives; `<time>` counts only where its data give none."""
    dates = [found for found in page.data.published if found.date]
    if not dates:
        dates = [found for found in page.dates if found.date]
    return [*dates, PageDate(printed[0], printed[1] or "")] if printed else dates


def _precision(found: PageDate) -> int:
    return len(str(found.date))


def _disagreeing(dates: Iterable[PageDate], used: PageDate | None) -> Iterator[Doubt]:
    """Yield a notice when a date is not the used one, nor a vaguer form of it."""
    others = [found.evidence for found in dates if used and not str(used.date).startswith(str(found.date))]
    if others and used:
        yield Doubt("I332", 0, (f"{'; '.join(dict.fromkeys(others))}; used {used.evidence}",))


def _ambiguous(data: PageData) -> Iterator[Doubt]:
    for found in data.published:
        if found.date is None:
            yield Doubt("I308", 0, (found.evidence,))
