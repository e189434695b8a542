"""What a dossier shows of its articles: in the editor's order, in the order of time, by place, person and source."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from digest.languages import direction, sort_key
from digest.site import addresses
from digest.site.dossier_views import Chapter, DossierView, Entry, Person, SourceView, TimelineView
from digest.site.timeline import axis, in_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from digest.model import Listed
    from digest.site.dossiers import Dossier
    from digest.site.filing import Filed
    from digest.site.portraits import Portraits
    from digest.site.terms import Term
    from digest.site.views import Link


def dossier_view(  # noqa: PLR0913 - what a dossier is made of
    by: Portraits,
    dossier: Dossier,
    filed: Sequence[Filed],
    body: Markup,
    *,
    authors: tuple[Link, ...],
    tag: Link | None,
    versions: tuple[Link, ...],
) -> DossierView:
    """Return a dossier with those of its articles that readers may find, *filed*."""
    matter = dossier.matter
    notes = {item.slug: item.note or "" for item in reversed(matter.articles)}
    entries = {one.story.matter.slug: _entry(by, one, notes) for one in filed}
    return DossierView(
        home=addresses.index_path(by.edition.prefix, "dossiers") if matter.status == "published" else "",
        title=matter.title,
        lang=matter.lang,
        dir=direction(matter.lang),
        status=matter.status,
        summary=matter.summary or "",
        body=body,
        authors=authors,
        added=matter.added,
        modified=matter.modified,
        count=len(filed),
        timeline=_timeline(by, filed),
        chapters=tuple(_chapters(matter.articles, entries)),
        people=_people(by, filed),
        places=_places(by, filed),
        sources=_sources(by, filed, entries),
        languages=_languages(by, filed),
        tag=tag,
        translations=versions,
    )


def _entry(by: Portraits, filed: Filed, notes: Mapping[str, str]) -> Entry:
    matter = filed.story.matter
    return Entry(
        card=by.card(filed),
        note=notes.get(matter.slug, ""),
        source_url=(matter.source and matter.source.url) or "",
        archive_url=(matter.source and matter.source.archive_url) or "",
        withheld=(matter.source and matter.source.withheld) or "",
        gone=matter.source.gone if matter.source else None,
    )


def _chapters(listed: Sequence[Listed], entries: Mapping[str, Entry]) -> Iterable[Chapter]:
    """Yield the chapters that have articles; one whose first article is not to be found begins with its next."""
    left, chapters = dict(entries), [("", list[Entry]())]
    for item in listed:
        if item.heading:
            chapters.append((item.heading, []))
        entry = left.pop(item.slug, None)
        if entry is not None:
            chapters[-1][1].append(entry)
    return (Chapter(heading=heading, entries=tuple(found)) for heading, found in chapters if found)


def _timeline(by: Portraits, filed: Sequence[Filed]) -> TimelineView:
    dates = [one.story.matter.published for one in filed]
    order = in_time(dates)
    return TimelineView(
        axis=axis([day for at in order if (day := dates[at]) is not None]),
        dated=tuple(by.card(filed[at]) for at in order),
        undated=tuple(by.card(one) for one, day in zip(filed, dates, strict=True) if day is None),
    )


def _people(by: Portraits, filed: Sequence[Filed]) -> tuple[Person, ...]:
    """Return who is quoted, as the articles first name them; the same name is taken for the same person."""
    quoted: dict[str, list[tuple[Filed, str]]] = defaultdict(list)
    for one in filed:
        for person in one.story.matter.quoted:
            quoted[person.name].append((one, person.role or ""))
    return tuple(
        Person(
            name=name,
            lang=(lang := found[0][0].story.matter.lang),
            dir=direction(lang),
            roles=tuple(dict.fromkeys(role for _, role in found if role)),
            cards=tuple(dict.fromkeys(by.card(one) for one, _ in found)),
        )
        for name, found in quoted.items()
    )


def _places(by: Portraits, filed: Sequence[Filed]) -> tuple[Link, ...]:
    """Return the places of the articles, the most frequent first; those of as many by name."""
    counts = Counter(term for one in filed for term in one.of_kind("place"))
    unlisted = {term for one in filed for term in one.unlisted}
    links = [by.term_link(term, number, listed=term not in unlisted) for term, number in counts.items()]
    lang = by.edition.lang
    return tuple(sorted(links, key=lambda link: (-(link.count or 0), sort_key(link.name, lang), link.path)))


def _sources(by: Portraits, filed: Sequence[Filed], entries: Mapping[str, Entry]) -> tuple[SourceView, ...]:
    """Return the publications of the articles, the most frequent first, then as they come; none stands last."""
    groups: dict[Term | None, list[Filed]] = defaultdict(list)
    for one in filed:
        groups[next(iter(one.of_kind("publication")), None)].append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1])))
    return tuple(
        SourceView(
            outlet=by.outlet_of(found[0]) if term else None,
            entries=tuple(entries[one.story.matter.slug] for one in found),
        )
        for term, found in ordered
    )


def _languages(by: Portraits, filed: Sequence[Filed]) -> tuple[tuple[str, int], ...]:
    counts = Counter(one.story.matter.lang for one in filed)
    return tuple((by.words.lang_name(lang), number) for lang, number in sorted(counts.items(), key=_most_first))


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
