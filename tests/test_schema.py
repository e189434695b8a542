"""The schema of front matter: every key with a value that it takes and values that it does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from digest.model import Correction, Dateline, Exempted, Image, ImportMark, Licence, PartialDate, Quoted, Source
from digest.schema import FIELDS, KEYS, KINDS, PAGE_FIELDS, PAGES, Fault, FrontMatter, parse_article

NEEDED = {"title": "A title", "slug": "a-title", "added": "2026-01-05", "lang": "en"}
DATE_HINT = "write 2016-12-26, or 2016-12 or 2016 where no more is known; leave the key out where nothing is"
MOMENT_HINT = "write 2026-12-01T06:00:00+05:00"
ZONE_HINT = "add it, as in 2026-12-01T06:00:00+05:00, or Z for UTC"
TEXT_HINT = "write words, in quotation marks if they hold a colon"
SLUG_HINT = "use small Latin letters, figures and single hyphens"
LIST_HINT = "write [one, two], or one `- item` a line"
URL_HINT = "write it whole, beginning with https://"
LANG_HINT = "write a BCP 47 tag such as en, ru, kk or zh-Hans"
ALMATY = timezone(timedelta(hours=5))

# key, value, name in FrontMatter, what comes of it
RIGHT: list[tuple[str, Any, str, Any]] = [
    ("title", " A: headline ", "title", "A: headline"),
    ("slug", "un-resolution-2178", "slug", "un-resolution-2178"),
    ("slug", "2178", "slug", "2178"),
    ("date", "2016", "published", PartialDate(2016)),
    ("date", "2016-12-26", "published", PartialDate(2016, 12, 26)),
    ("date_evidence", "on Monday", "date_evidence", "on Monday"),
    ("added", "2026-01-06", "added", date(2026, 1, 6)),
    ("modified", "2026-01-07", "modified", date(2026, 1, 7)),
    ("lang", "kk", "lang", "kk"),
    ("authors", ["A B", " C "], "authors", ("A B", "C")),
    ("authors", [], "authors", ()),
    ("agency", "Reuters", "agency", "Reuters"),
    ("publication", "caravanserai", "publication", "caravanserai"),
    ("category", "law", "section", "law"),
    ("tags", ["youth", "Молодёжь"], "tags", ("youth", "Молодёжь")),
    ("dateline", {"text": "ASTANA"}, "dateline", Dateline("ASTANA")),
    ("dateline", {"text": "A", "place": "B", "country": "KZ"}, "dateline", Dateline("A", "B", "KZ")),
    ("places", ["aktobe"], "places", ("aktobe",)),
    ("summary", "In short.", "summary", "In short."),
    ("images", [{"caption": "C"}], "images", (Image(caption="C"),)),
    ("images", [{"file": "images/a.png", "alt": "A"}], "images", (Image(file="images/a.png", alt="A"),)),
    (
        "source",
        {"file": "a.txt", "url": "https://example.org/a"},
        "source",
        Source(file="a.txt", url="https://example.org/a"),
    ),
    ("source", {"archived": "2020-01-02"}, "source", Source(archived=date(2020, 1, 2))),
    ("rights", "excerpt", "rights", "excerpt"),
    (
        "licence",
        {"url": "https://example.org/by", "stated": "https://example.org/terms"},
        "licence",
        Licence("https://example.org/by", "https://example.org/terms"),
    ),
    (
        "exceptions",
        [{"rule": "names", "date": "2026-02-03", "reason": "A law."}],
        "exceptions",
        (Exempted("names", date(2026, 2, 3), "A law."),),
    ),
    ("status", "hidden", "status", "hidden"),
    ("embargo", "2026-12-01T06:00:00+05:00", "embargo", datetime(2026, 12, 1, 6, tzinfo=ALMATY)),
    ("expires", "2026-12-01 06:00Z", "expires", datetime(2026, 12, 1, 6, tzinfo=UTC)),
    ("content_note", "It tells of violence.", "content_note", "It tells of violence."),
    ("original", "3fa91c07be52", "original", "3fa91c07be52"),
    ("quoted", [{"name": "Ann Lee", "role": "Keeper"}], "quoted", (Quoted("Ann Lee", "Keeper"),)),
    (
        "corrections",
        [{"date": "2026-02-03", "text": "The name."}],
        "corrections",
        (Correction(date(2026, 2, 3), "The name."),),
    ),
    (
        "corrections",
        [{"date": "2026-02-03", "text": "It is open.", "kind": "update"}],
        "corrections",
        (Correction(date(2026, 2, 3), "It is open.", "update"),),
    ),
    ("typo", "2026-01-08", "typo", date(2026, 1, 8)),
    ("translation_of", "a-title-2", "translation_of", "a-title-2"),
    ("import", {"version": "1", "fingerprint": "ab", "notes": ["n"]}, "imported", ImportMark("1", "ab", ("n",))),
]

# key, value, message without the key, hint
WRONG: list[tuple[str, Any, str, str]] = [
    ("title", "  ", "is not text", TEXT_HINT),
    ("title", True, "is not text", TEXT_HINT),
    ("slug", "A Title", "is not a slug: 'A Title'", SLUG_HINT),
    ("slug", "a--b", "is not a slug: 'a--b'", SLUG_HINT),
    ("slug", "../a", "is not a slug: '../a'", SLUG_HINT),
    ("slug", "ақтөбе", "is not a slug: 'ақтөбе'", SLUG_HINT),
    ("date", "26.12.2016", "is not a date: '26.12.2016'", DATE_HINT),
    ("date", "2015-02-29", "is not a date: '2015-02-29'", DATE_HINT),
    ("date_evidence", ["a"], "is not text", TEXT_HINT),
    ("added", "2016-12", "is not a day: '2016-12'", "write year, month and day: 2016-12-26"),
    ("modified", "2016", "is not a day: '2016'", "write year, month and day: 2016-12-26"),
    ("typo", "yesterday", "is not a date: 'yesterday'", DATE_HINT),
    ("typo", "2016-12", "is not a day: '2016-12'", "write year, month and day: 2016-12-26"),
    ("lang", "english", "is not a language tag: 'english'", LANG_HINT),
    ("lang", "en-../../x", "is not a language tag: 'en-../../x'", LANG_HINT),
    ("authors", "A B", "is not a list", LIST_HINT),
    ("agency", {}, "is not text", TEXT_HINT),
    ("publication", "The Times", "is not a slug: 'The Times'", SLUG_HINT),
    ("category", "Law & order", "is not a slug: 'Law & order'", SLUG_HINT),
    ("tags", "a, b", "is not a list", LIST_HINT),
    ("dateline", "ASTANA", "is not a set of `key: value`", "its keys are text, place, country"),
    ("dateline", {"place": "Astana"}, "lacks a key that it must have", "its keys are text, place, country"),
    ("dateline", {"text": "A", "plaec": "B"}, "has an unknown key 'plaec'", "did you mean 'place'?"),
    ("places", {"a": "b"}, "is not a list", LIST_HINT),
    ("summary", [], "is not text", TEXT_HINT),
    ("images", {"file": "a.png"}, "is not a list", LIST_HINT),
    ("images", ["a.png"], "is not a set of `key: value`", "its keys are file, caption, credit, alt"),
    ("images", [{"src": "a.png"}], "has an unknown key 'src'", "the keys are file, caption, credit, alt"),
    ("rights", "all", "is not one of full, excerpt, link: 'all'", "write full"),
    ("rights", ["full"], "is not one of full, excerpt, link: ['full']", "write full"),
    ("licence", {"url": "https://example.org/by"}, "lacks a key that it must have", "its keys are url, stated"),
    ("exceptions", [{"rule": "names"}], "lacks a key that it must have", "its keys are rule, date, reason"),
    ("status", "Published", "is not one of published, draft, review, hidden: 'Published'", "write published"),
    ("embargo", "tomorrow", "is not a date and time: 'tomorrow'", MOMENT_HINT),
    ("embargo", "2026-12-01T06:00:00", "has no time zone: '2026-12-01T06:00:00'", ZONE_HINT),
    ("expires", "2026-12-01", "has no time zone: '2026-12-01'", ZONE_HINT),
    ("content_note", "", "is not text", TEXT_HINT),
    ("corrections", [{"text": "T"}], "lacks a key that it must have", "its keys are date, text, kind"),
    ("original", "3FA9", "is not the fingerprint of an original: '3FA9'", "copy what `digest check content` tells"),
    ("quoted", [{"role": "Keeper"}], "lacks a key that it must have", "its keys are name, role"),
    ("translation_of", "A b", "is not a slug: 'A b'", SLUG_HINT),
    ("import", {"version": "1"}, "lacks a key that it must have", "its keys are version, fingerprint, notes"),
]

# What stands inside a record: the message names its key too.
WRONG_WITHIN: list[tuple[str, Any, str, str]] = [
    (
        "dateline",
        {"text": "A", "country": "KAZ"},
        "is not a country code: 'KAZ'",
        "write two capital letters (ISO 3166-1), such as KZ",
    ),
    ("source", {"url": "example.org"}, "is not a web address: 'example.org'", URL_HINT),
    ("source", {"url": "javascript:alert(1)"}, "is not a web address: 'javascript:alert(1)'", URL_HINT),
    ("source", {"archive_url": "https://a b"}, "is not a web address: 'https://a b'", URL_HINT),
    ("source", {"archived": "2016"}, "is not a day: '2016'", "write year, month and day: 2016-12-26"),
    ("corrections", [{"date": "soon", "text": "T"}], "is not a date: 'soon'", DATE_HINT),
    (
        "corrections",
        [{"date": "2026-02-03", "text": "T", "kind": "typo"}],
        "is not one of correction, update: 'typo'",
        "write correction",
    ),
    ("import", {"version": "1", "fingerprint": "x", "notes": "n"}, "is not a list", LIST_HINT),
]


def read(metadata: dict[str, Any]) -> tuple[FrontMatter | None, list[Fault]]:
    """Return what the schema says to *metadata* whose keys stand one a line from line 2 on."""
    return parse_article(metadata, {key: line for line, key in enumerate(metadata, 2)})


@pytest.mark.parametrize(("key", "value", "name", "expected"), RIGHT)
def test_key_takes_what_it_is_for(key: str, value: object, name: str, expected: object) -> None:
    matter, faults = read(NEEDED | {key: value})

    assert faults == []
    assert getattr(matter, name) == expected


@pytest.mark.parametrize(("key", "value", "message", "hint"), WRONG)
def test_key_refuses_what_it_is_not_for_at_its_line_and_says_what_to_write(
    key: str, value: object, message: str, hint: str
) -> None:
    metadata = NEEDED | {key: value}
    _, faults = read(metadata)

    assert faults == [Fault(list(metadata).index(key) + 2, "C104", f"{key!r} {message}", hint)]


@pytest.mark.parametrize(("key", "value", "message", "hint"), WRONG_WITHIN)
def test_record_refuses_a_wrong_value_within_it(key: str, value: object, message: str, hint: str) -> None:
    _, faults = read(NEEDED | {key: value})

    assert [(fault.line, fault.code, fault.hint) for fault in faults] == [(6, "C104", hint)]
    assert faults[0].message.startswith(f"{key!r} has a ")
    assert faults[0].message.endswith(f"that {message}")


def test_every_key_has_a_right_and_a_wrong_value_here() -> None:
    assert {key for key, *_ in RIGHT} == set(KEYS)
    assert {key for key, *_ in WRONG + WRONG_WITHIN} == set(KEYS)


@pytest.mark.parametrize("key", list(NEEDED))
def test_missing_key_is_told_and_leaves_nothing_typed(key: str) -> None:
    matter, faults = read({other: value for other, value in NEEDED.items() if other != key})

    assert matter is None
    assert faults == [Fault(1, "C103", f"{key!r} is missing", f"add a line `{key}: ...`")]


def test_key_that_is_there_without_a_value_is_missing_at_its_own_line() -> None:
    _, faults = read({"title": None} | {key: value for key, value in NEEDED.items() if key != "title"})

    assert [(fault.line, fault.code) for fault in faults] == [(2, "C103")]


def test_optional_key_without_a_value_is_as_if_it_were_not_there() -> None:
    matter, faults = read(NEEDED | {"authors": None, "date": None, "dateline": None})

    assert faults == []
    assert matter is not None
    assert (matter.authors, matter.published, matter.dateline) == ((), None, None)


@pytest.mark.parametrize(
    ("key", "hint"),
    [("tag", "did you mean 'tags'?"), ("Title", "did you mean 'title'?"), ("sumary", "did you mean 'summary'?")],
)
def test_unknown_key_is_told_with_the_nearest_known_one(key: str, hint: str) -> None:
    _, faults = read(NEEDED | {key: "x"})

    assert faults == [Fault(6, "C102", f"unknown key {key!r}", hint)]


def test_unknown_key_that_is_near_to_none_is_told_with_all_of_them() -> None:
    _, faults = read(NEEDED | {"qqqq": "x"})

    assert faults[0].hint == f"the keys are {', '.join(KEYS)}"


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    metadata = {"slug": "A", "tagz": "x", "lang": "en", "added": "never", "rights": "some"}
    matter, faults = read(metadata)

    assert matter is None
    assert [(fault.line, fault.code) for fault in faults] == [
        (1, "C103"), (2, "C104"), (3, "C102"), (5, "C104"), (6, "C104"),
    ]  # fmt: skip


def test_fault_in_what_is_optional_leaves_the_rest_typed() -> None:
    matter, faults = read(NEEDED | {"date": "never"})

    assert len(faults) == 1
    assert matter is not None
    assert (matter.title, matter.published) == ("A title", None)


def test_article_without_more_than_it_needs_is_published_and_nothing_is_made_up() -> None:
    matter, _ = read(dict(NEEDED))

    assert matter == FrontMatter(title="A title", slug="a-title", lang="en", added=date(2026, 1, 5))
    assert matter.status == "published"
    assert matter.published is None


def test_page_has_few_keys_and_needs_no_day() -> None:
    metadata = {"title": "About", "slug": "about", "lang": "ru"}
    page, faults = KINDS[PAGES].parse(metadata, {key: line for line, key in enumerate(metadata, 2)})

    assert faults == []
    assert page is not None
    assert (page.title, page.lang, page.status) == ("About", "ru", "published")


def test_page_refuses_a_key_of_articles() -> None:
    metadata = {"title": "About", "slug": "about", "lang": "ru", "tags": ["a"]}
    _, faults = KINDS[PAGES].parse(metadata, {key: line for line, key in enumerate(metadata, 2)})

    assert [(fault.line, fault.code, fault.message) for fault in faults] == [(5, "C102", "unknown key 'tags'")]
    assert {field.key for field in PAGE_FIELDS} < {field.key for field in FIELDS}


def test_nul_which_marks_a_place_in_pages_becomes_what_a_browser_makes_of_it() -> None:
    matter, faults = parse_article({"title": "a\0b", "slug": "a", "lang": "en", "added": "2026-01-05"}, {})

    assert faults == []
    assert matter is not None
    assert matter.title == "a\ufffdb"
