"""Publishing to a branch of a git repository, as GitHub Pages reads it: each release is a commit.

No working copy is made: the staged site is taken into the index of a repository of our own, so that git sends what the
other end has not, and the push is refused where somebody else has pushed meanwhile. The way back is a commit with the
files of the release that it goes back to; so nothing is lost, and protected branches take it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.engine.lock import hold_lock
from digest.publishing.release import NAME, Difference, PublishError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.publishing.release import OnWait, Outgoing
    from digest.publishing.staging import Staged

# GitHub would have Jekyll leave out what begins with an underscore.
NO_JEKYLL = ".nojekyll"
_NAMED = "Digest-Release"
# Bytes go out as they are, whatever this machine has been told for other work.
_AS_IT_IS = {
    "core.autocrlf": "false",
    "core.safecrlf": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "core.trustctime": "false",  # a hard link more changes nothing of a file
    "commit.gpgSign": "false",
    "gc.auto": "0",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """The *branch* of the repository *remote*; *store* is the repository of our own."""

    remote: str
    branch: str
    store: Path
    keep: int = 5

    @contextmanager
    def hold(self, on_wait: OnWait) -> Iterator[None]:
        """Keep others from publishing from here, as the protocol `Place` says; so do the other methods what it says."""
        with hold_lock(self.store.with_name(f"{self.store.name}.lock"), on_wait=on_wait):
            if not (self.store / "HEAD").exists():
                self._call("init", "--quiet", "--bare", str(self.store), outside=True)
            (self.store / "index.lock").unlink(missing_ok=True)  # what a kill has left: the lock is ours
            self._fetch()
            yield

    def names(self) -> Sequence[str]:
        """Return the names of the last releases, oldest first."""
        return sorted(self._releases())[-self.keep :]

    def live(self) -> str | None:
        """Return the name of the live release."""
        tip = self._tip()
        return next((name for _, name in self._log(1)), None) if tip else None

    def is_whole(self) -> bool:
        """Return that nothing is ever seen half way."""
        return True

    def live_files(self) -> Collection[str]:
        """Return the paths of the files of the live release."""
        return self._list(self._here) if self._tip() else ()

    def plan(self, outgoing: Outgoing) -> Difference:
        """Return what the commit would change."""
        after, tip = self._list(self._take_in(outgoing.staged)), self._tip()
        before: Mapping[str, str] = self._list(self._here) if tip else {}
        new = tuple(path for path in after if path not in before)
        changed = tuple(path for path in after if path in before and after[path] != before[path])
        kept = tuple(path for path in after if after[path] == before.get(path))
        size = sum(outgoing.release.files[path].size for path in (*new, *changed))
        return Difference(new, changed, kept, tuple(path for path in before if path not in after), size)

    def put(self, outgoing: Outgoing) -> None:
        """Commit a release and push it."""
        staged, release = outgoing
        self._push(self._take_in(staged), release.name, f"Publish {release.name}")

    def go_back(self, name: str) -> None:
        """Push a commit with the files of the release *name*."""
        commit = self._releases()[name]
        self._push(f"{commit}^{{tree}}", name, f"Go back to {name}")

    def _take_in(self, staged: Staged) -> str:
        """Return the tree of the files that go out."""
        # Each of the two folders is a whole working tree for an index of its own; what git has seen it does not read.
        tree = self._tree_of(staged.packed, "packed")
        self._tree_of(staged.site, "site")
        whole = shutil.copyfile(self.store / "index-site", self.store / "index-whole")
        index = {"GIT_INDEX_FILE": str(whole)}
        listed = self._call("ls-tree", "-r", "-z", "--full-tree", tree)
        self._call("update-index", "-z", "--index-info", given=listed, env=index)
        empty = self._call("hash-object", "-w", "--stdin").strip().decode()
        self._call("update-index", "--add", "--cacheinfo", f"100644,{empty},{NO_JEKYLL}", env=index)
        return self._call("write-tree", env=index).strip().decode()

    def _tree_of(self, folder: Path, name: str) -> str:
        index = {"GIT_INDEX_FILE": str(self.store / f"index-{name}")}
        for lock in self.store.glob("index-*.lock"):
            lock.unlink()
        self._call("--work-tree", str(folder), "add", "--all", "--force", ".", env=index, cwd=folder)
        return self._call("write-tree", env=index).strip().decode()

    def _push(self, tree: str, name: str, subject: str) -> None:
        tip = self._tip()
        parent = ["-p", tip] if tip else []
        message = f"{subject}\n\n{_NAMED}: {name}\n"
        commit = self._call("commit-tree", tree, *parent, given=message.encode(), env=_who()).strip().decode()
        lease = f"--force-with-lease=refs/heads/{self.branch}:{tip or ''}"
        self._call("push", "--quiet", lease, self.remote, f"{commit}:refs/heads/{self.branch}")
        self._call("update-ref", self._here, commit)
        self._call("-c", "gc.auto=6700", "-c", "gc.autoDetach=false", "gc", "--auto", "--quiet")

    def _fetch(self) -> None:
        """Get what is on the branch now."""
        there = self._call("ls-remote", self.remote, f"refs/heads/{self.branch}").split()
        if there:
            self._call("fetch", "--quiet", "--no-tags", self.remote, f"+refs/heads/{self.branch}:{self._here}")
        elif self._tip():
            self._call("update-ref", "-d", self._here)

    @property
    def _here(self) -> str:
        return f"refs/published/{self.branch}"

    def _tip(self) -> str | None:
        found = self._call("for-each-ref", "--format=%(objectname)", self._here).split()
        return found[0].decode() if found else None

    def _log(self, most: int) -> Iterator[tuple[str, str]]:
        form = f"--format=%H %(trailers:key={_NAMED},valueonly,separator=%x20)"
        for line in self._call("log", form, f"--max-count={most}", self._here).decode().splitlines():
            commit, _, name = line.partition(" ")
            if NAME.fullmatch(name.strip()):
                yield commit, name.strip()

    def _releases(self) -> dict[str, str]:
        """Return the newest commit of each of the last releases; each may have been gone back to since."""
        found: dict[str, str] = {}
        for commit, name in self._log(self.keep * 10) if self._tip() else ():
            found.setdefault(name, commit)
        return found

    def _list(self, tree: str) -> dict[str, str]:
        """Return the files of a tree by path, and what git calls their content."""
        lines = self._call("ls-tree", "-r", "-z", "--full-tree", tree).decode().split("\0")
        found = {}
        for line in filter(None, lines):
            said, _, path = line.partition("\t")
            found[path] = said.rpartition(" ")[2]
        found.pop(NO_JEKYLL, None)
        return found

    def _call(
        self,
        *arguments: str,
        given: bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        outside: bool = False,
    ) -> bytes:
        """Return what git says, without questions; raise PublishError where it fails."""
        said = [part for name, value in _AS_IT_IS.items() for part in ("-c", f"{name}={value}")]
        command = ["git", *said, *([] if outside else ["--git-dir", str(self.store)]), *arguments]
        own = {
            name: value
            for name, value in os.environ.items()
            if name not in {"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"}
        }
        own |= {"GIT_TERMINAL_PROMPT": "0", **(env or {})}
        try:
            done = subprocess.run(command, input=given, capture_output=True, env=own, cwd=cwd, check=False)  # noqa: S603 - git
        except FileNotFoundError as error:
            message = "there is no git. Hint: install it"
            raise PublishError(message) from error
        if done.returncode:
            last = " ".join(done.stderr.decode("utf-8", "replace").split()[-40:])
            hint = "see that you can push there; where somebody else has published meanwhile, publish again"
            message = f"git {arguments[0]}: {last}. Hint: {hint}"
            raise PublishError(message)
        return done.stdout


def _who() -> dict[str, str]:
    """Return who commits: who the environment says, or else the program."""
    name, address = "digest publish", "digest@localhost"
    usual = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}
    usual |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address}
    return usual | {key: os.environ[key] for key in usual if key in os.environ}
