"""Small versions of a site, and a builder that does with a tree what a build does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from digest.engine.files import put
from digest.engine.output import SIGNS_OF_A_SITE
from digest.engine.tree import open_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from digest.engine.tree import Tree

Version = dict[str, bytes]


def version(files: Mapping[str, bytes]) -> Version:
    """Return a version of a site that holds *files*."""
    return dict.fromkeys(SIGNS_OF_A_SITE, b"sign") | dict(files)


def write(tree: Tree, new: Version) -> list[str]:
    """Write *new* into a tree; return the paths that were touched."""
    gone = [path for path in tree.stamps() if path not in new]
    tree.remove(gone)
    changed = [path for path, content in new.items() if _read(tree.folder, path) != content]
    tree.announce(changed)
    assert all(put(tree.folder, path, new[path]) for path in changed)
    return [*gone, *changed]


def _read(folder: str, path: str) -> bytes | None:
    try:
        with open(f"{folder}/{path}", "rb") as file:  # noqa: PTH123 - so that a path that is none is an error of the system
            return file.read()
    except OSError:
        return None


def publish(output: Path, *versions: Version) -> None:
    """Put versions in place, one after the other."""
    for new in versions:
        with open_tree(output) as tree:
            write(tree, new)
            tree.switch()
            tree.catch_up()


def content(folder: Path | str) -> Version:
    """Return all that is below *folder*; a folder only where it is empty, with a slash at its end."""
    found = {}
    for top, folders, files in os.walk(folder):
        prefix = "" if top == str(folder) else f"{os.path.relpath(top, folder)}/"
        found |= {f"{prefix}{name}": (_read(top, name) or b"") for name in files}
        if prefix and not folders and not files:
            found[prefix] = b""
    return found


def stamps(output: Path, paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return the inode of files, and when they were modified."""
    found = {path: (output / path).stat() for path in paths}
    return {path: (status.st_ino, status.st_mtime_ns) for path, status in found.items()}
