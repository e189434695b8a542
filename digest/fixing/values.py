"""Values and keys of front matter that have one right answer, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from rapidfuzz.distance import OSA

from digest import frontmatter
from digest.fixing.dates import one_reading
from digest.languages import country_codes, is_language
from digest.registry import KINDS as REGISTRIES
from digest.registry import fold
from digest.shapes import WrongValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from digest.registry import Registry, Table
    from digest.schema import Field, Kind
    from digest.shapes import Shape

# Keys whose values are about other files: whether one was meant, a look at this file cannot tell.
ELSEWHERE = frozenset({"slug", "week", "images", "articles", "translation_of"})
MIN_KEY = 4  # letters of a mistyped key; a shorter one is near to too much


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words for a stretch of front matter; *keys* are those whose value it changes, *what* it is in a word."""

    start: int
    end: int
    text: str
    keys: frozenset[str]
    what: str


@dataclass(frozen=True, slots=True)
class Known:
    """What each registry calls by one name only: ids by folded name."""

    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, registry: Registry) -> Known:
        """Return what *registry* knows; a name that two entries claim leads to neither."""
        return cls({kind: _clear_names(getattr(registry, kind)) for kind in REGISTRIES})


def _clear_names(table: Table) -> dict[str, str]:
    claims: dict[str, set[str]] = {}
    for entry in table.entries.values():
        for name in (entry.id, *entry.name.by_lang.values(), *entry.aliases):
            claims.setdefault(fold(name), set()).add(entry.id)
    return {name: ids.pop() for name, ids in claims.items() if len(ids) == 1}


def key_edits(node: yaml.MappingNode, kind: Kind, metadata: Mapping[str, Any], known: Known) -> Iterator[Edit]:
    """Yield the keys that are one slip away from one key, which is not there and takes the value."""
    for key, value in node.value:
        meant = _meant(key.value, list(kind.by_key))
        if meant is None or meant in metadata or meant in ELSEWHERE:
            continue
        one = kind.by_key[meant]
        names = [leaf.value for leaf, _ in _leaves(value, one.shape)] if one.registry else []
        is_known = all(fold(name) in known.ids.get(one.registry, {}) for name in names)
        if is_known and _takes(one.shape, metadata[key.value]):
            yield _edit(key, meant, frozenset({key.value, meant}), "key")


def _meant(written: str, keys: list[str]) -> str | None:
    """Return the one key that *written* is but for capitals, hyphens, spaces, or one letter too many, few or wrong."""
    if written in keys:
        return None
    plain = written.casefold().replace("-", "_").replace(" ", "_")
    if plain in keys:
        return plain
    near = [key for key in keys if OSA.distance(plain, key, score_cutoff=2) <= 2]  # noqa: PLR2004 - or it has a rival
    return near[0] if len(near) == 1 and len(plain) >= MIN_KEY and OSA.distance(plain, near[0]) == 1 else None


def _takes(shape: Shape, value: Any) -> bool:
    try:
        shape.parse(value)
    except WrongValue:
        return False
    return value is not None


def name_edits(node: yaml.MappingNode, kind: Kind, known: Known) -> Iterator[Edit]:
    """Yield the names and aliases of entries for which an id should stand."""
    for one, value in _fields(node, kind):
        ids = known.ids.get(one.registry, {})
        leaves = [leaf for leaf, _ in _leaves(value, one.shape)]
        there = {leaf.value for leaf in leaves}
        for leaf in leaves:
            identifier = ids.get(fold(leaf.value))
            if identifier is not None and identifier not in there:
                there.add(identifier)
                yield _edit(leaf, frontmatter.write_word(identifier), frozenset({one.key}), "name")


def word_edits(node: yaml.MappingNode, kind: Kind, lang: str) -> Iterator[Edit]:
    """Yield dates, languages, countries and words of a choice in another form than that of the schema."""
    for one, value in _fields(node, kind):
        for leaf, shape in _leaves(value, one.shape):
            mend = _MENDS.get(shape.name)
            mended = mend(leaf.value, lang, shape) if mend and not _takes(shape, leaf.value) else None
            if mended is not None and _takes(shape, mended):
                is_date = shape.name in {"date", "day"}
                written = mended if is_date else frontmatter.write_word(mended)  # a date needs no quotation marks here
                yield _edit(leaf, written, frozenset({one.key}), "date" if is_date else "word")


def _mended_date(text: str, lang: str, _: Shape) -> str | None:
    found = one_reading(text, lang)
    return str(found) if found else None


def _mended_lang(text: str, *_: Any) -> str | None:
    lower = text.strip().lower()
    return lower if is_language(lower) else None


def _mended_country(text: str, *_: Any) -> str | None:
    upper = text.strip().upper()
    return upper if upper in country_codes() else None


def _mended_choice(text: str, _: str, shape: Shape) -> str | None:
    return next((word for word in shape.words if word == text.strip().casefold()), None)


_MENDS: Mapping[str, Callable[[str, str, Shape], str | None]] = {
    "date": _mended_date,
    "day": _mended_date,
    "language": _mended_lang,
    "country": _mended_country,
    "choice": _mended_choice,
}


def _fields(node: yaml.MappingNode, kind: Kind) -> Iterator[tuple[Field, yaml.Node]]:
    """Yield the fields that are there, and their values; what the importer wrote of itself is left alone."""
    for key, value in node.value:
        if key.value in kind.by_key and key.value != "import":
            yield kind.by_key[key.value], value


def _leaves(node: yaml.Node, shape: Shape) -> Iterator[tuple[yaml.ScalarNode, Shape]]:
    """Yield the words in a value that stand in one line, with the shape of each."""
    if isinstance(node, yaml.ScalarNode) and node.start_mark.line == node.end_mark.line and node.value:
        yield node, shape
    elif isinstance(node, yaml.SequenceNode) and shape.item:
        for item in node.value:
            yield from _leaves(item, shape.item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in shape.parts:
                yield from _leaves(value, shape.parts[key.value])


def _edit(node: yaml.Node, text: str, keys: frozenset[str], what: str) -> Edit:
    return Edit(node.start_mark.index, node.end_mark.index, text, keys, what)
