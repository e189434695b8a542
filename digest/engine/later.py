"""What is made from other files of the site when these are there: the index of search, and the offline edition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from digest.engine.files import TEMPORARY, put, take
from digest.engine.store import Written
from digest.search import BUNDLE, ENTRY, Earlier, build_index, is_of_index, names_key, segment_sizes
from digest.site import offline
from digest.site.addresses import OFFLINE, save_as
from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from digest.engine.clippings import Clippings
    from digest.engine.files import Stamp
    from digest.engine.galleys import Galleys
    from digest.engine.planning import Planned
    from digest.engine.tree import Tree
    from digest.progress import Progress
    from digest.search import Aliases, Place, Taken
    from digest.site.given import Options

_ZIP = save_as(OFFLINE)
_AT_ONCE = 500  # files of the index that are announced together: each time costs as much as a small file


def is_made_later(file: str, options: Options) -> bool:
    """Return whether *file* is one that is made from the others, in a site with these *options*."""
    return is_of_index(file) or (file == _ZIP and options.offline)


@dataclass(frozen=True, slots=True)
class Later:
    """What makes them in *tree*, from *files*, the others as they were written; *stamps* are those of before.

    *galleys* are what segments of the index were made from.
    """

    tree: Tree
    files: dict[str, Written]
    stamps: Mapping[str, Stamp]
    galleys: Galleys
    progress: Progress

    def index(
        self, articles: Mapping[str, Planned], aliases: Aliases, clippings: Clippings, *, anew: bool = False
    ) -> int:
        """Index *articles*, the pages that search may find, as far as they are not what is indexed; return how many.

        *clippings* has their texts. Whatever of the index is not as it was left is made anew, and if *anew* all of it,
        from the texts.
        """
        places = {file: place for file in articles if (place := self.files[file].indexed) is not None}
        key = fingerprint(names_key(aliases), *sorted(place.fingerprint for place in places.values()))
        there = {file for file in self.stamps if is_of_index(file)}
        noted = {file for file in self.files if is_of_index(file)}
        sound = {file for file in noted & there if not anew and self._still_is(file, self.files[file].made_from)}
        if bool(places) == bool(noted) and noted == there == sound and self._is_of(key):
            return len(places)
        self.progress.begin("indexing", None)
        known = {file: self.files.pop(file) for file in noted}
        kept: set[str] = set()
        if anew:
            self.galleys.forget_others(())
        if places:
            kept = self._write_index(places, articles, aliases, clippings, _whole_folders(known, sound))
            self._note(ENTRY, key)
        self.galleys.forget_others(segment_sizes(len(places)))
        self.files.update({file: known[file] for file in kept})
        self.tree.remove(sorted(there - self.files.keys()))
        clippings.forget_others(places)
        return len(places)

    def _write_index(
        self,
        places: Mapping[str, Place],
        articles: Mapping[str, Planned],
        aliases: Aliases,
        clippings: Clippings,
        whole: Mapping[str, set[str]],
    ) -> set[str]:
        """Write what of the index is new; return the files that stay, of the folders that are there *whole*."""
        file_of = {place: file for file, place in places.items()}
        kept: set[str] = set()

        def has(folder: str) -> bool:
            kept.update(whole.get(folder, ()))
            return folder in whole

        def read(wanted: Sequence[Place]) -> Iterator[Taken]:
            for place in wanted:
                file = file_of[place]
                yield clippings.read(file, place.fingerprint, articles[file].job)

        made = build_index(file_of, read, aliases, Earlier(has=has, galley=self.galleys.read, keep=self.galleys.keep))
        while some := list(islice(made, _AT_ONCE)):
            self.tree.announce([file for file, _ in some])
            for file, content in some:
                put(self.tree.folder, file, content)
                self._note(file, _of_address(file))
        return kept

    def _is_of(self, key: bytes) -> bool:
        entry = self.files.get(ENTRY)
        return entry is None or entry.made_from == key

    def pack(self, url: str) -> None:
        """Pack the offline edition of the site at *url*, unless what is in it is what was in it before."""
        shown = {file: written.made_from for file, written in self.files.items() if offline.is_shown(file)}
        key = fingerprint(offline.VERSION, url, *sorted(shown.items()))
        if self._still_is(_ZIP, key):
            return
        self.progress.begin("packing", None)
        packed = self.tree.state / f"{TEMPORARY}offline"
        offline.pack(shown, lambda file: Path(self.tree.folder, file).read_bytes(), packed, url)
        self.tree.announce([_ZIP])
        take(packed, self.tree.folder, _ZIP)
        self._note(_ZIP, key)

    def _still_is(self, file: str, made_from: bytes) -> bool:
        written = self.files.get(file)
        return written is not None and written.still_is(made_from, self.stamps.get(file))

    def _note(self, file: str, made_from: bytes) -> None:
        status = Path(self.tree.folder, file).lstat()
        self.files[file] = Written(made_from, status.st_mtime_ns, status.st_size)


def _whole_folders(known: Mapping[str, Written], sound: AbstractSet[str]) -> dict[str, set[str]]:
    """Return the files of each folder of the index that is there as it was left, by its path in the index."""
    found: dict[str, set[str]] = {}
    for file in known:
        folder = file.removeprefix(f"{BUNDLE}/").rpartition("/")[0]
        if folder and file != ENTRY:
            found.setdefault(folder, set()).add(file)
    return {name: files for name, files in found.items() if files <= sound}


def _of_address(file: str) -> bytes:
    """Return what a file is made from whose address says what is in it."""
    return fingerprint(file)
