"""Pelican with the engine of the digest: it reads the settings and plugins, and makes only what changed.

It is `PELICAN_CLASS` in pelicanconf.py. What it makes is, to the byte, what stock Pelican makes with the same settings;
that is what `DIGEST_ENGINE=off` has done, and what is done where other plugins than the digest's own are listed, since
nobody can tell what they look at.
"""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from pelican import Pelican

from digest.engine import stamps
from digest.engine.run import Order, Outcome, build
from digest.engine.settings import Settings
from digest.model import DigestError
from digest.plugins.settings import own_modules
from digest.progress import SILENCE
from digest.site.fingerprints import SIZE
from digest.site.given import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.progress import Progress

OWN_PLUGINS = frozenset({"digest.plugins.reader", "digest.plugins.publisher"})


class UnfitSiteError(DigestError):
    """What stopped a build that Pelican itself was asked for; lists every problem."""


class Incremental(Pelican):  # type: ignore[misc] # pelican is untyped
    """Pelican, but that it makes only what changed."""

    @property
    def other_plugins(self) -> list[str]:
        """The plugins that are not the digest's own."""
        return sorted(set(self.settings["PLUGINS"]) - OWN_PLUGINS)

    @property
    def is_on(self) -> bool:
        """Whether the engine makes the site, and not stock Pelican."""
        return os.environ.get("DIGEST_ENGINE") != "off" and not self.other_plugins

    def run(self) -> None:
        """Make the site, as Pelican's command line asks for it; raise UnfitSiteError with all that is wrong."""
        if not self.is_on:
            super().run()
            return
        outcome = self.make(Path(self.output_path), files=sorted({*own_modules([*sys.modules]).values()}))
        if outcome.report.problems:
            raise UnfitSiteError("\n".join(map(str, outcome.report.problems)))

    def make(  # noqa: PLR0913 - all that decides on a build
        self,
        output: Path,
        *,
        files: Sequence[Path] = (),
        clean: bool = False,
        index: bool = True,
        reindex: bool = False,
        progress: Progress = SILENCE,
        on_wait: Callable[[int | None], None] = lambda _: None,
    ) -> Outcome:
        """Make the site in *output* and tell what came of it; *files* are those that the settings stand in."""
        order = Order(
            settings=engine_settings(self.settings, files),
            output=output,
            made_by=stamps.code(),
            clean=clean,
            index=index,
            reindex=reindex,
            on_wait=on_wait,
        )
        return build(order, progress)


def engine_settings(settings: Mapping[str, Any], files: Sequence[Path] = ()) -> Settings:
    """Return what Pelican's *settings* tell the engine."""
    own = settings["DIGEST"]
    return Settings(
        content=_near(settings["PATH"]),
        theme=_near(settings["THEME"]),
        options=Options.of(own["site"], settings["SITEURL"]),
        environment=_environment(settings),
        digest=_digest(files),
        now=own["now"],
        drafts=bool(own["drafts"]),
        statics=tuple(settings["STATIC_PATHS"]),
        renamed={name: said["path"] for name, said in settings["EXTRA_PATH_METADATA"].items() if "path" in said},
    )


def _environment(settings: Mapping[str, Any]) -> Environment:
    """Return how templates are read, as Pelican's generators have it."""
    environment = Environment(**settings["JINJA_ENVIRONMENT"])  # noqa: S701 - the settings say autoescape
    environment.filters.update(settings["JINJA_FILTERS"])
    environment.globals.update(settings["JINJA_GLOBALS"])
    environment.tests.update(settings["JINJA_TESTS"])
    return environment


def _digest(files: Sequence[Path]) -> bytes:
    state = blake2b(digest_size=SIZE)
    for file in files:
        content = file.read_bytes()
        state.update(b"%d:%b" % (len(content), content))
    return state.digest()


def _near(path: str) -> Path:
    """Return a path as an editor would write it: from here, where it is below."""
    near = os.path.relpath(path)
    return Path(path if near.startswith("..") else near)
