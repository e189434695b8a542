"""What is made from other files of the site when these are there: the index of search, and the offline edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.engine.files import TEMPORARY, put, take
from digest.engine.store import Written
from digest.search import build_index, index_key
from digest.search.index import BUNDLE
from digest.site import offline
from digest.site.addresses import OFFLINE, save_as
from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.engine.files import Stamp
    from digest.engine.tree import Tree
    from digest.progress import Progress
    from digest.site.given import Options

_INDEX = f"{BUNDLE}/"
_ZIP = save_as(OFFLINE)


def is_made_later(file: str, options: Options) -> bool:
    """Return whether *file* is one that is made from the others, in a site with these *options*."""
    return file.startswith(_INDEX) or (file == _ZIP and options.offline)


@dataclass(frozen=True, slots=True)
class Later:
    """What makes them in *tree*, from *files*, the others as they were written; *stamps* are those of before."""

    tree: Tree
    files: dict[str, Written]
    stamps: Mapping[str, Stamp]
    progress: Progress

    def index(self, articles: Iterable[str]) -> int:
        """Index the files *articles*, unless what the index reads of them is what it has read; return their number."""
        parts = {file: part for file in articles if (part := self.files[file].indexed) is not None}
        key = index_key(parts)
        bundle = {file for file in self.stamps if file.startswith(_INDEX)}
        noted = {file for file, written in self.files.items() if written.made_from == key}
        if bool(parts) == bool(noted) and noted == bundle and all(self._still_is(file, key) for file in bundle):
            return len(parts)
        self.progress.begin("indexing", None)
        fresh: set[str] = set()
        if parts:

            def keep(path: str, content: bytes) -> None:
                self.tree.announce([path])
                put(self.tree.folder, path, content)
                fresh.add(path)

            build_index(Path(self.tree.folder), keep)
        self.tree.remove(sorted(bundle - fresh))
        for file in bundle:
            self.files.pop(file, None)
        for file in fresh:
            self._note(file, key)
        return len(parts)

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
