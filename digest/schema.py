"""The schema of front matter: what keys each kind of content has, and what each key may say.

This is the one place that knows a key: the importer writes by it, the checks and the site read by it, and
`digest.describing` makes of it what programs and people read. `digest.shapes` has the values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime  # noqa: TC003 - the engine's store reads what types the matters have
from typing import TYPE_CHECKING, Any, TypeVar

from digest.model import (
    Correction,
    Dateline,
    Exempted,
    Image,
    ImportMark,
    Licence,
    Listed,
    PartialDate,
    Quoted,
    Source,
    Week,
)
from digest.shapes import (
    COUNTRY,
    DATE,
    DAY,
    LANG,
    MOMENT,
    PICTURE,
    PROSE,
    SLUG,
    STATE,
    TEXT,
    URL,
    WEEK,
    Shape,
    WrongValue,
    either,
    list_of,
    nearest,
    one_of,
    record,
)
from digest.shapes import did_you_mean as did_you_mean  # noqa: PLC0414 - asked for with the keys that it is told of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

STATUSES = ("published", "draft", "review", "hidden")
# Of these, what readers may have; a hidden article answers at its address and stands in no list.
PUBLIC = frozenset({"published", "hidden"})
RIGHTS = ("full", "excerpt", "link")
# Of an entry under `corrections`: a mistake that was put right, or what has come to be known since.
AMENDMENTS = ("correction", "update")
Matter = TypeVar("Matter")


@dataclass(frozen=True, slots=True)
class Fault:
    """A key whose value is not what the schema asks for."""

    line: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter of an article says, typed; the keys are those of `FIELDS`."""

    title: str
    slug: str
    lang: str
    added: date
    published: PartialDate | None = None
    date_evidence: str | None = None
    modified: date | None = None
    typo: date | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    publication: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    dateline: Dateline | None = None
    places: tuple[str, ...] = ()
    summary: str | None = None
    images: tuple[Image, ...] = ()
    source: Source | None = None
    rights: str | None = None
    licence: Licence | None = None
    status: str = "published"
    embargo: datetime | None = None
    expires: datetime | None = None
    content_note: str | None = None
    exceptions: tuple[Exempted, ...] = ()
    corrections: tuple[Correction, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    translation_of: str | None = None
    original: str | None = None
    imported: ImportMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMatter:
    """What the front matter of a page such as "About" says; its translations have the same slug."""

    title: str
    slug: str
    lang: str
    summary: str | None = None
    modified: date | None = None
    status: str = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierMatter:
    """What the front matter of a dossier says; *articles* are those it lists, in the editor's order."""

    title: str
    slug: str
    lang: str
    added: date
    articles: tuple[Listed, ...]
    summary: str | None = None
    modified: date | None = None
    authors: tuple[str, ...] = ()
    tag: str | None = None
    translation_of: str | None = None
    status: str = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekMatter:
    """What the front matter of an introduction to a weekly digest says; its translations are of the same week."""

    week: Week
    lang: str
    title: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    status: str = "published"

    @property
    def slug(self) -> str:
        """The last part of the address of the page that it introduces."""
        return str(self.week)


@dataclass(frozen=True, slots=True)
class Field:
    """A key of front matter: the shape of its value, its name in the typed matter, and what an editor is told of it.

    *label* stands above it in a form; *help* is its row in docs/frontmatter.md, Markdown with code and nothing else.
    *registry* is the one whose entries its words name, *of* the kind of content whose slugs they are.
    """

    key: str
    shape: Shape
    label: str
    help: str
    examples: tuple[Any, ...]
    name: str = ""
    required: bool = False
    registry: str = ""
    of: str = ""

    @property
    def attribute(self) -> str:
        """Its name in the typed matter."""
        return self.name or self.key


_IMAGE = record(
    Image,
    file=PICTURE.told("the file, as in images/hall.jpg; it lies in content/images/"),
    caption=PROSE.told("what stands below it"),
    credit=TEXT.told("who made it, and who owns it"),
    alt=PROSE.told("what can be seen, for those who do not see it"),
)
_LISTED = either(
    SLUG,
    record(
        Listed,
        slug=SLUG.told("the slug of the article"),
        note=PROSE.told("a remark of the editor, shown beside it"),
        heading=TEXT.told("the heading of the chapter that it begins"),
    ),
    Listed,
)
_SOURCE = record(
    Source,
    file=TEXT.told("the file that was imported"),
    sha256=TEXT.told("the fingerprint of that file"),
    encoding=TEXT.told("the encoding that it was in"),
    url=URL.told("the address of the original"),
    archive_url=URL.told("the address of its archived copy"),
    archived=DAY.told("the day on which it was archived: 2026-11-22"),
)
_DATELINE = record(
    Dateline,
    text=TEXT.told("as printed: ASTANA, Kazakhstan"),
    place=TEXT.told("the place in it: ASTANA"),
    country=COUNTRY.told("the country of the place, by ISO 3166-1: KZ"),
)
_CORRECTION = record(
    Correction,
    date=DAY.told("the day on which it was put right: 2026-11-22"),
    text=PROSE.told("what was wrong, and what is right"),
    kind=one_of(*AMENDMENTS).told("`update` where nothing was wrong and something new is known; else leave it out"),
)
_LICENCE = record(
    Licence,
    url=URL.told("the address of the licence, such as https://creativecommons.org/licenses/by/4.0/"),
    stated=URL.told("the address at which its owner says that the text is under it"),
)
_EXEMPTED = record(
    Exempted,
    rule=SLUG.told("the id of the rule in harm.yaml"),
    date=DAY.told("the day on which that was decided: 2026-11-26"),
    reason=PROSE.told("why, for readers: it is published"),
)
_QUOTED = record(
    Quoted,
    name=TEXT.told("who speaks, as the text names them"),
    role=TEXT.told("as the text describes them"),
)
_IMPORT = record(
    ImportMark,
    version=TEXT.told("of the rules of the importer"),
    fingerprint=TEXT.told("of the file as it was written"),
    notes=list_of(TEXT).told("what an editor should know"),
)
_MOMENT = "2026-12-01T06:00:00+05:00"

FIELDS: tuple[Field, ...] = (
    Field(
        "title", TEXT, "Headline", "the headline, as printed", ("Regulation gives platforms one hour",), required=True
    ),
    Field(
        "slug",
        SLUG,
        "Address",
        "the last part of the address: small Latin letters, figures, hyphens. Set once; never changed after "
        "publication",
        ("regulation-gives-platforms-one-hour",),
        required=True,
    ),
    Field(
        "date",
        DATE,
        "First published",
        "when the original was first published, as exactly as it is known: `2016-12-26`, `2016-12` or `2016`. Left "
        "out when unknown",
        ("2016-12-26", "2016-12", "2016"),
        "published",
    ),
    Field(
        "date_evidence",
        TEXT,
        "Evidence of the date",
        "the words of the text that the date rests on",
        ("adopted on 24 September 2014",),
    ),
    Field("added", DAY, "Added", "the day it came into the digest: `2026-11-22`", ("2026-11-22",), required=True),
    Field("modified", DAY, "Changed", "the last change that a reader should know of", ("2026-11-25",)),
    Field(
        "typo",
        DAY,
        "Slips put right",
        "the last day on which only slips were put right (spelling, punctuation), of which a reader need not know",
        ("2026-11-25",),
    ),
    Field(
        "lang",
        LANG,
        "Language",
        "the language: `en`, `ru`, `kk`, `ar` (BCP 47); the direction of writing follows from it",
        ("en", "ru", "kk", "ar"),
        required=True,
    ),
    Field(
        "authors",
        list_of(TEXT),
        "Authors",
        "names as the byline gives them: `[A, B]`; `[]` when there is none",
        (["Law and policy desk"], []),
    ),
    Field("agency", TEXT, "Agency", "the wire agency of the text", ("Reuters",)),
    Field(
        "publication",
        SLUG,
        "Publication",
        "where it appeared: an id of `content/registry/publications.yaml`",
        ("european-union",),
        registry="publications",
    ),
    Field(
        "category",
        SLUG,
        "Section",
        "its section: an id of `content/registry/sections.yaml`",
        ("law",),
        "section",
        registry="sections",
    ),
    Field(
        "tags",
        list_of(TEXT),
        "Tags",
        "ids, names or aliases of `content/registry/tags.yaml`",
        (["prevention"],),
        registry="tags",
    ),
    Field(
        "dateline",
        _DATELINE,
        "Dateline",
        '`{text: "ASTANA, Kazakhstan", place: ASTANA, country: KZ}`: as printed, the place, the ISO 3166-1 code',
        ({"text": "ASTANA, Kazakhstan", "place": "ASTANA", "country": "KZ"},),
    ),
    Field(
        "places",
        list_of(TEXT),
        "Places",
        "ids of `content/registry/places.yaml`",
        (["astana"],),
        registry="places",
    ),
    Field(
        "summary",
        PROSE,
        "Standfirst",
        "the standfirst, for lists and feeds; without one they show the first paragraph",
        ("Hosting services must act within one hour of a removal order.",),
    ),
    Field(
        "images",
        list_of(_IMAGE),
        "Pictures",
        "`[{file: images/x.svg, caption: …, credit: …, alt: …}]`; a caption without a file is shown as a note",
        ([{"file": "images/hall.jpg", "alt": "Readers at long tables"}],),
    ),
    Field(
        "source",
        _SOURCE,
        "Original",
        "`{file, sha256, encoding, url, archive_url, archived}` of the original; the importer writes the first three, "
        "and `url` where a web page names its own",
        ({"url": "https://undocs.org/S/RES/2178(2014)"},),
    ),
    Field(
        "rights",
        one_of(*RIGHTS),
        "Rights",
        "`full`, `excerpt` or `link`: how much is shown; by default what the publication allows",
        ("excerpt",),
    ),
    Field(
        "licence",
        _LICENCE,
        "Licence of the text",
        "`{url, stated}` where the text itself is under a freer licence than its publication allows: the address of "
        "the licence, and where its owner says so",
        ({"url": "https://creativecommons.org/licenses/by/4.0/", "stated": "https://example.org/terms"},),
    ),
    Field(
        "status",
        one_of(*STATUSES),
        "Status",
        "`published`, `draft`, `review` or `hidden`. Drafts and texts in review are not written for readers at all; a "
        "hidden one answers at its address and stands in no list",
        ("draft",),
    ),
    Field("embargo", MOMENT, "Not before", f"not before: `{_MOMENT}`; always with a time zone", (_MOMENT,)),
    Field("expires", MOMENT, "Not after", "not after; the same", (_MOMENT,)),
    Field(
        "content_note",
        PROSE,
        "Note before the text",
        "shown before the text: what a reader should know before reading",
        ("The text describes violence.",),
    ),
    Field(
        "exceptions",
        list_of(_EXEMPTED),
        "Exceptions",
        "`[{rule, date, reason}]`: rules of `content/registry/harm.yaml` that are not held to here, and why; it is "
        "published on `/about/exceptions/`",
        ([{"rule": "names-of-perpetrators", "date": "2026-11-26", "reason": "The name is that of the law."}],),
    ),
    Field(
        "corrections",
        list_of(_CORRECTION),
        "Corrections",
        "what was put right or added after publication: `[{date: 2026-11-22, text: …}]`, with `kind: update` where "
        "nothing was wrong. An entry stays as it is",
        ([{"date": "2026-11-22", "text": "The number of the resolution is 2178."}],),
    ),
    Field(
        "quoted",
        list_of(_QUOTED),
        "Who speaks",
        "who speaks in the text, word for word or reported: `[{name: Jane Roe, role: head of the library}]`, as the "
        "text names them. Only editors fill it in; dossiers collect it",
        ([{"name": "Jane Roe", "role": "head of the library"}],),
    ),
    Field(
        "translation_of",
        SLUG,
        "Translation of",
        "the slug of the original",
        ("regulation-gives-platforms-one-hour",),
        of="articles",
    ),
    Field(
        "original",
        STATE,
        "State of the original",
        "the fingerprint of the original as it was when this was translated; `digest check content` tells it, and "
        "tells when the original has changed since",
        ("441346e8414b",),
    ),
    Field(
        "import",
        _IMPORT,
        "Import",
        "`{version, fingerprint, notes}`, written by the importer, which tells by the fingerprint whether you have "
        "changed the file",
        (),
        "imported",
    ),
)
KEYS = tuple(field.key for field in FIELDS)


def _of_articles(*keys: str) -> tuple[Field, ...]:
    """Return fields that articles have too, in the order of *keys*."""
    by_key = {field.key: field for field in FIELDS}
    return tuple(by_key[key] for key in keys)


PAGE_FIELDS: tuple[Field, ...] = _of_articles("title", "slug", "lang", "summary", "modified", "status")
DOSSIER_FIELDS: tuple[Field, ...] = (
    *_of_articles("title", "slug", "lang", "added", "modified", "authors", "summary", "status"),
    Field("tag", TEXT, "Tag", "one that readers are led to for more", ("prevention",), registry="tags"),
    *(replace(field, of="dossiers") for field in _of_articles("translation_of")),
    Field(
        "articles",
        list_of(_LISTED),
        "Articles",
        "articles by their slugs, in the order of the chapters: `- SLUG`, or `{slug, note, heading}`; a `heading` "
        "begins a chapter",
        (["regulation-gives-platforms-one-hour"],),
        required=True,
        of="articles",
    ),
)
WEEK_FIELDS: tuple[Field, ...] = (
    Field(
        "week", WEEK, "Week", "the week, from Monday to Sunday by ISO 8601: `2026-W47`", ("2026-W47",), required=True
    ),
    *_of_articles("lang"),
    Field("title", TEXT, "Headline", "a headline of its own", ("How the rules grew",)),
    *_of_articles("summary", "authors", "status"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: the type and the keys of its front matter, and the one whose items have lines of their own."""

    matter: type[Any]
    fields: tuple[Field, ...]
    about: str
    itemised: str = ""

    @property
    def by_key(self) -> Mapping[str, Field]:
        """Its fields by their keys, in their order."""
        return {field.key: field for field in self.fields}

    def parse(self, metadata: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[Any, list[Fault]]:
        """Return the typed front matter of a file and every fault of it, by line.

        It is None where a required key is missing or wrong.
        """
        return _parse(self.matter, self.fields, metadata, lines)


ARTICLES, PAGES, DOSSIERS, DIGESTS = "articles", "pages", "dossiers", "digests"
# What `content/` holds, by folder. Each has a field of its name in the engine's Store, and all but articles a path in
# digest/site/addresses.py; rules between its files stand in digest/checks/content.py.
KINDS: Mapping[str, Kind] = {
    ARTICLES: Kind(FrontMatter, FIELDS, "An article: a Markdown file below content/articles/"),
    PAGES: Kind(PageMatter, PAGE_FIELDS, 'A page such as "About": a Markdown file in content/pages/'),
    DOSSIERS: Kind(DossierMatter, DOSSIER_FIELDS, "A dossier: a Markdown file in content/dossiers/", "articles"),
    DIGESTS: Kind(WeekMatter, WEEK_FIELDS, "The introduction to a weekly digest: a Markdown file in content/digests/"),
}
# Pages and whatever else an editor writes around the articles.
LEAVES = tuple(folder for folder in KINDS if folder != ARTICLES)


def parse_article(metadata: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[FrontMatter | None, list[Fault]]:
    """Return the typed front matter of an article and every fault of it, as `Kind.parse`."""
    return _parse(FrontMatter, FIELDS, metadata, lines)


def _parse(
    build: Callable[..., Matter], fields: Sequence[Field], metadata: Mapping[str, Any], lines: Mapping[str, int]
) -> tuple[Matter | None, list[Fault]]:
    faults = list(_unknown_keys(fields, lines))
    values: dict[str, Any] = {}
    for field in fields:
        value = metadata.get(field.key)
        line = lines.get(field.key, 1)
        if value is None:
            if field.required:
                faults.append(Fault(line, "C103", f"{field.key!r} is missing", f"add a line `{field.key}: ...`"))
            continue
        try:
            values[field.attribute] = field.shape.parse(value)
        except WrongValue as wrong:
            faults.append(Fault(line, "C104", f"{field.key!r} {wrong.message}", wrong.hint))
    complete = all(field.attribute in values for field in fields if field.required)
    return (build(**values) if complete else None), sorted(faults, key=lambda fault: fault.line)


def _unknown_keys(fields: Sequence[Field], lines: Mapping[str, int]) -> Iterator[Fault]:
    known = [field.key for field in fields]
    for key, line in lines.items():
        if key not in known:
            yield Fault(line, "C102", f"unknown key {key!r}", nearest(key, known))
