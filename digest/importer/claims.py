"""What a source says of its article: headline, authors and dates, from its words and from what a page's data say.

Printed words come first where a reader sees them; a page's data are used where they agree or where nothing is printed.
Where two sources disagree one is used and an editor is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.lexicon import fold
from digest.importer.model import Byline, Repair, Role
from digest.importer.pagedata import PageDate, parse_authors, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from digest.importer.html import Page
    from digest.importer.pagedata import PageData
    from digest.importer.parse import Parsed
    from digest.model import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a source says: *evidence* is where *published* stands, *doubts* what an editor should know of."""

    headline: str | None
    byline: Byline
    published: PartialDate | None = None
    evidence: str | None = None
    modified: date | None = None
    url: str | None = None
    doubts: tuple[Repair, ...] = ()


def read_claims(parsed: Parsed, page: Page | None) -> Claims:
    """Return what the text, and the page around it if it came as one, say of the article."""
    headline, printed = parsed.text_of(Role.HEADLINE), _printed_date(parsed)
    modified = next((line.mention.date for line in parsed.date_lines if line.updated), None)
    if page is None:
        return Claims(
            headline=headline,
            byline=parsed.byline,
            published=printed.date if printed else None,
            evidence=printed.evidence if printed else None,
            modified=_day(modified),
        )
    doubts: list[Repair] = []
    if headline is None:
        headline = title_of(page.data)
        doubts += [Repair("I330", headline)] if headline else []
    byline, named = _choose_byline(parsed, page)
    dates = _page_dates(page, printed)
    published = max(dates, key=_precision) if dates else None
    changed = page.data.modified.date if page.data.modified else None
    return Claims(
        headline=headline,
        byline=byline,
        published=published.date if published else None,
        evidence=published.evidence if published else None,
        modified=_change(_day(modified) or _day(changed), published),
        url=page.data.url,
        doubts=(*doubts, *named, *_disagreeing(dates, published), *_ambiguous(page.data)),
    )


def _printed_date(parsed: Parsed) -> PageDate | None:
    """Return the date of publication and the words that say it: a line of its own before the dateline."""
    for line in parsed.date_lines:
        if not line.updated and line.mention.date:
            return PageDate(line.mention.date, line.mention.text)
    filed = parsed.filed
    return PageDate(filed.date, filed.date_evidence or "") if filed and filed.date else None


def _choose_byline(parsed: Parsed, page: Page) -> tuple[Byline, list[Repair]]:
    """Return the authors: as printed, in the spelling of the page's data where these are all in the printed line."""
    printed, given = parsed.byline, page.data.byline
    line = fold(parsed.text_of(Role.BYLINE) or "")
    agrees = bool(given.authors) and all(fold(name) in line for name in given.authors)
    if (printed.authors or printed.agency) and not any(map(str.isdigit, line)):
        if agrees:
            return Byline(given.authors, given.agency or printed.agency, printed.rest), []
        other = ", ".join(name for name in given.authors if fold(name) not in line)
        return printed, [Repair("I331", other)] if other and printed.authors else []
    named = parse_authors(((name, False) for name in page.authors), [page.data.site or ""])
    if not (given.authors or given.agency):
        return named or Byline(), []
    if named and not agrees and not _same(named.authors, given.authors):
        return named, [Repair("I331", ", ".join(given.authors) or str(given.agency))]
    return given, []


def _same(some: Sequence[str], others: Sequence[str]) -> bool:
    return set(map(fold, some)) == set(map(fold, others))


def _page_dates(page: Page, printed: PageDate | None) -> list[PageDate]:
    """Return the dates of publication that a page gives; `<time>` counts only where its data give none."""
    dates = [found for found in page.data.published if found.date]
    if not dates:
        dates = [found for found in page.dates if found.date]
    return [*dates, *([printed] if printed else [])]


def _precision(found: PageDate) -> int:
    return len(str(found.date))


def _disagreeing(dates: Iterable[PageDate], used: PageDate | None) -> Iterator[Repair]:
    """Yield a notice when a date is not the used one, nor a vaguer form of it."""
    others = [found.evidence for found in dates if used and not str(used.date).startswith(str(found.date))]
    if others and used:
        yield Repair("I332", f"{'; '.join(dict.fromkeys(others))}; used {used.evidence}")


def _ambiguous(data: PageData) -> Iterator[Repair]:
    for found in data.published:
        if found.date is None:
            yield Repair("I308", found.evidence)


def _change(changed: date | None, published: PageDate | None) -> date | None:
    """Return the day of the last change, where it is after that of publication."""
    first = published.date.first_day if published and published.date else None
    return None if changed and first and changed <= first else changed


def _day(found: PartialDate | None) -> date | None:
    return found.first_day if found and found.day else None
