"""The profiles: what the importer has learned, or an editor knows, of the texts of one publication.

Each is a YAML file `content/registry/profiles/PUBLICATION.yaml`; `importer.outlet.profiles` writes it and goes by it.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.frontmatter import FrontMatterError, read_mapping
from digest.languages import is_language
from digest.model import Problem
from digest.shapes import LANG, did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

FOLDER = "profiles"  # in content/registry
DATE_ORDERS = ("dmy", "mdy")
# Python has more encodings that read plain words as they are; nobody saves a text in these.
_NOT_OF_TEXTS = frozenset({"utf-7", "idna", "punycode", "raw_unicode_escape", "unicode_escape"})


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """What a profile says, its lines as printed; None and empty where it says nothing."""

    encoding: str | None = None
    lang: str | None = None
    date_order: str | None = None
    bare_bylines: bool = False
    drop_wire_tags: bool = False
    boilerplate: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def _is_encoding(value: Any) -> bool:
    try:
        name = codecs.lookup(value).name
        return name not in _NOT_OF_TEXTS and "Library".encode(name) == b"Library"  # UTF-16 says itself what it is
    except (LookupError, TypeError, ValueError):
        return False


def _is_lines(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) and line.strip() for line in value)


_ONE_A_ROW = 'one line a row, each as `- "the line"`'

_TEXT = {"type": ["string"], "pattern": r"\S"}
_LINES = {"type": ["array"], "items": _TEXT}
_SWITCH = {"type": ["boolean"]}

# What a value of each key must be, in words, whether it is, and the same in JSON Schema.
SHAPES: Mapping[str, tuple[str, Callable[[Any], bool], Mapping[str, Any]]] = {
    "encoding": ("the name of an encoding, such as cp1251", _is_encoding, _TEXT),
    "lang": ("a BCP 47 tag such as ru", lambda value: isinstance(value, str) and is_language(value), LANG.schema),
    "date_order": (f"one of {', '.join(DATE_ORDERS)}", lambda value: value in DATE_ORDERS, one_of(*DATE_ORDERS).schema),
    "bare_bylines": ("true or false", lambda value: isinstance(value, bool), _SWITCH),
    "drop_wire_tags": ("true or false", lambda value: isinstance(value, bool), _SWITCH),
    "boilerplate": (_ONE_A_ROW, _is_lines, _LINES),
    "keep": (_ONE_A_ROW, _is_lines, _LINES),
}
KEYS = tuple(SHAPES)


def parse_profile(text: str, path: str) -> tuple[ProfileFile, list[Problem]]:
    """Return the profile that *text* (YAML) holds, and its problems; what is wrong in it is left out."""
    try:
        values, lines = read_mapping(text.removeprefix("\ufeff"))
    except FrontMatterError as error:
        message = error.message.replace("the front matter", "the profile")
        return ProfileFile(), [Problem(path, error.line, "R111", message, error.hint)]
    problems = [Problem(path, lines[key], *fault) for key, fault in _faults(values)]
    right: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in values.items()
        if value is not None and _is_right(key, value)
    }
    return ProfileFile(**right), problems


def _is_right(key: str, value: Any) -> bool:
    return key in SHAPES and SHAPES[key][1](value)


def _faults(values: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield the key, the code, the message and the hint of everything that is wrong."""
    for key, value in values.items():
        if key not in SHAPES:
            yield key, ("R112", f"unknown key {key!r}", did_you_mean(key, KEYS) or f"the keys are {', '.join(KEYS)}")
        elif value is not None and not _is_right(key, value):
            yield key, ("R113", f"the profile has a wrong {key}: {_shown(value)}", f"write {SHAPES[key][0]}")
    boilerplate, keep = (values.get(key) or [] for key in ("boilerplate", "keep"))
    if _is_lines(boilerplate) and _is_lines(keep):
        kept = frozenset(map(_plain, keep))
        for line in filter(lambda line: _plain(line) in kept, boilerplate):
            message = f"{_shown(line)} stands both in boilerplate and in keep"
            yield "boilerplate", ("R114", message, "take it out of one of the two; as it is, the line is kept")


def _plain(line: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", line).casefold().split())


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 - characters, so that a message fits a line


def load_profile(folder: Path, publication: str | None) -> tuple[ProfileFile, list[Problem]]:
    """Return the profile of *publication* in the registry *folder* and what is wrong with it; without one, nothing."""
    path = folder / FOLDER / f"{publication}.yaml"
    return _load(path) if publication and path.is_file() else (ProfileFile(), [])


def check_profiles(folder: Path, publications: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the profiles in the registry *folder*; each is of one of *publications*."""
    for path in sorted((folder / FOLDER).glob("[!.]*")):
        if path.suffix != ".yaml" or path.stem not in publications:
            hint = did_you_mean(path.stem, sorted(publications)) or "name it ID.yaml by an id of publications.yaml"
            yield Problem(path.as_posix(), 0, "R115", f"the profile {path.name!r} is of no publication", hint)
        if path.suffix == ".yaml":
            yield from _load(path)[1]


def _load(path: Path) -> tuple[ProfileFile, list[Problem]]:
    name = path.as_posix()
    try:
        return parse_profile(path.read_text("utf-8"), name)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return ProfileFile(), [Problem(name, line, "R107", "the profile is not UTF-8", "save it as UTF-8")]
    except OSError as error:
        hint = "make the file readable for the user who builds"
        return ProfileFile(), [Problem(name, 0, "R108", f"the profile cannot be read: {error.strerror}", hint)]
