"""The exceptions to the rules against harm as a table: what each column says, and a row for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digest.site.corpus import ADDRESS, DAY, LANGUAGE, LIST, TEXT, WORD, ColumnRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.harm import Harm
    from digest.model import Exempted
    from digest.site.naming import Naming
    from digest.site.stories import Story

COLUMNS = (
    ColumnRule("article", TEXT, "The id of the article that it concerns, as in the table of articles."),
    ColumnRule("url", ADDRESS, "Address of the article in this digest."),
    ColumnRule("rule", WORD, "The rule that the article is an exception to."),
    ColumnRule("guidelines", LIST, "The guidelines that the rule follows, with their addresses."),
    ColumnRule("date", DAY, "The day on which the exception was decided."),
    ColumnRule("language", LANGUAGE, "Language of the text."),
    ColumnRule("reason", TEXT, "Why the article is an exception."),
)


class Row(NamedTuple):
    """What the table of exceptions says of one, in the order of `COLUMNS`."""

    article: str
    url: str
    rule: str
    guidelines: tuple[str, ...]
    date: str
    language: str
    reason: str


def exceptions_among(stories: Sequence[Story], harm: Harm) -> list[tuple[Story, Exempted]]:
    """Return the exceptions to the rules of *harm* that articles are, the last first."""
    found = [(story, one) for story in stories for one in story.matter.exceptions if one.rule in harm.rules]
    return sorted(found, key=lambda pair: (-pair[1].date.toordinal(), pair[0].matter.slug, pair[1].rule))


def rows(by: Naming, harm: Harm, stories: Sequence[Story]) -> tuple[Row, ...]:
    """Return a row for every exception among *stories*."""
    return tuple(
        Row(
            story.matter.slug,
            by.url(by.story_path(story)),
            one.rule,
            tuple(f"{cited}, {cited.url}" for cited in harm.rules[one.rule].guidelines),
            one.date.isoformat(),
            story.matter.lang,
            one.reason,
        )
        for story, one in exceptions_among(stories, harm)
    )
