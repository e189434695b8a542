"""The rules against harm as an edition shows them: notes above articles, and the log of what is an exception to them.

Only articles that are exceptions are looked at twice, so a site without any pays nothing for the log.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from digest.harm import NOTE
from digest.languages import direction
from digest.site import addresses
from digest.site.fingerprints import fingerprint
from digest.site.frame import RULES_TITLE
from digest.site.records import downloads
from digest.site.rule_table import COLUMNS, exceptions_among
from digest.site.rule_views import Cited, ExceptionView, RulesView, RuleView, TopicNote
from digest.site.views import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.harm import Harm, Rule
    from digest.model import Text
    from digest.site.filing import Filed
    from digest.site.naming import Naming
    from digest.site.stories import Story


@dataclass(frozen=True)
class HouseRules:
    """The rules in the words of an edition; each note is made once."""

    by: Naming
    harm: Harm
    _notes: dict[tuple[str, ...], tuple[TopicNote, ...]] = field(default_factory=dict)

    @cached_property
    def _of_topics(self) -> tuple[tuple[Rule, frozenset[str]], ...]:
        return tuple((rule, frozenset(rule.topics)) for rule in self.harm.that(NOTE) if rule.topics)

    def notes(self, filed: Filed) -> tuple[TopicNote, ...]:
        """Return what stands above an article for its topics; the same for the same, nothing for most."""
        if not self._of_topics:
            return ()
        topics = {term.id for term in filed.terms if term.kind == "tag"}
        excepted = {one.rule for one in filed.story.matter.exceptions}
        rules = [rule for rule, those in self._of_topics if topics & those and rule.id not in excepted]
        key = tuple(rule.id for rule in rules)
        if key not in self._notes:
            self._notes[key] = tuple(TopicNote(**self._said(rule.note)) for rule in rules)
        return self._notes[key]

    def view(self, stories: Sequence[Story]) -> RulesView:
        """Return the page of the rules, with the exceptions among *stories*."""
        rules, text = {rule.id: self._rule(rule) for rule in self.harm.rules.values()}, self.by.text
        return RulesView(
            title=text(RULES_TITLE),
            path=addresses.rules_path(self.by.edition.prefix),
            rules=tuple(rules.values()),
            exceptions=tuple(self._exceptions(stories, rules)),
            columns=tuple(
                Column(name=name, type=text(kind), meaning=text(meaning), missing=text(missing))
                for name, kind, meaning, missing in COLUMNS
            ),
            files=downloads(addresses.EXCEPTIONS_FILES),
        )

    def _exceptions(self, stories: Sequence[Story], rules: dict[str, RuleView]) -> Iterator[ExceptionView]:
        for story, one in exceptions_among(stories, self.harm):
            yield ExceptionView(
                id=f"exception-{fingerprint(story.matter.slug, one.rule).hex()[:8]}",
                date=one.date,
                article=self.by.link_of(story),
                rule=rules[one.rule],
                reason=one.reason,
            )

    def _rule(self, rule: Rule) -> RuleView:
        cited = (Cited(title=one.title, publisher=one.publisher, year=one.year, url=one.url) for one in rule.guidelines)
        return RuleView(id=f"rule-{rule.id}", guidelines=tuple(cited), **self._said(rule.why))

    def _said(self, text: Text) -> dict[str, str]:
        lang = text.lang_of(self.by.edition.lang)
        return {"text": text.in_lang(lang), "lang": lang, "dir": direction(lang)}
