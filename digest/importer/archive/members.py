"""Articles out of archives, one member at a time, without unpacking anything to the disk.

`read_members` gives every file of an archive, or says why it does not: nothing is passed over silently but what a
folder on the disk is not asked for either. The names of members are shown, and decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from digest.importer.archive.filenames import is_passed_over, leads_out, may_be_text, plain_name, split_name
from digest.importer.archive.packed import MB, Budget, DamagedError, EntryError, LimitError, Limits
from digest.importer.archive.tars import read_tar
from digest.importer.archive.zips import read_zip
from digest.importer.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digest.importer.archive.packed import Entry
    from digest.model import Problem

__all__ = ["LIMITS", "Limits", "Member", "is_archive", "read_members"]

LIMITS = Limits()
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_NESTED = (*_TARS, ".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: *name* as it is shown, unique in the archive; `""` stands for the archive itself.

    *raw* are its bytes, or None with the *outcome* (`failed` or `skipped`) when it was not read; *problems* say why,
    or what else an editor should know. Their path is that of the archive, a slash, and the name.
    """

    name: str
    raw: bytes | None = None
    outcome: str | None = None
    problems: tuple[Problem, ...] = ()


def is_archive(name: str) -> bool:
    """Return whether a file is, by its name, an archive that `read_members` reads."""
    return name.lower().endswith((".zip", *_TARS))


def read_members(file: BinaryIO, name: str, limits: Limits = LIMITS) -> Iterator[Member]:
    """Yield the files of the archive *name*, in its order.

    *file* is open for reading and can be sought in. When the archive turns out to be damaged or too large, what was
    read before that stays, and one last member without a name says so.
    """
    budget = Budget(limits)
    entries = read_zip(file, budget) if name.lower().endswith(".zip") else read_tar(file, budget)
    names, found, read = _Names(limits), 0, 0
    try:
        for entry in entries:
            if not _is_asked_for(entry):
                continue
            member = _read(entry, name, names, limits)
            found, read = found + 1, read + (member.raw is not None)
            yield member
    except (DamagedError, OSError) as error:
        words = getattr(error, "strerror", None) or error
        yield Member("", None, "failed", (problem("I110", name, 0, words, read),))
    except LimitError as error:
        yield Member("", None, "failed", (problem("I111", name, 0, error, read),))
    else:
        if not found:
            yield Member("", None, "skipped", (problem("I345", name),))


def _is_asked_for(entry: Entry) -> bool:
    """Return whether an entry is a file that is not hidden; a name of dots alone is one as well."""
    return not entry.is_folder and not any(map(is_passed_over, split_name(entry.name)))


def _read(entry: Entry, archive: str, names: _Names, limits: Limits) -> Member:
    """Return the file that an entry is, or why it was not read."""
    name, notes = names.assign(entry)
    shown = f"{archive}/{name}"
    problems = [problem(code, shown, 0, *details) for code, *details in notes]
    file_name = (split_name(entry.name) or [""])[-1]
    if entry.kind:
        return Member(name, None, "skipped", (problem("I113", shown, 0, entry.kind), *problems))
    if file_name.lower().endswith(_NESTED):
        return Member(name, None, "skipped", (problem("I114", shown), *problems))
    if not may_be_text(plain_name(file_name)):
        return Member(name, None, "skipped", (problem("I304", shown), *problems))
    try:
        return Member(name, _join(entry, limits), None, tuple(problems))
    except EntryError as error:
        return Member(name, None, "failed", (problem("I112", shown, 0, error), *problems))


def _join(entry: Entry, limits: Limits) -> bytes:
    """Return the bytes of an entry, or raise EntryError where they are too many."""
    raw = bytearray()
    for chunk in entry.chunks:
        raw += chunk
        if len(raw) > limits.member:
            raise EntryError(f"it has more than {limits.member // MB:,} MB")
    return bytes(raw)


@dataclass(slots=True)
class _Names:
    """The names that were given out, as numbers: the names themselves could take a gigabyte."""

    limits: Limits
    taken: dict[int, int] = field(default_factory=dict)
    folded: set[int] = field(default_factory=set)

    def assign(self, entry: Entry) -> tuple[str, list[tuple[str, ...]]]:
        """Return the name that an entry is shown by, and what to say of it: a code, and its details."""
        notes: list[tuple[str, ...]] = [("I340",)] if leads_out(entry.name) else []
        notes += [("I343", entry.encoding)] if entry.encoding else []
        name = plain_name(entry.name).removeprefix("./") or "(no name)"
        if len(name) > self.limits.name or len(split_name(name)) > self.limits.depth:
            name = f"…/{split_name(name)[-1][-self.limits.name :]}"
            notes.append(("I344",))
        unique = self._make_unique(name)
        folded = _number(name.casefold())
        if unique != name:
            notes.append(("I341", name))
        elif folded in self.folded:
            notes.append(("I342",))
        self.folded.add(folded)
        return unique, notes

    def _make_unique(self, name: str) -> str:
        """Return *name*, with ` (2)` and so on at its end when it was given out before."""
        unique, key = name, _number(name)
        count = self.taken.get(key, 0)
        while count and _number(unique) in self.taken:
            count += 1
            unique = f"{name} ({count})"
        self.taken[_number(unique)] = 1
        self.taken[key] = count or 1
        return unique


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
