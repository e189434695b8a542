"""What waits in a content folder, read from the disk with the sources it came from."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.frontmatter import plain_lines
from digest.importer.archive.filenames import plain_name, twin_mark
from digest.importer.archive.members import is_archive, read_members
from digest.importer.review.beside import decode_lines, set_beside
from digest.importer.review.waiting import find_conflict, find_waiting, may_wait, read_report
from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.importer.review.waiting import Waiting

_INCOMING = ".incoming"


def read_waiting(content: Path, inboxes: Sequence[Path] = (), report: Path | None = None) -> list[Waiting]:
    """Return what waits in *content*, by path, with the lines of its source where one of *inboxes* has it.

    *inboxes* are what `digest import` was given: folders, files or archives. *report* is what it wrote with `--report`;
    it adds the texts that became no article.
    """
    if not content.is_dir():
        message = f"{content}: there is no such folder. Hint: give the content folder"
        raise UsageError(message)
    sources = _Sources(inboxes)
    articles = list(_read_articles(content))
    sources.read_archives({found.source for found, _ in articles if found.source})
    waiting = [sources.set_beside(found, text) if text else found for found, text in articles]
    waiting += [_show_source(found) for found in read_report(_read_text(report), str(report))] if report else []
    return sorted(waiting, key=lambda found: (found.path, found.source or ""))


def _read_articles(content: Path) -> Iterator[tuple[Waiting, str]]:
    """Yield what waits with its Markdown; without it where the lines stand beside each other already."""
    for path in sorted((content / "articles").rglob("*.md*")):
        if path.name.startswith(".") or not _is_file(path):
            continue
        shown = plain_name(str(path))
        if path.suffix == ".md":
            raw = _read(path)
            text = raw.decode("utf-8", "replace") if may_wait(raw) else ""
            found = find_waiting(shown, text) if text else None
            if found:
                yield found, text
        elif path.name.endswith(f".md{_INCOMING}"):
            article = path.with_name(path.name.removesuffix(_INCOMING))
            text = _read_text(article) if _is_file(article) else ""
            yield find_conflict(plain_name(str(article)), text, shown, _read_text(path)), ""


def _read_text(path: Path) -> str:
    return plain_lines(_read(path).decode("utf-8", "replace"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}. Hint: see that it is there and that you may read it"
        raise UsageError(message) from error


def _is_file(path: Path) -> bool:
    """Return whether there is a file, and no link, pipe or folder."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _show_source(waiting: Waiting) -> Waiting:
    """Return what is no article with the lines that its problems are about, when its source is where it was."""
    source = _read_source(Path(waiting.path)) if any(reason.number for reason in waiting.reasons) else None
    return set_beside(waiting, None, source[0], decode_lines(source[1])) if source else waiting


class _Sources:
    """The texts that articles came from, wherever one of the inboxes has them; each archive is read once."""

    def __init__(self, inboxes: Sequence[Path]) -> None:
        self._inboxes = inboxes
        self._members: dict[str, tuple[str, bytes]] = {}
        self._folders: dict[Path, dict[str, str]] = {}

    def read_archives(self, wanted: set[str]) -> None:
        """Read those of the *wanted* sources that are members of archives."""
        names: dict[Path, dict[str, str]] = {}
        for name in sorted(wanted):
            archive, member = self._find_archive(name)
            if archive:
                names.setdefault(archive, {})[member] = name
        for archive, members in names.items():
            self._read_archive(archive, members)

    def _read_archive(self, archive: Path, members: dict[str, str]) -> None:
        """Read some *members* of an archive, by the names of their sources; what cannot be read is as good as gone."""
        with suppress(OSError), archive.open("rb") as file:
            for found in read_members(file, archive.name):
                if found.raw is not None and found.name in members:
                    shown = plain_name(f"{archive}/{found.name}")
                    self._members[members.pop(found.name)] = (shown, found.raw)
                if not members:
                    break

    def set_beside(self, waiting: Waiting, text: str) -> Waiting:
        """Return *waiting* with the lines of its source, or with the word that it is gone."""
        source = self._find(waiting.source) if waiting.source else None
        if source is None:
            return replace(waiting, is_gone=bool(waiting.source))
        return set_beside(waiting, text, source[0], decode_lines(source[1]))

    def _find(self, name: str) -> tuple[str, bytes] | None:
        return self._members.get(name) or next(filter(None, map(_read_source, self._places(name))), None)

    def _find_archive(self, name: str) -> tuple[Path | None, str]:
        """Return the archive that *name* begins with, and the rest: `news.zip`, `politics/a.txt`."""
        at = name.find("/")
        while at > 0:
            places = self._places(name[:at]) if is_archive(name[:at]) else ()
            path = next(filter(_is_file, places), None)
            if path:
                return path, name[at + 1 :]
            at = name.find("/", at + 1)
        return None, ""

    def _places(self, name: str) -> Iterator[Path]:
        """Yield where a source may be: in a folder that was imported, never outside it; or it is the file that was."""
        parts = name.split("/")
        for inbox in self._inboxes if not {"", ".", ".."}.intersection(parts) else ():
            if inbox.is_dir():
                yield self._resolve(inbox, parts)
            elif plain_name(inbox.name) == name:
                yield inbox

    def _resolve(self, folder: Path, parts: Sequence[str]) -> Path:
        """Return the path of a source in *folder*; the disk may spell its name in another way."""
        for part in parts:
            folder /= part if _is_there(folder / part) else self._list(folder).get(part, part)
        return folder

    def _list(self, folder: Path) -> dict[str, str]:
        """Return the names in *folder* that are shown differently, by how they are shown."""
        if folder not in self._folders:
            names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
            spelt = {plain_name(name): name for name in names if plain_name(name) != name}
            marked = {f"{shown}{twin_mark(name)}": name for shown, name in spelt.items()}
            self._folders[folder] = spelt | marked
        return self._folders[folder]


def _read_source(path: Path) -> tuple[str, bytes] | None:
    try:
        return (plain_name(str(path)), path.read_bytes()) if _is_file(path) else None
    except OSError:
        return None


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL in the name
        return False
