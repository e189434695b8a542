"""The desk of the editor: files as the form shows them, and saves that pass the checks and become commits."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any

from digest import drafting
from digest.editor.amending import EMPTY, amend
from digest.editor.faults import ConflictError, EditorError, ForbiddenError, MissingError
from digest.editor.form import BODY, configuration
from digest.editor.names import content_name, inside
from digest.editor.values import FILE, REVISION, WINDOW, revision_of, said_values, shown_values
from digest.fixing import Known
from digest.frontmatter import plain_lines
from digest.model import UsageError
from digest.registry import load_registry
from digest.schema import KINDS
from digest.shapes import WrongValue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from digest.editor.checking import Checker
    from digest.editor.repository import Repository
    from digest.registry import Registry

# What a file is known by: its place and its address follow from it.
IDENTITY = ("slug", "week")
# What a new file says where the form says nothing.
_SAID_EMPTY: Mapping[str, Any] = {"authors": [], "articles": []}


@dataclass(slots=True)
class Desk:
    """What there is to edit below the folder *content*, in one of the languages that *langs* tells.

    *today* tells which day it is. While *still* is entered nobody looks at the folder. Files that were begun here are
    known by the path that the form asked for.
    """

    content: Path
    repository: Repository
    checker: Checker
    today: Callable[[], date]
    langs: Callable[[], Sequence[str]]
    still: Callable[[], AbstractContextManager[None]] = nullcontext
    _begun: dict[str, str] = field(default_factory=dict)
    _followed: dict[tuple[str, str], str] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def configuration(self) -> dict[str, Any]:
        """Return what the form is told, with the entries of the registries as they are now."""
        return configuration(self._registry(), self.langs())

    def entry(self, path: object) -> tuple[str, dict[str, Any]]:
        """Return the file that the form asks for by *path*, and what it shows of it."""
        name = self.place(path)
        content = self._read(name)
        if content is None:
            message = f"{name}: there is no such file. Hint: go back to the list"
            raise MissingError(message)
        return name, self._shown(name, content)

    def save(self, path: object, values: Mapping[str, Any], pictures: Mapping[str, bytes]) -> str:
        """Save what the form says of *path*, with its *pictures*, and return the file.

        Raise EditorError where that cannot be, and leave everything as it was.
        """
        with self._lock:
            self.checker.problems()  # first, for it can take a while, in which the file can become another
            name, text, is_new = self.text(path, values)
            files = {**pictures} if text is None else {**pictures, name: text}
            if files:
                title = values.get("title") or values.get("week") or name
                kind = name.partition("/")[0].removesuffix("s")
                self._commit(files, f"{'Add' if is_new else 'Change'} {kind}: {' '.join(str(title).split())}")
            if text is not None:
                self._begun[content_name(path)] = name
                if REVISION in values:
                    self._followed[str(values.get(WINDOW)), str(values[REVISION])] = revision_of(text)
            return name

    def save_picture(self, name: str, content: bytes) -> None:
        """Save a picture that belongs to no text yet."""
        with self._lock:
            self._commit({name: content}, f"Add picture: {name.rpartition('/')[2]}")

    def text(self, path: object, values: Mapping[str, Any]) -> tuple[str, bytes | None, bool]:
        """Return the file for what the form says of *path*, its new content, and whether it is a new file.

        None stands for the content of a file in which nothing is to change.
        """
        name = self.place(path)
        said = said_values(values, name.partition("/")[0])
        body = plain_lines(str(values.get(BODY) or "")).strip("\n")
        old = self._read(name)
        if old is None and values.get(FILE) != name:  # or else it is gone
            return *self._new(name.partition("/")[0], said, body, is_copy=FILE in values), True
        if old is None or not self._is_current(revision_of(old), values):
            message = (
                f"{name} has changed since you opened it, and nothing was saved. "
                "Hint: keep what you wrote in another window, open the text anew from the list, and put it in again"
            )
            raise ConflictError(message)
        return name, self._amended(name, old, said, body), False

    # --- what is to be written ---

    def _new(self, kind: str, said: dict[str, Any], body: str, *, is_copy: bool) -> tuple[str, bytes]:
        by_key = KINDS[kind].by_key
        metadata = {key: value for key, value in said.items() if not _is_empty(value)}
        metadata |= {key: value for key, value in _SAID_EMPTY.items() if key in by_key and key not in metadata}
        if "slug" in by_key and "slug" not in metadata:
            metadata["slug"] = drafting.slug_of(_headline(metadata))
        if "added" in by_key and "added" not in metadata:
            metadata["added"] = self.today().isoformat()
        for key in ("slug", "week", "lang", "date"):  # its place follows from these
            _hold_to_shape(key, metadata, kind)
        try:
            path = drafting.free_place(metadata, kind, self.content)
        except UsageError:
            if not (is_copy and "slug" in by_key):
                raise
            metadata["slug"] = drafting.slug_of(_headline(metadata))  # it had that of the text that it copies
            path = drafting.free_place(metadata, kind, self.content)
        place = path.relative_to(self.content)
        ordered = {key: metadata[key] for key in by_key if key in metadata}
        return place.as_posix(), amend(EMPTY, kind, ordered, body).encode()

    def _amended(self, name: str, old: bytes, said: dict[str, Any], body: str) -> bytes | None:
        kind, shown = name.partition("/")[0], self._shown(name, old)
        before = said_values(shown, kind)
        changed = {
            key: value
            for key, value in said.items()
            if value != before.get(key) and not (_is_empty(value) and _is_empty(before.get(key)))
        }
        fixed = next((key for key in IDENTITY if key in changed), None)
        if fixed:
            message = (
                f"{fixed!r} stays what it was: {before[fixed]!r}. Hint: an address once published answers for ever"
            )
            raise ForbiddenError(message)
        text = old.decode("utf-8")
        is_same = body == plain_lines(shown[BODY]).strip("\n")
        if is_same and not changed:
            return None
        return amend(text, kind, changed, None if is_same else body).encode()

    def _commit(self, files: Mapping[str, bytes], message: str) -> None:
        for name in files:
            inside(self.content, name)
        with self.still(), self.checker.held(files):
            self.repository.commit([self.content / name for name in files], message)

    # --- what is there ---

    def place(self, path: object) -> str:
        """Return the file that the form means by *path*."""
        name = content_name(path)
        return self._begun.get(name, name)

    def _read(self, name: str) -> bytes | None:
        try:
            return inside(self.content, name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            message = f"{name} cannot be read: {error.strerror}. Hint: make the file readable for you"
            raise EditorError(message) from error

    def _shown(self, name: str, content: bytes) -> dict[str, Any]:
        registry = self._registry()
        return shown_values(name, content, Known.of(registry), registry, self.langs())

    def _registry(self) -> Registry:
        registry, _ = load_registry(self.content / "registry")
        return registry

    def _is_current(self, revision: str, values: Mapping[str, Any]) -> bool:
        """Return whether the form shows the file as it is: as it was opened, or saved from the same window since."""
        seen, window = str(values.get(REVISION, "")), str(values.get(WINDOW))
        known: set[str] = set()
        while seen != revision and (window, seen) in self._followed and seen not in known:
            known.add(seen)
            seen = self._followed[window, seen]
        return seen == revision


def _headline(metadata: Mapping[str, Any]) -> str:
    if "title" not in metadata:
        message = "there is no headline yet. Hint: write one; its address is made of it"
        raise EditorError(message)
    return str(metadata["title"])


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], {})


def _hold_to_shape(key: str, metadata: Mapping[str, Any], kind: str) -> None:
    """Raise EditorError where what the name of a file is made of is not of its shape."""
    if key not in KINDS[kind].by_key or key not in metadata:
        return
    try:
        KINDS[kind].by_key[key].shape.parse(metadata[key])
    except WrongValue as wrong:
        message = f"{key!r} {wrong.message}. Hint: {wrong.hint}"
        raise EditorError(message) from wrong
