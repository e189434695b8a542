"""Publishing with rsync to a folder of another machine, over ssh, or to a path of this one; laid out as in `folder`.

rsync links what did not change to the release before (`--link-dest`), so only changed files travel; the switch is one
rename, by `mv -T`. What is kept open meanwhile holds a lock (`flock`) that the system frees when either end is gone.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.publishing.folder import CURRENT, RELEASES, UNFINISHED
from digest.publishing.release import NAME, PublishError, Switched, parse_release, render_release, too_old

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.publishing.release import OnWait, Outgoing, Release

# deploy@example.org:/srv/digest; a path of this machine has no host, or a / before the colon
_TO = re.compile(r"(?:(?P<host>[^/:]+):)?(?P<path>.+)")
_HELD, _BUSY = "held", "busy"
# What is sent of the staged folders: nothing hidden, which they have not anyway.
_RSYNC = ("rsync", "--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--protect-args")
# An rsync whose publish was killed may still be writing there; what it leaves goes the next time.
_CLEAR = f"rm -rf {RELEASES}/{UNFINISHED}* 2>&1 || true"


@dataclass(frozen=True, slots=True)
class Remote(Switched):
    """The folder *path* on *host*, reached by the command *ssh*; a *host* of None is this machine."""

    host: str | None
    path: str
    ssh: str = "ssh"
    keep: int = 5

    @classmethod
    def of(cls, to: str, ssh: str, keep: int) -> Remote:
        """Return the place that *to* spells as rsync does."""
        match = _TO.fullmatch(to)
        host = match["host"] if match else None
        return cls(host, match["path"].rstrip("/") if match else to, ssh, keep)

    @contextmanager
    def hold(self, on_wait: OnWait) -> Iterator[None]:
        """Keep others from publishing there, as the protocol `Place` says; so do the other methods what it says."""
        top = shlex.quote(self.path)
        lock = (
            f"mkdir -p {top}/{RELEASES} && cd {top} && exec 9>.lock && "
            f"{{ flock -n 9 || {{ echo {_BUSY}; flock 9; }}; }} && echo {_HELD} && exec cat"
        )
        with subprocess.Popen(  # noqa: S603 - the settings name the program
            self._shell(lock), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as held:
            if held.stdin is None or held.stdout is None or held.stderr is None:
                raise AssertionError
            said = held.stdout.readline().strip()
            if said == _BUSY:
                on_wait(None)
                said = held.stdout.readline().strip()
            if said != _HELD:
                raise self._failed(held.stderr.read())
            try:
                yield
            finally:
                held.stdin.close()

    def names(self) -> Sequence[str]:
        """Return the names of the releases, oldest first."""
        here = set(self._run(f"ls -1 {RELEASES}").decode().split())
        return sorted(name for name in here if NAME.fullmatch(name) and f"{name}.json" in here)

    def live(self) -> str | None:
        """Return the name of the live release."""
        said = self._run(f"readlink {CURRENT} || test ! -e {CURRENT}").decode().strip()
        name = said.rpartition("/")[2]
        return name if name in self.names() else None

    def put(self, outgoing: Outgoing) -> None:
        """Send a release and let the link point to it."""
        staged, release = outgoing
        live, unfinished = self.live(), f"{RELEASES}/{UNFINISHED}{release.name}"
        self._run(f"{_CLEAR}; mkdir {unfinished}")
        linked = [f"--link-dest=../{live}"] if live else []
        command = [*_RSYNC, *linked, f"{staged.site}/", f"{staged.packed}/"]
        if self.host:
            command += ["--rsh", self.ssh]
        place = f"{self.path}/{unfinished}/"
        self._call([*command, f"{self.host}:{place}" if self.host else place])
        self._run(f"cat > {RELEASES}/{release.name}.json", render_release(release))
        self._run(f"mv -T {unfinished} {RELEASES}/{release.name} && {_switch(release.name)}")
        self._run(_CLEAR)
        for name in too_old(self.names(), release.name, self.keep):
            gone = f"{RELEASES}/{UNFINISHED}{name}"
            self._run(f"rm {RELEASES}/{name}.json && mv -T {RELEASES}/{name} {gone} && rm -rf {gone}")

    def go_back(self, name: str) -> None:
        """Let the link point to the release *name*."""
        self._run(_switch(name))

    def live_release(self) -> Release | None:
        """Return what is noted of the live release."""
        name = self.live()
        return parse_release(self._run(f"cat {RELEASES}/{name}.json")) if name else None

    def _run(self, script: str, given: bytes = b"") -> bytes:
        """Return what a shell there says to *script*, in the folder."""
        return self._call(self._shell(f"cd {shlex.quote(self.path)} && {{ {script}; }}"), given)

    def _shell(self, script: str) -> list[str]:
        return [*shlex.split(self.ssh), self.host, script] if self.host else ["sh", "-c", script]

    def _call(self, command: Sequence[str], given: bytes = b"") -> bytes:
        try:
            done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 - as above
        except FileNotFoundError as error:
            message = f"there is no {command[0]}. Hint: install it"
            raise PublishError(message) from error
        if done.returncode:
            raise self._failed(done.stderr.decode("utf-8", "replace"))
        return done.stdout

    def _failed(self, said: str) -> PublishError:
        last = " ".join(said.split()[-40:]) or "no answer"
        where = f"{self.host}:{self.path}" if self.host else self.path
        return PublishError(f"{where}: {last}. Hint: see that you can log in and write there; what was live still is")


def _switch(name: str) -> str:
    return f"ln -sfn {RELEASES}/{name} .{CURRENT}.next && mv -T .{CURRENT}.next {CURRENT}"
