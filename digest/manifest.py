"""The manifest of a site: every file with its size and its SHA-256, in a form that `sha256sum --check` reads as well.

    # digest manifest 1: 1045 files, 12345678 bytes
    # 5123
    9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  404.html

It holds no moment and no name of a release, so the same files have the same manifest, wherever and whenever it is made.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MANIFEST, SIGNATURE, SIGNERS = "manifest.txt", "manifest.txt.sig", "manifest.signers"
PROOF = "privacy-proof.json"
"""What is seen of the privacy of the site, by `digest prove`: a file like any other to the manifest."""
SEALS = frozenset({MANIFEST, SIGNATURE})
"""What no manifest lists: itself and its signature."""
ADDED = frozenset({*SEALS, SIGNERS, PROOF})
"""What the built site has not, and what is published has."""
WELL_KNOWN = ".well-known"
"""The one folder of a site whose name begins with a point."""

_TITLE = "# digest manifest 1: {files} files, {size} bytes\n"
_TITLED = re.compile(r"# digest manifest 1: (?P<files>[0-9]+) files, (?P<size>[0-9]+) bytes")
# # 5123
_SIZE = re.compile(r"# (?P<size>[0-9]{1,15})")
# 9f86d081…  articles/a/index.html; with a \ before it where a name has a line break or a \ in it
_LINE = re.compile(r"(?P<escaped>\\?)(?P<sha256>[0-9a-f]{64})  (?P<path>.+)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\(?P<letter>[\\nr])")


class ManifestError(DigestError):
    """A manifest that cannot be read, or has been cut short."""


class Listed(NamedTuple):
    """What the manifest says of a file."""

    size: int
    sha256: str


def render_manifest(files: Mapping[str, Listed]) -> bytes:
    """Return the manifest of *files*, which says of itself and its signature nothing."""
    listed = sorted((path, file) for path, file in files.items() if path not in SEALS)
    title = _TITLE.format(files=len(listed), size=sum(file.size for _, file in listed))
    return "".join([title, *(_render(path, file) for path, file in listed)]).encode()


def _render(path: str, file: Listed) -> str:
    escaped = "".join(_ESCAPES.get(letter, letter) for letter in path)
    return f"# {file.size}\n{'' if escaped == path else chr(92)}{file.sha256}  {escaped}\n"


def parse_manifest(content: bytes) -> dict[str, Listed]:
    """Return what a manifest says of each file; raise ManifestError where it is none, or not whole."""
    try:
        title, *lines = content.decode().split("\n")
    except UnicodeDecodeError as error:
        raise _unreadable("its first line") from error
    titled = _TITLED.fullmatch(title)
    if titled is None or not lines or lines.pop():
        raise _unreadable("its first line" if titled is None else "its last line")
    files = dict(_parse(lines))
    if len(files) != int(titled["files"]) or sum(file.size for file in files.values()) != int(titled["size"]):
        raise _unreadable("the number of files in its first line")
    return files


def _parse(lines: list[str]) -> Iterable[tuple[str, Listed]]:
    for number in range(0, len(lines), 2):
        size = _SIZE.fullmatch(lines[number])
        line = _LINE.fullmatch(lines[number + 1]) if number + 1 < len(lines) else None
        if size is None or line is None or not is_inside(path := _path(line)):
            raise _unreadable(f"line {number + 2}")
        yield path, Listed(int(size["size"]), line["sha256"])


def _path(line: re.Match[str]) -> str:
    if not line["escaped"]:
        return line["path"]
    return _ESCAPED.sub(lambda found: {"n": "\n", "r": "\r"}.get(found["letter"], "\\"), line["path"])


def is_inside(path: str) -> bool:
    """Return whether *path* names a file of the site and nothing outside of it."""
    return all(part not in {"", ".", ".."} for part in path.split("/")) and "\0" not in path


def list_folder(folder: Path) -> dict[str, Listed]:
    """Return what a manifest of the site in *folder* says, each file read; itself and its signature are not of it."""
    return {path: _listed(folder / path) for path in sorted(_paths(folder)) if path not in SEALS}


def _paths(folder: Path) -> Iterator[str]:
    """Yield the files that go out: what begins with a point is an editor's or a system's, but for one folder."""
    for top, folders, names in os.walk(folder):
        prefix = "" if Path(top) == folder else f"{Path(top).relative_to(folder).as_posix()}/"
        folders[:] = [name for name in folders if not name.startswith(".") or prefix + name == WELL_KNOWN]
        yield from (prefix + name for name in names if not name.startswith("."))


def _listed(path: Path) -> Listed:
    content = path.read_bytes()
    return Listed(len(content), sha256(content).hexdigest())


def _unreadable(where: str) -> ManifestError:
    message = f"{MANIFEST} cannot be read: {where} is not as `digest publish` writes it. Hint: fetch it anew"
    return ManifestError(message)
