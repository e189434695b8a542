"""Sites made by chance and edited by chance: every edit that an editor, a day or a setting can make.

hypothesis draws how many stories and which edits; what each of them says follows from a number, so that an example is
quickly made and few numbers tell it.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from digest.harm import Guideline, Harm, Rule
from digest.model import (
    Correction,
    Dateline,
    Exempted,
    Image,
    Licence,
    Listed,
    PartialDate,
    Quoted,
    Source,
    Text,
)
from digest.moves import GONE, Moves
from digest.registry import KINDS, Registry, parse_table
from digest.schema import PUBLIC, DossierMatter, FrontMatter, PageMatter
from digest.site.body import lede
from digest.site.given import Input, Options
from digest.site.images import Figure  # noqa: TC001 - of a dataclass
from digest.site.stories import Leaf, Story, leaves_of, standing_of
from digest.site.words import Words
from tests.planning.helpers import (
    KNOWN,
    LOCALE,
    REGISTRY_TEXTS,
    SPOKEN,
    URL,
    dossier,
    introduction,
    leaf,
    story_of,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Memory = dict[str, tuple[bytes, tuple[str, ...]]]
AllWords = dict[tuple[str, bool], Words]
"""The words of each language: those of the theme and, with True, others."""

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def one_of(*values: Any) -> Callable[[random.Random], Any]:
    return lambda by_chance: by_chance.choice(values)


def some_of(most: int, *values: Any) -> Callable[[random.Random], Any]:
    return lambda by_chance: tuple(by_chance.sample(values, by_chance.randint(0, most)))


# What each key of the front matter can say; the first value of `one_of` is the usual one.
SAYINGS: Mapping[str, Callable[[random.Random], Any]] = {
    "title": one_of("A reading room", "Новый зал", "A <b>hall</b> & more", "متحف", "The museum: a plan."),
    "lang": one_of("en", "en", "ru", "ru", "ar", "fr"),
    "added": one_of(date(2026, 1, 5), date(2026, 1, 6), date(2026, 2, 1)),
    "published": one_of(
        None,
        *map(PartialDate.parse, ("2014", "2016", "2016-03", "2016-03-05", "2016-03-06", "2016-04-01", "2017-01-01")),
    ),
    "date_evidence": one_of(None, "on Monday", "in spring"),
    "modified": one_of(None, date(2026, 2, 1), date(2026, 3, 1)),
    # Two spellings at one address, which no registry knows: the first that is met names the list.
    "authors": some_of(2, "Law desk", "Отдел права", "Ann Lee", "Ann-Lee", "B. Reader", "***"),
    "agency": one_of(None, "Wire"),
    "publication": one_of("digest", "digest", "wire", "linked", None),
    "section": one_of("law", "news", None),
    "tags": some_of(3, "prevention", "PVE", "youth", "courts"),
    "dateline": one_of(
        None, Dateline("ALMATY"), Dateline("AKTOBE", "Aktobe", "KZ"), Dateline("KAZAKHSTAN", "Kazakhstan", "KZ")
    ),
    "places": some_of(2, "aktobe", "kazakhstan"),
    "summary": one_of(None, "In short.", "In a word."),
    "images": some_of(
        2, Image(file="images/known.png", alt="A hall"), Image(caption="C", credit="D"), Image(file="images/b.png")
    ),
    "source": one_of(
        None,
        Source(url="https://example.net/a", archive_url="https://example.net/b"),
        Source(url="https://example.net/c"),
        Source(file="a.txt", sha256="0" * 64),
        Source(url="https://example.net/c", archive_url="https://example.net/d", gone=date(2026, 1, 2)),
    ),
    "rights": one_of(None, "full", "excerpt", "link"),
    "licence": one_of(None, Licence("https://creativecommons.org/licenses/by/4.0/", "https://example.net/terms")),
    "exceptions": some_of(
        1, Exempted("note", date(2026, 2, 3), "It is of a map."), Exempted("names", date(2026, 2, 4), "A law.")
    ),
    "status": one_of(*["published"] * 6, "hidden", "hidden", "draft", "review"),
    "embargo": one_of(None, None, None, NOW - HOUR, NOW + HOUR),
    "expires": one_of(None, NOW - HOUR, NOW + HOUR),
    "content_note": one_of(None, "It tells of a fire."),
    "quoted": some_of(2, Quoted("Ann Lee", "reader"), Quoted("Ann Lee"), Quoted("B. Reader", "keeper of maps")),
    "typo": one_of(None, date(2026, 2, 1)),
    "corrections": some_of(
        2,
        Correction(date(2026, 2, 3), "The name."),
        Correction(date(2026, 2, 4), "The day."),
        Correction(date(2025, 2, 4), "It is open.", "update"),
    ),
}
# Which of them an article of a new site has; the others are rare in one.
_USUAL = (
    "title",
    "lang",
    "added",
    "published",
    "authors",
    "publication",
    "section",
    "tags",
    "places",
    "dateline",
    "status",
    "embargo",
)
HANDBOOK = Guideline("handbook", "How to report", "Readers", "https://example.net/handbook")
RULES = {
    "names": Rule(id="names", does="keep-out", why=Text({"en": "No names."}), guidelines=(HANDBOOK,)),
    "note": Rule(
        id="note",
        does="note",
        why=Text({"en": "It is said before."}),
        guidelines=(HANDBOOK,),
        topics=("youth",),
        note=Text({"en": "It is of the young.", "ru": "Он о молодых."}),
    ),
}
BODIES = (
    '<p>See <a href="https://example.net/copy">it</a> (it<span data-gone="2026-01-02"></span>).</p>',
    "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>",
    "<p>One.</p>\n<p>2.</p>",
    '<p>AKTOBE -- See <a href="ROOT/articles/s-0/">it</a>.</p>',
    "<p>Books.</p>",
    '<p><img alt="A" src="ROOT/images/known.png"></p>',
    "",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file says it."""

    matter: FrontMatter
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that a site is made from; *catalogs* says which languages have their second words."""

    drafts: tuple[Draft, ...]
    leaves: tuple[Leaf[Any], ...]
    registry: str
    options: Options
    moves: tuple[tuple[str, str], ...] = ()
    catalogs: frozenset[str] = frozenset()
    spoken: tuple[str, ...] = SPOKEN
    figure: Figure | None = KNOWN
    now: datetime = NOW
    preview: bool = False
    rules: tuple[str, ...] = tuple(RULES)
    noted: str = "youth"

    def given(self, words: AllWords, memory: Memory) -> Input:
        """Return it as `plan_site` takes it."""
        return Input(
            stories=[story for draft in self.drafts if (story := self._story(draft)) is not None],
            leaves=[one for one in self.leaves if one.matter.status == "published" or self.preview],
            registry=replace(registry_of(self.registry), moves=moves_of(self.moves), harm=self._harm()),
            options=self.options,
            words=lambda lang: (
                words[lang, lang in self.catalogs] if lang in (*self.spoken, self.options.default_lang) else None
            ),
            picture=lambda name: self.figure if name == "images/known.png" else None,
            memory=memory,
        )

    def _harm(self) -> Harm:
        rules = RULES | {"note": replace(RULES["note"], topics=(self.noted,))}
        return Harm({identifier: rules[identifier] for identifier in self.rules})

    def _story(self, draft: Draft) -> Story | None:
        standing = standing_of(draft.matter, self.now)
        if standing not in PUBLIC and not self.preview:
            return None
        dateline = draft.matter.dateline
        first = lede(draft.html, dateline.text if dateline else None)
        return story_of(draft.matter, draft.html, first, standing)

    def with_draft(self, at: int, draft: Draft) -> World:
        return replace(self, drafts=(*self.drafts[:at], draft, *self.drafts[at + 1 :]))


@cache
def registry_of(text: str) -> Registry:
    tables = {kind: parse_table(kind, json.dumps(table), kind)[0] for kind, table in json.loads(text).items()}
    return Registry(**tables)


def moves_of(lines: tuple[tuple[str, str], ...]) -> Moves:
    moved = {old: new for old, new in lines if new != GONE}
    return Moves(moved, {old: old for old, new in lines if new == GONE})


USUAL_REGISTRY = json.dumps({kind: yaml.safe_load(REGISTRY_TEXTS[kind]) for kind in KINDS})


def all_words(folder: Path) -> AllWords:
    """Return the words of the theme, and others, whose catalogs are written into *folder*."""
    for lang in SPOKEN:
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        (folder / f"{lang}.po").write_text(f'{head}\nmsgid "Tags"\nmsgstr "Labels"\n', "utf-8")
    found = {(lang, second): Words(lang, folder if second else LOCALE) for lang in SPOKEN for second in (False, True)}
    assert len({words.digest for words in found.values()}) == len(found)
    return found


# --- by chance ---


def new_draft(number: int, slug: str) -> Draft:
    """Return the article that *number* stands for."""
    by_chance = random.Random(number)
    rare = by_chance.sample([key for key in SAYINGS if key not in _USUAL], by_chance.randint(0, 3))
    said = {key: SAYINGS[key](by_chance) for key in (*_USUAL, *rare)}
    return Draft(FrontMatter(slug=slug, **said), by_chance.choice(BODIES))


def new_drafts(numbers: list[int]) -> tuple[Draft, ...]:
    """Return the articles that *numbers* stand for; a quarter of them are translations of one before."""
    drafts: list[Draft] = []
    for at, number in enumerate(numbers):
        draft = new_draft(number, f"s-{at}")
        if drafts and number % 4 == 0:
            original = drafts[number // 4 % at].matter.slug
            draft = replace(draft, matter=replace(draft.matter, translation_of=original))
        drafts.append(draft)
    return tuple(drafts)


def new_dossier(number: int, slug: str) -> Leaf[DossierMatter]:
    """Return the dossier that *number* stands for; some of the articles that it lists are not there."""
    by_chance = random.Random(number)
    slugs = [f"s-{at}" for at in by_chance.sample(range(8), by_chance.randint(0, 5))]
    listed = [
        Listed(slug, by_chance.choice([None, "A note"]), by_chance.choice([None, None, "A chapter"])) for slug in slugs
    ]
    return dossier(
        slug,
        *listed,
        html=by_chance.choice(BODIES),
        lang=by_chance.choice(["en", "en", "ru", "fr"]),
        title=by_chance.choice(["Halls", "Maps & <b>more</b>"]),
        summary=by_chance.choice([None, "In short."]),
        authors=by_chance.choice([(), ("Law desk",), ("Ann-Lee", "Nobody Else")]),
        tag=by_chance.choice([None, "youth", "PVE"]),
        added=by_chance.choice([date(2026, 1, 5), date(2026, 2, 1)]),
        translation_of=by_chance.choice([None, None, "d-0", "d-1"]),
        status=by_chance.choice(["published", "published", "published", "draft"]),
    )


WORLDS = st.builds(
    lambda numbers, dossiers, page_size, now, preview, cards: World(
        drafts=new_drafts(numbers),
        leaves=(
            leaf("about"),
            leaf("about", "ru"),
            introduction("2026-W02"),
            *(new_dossier(number, f"d-{number}") for number in dossiers),
        ),
        registry=USUAL_REGISTRY,
        options=Options(name="Digest", tagline="News", url=URL, page_size=page_size, cards=cards),
        now=NOW + now * HOUR,
        preview=preview,
    ),
    # As often many as few: hypothesis alone would mostly draw short lists.
    st.integers(1, 25).flatmap(lambda most: st.lists(st.integers(0, 2**32), min_size=most, max_size=most)),
    st.lists(st.integers(0, 99), max_size=3, unique=True),
    st.integers(2, 3),
    st.sampled_from([0, 0, -2, 2]),
    st.booleans(),
    st.sampled_from([False] * 9 + [True]),  # drawing them takes most of the time
)


def edit_key(world: World, by_chance: random.Random, key: str) -> World:
    """Return *world* after another word at *key* of one article."""
    if not world.drafts:
        return world
    at = by_chance.randrange(len(world.drafts))
    draft = world.drafts[at]
    return world.with_draft(at, replace(draft, matter=replace(draft.matter, **{key: SAYINGS[key](by_chance)})))


def edit_body(world: World, by_chance: random.Random) -> World:
    if not world.drafts:
        return world
    at = by_chance.randrange(len(world.drafts))
    return world.with_draft(at, replace(world.drafts[at], html=by_chance.choice(BODIES)))


def _slug(world: World, by_chance: random.Random) -> str:
    taken = {draft.matter.slug for draft in world.drafts}
    return by_chance.choice([f"{letter}-{at}" for letter in "nsz" for at in range(30) if f"{letter}-{at}" not in taken])


def move(world: World, by_chance: random.Random) -> World:
    if not world.drafts:
        return world
    at = by_chance.randrange(len(world.drafts))
    draft = world.drafts[at]
    return world.with_draft(at, replace(draft, matter=replace(draft.matter, slug=_slug(world, by_chance))))


def translate(world: World, by_chance: random.Random) -> World:
    """Return *world* with another article said to be the original of one, or none."""
    if not world.drafts:
        return world
    at = by_chance.randrange(len(world.drafts))
    draft, others = world.drafts[at], [other for other in world.drafts if other is not world.drafts[at]]
    original = by_chance.choice([None, *others, *others, *others])
    slug = original.matter.slug if original else None
    return world.with_draft(at, replace(draft, matter=replace(draft.matter, translation_of=slug)))


def add(world: World, by_chance: random.Random) -> World:
    draft = new_draft(by_chance.randrange(2**32), _slug(world, by_chance))
    return replace(world, drafts=(*world.drafts, draft))


def add_newest(world: World, by_chance: random.Random) -> World:
    draft = new_draft(by_chance.randrange(2**32), _slug(world, by_chance))
    newest = replace(draft.matter, published=PartialDate(2026, 5, 1), added=date(2026, 5, 1))
    return replace(world, drafts=(*world.drafts, Draft(newest, draft.html)))


def delete(world: World, by_chance: random.Random) -> World:
    if not world.drafts:
        return world
    at = by_chance.randrange(len(world.drafts))
    return replace(world, drafts=(*world.drafts[:at], *world.drafts[at + 1 :]))


def edit_registry(world: World, by_chance: random.Random) -> World:
    """Return *world* after another word of one entry, or with the entries of a registry in another order."""
    tables = json.loads(world.registry)
    kind = by_chance.choice([kind for kind in sorted(tables) if tables[kind]] or [""])
    if not kind:
        return world
    table = tables[kind]
    identifier = by_chance.choice(sorted(table))
    values: dict[str, list[Any]] = {
        "name": [{"en": "Halls"}, {"en": identifier, "ru": "Залы"}, {"en": "Ann Lee"}],
        "description": [{"en": "Of halls."}, {"en": "Of books.", "ru": "О книгах."}],
        "aliases": [["Ann Lee"], ["Alias"], []],
    }
    more: dict[str, dict[str, list[Any]]] = {
        "tags": {"broader": [None, *sorted(table)]},
        "authors": {"kind": ["desk", "person"]},
        "places": {"within": [None, *sorted(table)], "country": ["KZ", "FR"]},
        "publications": {
            "rights": ["full", "excerpt", "link", None],
            "owner": [{"en": "A town."}],
            "funder": [{"en": "A fund."}],
            "url": ["/", "https://example.org/x"],
        },
    }
    values |= more.get(kind, {})
    key = by_chance.choice(["order", "gone", *sorted(values)])
    if key == "order":
        tables[kind] = dict(by_chance.sample(sorted(table.items()), len(table)))
    elif key == "gone":
        del table[identifier]
    else:
        table[identifier][key] = by_chance.choice(values[key])
    return replace(world, registry=json.dumps(tables))


def edit_rules(world: World, by_chance: random.Random) -> World:
    """Return *world* with some of the rules against harm, and a note on another topic."""
    rules = tuple(by_chance.sample(tuple(RULES), by_chance.randint(0, len(RULES))))
    return replace(world, rules=rules, noted=by_chance.choice(["youth", "prevention"]))


def edit_options(world: World, by_chance: random.Random) -> World:
    said: dict[str, list[Any]] = {
        "name": ["Digest", "100% Halls"],
        "tagline": ["News", "", "Books"],
        "url": [URL, "https://example.net/digest"],
        "page_size": [2, 3, 4],
        "default_lang": ["en", "ru"],
    }
    key = by_chance.choice(sorted(said))
    return replace(world, options=replace(world.options, **{key: by_chance.choice(said[key])}))


def edit_words(world: World, by_chance: random.Random) -> World:
    return replace(world, catalogs=world.catalogs ^ {by_chance.choice(SPOKEN)})


def forget_language(world: World, by_chance: random.Random) -> World:
    """Return *world* with a theme that lacks the words of one language, or has all again."""
    lang = by_chance.choice(["ru", "ar", None])
    return replace(world, spoken=tuple(other for other in SPOKEN if other != lang))


def edit_leaves(world: World, by_chance: random.Random) -> World:
    found = {(one.matter.slug, one.matter.lang): one for one in leaves_of(PageMatter, world.leaves)}
    key = (by_chance.choice(["about", "plan", "corrections"]), by_chance.choice(["en", "ru", "fr"]))
    found[key] = leaf(*key, html=by_chance.choice(BODIES))
    if by_chance.random() < 0.3:
        del found[by_chance.choice(sorted(found))]
    others = (one for one in world.leaves if not isinstance(one.matter, PageMatter))
    return replace(world, leaves=(*found.values(), *others))


def edit_dossiers(world: World, by_chance: random.Random) -> World:
    """Return *world* with one dossier more, another, or one less."""
    found = {one.source: one for one in world.leaves}
    slug = f"d-{by_chance.randrange(3)}"
    new = new_dossier(by_chance.randrange(2**16), slug)
    found[new.source] = new
    if by_chance.random() < 0.3:
        del found[new.source]
    return replace(world, leaves=tuple(found.values()))


def edit_introduction(world: World, by_chance: random.Random) -> World:
    """Return *world* after another word before one of its weeks, or with none there."""
    week, lang = by_chance.choice(["2026-W02", "2026-W05"]), by_chance.choice(["en", "ru", "fr"])
    others = tuple(one for one in world.leaves if (str(one.matter.slug), one.matter.lang) != (week, lang))
    said: Mapping[str, Any] = by_chance.choice(
        [{}, {"title": "On halls"}, {"summary": "In short."}, {"authors": ("Law desk",)}, {"authors": ("Nobody",)}]
    )
    new = () if by_chance.random() < 0.3 else (introduction(week, lang, by_chance.choice(BODIES), **said),)
    return replace(world, leaves=(*others, *new))


def edit_moves(world: World, by_chance: random.Random) -> World:
    """Return *world* after something that is not there any more is said to have moved, or to be gone, or neither."""
    old = by_chance.choice(["/articles/old/", "/ru/articles/old/", "/tags/old/"])
    new = by_chance.choice(["/", "/tags/youth/", "/articles/s-0/", GONE, None])
    lines = dict(world.moves) | ({old: new} if new else {})
    return replace(world, moves=tuple((one, other) for one, other in lines.items() if new or one != old))


def edit_picture(world: World, by_chance: random.Random) -> World:
    others = [KNOWN, replace(KNOWN, height=300), replace(KNOWN, sources=()), None]
    return replace(world, figure=by_chance.choice(others))


def wait(world: World, by_chance: random.Random) -> World:
    """Return *world* at another moment: embargoes end, articles expire."""
    return replace(world, now=NOW + by_chance.choice([-2, 0, 2]) * HOUR)


def look_ahead(world: World, _: random.Random) -> World:
    return replace(world, preview=not world.preview)


def nothing(world: World, _: random.Random) -> World:
    return world


_MADE = (
    edit_body, move, translate, add, add_newest, delete, edit_registry, edit_options, edit_words, forget_language,
    edit_leaves, edit_dossiers, edit_introduction, edit_moves, edit_picture, edit_rules, wait, look_ahead,
    nothing,
)  # fmt: skip
EDITS: Mapping[str, Callable[[World, random.Random], World]] = {
    **{f"edit {key}": partial(edit_key, key=key) for key in SAYINGS},
    **{made.__name__: made for made in _MADE},
}
# What reaches furthest comes as often as all the keys of an article together.
_DRAWN = [
    *sorted(EDITS),
    *("edit_registry",) * 12,
    *(
        "move",
        "delete",
        "add",
        "translate",
        "edit_options",
        "edit_introduction",
        "edit_moves",
        "edit_rules",
        "edit status",
        "edit embargo",
        "wait",
        "edit_body",
    )
    * 3,
]
Steps = list[tuple[str, int]]
STEPS = st.lists(st.tuples(st.sampled_from(_DRAWN), st.integers(0, 2**16)), min_size=1, max_size=3)


def after(world: World, steps: Steps) -> World:
    """Return *world* after the edits *steps*."""
    for name, number in steps:
        world = EDITS[name](world, random.Random(number))
    return world


def shuffled(world: World, number: int) -> World:
    """Return *world* with its files found in another order."""
    by_chance = random.Random(number)
    found = (tuple(by_chance.sample(files, len(files))) for files in (world.drafts, world.leaves, world.moves))
    drafts, leaves, moves = found
    return replace(world, drafts=drafts, leaves=leaves, moves=moves)
