"""Rules over what readers should not have of a person: numbers, addresses, and names that the registry protects.

`content/registry/privacy.yaml` says which names stand in no text (`protected`), and which numbers and addresses may
(`allowed`). A name may stand there as its hash, so that a public repository does not tell it: `sha256:` and the SHA-256
of the name in small letters with single spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from digest.model import Problem
from digest.registry import fold
from digest.registryfile import read_registry_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from digest.checks.content import Article
    from digest.checks.prose import Prose

NAME = "privacy.yaml"
MAX_WORDS = 4  # of a name that stands there as its hash
_HASHED = "sha256:"
_KEYS = ("protected", "allowed")
# Айгүл   O'Neill   Abu-Bakr
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_FIGURE = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the registry says: names as folded words, hashes of others, and what may be shown."""

    names: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()

    def is_allowed(self, found: str) -> bool:
        """Return whether readers should have this number or address."""
        return _key(found) in self.allowed


def load_privacy(folder: Path) -> tuple[Privacy, list[Problem]]:
    """Return what the registry in *folder* protects and allows, and what is wrong with it; it need not be there."""
    path = folder / NAME
    values, lines, problems = read_registry_file(path, "C133")
    return _privacy(values), [*problems, *_faults(path.as_posix(), values, lines)]


def _privacy(values: Mapping[str, Any]) -> Privacy:
    given = {key: values[key] for key in _KEYS if _is_list(values.get(key))}
    protected = given.get("protected", [])
    return Privacy(
        names=frozenset(" ".join(_words(name)) for name in protected if not name.startswith(_HASHED)) - {""},
        hashes=frozenset(name.removeprefix(_HASHED).lower() for name in protected if name.startswith(_HASHED)),
        allowed=frozenset(map(_key, given.get("allowed", []))),
    )


def _faults(path: str, values: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[Problem]:
    for key, value in values.items():
        if key not in _KEYS:
            yield Problem(path, lines[key], "C133", f"unknown key {key!r}", f"the keys are {', '.join(_KEYS)}")
        elif value is not None and not _is_list(value):
            yield Problem(path, lines[key], "C133", f"{key!r} is not a list of words", "write one `- item` a line")


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _key(found: str) -> str:
    """Return what two spellings of a number or an address have in common."""
    return found.casefold() if "@" in found else _FIGURE.sub("", found)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def check_privacy(
    article: Article, prose: Prose, privacy: Privacy, find_private: Callable[[str], Iterable[str]]
) -> Iterator[Problem]:
    """Yield what of a person stands in an article; *find_private* finds numbers and addresses, of no office."""
    told: set[tuple[int, str]] = set()
    for key, text, first in (*shown_texts(article), ("", prose.body, prose.first)):
        for code, message, hint, at in _found(text, privacy, find_private):
            line = first + text.count("\n", 0, at) if not key else first
            if (line, message) not in told:
                told.add((line, message))
                column = at - text.rfind("\n", 0, at) if not key else 0
                yield Problem(article.path, line, code, message, hint, column)


def shown_texts(article: Article) -> Iterator[tuple[str, str, int]]:
    """Yield what readers see of the front matter of an article: its key, its text and its line."""
    matter, lines = article.matter, article.lines
    for key, text in (("title", matter.title), ("summary", matter.summary), ("content_note", matter.content_note)):
        if text:
            yield key, text, lines.get(key, 1)
    for image in matter.images:
        for words in (image.caption, image.credit, image.alt):
            if words:
                yield "images", words, lines.get("images", 1)
    for correction in matter.corrections:
        yield "corrections", correction.text, lines.get("corrections", 1)


def _found(
    text: str, privacy: Privacy, find_private: Callable[[str], Iterable[str]]
) -> Iterator[tuple[str, str, str, int]]:
    for found in find_private(text):
        if privacy.is_allowed(found):
            continue
        hint = f"take it out, or say under `allowed` in content/registry/{NAME} that readers should have it"
        if "@" in found:
            yield "C131", f"an e-mail address of a person: {found}", hint, text.find(found)
        else:
            yield "C130", f"a telephone number: {found}", hint, text.find(found)
    if privacy.names or privacy.hashes:
        for at in _protected(text, privacy):
            # The message does not repeat the name: it goes into logs that others read.
            yield "C132", "a name that the registry protects", "write of the person without the name", at


def _protected(text: str, privacy: Privacy) -> Iterator[int]:
    """Yield where protected names begin."""
    places = [(match.start(), fold(match.group())) for match in _WORD.finditer(text)]
    longest = max([MAX_WORDS, *(name.count(" ") + 1 for name in privacy.names)])
    for at, (start, _) in enumerate(places):
        run = ""
        for _, word in places[at : at + longest]:
            run = f"{run} {word}" if run else word
            if run in privacy.names or (privacy.hashes and sha256(run.encode()).hexdigest() in privacy.hashes):
                yield start
                break
