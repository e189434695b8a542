"""The registries: what the digest knows of its tags, authors, places, sections and publications.

Each is a YAML file in `content/registry/` whose keys are ids; an id is the last part of the entry's address.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digest.entries import SHAPES, UNKNOWN, Criticism, is_uncited, text_of
from digest.frontmatter import FrontMatterError, read_mapping
from digest.harm import Harm, load_harm
from digest.model import PartialDate, Problem, Text
from digest.moves import Moves, load_moves
from digest.shapes import did_you_mean, is_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

KINDS = ("tags", "authors", "places", "sections", "publications")
HELPLINES = "helplines"
FILES = (*KINDS, HELPLINES)
"""Every registry: those of what articles have, and that of who helps."""

# What an entry may say, and in which registry. `text` is a map by language, or plain text for English.
ALWAYS = ("name", "description")  # keys of every entry, in English at least
OUTLET = ("owner", "funder", "country")  # what readers are told of a publication, if only that it is unknown
MAY_BE_UNKNOWN = (*OUTLET, "licence")
_COMMON = {"name": "text", "aliases": "list", "description": "text"}
_KEYS: Mapping[str, Mapping[str, str]] = {
    "tags": _COMMON | {"broader": "id"},
    "authors": _COMMON | {"kind": "word"},
    "places": _COMMON | {"kind": "word", "country": "country", "within": "id"},
    "sections": _COMMON,
    "publications": _COMMON
    | {
        "url": "address",
        "owner": "text",
        "funder": "text",
        "country": "seat",
        "rights": "rights",
        "languages": "languages",
        "licence": "text",
        "criticism": "criticism",
    },
    HELPLINES: {
        "name": "text",
        "description": "text",
        "url": "address",
        "phone": "phone",
        "languages": "languages",
        "country": "seat",
        "hours": "text",
        "cost": "text",
        "topics": "list",
        "checked": "day",
    },
}


def entry_keys(kind: str) -> Mapping[str, str]:
    """Return the keys that an entry of a registry can have, and the name of the shape of each."""
    return _KEYS[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a registry says of one tag, author, place, section, publication or helpline.

    A key that its kind lacks is None.
    """

    id: str
    name: Text
    description: Text = Text()
    aliases: tuple[str, ...] = ()
    broader: str | None = None
    kind: str | None = None
    country: str | None = None
    within: str | None = None
    url: str | None = None
    owner: Text = Text()
    funder: Text = Text()
    rights: str | None = None
    languages: tuple[str, ...] = ()
    licence: Text = Text()
    criticism: tuple[Criticism, ...] = ()
    phone: str | None = None
    hours: Text = Text()
    cost: Text = Text()
    topics: tuple[str, ...] = ()
    checked: date | None = None


def fold(name: str) -> str:
    """Return *name* as two spellings of one name compare: `Ақтөбе ` and `ақтөбе` are the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class Table:
    """One registry: its entries by id, in the order of the file, and their ids by every name they go by."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Entry | None:
        """Return the entry with this id, name (in any language) or alias."""
        identifier = name if name in self.entries else self.ids.get(fold(name))
        return self.entries[identifier] if identifier is not None else None

    def names(self) -> list[str]:
        """Return every id and name, for hints."""
        return sorted({*self.entries, *self.ids})


@dataclass(frozen=True, slots=True)
class Registry:
    """All registries of a content folder; *moves* are its old addresses, *harm* what it does not do to people."""

    tags: Table = Table()
    authors: Table = Table()
    places: Table = Table()
    sections: Table = Table()
    publications: Table = Table()
    helplines: Table = Table()
    moves: Moves = field(default_factory=Moves)
    harm: Harm = field(default_factory=Harm)

    @classmethod
    def empty(cls) -> Registry:
        """Return a registry without entries."""
        return cls()


def load_registry(folder: Path) -> tuple[Registry, list[Problem]]:
    """Return the registries in *folder* and what is wrong with them; a file that is not there has no entries."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for kind in FILES:
        path = folder / f"{kind}.yaml"
        try:
            text = path.read_text("utf-8") if path.exists() else ""
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.append(Problem(path.as_posix(), line, "R107", "the registry is not UTF-8", "save it as UTF-8"))
            text = ""
        except OSError as error:
            hint = "make the file readable for the user who builds"
            problems.append(Problem(path.as_posix(), 0, "R108", f"the registry cannot be read: {error.strerror}", hint))
            text = ""
        tables[kind], found = parse_table(kind, text, path.as_posix(), tables.get("tags"))
        problems += found
    moves, found = load_moves(folder)
    harm, wrong = load_harm(folder, tables["tags"].entries)
    return Registry(**tables, moves=moves, harm=harm), [*problems, *found, *wrong]


def parse_table(kind: str, text: str, path: str, tags: Table | None = None) -> tuple[Table, list[Problem]]:
    """Return the registry that *text* (YAML) holds, and its problems; what is wrong in an entry is left out of it.

    The topics of a helpline are ids of *tags*.
    """
    try:
        values, lines = read_mapping(text)
    except FrontMatterError as error:
        message = error.message.replace("the front matter", "the registry")
        return Table(), [Problem(path, error.line, "R101", message, error.hint)]
    problems: list[Problem] = []
    entries: dict[str, Entry] = {}
    for identifier, value in values.items():
        faults = [*_faults(kind, identifier, value, values), *_of_helpline(kind, identifier, value, tags)]
        problems += [Problem(path, lines[identifier], code, message, hint) for code, message, hint in faults]
        if isinstance(value, dict) and is_slug(identifier):
            entries[identifier] = _entry(kind, identifier, value)
    ids, clashes = _index(entries)
    problems += [
        Problem(path, lines[second], "R105", f"{name!r} names both {first!r} and {second!r}", "keep it at one of them")
        for name, first, second in clashes
    ]
    above = {identifier: entry.broader or entry.within for identifier, entry in entries.items()}
    for circle in circles({identifier: other for identifier, other in above.items() if other}):
        message = f"{circle[0]!r} lies within itself: {' within '.join([*circle, circle[0]])}"
        key = "within" if kind == "places" else "broader"
        problems.append(Problem(path, lines[circle[0]], "C170", message, f"take `{key}` away from one of them"))
    return Table(entries, ids), problems


def circles(above: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the ids that lie within themselves, by *above*, which says what is right above each: a tuple a circle."""
    found: list[tuple[str, ...]] = []
    met: dict[str, str] = {}  # by which start
    for start in above:
        path, at = [], start
        while at in above and at not in met:
            met[at] = start
            path.append(at)
            at = above[at]
        if met.get(at) == start and at in path:
            found.append(tuple(path[path.index(at) :]))
    return found


def _entry(kind: str, identifier: str, value: Mapping[str, Any]) -> Entry:
    keys = _KEYS[kind]
    said = {key: item for key, item in value.items() if item and not (key in MAY_BE_UNKNOWN and item == UNKNOWN)}
    known = {key: _typed(keys[key], item) for key, item in said.items() if _is_right(keys.get(key), item)}
    return Entry(**({"name": Text({"en": identifier})} | known | {"id": identifier}))


def _is_right(shape: str | None, value: Any) -> bool:
    return shape is not None and SHAPES[shape].is_right(value)


def _typed(shape: str, value: Any) -> Any:
    if shape == "text":
        return text_of(value)
    if shape == "criticism":
        return tuple(Criticism(text_of(one["text"]), one["url"], PartialDate.parse(one["date"])) for one in value)
    if shape == "day":
        return PartialDate.parse(value).first_day
    return tuple(value) if isinstance(value, list) else value


def _faults(kind: str, identifier: str, value: Any, all_values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    keys = _KEYS[kind]
    if not is_slug(identifier):
        yield "R109", f"the id {identifier!r} is not a slug", "use small Latin letters, figures and single hyphens"
    if not isinstance(value, dict):
        yield "R102", f"{identifier!r} says nothing", f"write its keys below it: {', '.join(keys)}"
        return
    for key, item in value.items():
        if key not in keys:
            yield "R103", f"{identifier!r} has an unknown key {key!r}", f"the keys are {', '.join(keys)}"
        elif item and keys[key] == "criticism" and is_uncited(item):
            hint = "give each its `text`, and its citation: `url` and `date`"
            yield "R120", f"{identifier!r} has criticism without its citation", hint
        elif item and not _is_right(keys[key], item):
            yield "R110", f"{identifier!r} has a wrong {key}: {item!r}", f"write {SHAPES[keys[key]].told}"
        elif item and keys[key] == "id" and item not in all_values:
            yield "R106", f"{identifier!r} names {item!r} as {key}, which is not there", "name an id of this file"
    for key in ALWAYS:
        text = value.get(key)
        if not text or (isinstance(text, dict) and not text.get("en")):
            yield "R104", f"{identifier!r} has no {key} in English", f"add `{key}: {{en: ...}}`"


def _of_helpline(kind: str, identifier: str, value: Any, tags: Table | None) -> Iterator[tuple[str, str, str]]:
    if kind != HELPLINES or not isinstance(value, dict):
        return
    known = list(tags.entries) if tags is not None else None
    if not value.get("url") and not value.get("phone"):
        yield "R121", f"{identifier!r} cannot be reached", "add its `url` or its `phone`, as far as you are certain"
    topics = value.get("topics") or []
    for topic in topics if _is_right("list", topics) else ():
        if known is not None and topic not in known:
            hint = did_you_mean(topic, known) or "name an id of tags.yaml"
            yield "R122", f"{identifier!r} is for {topic!r}, which is no tag", hint


def _index(entries: Mapping[str, Entry]) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Return the id of every folded name, and the names that two entries claim: (name, first id, second id)."""
    ids: dict[str, str] = {}
    clashes: list[tuple[str, str, str]] = []
    for entry in entries.values():
        for name in (entry.id, *entry.name.by_lang.values(), *entry.aliases):
            taken = ids.setdefault(fold(name), entry.id)
            if taken != entry.id:
                clashes.append((name, taken, entry.id))
    return ids, clashes
