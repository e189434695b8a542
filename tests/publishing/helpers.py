"""Small sites that go out, by hand or by the command, and what stands where they went."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from digest.publishing.release import Outgoing, release_of
from digest.publishing.staging import stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.publishing.release import Place, Release
    from digest.publishing.staging import Staged

Files = dict[str, bytes]
MOMENT = datetime(2026, 11, 26, 3, 15, tzinfo=UTC)
_SECONDS = count()

ONE: Files = {
    "index.html": b"<p>One</p>" * 100,
    "404.html": b"<p>Not here</p>",
    "about/index.html": b"<p>About</p>",
    "articles/a/index.html": b"<p>A</p>",
    "feed.atom": b"<feed>one</feed>",
    "theme/site.css": b"p { margin: 0 }\n" * 100,
    ".well-known/security.txt": b"Contact: mailto:desk@example.org",
}
TWO: Files = {path: content for path, content in ONE.items() if path != "articles/a/index.html"} | {
    "index.html": b"<p>Two</p>" * 100,
    "feed.atom": b"<feed>two</feed>",
    "articles/b/index.html": b"<p>B</p>",
}
THREE: Files = TWO | {"index.html": b"<p>Three</p>" * 100}


def write_site(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Make *folder* a site of these files; a file that does not change is left as it is, as a build does."""
    folder.mkdir(exist_ok=True)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = folder.with_name("new")
            temporary.write_bytes(content)
            temporary.replace(path)
    return folder


def never(_: int | None) -> None:
    """Fail where something has to be waited for."""
    raise AssertionError


@contextmanager
def staged(site: Path, files: Mapping[str, bytes], compress: Sequence[str] = ()) -> Iterator[Staged]:
    """Give the staged site of these files."""
    with stage(write_site(site, files), compress, never) as ready:
        yield ready


def send(place: Place, site: Path, files: Mapping[str, bytes], compress: Sequence[str] = ()) -> Release:
    """Publish a site of these files to *place*; each time a second later."""
    with staged(site, files, compress) as ready, place.hold(never):
        release = release_of(ready.files(), MOMENT + timedelta(seconds=next(_SECONDS)))
        place.put(Outgoing(ready, release))
    return release


def read(folder: Path) -> Files:
    """Return all files below *folder*, which may be a link."""
    found = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = f"{top}/{name}"
            with open(path, "rb") as file:  # noqa: PTH123 - in a folder that a link leads to
                found[os.path.relpath(path, folder)] = file.read()
    return found
