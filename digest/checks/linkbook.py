"""The book of links: what each file of the site has and where it leads, kept from one build to the next.

So a build reads only the files that it has changed. A file that has not changed is judged anew only where something
that it leads to is gone, or where it had faults before. The book is one SQLite file. What is written into it counts
only once the site that it speaks of has gone live (`commit`); a book that is damaged, of another version of this code
or of another site than the one that stands is begun anew, and then has to be told of every file.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import msgspec

from digest.checks.bookfile import noticing_damage, open_book
from digest.checks.facts import hash_of
from digest.checks.judging import judge_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path
    from typing import Self

    from digest.checks.facts import PageFacts
    from digest.model import Problem

_AT_A_TIME = 500  # values in one question to the data base


class LinkBook:
    """The book of the site that stands at the path *base*, in the file *path*; None keeps it in memory.

    *site* names the state of the site that the book must speak of, such as a fingerprint of its manifest: the one that
    `commit` was last given. With any other the book begins anew.
    """

    def __init__(self, path: Path | None, base: str = "/", site: str = "") -> None:
        self.base = base
        self._path = path
        self._files: frozenset[str] = frozenset()
        self._ids: dict[str, frozenset[str]] = {}
        self._db = open_book(path, base, site)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def known(self) -> set[str]:
        """Return the paths of all files that the book has facts of; a caller has to tell of the others."""
        with noticing_damage(self._db, self._path):
            return {path for (path,) in self._db.execute("select path from page")}

    def update(
        self, changed: Mapping[str, PageFacts], files: AbstractSet[str], read: Callable[[str], bytes], folder: str
    ) -> list[Problem]:
        """Take in the facts of *changed* files, and return every problem of the site, in the order of its files.

        *files* are the paths of all files that the site has now; what is not among them any more is forgotten. *read*
        gives the content of those few files that may have problems; these are told to be in *folder*.
        """
        with noticing_damage(self._db, self._path):
            return self._update(changed, files, read, folder)

    def commit(self, site: str = "") -> None:
        """Keep what was taken in: the site has gone live in the state that is named *site*."""
        with noticing_damage(self._db, self._path):
            self._note("site", site.encode())
            self._db.execute("commit")
            self._db.execute("begin immediate")

    def close(self) -> None:
        """Forget whatever was not committed."""
        self._db.close()

    def has_file(self, path: str) -> bool:
        """Return whether the site has the file *path*."""
        return path in self._files

    def has_place(self, path: str, identifier: str) -> bool:
        """Return whether the page *path* has an element with this id."""
        if path not in self._ids:
            row = self._db.execute("select ids from page where path = ?", [path]).fetchone()
            self._ids[path] = frozenset(_list(row[0])) if row else frozenset()
        return identifier in self._ids[path]

    def _update(
        self, changed: Mapping[str, PageFacts], files: AbstractSet[str], read: Callable[[str], bytes], folder: str
    ) -> list[Problem]:
        before = self._files_before()
        gone = before - files
        lost_places = self._lost_places(changed, gone)
        self._files, self._ids = frozenset(files), {}
        self._forget(gone)
        self._take_in(changed)
        suspects = self._suspects(changed, self._hashes(before, gone))
        suspects |= self._leading_to(gone, lost_places)
        problems = [self._judge(path, read, folder) for path in sorted(suspects)]
        return sorted(problem for of_one in problems for problem in of_one)

    def _judge(self, path: str, read: Callable[[str], bytes], folder: str) -> list[Problem]:
        problems = judge_file(path, read(path), self, folder)
        self._db.execute("update page set faulty = ? where path = ?", [bool(problems), path])
        return problems

    def _suspects(self, changed: Mapping[str, PageFacts], hashes: set[int]) -> set[str]:
        """Return which files may be wrong by what they themselves say, and which were wrong before."""
        suspects = {path for (path,) in self._db.execute("select path from page where faulty")}
        for path, facts in changed.items():
            if facts.suspect or not hashes.issuperset(array("Q", facts.files)) or not self._has_all(facts.places):
                suspects.add(path)
        return suspects

    def _has_all(self, places: Iterable[str]) -> bool:
        return all(self.has_place(*_parts(place)) for place in places)

    def _leading_to(self, gone: AbstractSet[str], lost: AbstractSet[str]) -> set[str]:
        """Return which files lead to something that is not there any more."""
        found: set[str] = set()
        if gone:
            hashes = set(_numbers(gone))
            rows = self._db.execute("select path, files from page")
            found |= {path for path, files in rows if not hashes.isdisjoint(array("Q", files))}
        if lost:
            rows = self._db.execute("select path, places from page where places != '[]'")
            found |= {path for path, places in rows if not lost.isdisjoint(_list(places))}
        return found

    def _lost_places(self, changed: Mapping[str, PageFacts], gone: AbstractSet[str]) -> set[str]:
        """Return the places that changed pages had before and have no more; must be asked before they are taken in."""
        lost: set[str] = set()
        for path, ids in self._rows("select path, ids from page where path in", [*changed, *gone]):
            here = changed[path].ids if path in changed and path not in gone else ()
            lost.update(f"{path}#{identifier}" for identifier in set(_list(ids)).difference(here))
        return lost

    def _rows(self, question: str, paths: list[str]) -> Iterator[tuple[str, str]]:
        for start in range(0, len(paths), _AT_A_TIME):
            some = paths[start : start + _AT_A_TIME]
            yield from self._db.execute(f"{question} ({','.join('?' * len(some))})", some)

    def _take_in(self, changed: Mapping[str, PageFacts]) -> None:
        rows = ((path, _text(facts.ids), facts.files, _text(facts.places)) for path, facts in changed.items())
        self._db.executemany("insert or replace into page values (?, ?, ?, ?, 0)", rows)

    def _forget(self, gone: AbstractSet[str]) -> None:
        self._db.executemany("delete from page where path = ?", ([path] for path in gone))

    def _files_before(self) -> frozenset[str]:
        return frozenset(_list(self._noted("files") or b"[]"))

    def _hashes(self, before: AbstractSet[str], gone: AbstractSet[str]) -> set[int]:
        """Return the hashes of all files; they are kept, since making them takes longer than all else at one edit."""
        hashes = set(array("Q", self._noted("hashes") or b""))
        appeared = self._files - before
        if gone or appeared:
            hashes = hashes.difference(_numbers(gone)).union(_numbers(appeared))
            self._note("hashes", array("Q", sorted(hashes)).tobytes())
            self._note("files", msgspec.json.encode(sorted(self._files)))
        return hashes

    def _noted(self, name: str) -> bytes | None:
        row = self._db.execute("select value from note where name = ?", [name]).fetchone()
        return row[0] if row else None

    def _note(self, name: str, value: bytes) -> None:
        self._db.execute("insert or replace into note values (?, ?)", [name, value])


def _numbers(files: Iterable[str]) -> array[int]:
    return array("Q", b"".join(map(hash_of, files)))


def _parts(place: str) -> tuple[str, str]:
    """Return the page and the id of a place; what may have a # in it is the id."""
    page, _, identifier = place.partition(".html#")
    return f"{page}.html", identifier


def _text(values: tuple[str, ...]) -> str:
    return msgspec.json.encode(values).decode()


def _list(text: str | bytes) -> list[str]:
    return msgspec.json.decode(text, type=list[str])
