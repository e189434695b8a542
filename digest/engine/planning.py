"""From what was read to what is to be made: every file of the site with the fingerprint of all that it is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, normpath
from typing import TYPE_CHECKING

from digest.engine.stamps import scan
from digest.model import Problem
from digest.schema import PUBLIC
from digest.site import addresses
from digest.site.fingerprints import fingerprint
from digest.site.given import Input, Job, Raw
from digest.site.images import image_size
from digest.site.links import resolve
from digest.site.plan import plan_site
from digest.site.stories import Leaf, Story, standing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from digest.engine.reading import Library
    from digest.engine.settings import Settings
    from digest.engine.stamps import Stamp
    from digest.engine.store import Reading, Store
    from digest.engine.theme import Theme
    from digest.registry import Registry
    from digest.schema import FrontMatter, PageMatter


@dataclass(frozen=True, slots=True)
class Planned:
    """A file of the site: where it goes below the site's folder, its job, and the fingerprint of what it is made from.

    While that is the same, so is what the job makes.
    """

    file: str
    job: Job
    made_from: bytes


def made_from(job: Job, settings: bytes, template: bytes) -> bytes:
    """Return the fingerprint of all that *job* makes its file from, with those of the settings and of its template."""
    return fingerprint(settings, template, job.press, job.make.__name__, job.path, *job.needs)


@dataclass(frozen=True)
class Plan:
    """What is planned from what was read; *problems* are links of bodies that lead nowhere."""

    settings: Settings
    library: Library
    store: Store
    registry: Registry
    theme: Theme
    problems: list[Problem] = field(default_factory=list)

    def files(self) -> list[Planned]:
        """Return every file of the site."""
        jobs = [*plan_site(self._input()), *self._as_they_are()]
        return [self._planned(job) for job in jobs]

    def _planned(self, job: Job) -> Planned:
        template = self.theme.digest_of(job.template) if job.template else b""
        return Planned(addresses.save_as(job.path), job, made_from(job, self.settings.digest, template))

    def _input(self) -> Input:
        return Input(
            stories=list(self._stories()),
            leaves=list(self._leaves()),
            registry=self.registry,
            options=self.settings.options,
            words=lambda lang: self.theme.words(lang, self.settings.options.default_lang),
            image_size=self._image_size,
            memory=self.store.memory,
        )

    def until(self) -> datetime | None:
        """Return the next moment at which an embargo ends or an article expires, if there is one."""
        now = self.settings.now
        matters = [reading.matter for reading in self.store.articles.values() if reading.matter]
        moments = [moment for matter in matters for moment in (matter.embargo, matter.expires) if moment]
        return min((moment for moment in moments if moment > now), default=None)

    # --- what was read, as the site takes it ---

    @cached_property
    def _standing(self) -> dict[str, str]:
        """The standing of every article that is shown, by its file."""
        found = {}
        for name, reading in self.store.articles.items():
            if reading.matter is not None:
                standing = standing_of(reading.matter, self.settings.now)
                if self.settings.drafts or standing in PUBLIC:
                    found[name] = standing
        return found

    def _stories(self) -> Iterator[Story]:
        folder = self.settings.content
        for name, standing in self._standing.items():
            reading = self.store.articles[name]
            if reading.matter is not None:
                where = self._resolved(name, reading)
                digest = fingerprint(reading.digest, standing, where) if where or standing != "published" else reading.digest
                yield Story(
                    reading.matter, self._body(name, reading), reading.lede, f"{folder}/{name}", standing, digest
                )

    def _leaves(self) -> Iterator[Leaf]:
        for name, reading in self.store.pages.items():
            if reading.matter is not None and (self.settings.drafts or reading.matter.status == "published"):
                digest = fingerprint(reading.digest, self._resolved(name, reading))
                yield Leaf(reading.matter, self._body(name, reading), f"{self.settings.content}/{name}", digest)

    def _body(self, name: str, reading: Reading[FrontMatter] | Reading[PageMatter]) -> Callable[[str], str]:
        def body(root: str) -> str:
            html = self.library.body(name, reading.digest)
            if reading.links:
                html = resolve(html, lambda what, path: self._address(name, what, path))
            return html.replace(addresses.ROOT, root)

        return body

    # --- links of bodies ---

    def _resolved(self, name: str, reading: Reading[FrontMatter] | Reading[PageMatter]) -> tuple[str | None, ...]:
        return ()

    def _address(self, name: str, what: str, path: str) -> str | None:
        return None

    @cached_property
    def _sizes(self) -> dict[str, tuple[int, int] | None]:
        return {}

    def _image_size(self, name: str) -> tuple[int, int] | None:
        if name not in self._sizes:
            self._sizes[name] = image_size(self.settings.content / name)
        return self._sizes[name]

    # --- files that are served as they are ---

    def _as_they_are(self) -> Iterator[Job]:
        for name, content in self.theme.assets.items():
            yield Job(f"/theme/{name}", Shelved(content).raw, ())
        for folder in self.settings.statics:
            for below, stamp in scan(self.settings.content / folder):
                name = f"{folder}/{below}"
                path = f"/{self.settings.renamed.get(name, name)}"
                yield Job(path, Copied(self.settings.content / name, stamp).raw, ())


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file of the theme, which is served as it is."""

    content: bytes

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(self.content)

    def raw(self, path: str) -> Raw:
        """Return it."""
        return Raw(path, self.content)


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of the content folder, which is served as it is; it is known by its looks."""

    source: Path
    stamp: Stamp

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(str(self.source), self.stamp)

    def raw(self, path: str) -> Raw:
        """Return it."""
        return Raw(path, self.source.read_bytes())
