"""From what was read to what is to be made: every file of the site with the fingerprint of all that it is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.checks.content import check_name
from digest.engine.copying import Copied, asset_jobs
from digest.engine.due import next_due
from digest.engine.picturing import Cleaned, Encoded, picture_jobs, read_pictures, statics
from digest.model import Problem
from digest.pictures.kinds import is_picture
from digest.progress import SILENCE
from digest.schema import PUBLIC
from digest.site import addresses
from digest.site.allowed import FULL, rights_of, shows_pictures
from digest.site.fingerprints import fingerprint
from digest.site.given import Input, Job
from digest.site.images import Figure, figure_of, is_for_all, used_files
from digest.site.links import FILES, bad_links, line_of, resolve
from digest.site.memory import LIST
from digest.site.plan import plan_site
from digest.site.stories import Leaf, Story, standing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from digest.engine.reading import Library
    from digest.engine.report import Due
    from digest.engine.settings import Settings
    from digest.engine.stamps import Stamp
    from digest.engine.store import Pictured, Reading, Store
    from digest.engine.theme import Theme
    from digest.registry import Registry


class _Leads(NamedTuple):
    """Where the links of a body lead: they themselves with their addresses, and the *files* that it shows or offers."""

    where: str = ""
    files: tuple[str, ...] = ()

    @property
    def pictures(self) -> tuple[str, ...]:
        """Those of the files that are pictures."""
        return tuple(filter(is_picture, self.files))


_NO_LEADS = _Leads()


class Planned(NamedTuple):
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

    def jobs(self) -> Iterator[Job]:
        """Yield what makes each file of the site."""
        yield from plan_site(self._input())
        yield from self._as_they_are()

    def files(self) -> list[Planned]:
        """Return every file of the site."""
        planned = [self._planned(job) for job in self.jobs()]
        self._forget_others(planned)
        self.problems.extend(_clashes(planned))
        return planned

    def _planned(self, job: Job) -> Planned:
        template = self.theme.digest_of(job.template) if job.template else b""
        # A picture is costly to make, and no setting can change it.
        settings = b"" if type(job.press) is Encoded else self.settings.digest
        return Planned(addresses.save_as(job.path), job, made_from(job, settings, template))

    def _forget_others(self, planned: Sequence[Planned]) -> None:
        """Forget what the plan remembers of articles and lists that are no more."""
        slugs = {reading.matter.slug for reading in self.store.articles.values() if reading.matter}
        known = slugs | {f"{LIST}{one.job.path}" for one in planned if one.job.template == "list.html"}
        memory = self.store.memory
        subjects = {name: name if name.startswith(LIST) else name.partition("/")[2] for name in memory}
        for name in [name for name, subject in subjects.items() if subject not in known]:
            del memory[name]

    def _input(self) -> Input:
        return Input(
            stories=list(self._stories()),
            leaves=list(self._leaves()),
            registry=self.registry,
            options=self.settings.options,
            words=lambda lang: self.theme.words(lang, self.settings.options.default_lang),
            picture=self._picture,
            memory=self.store.memory,
        )

    def due(self) -> Due | None:
        """Return what readers find next, or find no more, by time alone."""
        return next_due(self.store.articles, self.settings.content.as_posix(), self.settings.now)

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
                source, leads = f"{folder}/{name}", self._leads.get(name, _NO_LEADS)
                plain = not leads.where and standing == "published"
                digest = reading.digest if plain else fingerprint(reading.digest, standing, leads.where)
                parts = (self._body(name, reading), reading.lede, source, standing, digest, leads.pictures)
                yield Story(reading.matter, *parts)

    def _leaves(self) -> Iterator[Leaf[Any]]:
        for name, reading in self._shown_leaves():
            leads, source = self._leads.get(name, _NO_LEADS), f"{self.settings.content}/{name}"
            digest = fingerprint(reading.digest, leads.where)
            yield Leaf(reading.matter, self._body(name, reading), source, digest, leads.pictures)

    def _body(self, name: str, reading: Reading[Any]) -> Callable[[str], str]:
        def body(root: str) -> str:
            html = self.library.body(name, reading.digest)
            if reading.links:
                html = resolve(html, name, self._address)
            return html.replace(addresses.ROOT, root)

        return body

    # --- links of bodies ---

    @cached_property
    def _leads(self) -> dict[str, _Leads]:
        """Where the bodies lead that are shown and have links to other content, by their files."""
        shown: list[tuple[str, Reading[Any]]] = [(name, self.store.articles[name]) for name in self._standing]
        return {name: self._resolved(name, one) for name, one in [*shown, *self._shown_leaves()] if one.links}

    def _resolved(self, name: str, reading: Reading[Any]) -> _Leads:
        """Return where the links of a body lead; note those that lead nowhere."""
        links = "".join(f'<a href="{link}">' for link in reading.links)
        for bad in bad_links(links, name, self._address):
            line = line_of(bad, self.library.text(name))
            self.problems.append(
                Problem((self.settings.content / name).as_posix(), line, "C119", bad.message, bad.hint)
            )
        files = []

        def address(what: str, path: str) -> str | None:
            found = self._address(what, path)
            if found and what != "filename":
                files.append(path)
            return found

        return _Leads(resolve(links, name, address), tuple(dict.fromkeys(files)))

    def _address(self, what: str, path: str) -> str | None:
        """Return where a file of the content folder stands in the site."""
        if what not in FILES:
            return None
        return self._addresses.get(path) if what == "filename" else self._static_paths.get(path)

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Where everything stands that is shown, by its file."""
        default = self.settings.options.default_lang
        found = {}
        for name in self._standing:
            article = self.store.articles[name].matter
            if article is not None:
                found[name] = addresses.article_path(addresses.edition_prefix(article.lang, default), article.slug)
        for name, leaf in self._shown_leaves():
            found[name] = addresses.leaf_path(addresses.edition_prefix(leaf.matter.lang, default), leaf.matter)
        return found

    def _shown_leaves(self) -> Iterator[tuple[str, Any]]:
        for name, reading in self.store.leaves.items():
            if reading.matter is not None and (self.settings.drafts or reading.matter.status == "published"):
                yield name, reading

    # --- pictures, and files that are served as they are ---

    @cached_property
    def _pictures(self) -> dict[str, Pictured]:
        read_pictures(self.settings, self.store, SILENCE, cores=1)  # most often all of them are known by now
        self.problems.extend(problem for one in self.store.pictures.values() for problem in one.problems)
        return self.store.pictures

    def _picture(self, name: str) -> Figure | None:
        path = self._static_paths.get(name)
        if path is None:
            return None
        if name not in self._figures:
            one = self._pictures.get(name)
            self._figures[name] = figure_of(path, one.look if one else None, is_whole=name in self.settings.renamed)
        return self._figures[name]

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {}

    def _as_they_are(self) -> Iterator[Job]:
        yield from asset_jobs(self.theme)
        for name, stamp in self._statics:
            if not self._is_served(name):
                continue
            path, source, picture = self._static_paths[name], self.settings.content / name, self._pictures.get(name)
            if picture is None:
                yield Job(path, Copied(source, stamp).raw, ())
            elif picture.look is not None:
                yield from picture_jobs(path, source, picture.look, is_whole=name in self.settings.renamed)

    def _is_served(self, name: str) -> bool:
        """Return whether readers get a file: of `images` only what they can come to, lest a draft's be found out."""
        return self.settings.drafts or is_for_all(name, self.settings.renamed) or name in self._used

    @cached_property
    def _used(self) -> frozenset[str]:
        matters = filter(None, (self.store.articles[name].matter for name in self._standing))
        leads = self._leads.items()
        return used_files(
            (matter for matter in matters if shows_pictures(matter, self.registry)),
            (one.files if self._is_whole(name) else set(one.files) - set(one.pictures) for name, one in leads),
        )

    def _is_whole(self, name: str) -> bool:
        """Return whether all of a text is shown, and not only its lede, which has no picture."""
        article = self.store.articles.get(name)
        return article is None or article.matter is None or rights_of(article.matter, self.registry) == FULL

    @cached_property
    def _statics(self) -> list[tuple[str, Stamp]]:
        found = []
        for name, stamp in statics(self.settings):
            strange = list(check_name((self.settings.content / name).as_posix()))
            self.problems.extend(strange)
            found += [] if strange else [(name, stamp)]
        return found

    @cached_property
    def _static_paths(self) -> dict[str, str]:
        """Where the files stand that are served as they are."""
        return {name: f"/{self.settings.renamed.get(name, name)}" for name, _ in self._statics}


def _clashes(planned: Sequence[Planned]) -> Iterator[Problem]:
    """Yield what would stand where something else does, or where a folder has to be."""
    seen: dict[str, Planned] = {one.file: one for one in reversed(planned)}
    if len(seen) < len(planned):
        yield from (_clash(seen[one.file], one) for one in planned if seen[one.file] is not one)
    for above in sorted(_folders(seen) & seen.keys()):
        yield _clash(seen[above], next(one for one in planned if one.file.startswith(f"{above}/")))


def _folders(files: Iterable[str]) -> set[str]:
    """Return every folder that is needed for *files* to stand in."""
    found: set[str] = set()
    above = {file.rpartition("/")[0] for file in files}
    while above := above - found - {""}:
        found |= above
        above = {folder.rpartition("/")[0] for folder in above}
    return found


def _clash(one: Planned, other: Planned) -> Problem:
    sources = [source for planned in (one, other) if (source := _source(planned.job))]
    where = f"what is made of {sources[1]}" if sources[1:] else "a file that every site has"
    path = sources[0] if sources else f"output/{one.file}"
    return Problem(path, 0, "B104", f"it would stand at {one.job.path}, as does {where}", "rename one of the two")


def _source(job: Job) -> str:
    """Return the content file that a file of the site is made of, if there is just one."""
    made_of_file = isinstance(job.press, Copied | Encoded | Cleaned)
    subject = job.press if made_of_file else next(iter(job.needs), None)
    return str(getattr(getattr(subject, "story", subject), "source", ""))
