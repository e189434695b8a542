"""Those who help, as an edition shows them: who goes with an article, and all by country."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from digest.entries import INTERNATIONAL
from digest.languages import direction, sort_key
from digest.site.frame import HELP_TITLE
from digest.site.help_views import HelpGroup, Helpline, HelpPanel, HelpView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.registry import Entry, Table
    from digest.site.naming import Naming
    from digest.site.terms import Term

# What stands in a number for the eye alone: +49 (30) 123-45
_FOR_THE_EYE = re.compile(r"[^+0-9]")


@dataclass(frozen=True)
class Helps:
    """The helplines of the *table*, in the words of an edition; each panel is made once."""

    by: Naming
    table: Table
    _panels: dict[frozenset[str], HelpPanel] = field(default_factory=dict)

    @cached_property
    def _topics(self) -> frozenset[str]:
        return frozenset(topic for entry in self.table.entries.values() for topic in entry.topics)

    def panel(self, terms: Iterable[Term]) -> HelpPanel | None:
        """Return who helps with what has these *terms*; the same one for the same topics, none where nobody does."""
        if not self._topics:
            return None
        topics = self._topics.intersection([term.id for term in terms if term.kind == "tag"])
        if topics and topics not in self._panels:
            entries = (entry for entry in self.table.entries.values() if topics.intersection(entry.topics))
            self._panels[topics] = HelpPanel(lines=tuple(map(self._line, sorted(entries, key=self._nearness))))
        return self._panels[topics] if topics else None

    def _nearness(self, entry: Entry) -> tuple[bool, list[tuple[int, int]], str]:
        lang = self.by.edition.lang
        return lang not in entry.languages, sort_key(entry.name.in_lang(lang), lang), entry.id

    def view(self) -> HelpView:
        """Return all by country, those of no one country last; within one, first who speaks the reader's language."""
        entries = sorted(self.table.entries.values(), key=lambda entry: (*self._rank(entry), *self._nearness(entry)))
        groups = [
            HelpGroup(label=self.by.country(code), lines=tuple(map(self._line, of_one)))
            for code, of_one in groupby(entries, key=lambda entry: entry.country or "")
        ]
        return HelpView(title=self.by.text(HELP_TITLE), groups=tuple(groups))

    def _rank(self, entry: Entry) -> tuple[int, list[tuple[int, int]]]:
        code = entry.country or ""
        last = {"": 2, INTERNATIONAL: 1}.get(code, 0)
        return last, sort_key(self.by.country(code), self.by.edition.lang)

    def _line(self, entry: Entry) -> Helpline:
        lang, by = self.by.edition.lang, self.by
        name_lang = entry.name.lang_of(lang)
        return Helpline(
            id=entry.id,
            name=entry.name.in_lang(lang),
            lang=name_lang,
            dir=direction(name_lang),
            description=entry.description.in_lang(lang),
            url=entry.url or "",
            phone=entry.phone or "",
            dial=_FOR_THE_EYE.sub("", entry.phone or ""),
            languages=tuple(map(by.words.lang_name, entry.languages)),
            country=by.country(entry.country or ""),
            hours=entry.hours.in_lang(lang),
            cost=entry.cost.in_lang(lang),
            checked=entry.checked,
        )
