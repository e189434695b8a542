"""All articles as one table, for research, and all corrections: what each column says, and both as CSV and as JSON.

`COLUMNS` says of each column what it means, for the codebook, and `Row` has them in the same order. No body is in it:
of a text that belongs to others the digest shows what it may, and here what its lists show.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.site.filing import Filed

Value = str | bool | int | float | tuple[str, ...]


class ColumnRule(NamedTuple):
    """A column: its name, the type of its values, what they mean, and what it means that there is none, if that can be.

    The texts are looked up in the catalogs.
    """

    name: str
    type: str
    meaning: str
    missing: str = ""


TEXT, LIST, DAY, DATE, LANGUAGE, ADDRESS, YES_NO, NUMBER, WORD, COUNTRY, PART = (
    "text", "list of texts", "day, such as 2016-12-26", "date, such as 2016, 2016-12 or 2016-12-26",
    "language tag (BCP 47)", "web address", "true or false", "whole number", "one of the words that are named",
    "list of country codes (ISO 3166-1)", "number from 0 to 1",
)  # fmt: skip
_UNKNOWN, _NONE = "not known", "there is none"

COLUMNS = (
    ColumnRule("id", TEXT, "Name of the article in its address; it never changes and stands once in the table."),
    ColumnRule("url", ADDRESS, "Address of the article in this digest."),
    ColumnRule("title", TEXT, "Headline, as printed."),
    ColumnRule("language", LANGUAGE, "Language of the text."),
    ColumnRule("date", DATE, "When the original was first published, as exactly as it is known.", _UNKNOWN),
    ColumnRule("date_precision", WORD, "How exactly that date is known: day, month, year or unknown."),
    ColumnRule("added", DAY, "The day on which the article came into the digest."),
    ColumnRule("modified", DAY, "The last change that a reader should know of.", "it was not changed"),
    ColumnRule("corrections", NUMBER, "How many corrections the article carries."),
    ColumnRule("authors", LIST, "Names of the byline, as printed.", "the text names no author"),
    ColumnRule("agency", TEXT, "News agency that the text comes from.", "the text names no agency"),
    ColumnRule("publication", TEXT, "Name, in English, of the publication in which the original appeared.", _UNKNOWN),
    ColumnRule("own_words", YES_NO, "Whether the digest restates the original in its own words."),
    ColumnRule("section", TEXT, "Section of the digest, by the name in its address.", "no editor has given it one"),
    ColumnRule("tags", LIST, "Tags, by the names in their addresses.", "no editor has given it any"),
    ColumnRule("dateline", TEXT, "Where the text was filed, as printed before its first words.", "the text has none"),
    ColumnRule("places", LIST, "Places that the text is about, by the names in their addresses.", _UNKNOWN),
    ColumnRule("countries", COUNTRY, "Countries in which those places lie.", _UNKNOWN),
    ColumnRule("summary", TEXT, "Summary; where nobody wrote one, the first paragraph, cut at 300 letters.", _NONE),
    ColumnRule("shown", WORD, "How much of the text the digest shows: full, excerpt or link."),
    ColumnRule("source_url", ADDRESS, "Address of the original.", _UNKNOWN),
    ColumnRule("archive_url", ADDRESS, "Address of an archived copy of the original.", _NONE),
    ColumnRule("translation_of", TEXT, "The id of the article that this one translates.", "it is no translation"),
)


# Those of the table of corrections.
CORRECTION_COLUMNS = (
    ColumnRule("article", TEXT, "The id of the article that it concerns, as in the table of articles."),
    ColumnRule("url", ADDRESS, "Address of the correction in this digest."),
    ColumnRule("date", DAY, "The day on which it was made."),
    ColumnRule("kind", WORD, "correction, where something was wrong, or update, where something new is known."),
    ColumnRule("language", LANGUAGE, "Language of the text."),
    ColumnRule("text", TEXT, "What was wrong and what is right, or what is new."),
)


class Row(NamedTuple):
    """What the table says of one article, in the order of `COLUMNS`."""

    id: str
    url: str
    title: str
    language: str
    date: str
    date_precision: str
    added: str
    modified: str
    corrections: int
    authors: tuple[str, ...]
    agency: str
    publication: str
    own_words: bool
    section: str
    tags: tuple[str, ...]
    dateline: str
    places: tuple[str, ...]
    countries: tuple[str, ...]
    summary: str
    shown: str
    source_url: str
    archive_url: str
    translation_of: str


class CorrectionRow(NamedTuple):
    """What the table of corrections says of one, in the order of `CORRECTION_COLUMNS`."""

    article: str
    url: str
    date: str
    kind: str
    language: str
    text: str


@dataclass(frozen=True, eq=False)
class Table:
    """What there is to say of each article, by id; *digest* is the fingerprint of all rows, and of nothing else."""

    filed: tuple[Filed, ...]
    digest: bytes

    @cached_property
    def updated(self) -> str | None:
        """The last day on which an article came or changed, which names the state of the table."""
        matters = [filed.story.matter for filed in self.filed]
        last = max((max(matter.added, matter.modified or matter.added) for matter in matters), default=None)
        return last.isoformat() if last else None


FORMS = (("CSV", "text/csv"), ("JSON", "application/json"))
"""What the files of the table are called, and their media types."""

# --- CSV ---

LIST_MARK = "|"
# A program that calculates takes a text that begins so for a formula, and runs it; an apostrophe keeps it from that.
_GUARD = "'"
_GUARDED = frozenset("=+-@\t＝＋－＠") | {_GUARD}


def render_csv(rows: Iterable[tuple[Value, ...]], names: Sequence[str] = Row._fields) -> bytes:
    """Return a table, whose columns have these *names*, as CSV (RFC 4180), in UTF-8 with a byte order mark.

    Without that mark the commonest program to open it with takes Cyrillic and Arabic for something else, in silence.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(map(_cells, rows))
    return out.getvalue().encode("utf-8-sig")


def _cells(row: tuple[Value, ...]) -> list[str | int | float]:
    """Return the values of a row as they stand in cells; a text that would be run has an apostrophe before it."""
    plain = [value if type(value) is str else _plain(value) for value in row]
    return [_GUARD + text if type(text) is str and text[:1] in _GUARDED else text for text in plain]


def _plain(value: object) -> str | int | float:
    """Return a value that is no text as it stands in a cell."""
    if isinstance(value, tuple):
        return LIST_MARK.join([item.replace(LIST_MARK, "/") for item in value])
    if isinstance(value, float):
        return value
    return ("true" if value else "false") if isinstance(value, bool) else int(str(value))


# --- JSON ---


def render_json(
    head: dict[str, Any],
    rows: Iterable[tuple[Value, ...]],
    names: Sequence[str] = Row._fields,
    key: str = "articles",
) -> bytes:
    """Return a table as JSON: *head* says what it is, below *key* stands a row a line; what is not known is null."""
    lines = b",\n".join([json.encode(dict(zip(names, map(_known, row), strict=True))) for row in rows])
    return json.encode(head)[:-1] + f',"{key}":[\n'.encode() + lines + b"\n]}\n"


def _known(value: object) -> object:
    return None if value == "" else value
