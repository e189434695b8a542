"""The weekly digest: what an edition has of each week, by section, and which weeks are complete.

A week is shown from its first article on. No clock says when it is over: it is complete once the site has an article of
a later week, or an editor has introduced it. Only then the feed has it, since feed readers show an entry once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.languages import direction
from digest.model import Week
from digest.schema import WeekMatter
from digest.site.fingerprints import fingerprint
from digest.site.stories import leaves_of
from digest.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from digest.site.corrections import Corrected
    from digest.site.filing import Filed
    from digest.site.presenter import Presenter
    from digest.site.stories import Leaf, Story
    from digest.site.terms import Term

SHOWN = 40
"""How many articles of a section stand on the page of a week; the others have a list of their own."""
_HEADLINES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a week has of one section, or without one: the last added, those in the edition's own language first.

    *count* is how many there are.
    """

    section: Term | None
    shown: tuple[Filed, ...]
    count: int

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(self.section, self.shown, self.count)


@dataclass(frozen=True, slots=True, eq=False)
class Weekly:
    """A week as one edition shows it.

    *introduction* is what an editor says before it, *signed* by whom; *changed* is the day on which the last of its
    articles came or was changed, *corrected* what was put right in the week, in whichever article. *digest* changes
    whenever any of it does.
    """

    week: Week
    introduction: Leaf[WeekMatter] | None
    signed: tuple[Link, ...]
    parts: tuple[Part, ...]
    articles: int
    languages: int
    publications: int
    changed: date
    corrected: tuple[Corrected, ...]
    digest: bytes

    @property
    def source(self) -> str:
        """The file of its introduction, if it has one."""
        return self.introduction.source if self.introduction else ""


@dataclass(frozen=True)
class Weeks:
    """The weeks of the edition of *by*; *newest* is the last week in which any edition has an article."""

    by: Presenter
    newest: Week | None

    @cached_property
    def all(self) -> Mapping[Week, Weekly]:
        """Every week, the newest first."""
        return {week: self._weekly(week, stories) for week, stories in self.by.own.by_week.items()}

    def complete(self, most: int) -> tuple[Weekly, ...]:
        """Return the newest weeks that are complete, at most so many."""
        found = [weekly for weekly in self.all.values() if weekly.week != self.newest or weekly.introduction]
        return tuple(found[:most])

    def headlines(self) -> list[Story]:
        """Return the last articles of the newest week, as in its parts."""
        return self._readable_first(next(iter(self.by.own.by_week.values()), []))[:_HEADLINES]

    def _readable_first(self, stories: Sequence[Story]) -> list[Story]:
        """Return *stories* with those in the edition's own language before the others."""
        if not self.by.edition.is_default:  # it has no others
            return list(stories)
        return sorted(stories, key=lambda story: not self.by.is_own_language(story))

    def stories_of(self, week: Week) -> Iterator[tuple[Term | None, Sequence[Story]]]:
        """Yield the sections of a week in the order of the registry, without section last, and what it has of each."""
        section_of = self.by.own.terms.section
        found: defaultdict[Term | None, list[Story]] = defaultdict(list)
        for story in self.by.own.by_week[week]:
            name = story.matter.section
            found[section_of(name) if name else None].append(story)
        yield from sorted(found.items(), key=lambda item: self._rank(item[0]))

    def _rank(self, section: Term | None) -> tuple[int, str]:
        last = len(self._order)
        return (self._order.get(section.id, last), section.id) if section else (last + 1, "")

    @cached_property
    def _order(self) -> dict[str, int]:
        return {identifier: at for at, identifier in enumerate(self.by.own.registry.sections.entries)}

    def _weekly(self, week: Week, stories: Sequence[Story]) -> Weekly:
        introduction = self._introductions.get(week)
        signed = self._signed(introduction.matter) if introduction else ()
        parts = tuple(
            Part(section, self.by.file_all(self._readable_first(of_section)[:SHOWN]), len(of_section))
            for section, of_section in self.stories_of(week)
        )
        figures = (len(stories), len({story.matter.lang for story in stories}), self._publications(stories))
        changed = max(max(story.matter.added, story.matter.modified or story.matter.added) for story in stories)
        corrected = tuple(self._corrected.get(week, ()))
        digest = fingerprint(week, introduction, signed, parts, figures, changed, corrected)
        return Weekly(week, introduction, signed, parts, *figures, changed, corrected, digest)

    @cached_property
    def _corrected(self) -> Mapping[Week, list[Corrected]]:
        found: defaultdict[Week, list[Corrected]] = defaultdict(list)
        for one in self.by.corrected:
            found[Week.of(one.amendment.date)].append(one)
        return found

    @cached_property
    def _introductions(self) -> dict[Week, Leaf[WeekMatter]]:
        own = (leaf for leaf in leaves_of(WeekMatter, self.by.leaves) if leaf.matter.lang == self.by.lang)
        return {leaf.matter.week: leaf for leaf in own}

    def _signed(self, matter: WeekMatter) -> tuple[Link, ...]:
        """Return the authors of an introduction, each a link to the list of their articles if there is one."""
        lists = self.by.own.by_term
        terms = [(name, self.by.own.terms.author(name)) for name in matter.authors]
        return tuple(
            Link(
                path=self.by.press.term_path(term) if term in lists else "",
                name=name,
                lang=matter.lang,
                dir=direction(matter.lang),
            )
            for name, term in terms
        )

    def _publications(self, stories: Sequence[Story]) -> int:
        names = {story.matter.publication for story in stories} - {None}
        return len({self.by.own.terms.publication(str(name)) for name in names})
