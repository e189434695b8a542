"""The nouns of reading a text: its lines and blocks, their roles, and the article they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from digest.registry import Registry

if TYPE_CHECKING:
    import datetime as dt

    from digest.model import Dateline, Image, PartialDate, Problem, Source

VERSION = "2"
"""The version of the rules. Raise it when the same text comes out differently, so that unedited files follow."""


class Role(Enum):
    """What a block of a text is. Every block has one; those of `BODY_ROLES` are what readers get.

    `LEARNED` is boilerplate by the profile of the publication, `BOILERPLATE` by the word lists; `FURNITURE` is what
    stands around the article on its web page. `REPEAT` is a second headline, `COPY` a second caption.
    """

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    ADDRESS = "address"
    CAPTION = "caption"
    CREDIT = "credit"
    REPEAT = "repeat"
    COPY = "copy"
    SEPARATOR = "separator"
    BOILERPLATE = "boilerplate"
    COMMENT = "comment"
    PLACEHOLDER = "placeholder"
    EMBED = "embed"
    WIRE_TAG = "wire tag"
    LEARNED = "learned"
    FURNITURE = "furniture"
    SUBHEAD = "subhead"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    PULLQUOTE = "pullquote"

    __hash__ = object.__hash__  # that of Enum is written in Python, and roles are looked up 300 times a text


BODY_ROLES = frozenset({Role.SUBHEAD, Role.ITEM, Role.PARAGRAPH, Role.TABLE, Role.PULLQUOTE})
DROPPED_ROLES = frozenset({
    Role.REPEAT, Role.COPY, Role.SEPARATOR, Role.BOILERPLATE, Role.COMMENT, Role.PLACEHOLDER, Role.EMBED,
    Role.WIRE_TAG, Role.LEARNED, Role.FURNITURE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as text: *encoding* is what its bytes were read as, *repairs* what had to be mended to read it."""

    text: str
    encoding: str
    repairs: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a source that an editor should know of: the code of a problem, where, and its words."""

    code: str
    line: int = 0
    details: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its *number* from 1, how far it is indented, and its words with single spaces.

    *gaps* counts what parts it into columns: tabs, runs of spaces, upright strokes. The end of a text without
    measure is a few lines whose *text* holds many, with LF between them.
    """

    number: int
    indent: int
    text: str
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand together: *line* is where they begin; blocks without a blank line between share a *group*.

    *role* is what the source itself says that it is, as HTML does; None where its words have to tell. Only the text
    of a table holds LF. *rejoined* are the words that the end of a line had divided.
    """

    line: int
    text: str
    group: int
    role: Role | None = None
    rejoined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the role it was given."""

    role: Role
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a text: names, or an agency; *rest* is true when the printed line says more than these.

    *place* is where the author was: `By Jane Roe in Bishkek`.
    """

    authors: tuple[str, ...] = ()
    agency: str | None = None
    rest: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """What a dateline says: *lede_at* is where the words after it begin."""

    dateline: Dateline
    lede_at: int
    slug: str | None = None
    place_id: str | None = None
    agency: str | None = None
    date: PartialDate | None = None
    date_evidence: str | None = None
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A tag whose names a text contains: how often, and *words*, the first spellings of them, folded."""

    id: str
    count: int
    words: tuple[str, ...]


CERTAIN, LIKELY, GUESS = "certain", "likely", "guess"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a field of an article rests on: the *rule* that gave it, the *line* it stands in, and how *sure* it is.

    Line 0 is for what stands in no line, as in the name of the file.
    """

    field: str
    rule: str
    line: int
    sure: str = CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source as the importer understands it; *parts* are all its blocks in order, each with its role.

    *headline* is None when the text has none. *content_sha* depends on the words alone, not on their encoding.
    *suggested* are tags for the editor to choose from: none of them is given by the importer.
    """

    source: Source
    parts: tuple[Part, ...]
    headline: str | None
    lang: str
    authors: tuple[str, ...]
    agency: str | None
    date: PartialDate | None
    date_evidence: str | None
    modified: dt.date | None
    filed: Filed | None
    summary: str | None
    images: tuple[Image, ...]
    content_sha: str
    problems: tuple[Problem, ...] = ()
    asides: tuple[str, ...] = ()
    suggested: tuple[TagSuggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def body(self) -> tuple[Part, ...]:
        """The parts that readers get, in order."""
        return tuple(part for part in self.parts if part.role in BODY_ROLES)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The blocks that were left out."""
        return tuple(
            Dropped(part.line, part.text, part.role.value) for part in self.parts if part.role in DROPPED_ROLES
        )


@dataclass(frozen=True, slots=True)
class Skip:
    """A source that becomes no article: its *outcome*, why, and what was found in it."""

    outcome: str
    problems: tuple[Problem, ...]
    encoding: str | None = None
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that is left out, and the *role* that it was for; a source that is no article is left out whole."""

    line: int
    text: str
    role: str = Role.PARAGRAPH.value


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person who imports says of all the texts; *added* is the day they come into the digest."""

    added: dt.date
    publication: str | None = None
    lang: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of the texts of one publication; an editor reads and corrects it.

    *date_order* is `dmy` or `mdy`; *bare_bylines* means that a name alone under the headline is a byline. Lines of
    *boilerplate* and *keep* are folded as `lexicon.fold_line` folds them; what is in *keep* is never boilerplate.
    """

    encoding: str | None = None
    lang: str | None = None
    date_order: str | None = None
    bare_bylines: bool = False
    drop_wire_tags: bool = False
    boilerplate: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known before a text is read: the options of the import, the registries, the publication's profile."""

    options: ImportOptions
    registry: Registry = field(default_factory=Registry.empty)
    profile: Profile = Profile()
