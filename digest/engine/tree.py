"""The next version of a site: made beside the live one from the same files, put in its place in one step or not at all.

    .output.digest/next-…   the standby: the same files as the live tree, but for what has been announced
    .output.digest/lag      which paths these are, so that the next build looks at no others
    output/                 the live tree; the two change places

So a build costs what it changes. Whatever is not as it was left is found by looking at both trees, never trusted.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from digest.engine.files import Stamp, WritingError, clear, clear_unfinished, find_obstacles, read_stamps, remove
from digest.engine.lag import Identity, Lag, extend_lag, identity, read_lag, write_lag
from digest.engine.lock import hold_lock
from digest.engine.mirror import mirror_all, mirror_paths
from digest.engine.output import make_state_folder, usable_output
from digest.engine.switching import recover, switch
from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


_STANDBY = "next-"


class SwitchError(DigestError):
    """The new version cannot be put in place; the old one stands."""


class Tree:
    """The standby of a site, at *folder*, while the lock is held; only what was announced may be written there."""

    def __init__(self, live: Path, state: Path) -> None:
        self.live, self.state = live, state
        self.announced: set[str] = set()
        self._standby = _take_standby(state)
        self.folder = str(self._standby)
        recover(self._standby, live, state / "before")
        _bring_up_to_date(usable_output(live), self._standby, state / "lag")
        # While it is open its number is given to no other folder.
        self._handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def close(self) -> None:
        """Let go of the standby; nothing can be done with it any more."""
        os.close(self._handle)

    def announce(self, paths: Iterable[str]) -> None:
        """Note *paths* at which files are about to be written, by whatever process; before that is done.

        What stands where they need folders is removed.
        """
        new = [path for path in dict.fromkeys(paths) if path not in self.announced]
        if not new:
            return
        with _told(self.state):
            obstacles = find_obstacles(self.folder, new)
            extend_lag(self.state / "lag", [*new, *obstacles])
            self.announced.update(new, obstacles)
            for path in obstacles:
                Path(self.folder, path).unlink()

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that become empty; before others are written, for they may be in the way."""
        gone = list(paths)
        self.announce(gone)
        with _told(self.state):
            for path in gone:
                remove(self.folder, path)

    def take_from_live(self, paths: Sequence[str]) -> None:
        """Have the live files at *paths*: somebody has changed one of the two trees by hand."""
        self.announce(paths)
        with _told(self.state):
            mirror_paths(str(self.live), self.folder, paths)

    def take_all_from_live(self) -> None:
        """Have all live files, and no others: nobody knows any more how either of the two trees was left."""
        with _told(self.state):
            if self.live.exists():
                mirror_all(str(self.live), self.folder)

    def stamps(self) -> dict[str, Stamp]:
        """Return the stamps of all files that would go live now, by path."""
        return read_stamps(self.folder)

    def switch(self) -> None:
        """Let the standby and the live tree change places: what is at *folder* then is the version before."""
        status = os.fstat(self._handle)
        if identity(self._standby) != (status.st_dev, status.st_ino):
            message = f"{self.folder} was taken away while the site was built. Hint: build again"
            raise SwitchError(message)
        try:
            switch(self._standby, self.live, self.state / "before")
        except OSError as error:
            message = (
                f"{self.live}: the new version cannot be put in place: {error.strerror}. Hint: name another --output"
            )
            raise SwitchError(message) from error

    def catch_up(self) -> None:
        """After a switch, let the standby have what is live now: the next build need not, and finds it ready.

        What fails here is done by that build, which tells of it: the site is live already.
        """
        with suppress(OSError, WritingError):
            _bring_up_to_date(self.live, self._standby, self.state / "lag")


@contextmanager
def open_tree(
    output: Path, *, wait: bool = True, on_wait: Callable[[int | None], None] = lambda _holder: None
) -> Iterator[Tree]:
    """Give the standby of the site at *output*, which holds what is live; without `Tree.switch` that stays as it is.

    *wait* and *on_wait* are those of `hold_lock`: one build at a time.
    """
    state = make_state_folder(usable_output(output))
    with hold_lock(state / "lock", wait=wait, on_wait=on_wait):
        live = output.resolve()
        with _told(state):
            clear_unfinished(state)
            tree = Tree(live, state)
        try:
            yield tree
        finally:
            tree.close()


def _take_standby(state: Path) -> Path:
    """Return the standby under a new name: a worker that outlived its build, which was killed, finds it no more."""
    named = state / f"{_STANDBY}{os.urandom(4).hex()}"
    for number, found in enumerate(state.glob(f"{_STANDBY}*")):
        if number:  # there is only one, if nobody has put others there
            clear(str(found))
        else:
            found.rename(named)
    return named


def _bring_up_to_date(live: Path, standby: Path, note: Path) -> None:
    """Make *standby* the same as *live*, and note that it is."""
    trees = _trees(live, standby)
    lag = read_lag(note)
    if lag and lag.trees == trees and live.exists() and standby.exists():
        mirror_paths(str(live), str(standby), lag.paths)
        if not lag.paths:
            return
    else:
        note.unlink(missing_ok=True)
        _mirror(live, standby)
    write_lag(note, Lag(_trees(live, standby)))


def _trees(live: Path, standby: Path) -> frozenset[Identity]:
    return frozenset(tree for folder in (live, standby) if (tree := identity(folder)))


def _mirror(live: Path, standby: Path) -> None:
    """Make *standby* the same as *live*, whatever it is."""
    if standby.is_symlink() or standby.is_file():
        standby.unlink()
    elif standby.exists() and not live.exists():
        shutil.rmtree(standby)
    standby.mkdir(exist_ok=True)
    if live.exists():
        mirror_all(str(live), str(standby))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell an error of the disk as one that a person can mend."""
    try:
        yield
    except OSError as error:
        raise WritingError.of(str(error.filename or path), error) from error
