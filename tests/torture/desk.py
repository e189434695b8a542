"""A project on the disk with its built and its published site, in one of two states, and what has to be so of it."""

from __future__ import annotations

import gzip
import os
import shutil
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from digest.hosting import EARLIER
from tests.support.project import REGISTRIES, ROOT, article
from tests.torture.running import Run, begin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Tree = dict[str, bytes]  # of files, the fingerprint of each by its path

STATES = ("one", "two")
SETTINGS = """\
import sys
from pathlib import Path

sys.path.insert(0, {root!r})

from pelicanconf import *

PATH = "content"
THEME = "theme"
SITEURL = "https://digest.example.org"
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {{}}
DIGEST["site"] |= {{"page_size": 10, "offline": True}}
DIGEST["publish"] = {{"here": {{"kind": "folder", "path": "srv", "keep": 3, "compress": ["gz"]}}}}
"""
SETTINGS_NAME = "tortureconf.py"
LEFT = (
    ".output.digest/new.*",
    ".output.digest/publishing/new.*",
    ".output.digest/*.tmp",
    "srv/.current.next",
    "srv/releases/.next-*",
    ".output.digest/before",
)


# What is made as a site goes out, and no build makes.
_SEALS = frozenset({"manifest.txt", "manifest.txt.sig", "manifest.signers", "privacy-proof.json"})


class WrongError(AssertionError):
    """Something is not as it has to be."""


def _text(number: int, state: str) -> str:
    body = f"The library opened room {number} on a Sunday, a notice at the door said.\n\nReaders had asked for it."
    if number % 8 == 0:
        body += f"\n\nThe notice is that of {state} hundred days ago."
    tags = "prevention" if number % 3 else "prevention, reading"
    return article(
        f"room-{number}", body, title=f"Room {number} opens", added=f"2026-01-{number % 27 + 1:02}", tags=f"[{tags}]"
    )


@dataclass
class Desk:
    """The project in *folder*; *sites* are its clean sites by state, *durations* the seconds of each stage.

    Where it *is_styled*, its states differ in the theme too.
    """

    folder: Path
    articles: int = 24
    is_styled: bool = False
    sites: dict[str, Tree] = field(default_factory=dict)
    state: str = STATES[0]
    durations: dict[str, float] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def live(self) -> Path:
        return self.folder / "srv" / "current"

    # --- what is done ---

    def set_up(self) -> Desk:
        """Write the project, take the clean site of each state, and publish the first."""
        self.folder.mkdir(parents=True)
        shutil.copytree(ROOT / "theme", self.folder / "theme")
        (self.folder / SETTINGS_NAME).write_text(SETTINGS.format(root=str(ROOT)), "utf-8")
        tags = "reading: {name: {en: Reading}, description: {en: Books.}}\n"
        for kind, text in REGISTRIES.items():
            write(self.folder / f"content/registry/{kind}.yaml", text + tags * (kind == "tags"))
        for number in range(self.articles):
            write(self.folder / f"content/articles/2016/room-{number}.md", _text(number, ""))
        write(self.folder / "inbox/one.txt", "Library opens a room\n\nBy Jane Roe\n\nThe room opens at noon.\n")
        for state in STATES:
            self.turn_to(state)
            done = self.run("build", "--clean", "--settings", SETTINGS_NAME, "--output", f"clean-{state}")
            check(done.status == 0, f"the clean build failed: {done.said}")
            self.sites[state] = tree_of(self.folder / f"clean-{state}")
            done = self.publish()
            check(done.status == 0, f"publishing {state} failed: {done.said}")
            self.durations = done.durations()
            self.hold(state)
        return self

    def turn_to(self, state: str) -> None:
        """Let the content be as in *state*: some texts, and an article that is not there in the other."""
        self.state = state
        for number in range(0, self.articles, 8):
            write(self.folder / f"content/articles/2016/room-{number}.md", _text(number, state))
        closing = self.folder / "content/articles/2016/closing.md"
        leads_on = self.folder / "content/registry/redirects.yaml"
        if state == STATES[0]:
            closing.unlink(missing_ok=True)
            write(leads_on, "/articles/closing/: /articles/room-1/\n")
        else:
            leads_on.unlink(missing_ok=True)
            write(closing, article("closing", "The reading room closes in June.", added="2026-01-09"))
        if self.is_styled:
            sheet = (ROOT / "theme/static/site.css").read_text("utf-8")
            write(self.folder / "theme/static/site.css", f"{sheet}\n.torture-{state} {{ margin: 0 }}\n")

    def turn(self) -> str:
        """Turn to the other state; return its name."""
        self.turn_to(STATES[self.state == STATES[0]])
        return self.state

    def begin(self, *arguments: str) -> Run:
        """Begin a command of ours."""
        return begin(self.folder, arguments)

    def run(self, *arguments: str) -> Run:
        """Run a command to its end."""
        return self.begin(*arguments).end()

    def publish(self) -> Run:
        """Publish."""
        return self.run(*PUBLISH)

    # --- what has to be so ---

    def editors(self) -> Tree:
        """Return what editors wrote."""
        return {
            f"{name}/{path}": seen
            for name in ("content", "inbox")
            for path, seen in tree_of(self.folder / name).items()
            if not path.startswith(".")
        }  # fmt: skip

    def hold(self, *states: str) -> None:
        """See that readers are served the whole site of one of *states*."""
        check(self.seen() in [self.sites[state] for state in states], f"{self.odd(self.seen(), states[-1])} is served")

    def hold_built(self, *states: str) -> None:
        """See that the built site is whole, that of one of *states*."""
        built = tree_of(self.output)
        check(built in [self.sites[state] for state in states], f"{self.odd(built, states[-1])} is built")

    def hold_clean(self) -> None:
        """See that nothing of a broken run is left, and both sites are those of the state."""
        self.hold(self.state)
        self.hold_built(self.state)
        left = [path.name for pattern in LEFT for path in self.folder.glob(pattern)]
        check(not left, f"{left} is left")

    def mend(self) -> None:
        """See that the next publish puts all right, by itself."""
        done = self.publish()
        check(done.status == 0, f"the next publish fails: {done.said}")
        self.hold_clean()

    def outlive(self, before: str, after: str, written: Tree) -> None:
        """See that a broken run left one site or the other, and what editors had *written*; then mend the rest."""
        self.hold(before, after)
        self.hold_built(before, after)
        unchanged(written, self.editors())
        self.mend()

    def seen(self) -> Tree:
        """Return what readers are served of the site; see that all that is beside it is whole."""
        served = tree_of(self.live)
        for path in [path for path in served if path.endswith(".gz")]:
            content = gzip.decompress((self.live / path).read_bytes())
            plain = path.removesuffix(".gz")
            check(plain in _SEALS or fingerprint(content) == served.get(plain), f"{path} is not what it compresses")
            del served[path]
        for path in [path for path in served if path.startswith(f"{EARLIER}/")]:
            mark = sha256((self.live / path).read_bytes()).hexdigest()
            check(mark.startswith(path.split("/")[1]), f"{path} is not what its mark says")
            del served[path]
        return {path: seen for path, seen in served.items() if path not in _SEALS}

    def odd(self, found: Tree, state: str) -> str:
        """Return what differs from the clean site of a state, in words."""
        wanted = self.sites[state]
        differing = sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
        return f"another site than that of {state} ({len(found)} files; {differing[:6]} differ)"


PUBLISH = ("publish", "--settings", SETTINGS_NAME, "--to", "here")
BUILD = ("build", "--settings", SETTINGS_NAME)


def check(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - as assert
    """Raise WrongError with what is *otherwise*."""
    if not is_so:
        raise WrongError(otherwise)


def hold_told(run: Run, when: str, statuses: Collection[int] = (0, 1, 2)) -> None:
    """See that a run that came to its end *when* all was not well says in a line what to do, if it did not go well."""
    check(run.status in statuses, f"it ended with {run.status} {when}: {run.said}")
    check("Traceback" not in run.said, f"it shows its inside {when}: {run.said}")
    check(run.status == 0 or "Hint: " in run.said, f"it does not say what to do {when}: {run.said}")


def write(path: Path, text: str) -> None:
    """Write a text in the place of another, as editors do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def tree_of(folder: Path) -> Tree:
    """Return the fingerprints of all files below *folder*, or below what it links to."""
    return dict(_files(folder))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for top, _, names in os.walk(folder):
        for name in names:
            path = Path(top, name)
            yield path.relative_to(folder).as_posix(), fingerprint(path.read_bytes())


def fingerprint(content: bytes) -> bytes:
    """Return what tells *content* from any other."""
    return blake2b(content, digest_size=16).digest()


def unchanged(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """See that nothing that editors wrote is lost or changed."""
    lost = sorted(path for path in before if before[path] != after.get(path))
    check(not lost, f"{lost} is lost, or another")
