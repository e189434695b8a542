"""The files of a tree that is to go live: put, linked, removed and stamped.

A file that is there may be a link of the one that readers see: it is never written to, but replaced. What replaces it
is made beside the tree, so that no half of a file and no odd name is ever in it.
"""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from digest.engine.switching import exchange
from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Stamp = tuple[int, int]  # when a file was modified, in nanoseconds, and its size

TEMPORARY = "new."  # what the names of files begin with that are not in their place yet
_ATTEMPTS = 100  # another worker may remove the folder that was just made; it does so once for a file
# What file systems without hard links say, and those that have them but not for this file.
_NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP})


class WritingError(DigestError):
    """A file of the site cannot be written, as on a full disk."""

    def __init__(self, message: str) -> None:
        super().__init__(message)

    @classmethod
    def of(cls, path: str, error: OSError) -> WritingError:
        """Return what *error* means for *path*."""
        return cls(f"{path} cannot be written: {error.strerror}. Hint: make room or give the right to write")


def put(folder: str, path: str, content: bytes) -> bool:
    """Write *content* at *path* below *folder*; return False where these bytes are there, and leave them as they are.

    *folder* is that of a tree, and *path* was announced there. Many processes may put at once.
    """
    try:
        if _holds(f"{folder}/{path}", content):
            return False
        _make(folder, path, lambda target: _write(target, content))
    except OSError as error:
        raise WritingError.of(path, error) from error
    return True


def link(source: str, folder: str, path: str) -> None:
    """Let *path* below *folder* be the file *source*, or a copy with its time where there are no links."""
    try:
        _make(folder, path, lambda target: os.link(source, target, follow_symlinks=False))
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _make(folder, path, lambda target: _copy(source, target))


def take(source: Path, folder: str, path: str) -> None:
    """Let the file *source*, which is on the same disk, be *path* below *folder*, unless the same bytes are there."""
    target = Path(folder, path)
    try:
        if kind_of(str(target)) != stat.S_IFREG or not filecmp.cmp(source, target, shallow=False):
            link(str(source), folder, path)
        source.unlink()
    except OSError as error:
        raise WritingError.of(path, error) from error


def remove(folder: str, path: str) -> None:
    """Remove the file *path* below *folder*, and the folders that become empty; it may be gone already."""
    try:
        os.unlink(f"{folder}/{path}")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    except PermissionError:  # what macOS says of a folder
        if not os.path.isdir(f"{folder}/{path}"):
            raise
    prune(folder, path)


def prune(folder: str, path: str) -> None:
    """Remove the folders that lead to *path* and are empty; some may be gone already."""
    while path := path.rpartition("/")[0]:
        try:
            os.rmdir(f"{folder}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            return


def find_obstacles(folder: str, paths: Iterable[str]) -> list[str]:
    """Return what stands where *paths* need folders: files, and links, which lead out of the tree."""
    parents: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in parents:
            parents.add(parent)
            parent = parent.rpartition("/")[0]
    return [parent for parent in sorted(parents) if (kind := kind_of(f"{folder}/{parent}")) and kind != stat.S_IFDIR]


def kind_of(target: str) -> int | None:
    """Return the kind of what is at *target*, as `stat.S_IFMT` gives it; None where there is nothing."""
    try:
        return stat.S_IFMT(os.lstat(target).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def clear(target: str) -> None:
    """Remove whatever is at *target*."""
    if stat.S_ISDIR(os.lstat(target).st_mode):
        shutil.rmtree(target)
    else:
        os.unlink(target)


def clear_unfinished(folder: Path) -> None:
    """Remove the files that runs which were killed have left beside trees in *folder*: none may be at it."""
    for path in folder.glob(f"{TEMPORARY}*"):
        path.unlink()


def read_stamps(folder: str) -> dict[str, Stamp]:
    """Return the stamp of everything below *folder* that is not a folder, by its path; links are not followed."""
    stamps = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    stamps[prefix + entry.name] = (status.st_mtime_ns, status.st_size)
    return stamps


def read_stamps_of(folder: str, paths: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of those *paths* that are there: a third of the cost of looking for all files.

    A link at a path has a stamp as well, its own.
    """
    stamps = {}
    for path in paths:
        try:
            status = os.lstat(f"{folder}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not stat.S_ISDIR(status.st_mode):
            stamps[path] = (status.st_mtime_ns, status.st_size)
    return stamps


def _holds(target: str, content: bytes) -> bool:
    try:
        status = os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if status.st_size != len(content) or not stat.S_ISREG(status.st_mode):
        return False
    handle = os.open(target, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(handle, len(content) + 1) == content
    finally:
        os.close(handle)


def _make(folder: str, path: str, make: Callable[[str], None]) -> None:
    """Let *make* make the file *path*: in its place where it is free, or else beside the tree, to take the place."""
    target = f"{folder}/{path}"
    for _ in range(_ATTEMPTS):
        try:
            make(target)
        except FileExistsError:
            _take_place(folder, target, make)
        except FileNotFoundError:
            _make_folder(folder, target.rpartition("/")[0])
            continue
        return
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _take_place(folder: str, target: str, make: Callable[[str], None]) -> None:
    temporary = f"{folder.rpartition('/')[0]}/{TEMPORARY}{os.getpid()}.{get_ident()}"
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    try:
        make(temporary)
        if kind_of(target) == stat.S_IFDIR:
            os.rmdir(target)  # what is in it would have to be announced
        # Not renamed over the other, for at that ext4 writes the file to the disk at once, which takes milliseconds.
        if not exchange(temporary, target):
            os.rename(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _make_folder(top: str, folder: str) -> None:
    """Make *folder* and what leads to it, but never *top*: where that is gone, nobody may make a part of a site."""
    if len(folder) <= len(top):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), top)
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        _make_folder(top, folder.rpartition("/")[0])
        with suppress(FileExistsError, FileNotFoundError):
            os.mkdir(folder)


def _write(target: str, content: bytes) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        written = os.write(handle, content)
        while written < len(content):  # a disk that is getting full takes a part
            written += os.write(handle, content[written:])
    except BaseException:
        os.unlink(target)
        raise
    finally:
        os.close(handle)


def _copy(source: str, target: str) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
    shutil.copy2(source, target, follow_symlinks=False)
