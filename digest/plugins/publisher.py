"""Writes the site: hands what Pelican has read to `digest.site`, and each page it plans to Pelican's templates.

Pelican's own lists, feeds and archives are switched off in pelicanconf.py: templates see the values of
`digest.site.views` and nothing else.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pelican import signals
from pelican.generators import Generator

from digest.engine.clippings import clip
from digest.engine.picturing import picture_jobs
from digest.model import DigestError
from digest.pictures.kinds import is_picture
from digest.pictures.looks import look_at
from digest.registry import load_registry
from digest.schema import FrontMatter
from digest.search import aliases_of, build_files
from digest.site import addresses, offline
from digest.site.allowed import FULL, rights_of, shows_pictures
from digest.site.assets import read_assets
from digest.site.filters import edition_environment
from digest.site.given import Input, Options, Raw, Rendered
from digest.site.images import figure_of, is_for_all, used_files
from digest.site.plan import plan_site
from digest.site.stories import Leaf, Story
from digest.site.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Environment, Template
    from pelican.contents import Content
    from pelican.writers import Writer

    from digest.pictures.looks import Look
    from digest.registry import Registry
    from digest.site.images import Figure
    from digest.site.press import Press

# src="\0/images/a%20room.jpg"    href="\0/images/plan.pdf#page=2"
_OWN_FILE = re.compile(rf'"{addresses.ROOT}(?P<path>/[^"?#]*)')
PICTURES = "digest_pictures"  # in Pelican's context: the pictures by their names, and where they go


class Publisher(Generator):  # type: ignore[misc] # pelican is untyped
    """The generator that writes every page, feed and list, all of them anew."""

    def generate_output(self, writer: Writer) -> None:
        """Write the site that `plan_site` plans."""
        assets = read_assets(Path(self.theme, "static"))

        @cache
        def environment_of(press: Press) -> Environment:
            return edition_environment(self.env, press, assets)

        given, found = self._input(), []
        for job in plan_site(given):
            output = job.output()
            found += [article] if (article := clip(output)) else []
            if isinstance(output, Rendered):
                template = self._template(environment_of(output.press), output.template)
                writer.write_file(addresses.save_as(output.path), _Whole(template, output, self.settings), {})
            else:
                self._write_file(output)
        for name, content in assets.items():
            self._write_file(Raw(f"/theme/{name}", content))
        if found and os.environ.get("DIGEST_INDEX") != "0":
            for name, content in build_files(found, aliases_of(given.registry)):
                self._write_file(Raw(f"/{name}", content))
        self._publish_files()

    def _publish_files(self) -> None:
        """Write the pictures that are published, and leave of other files to Pelican only those that are."""
        articles = self.context["articles"]
        used = used_files(
            (matter for article in articles if shows_pictures(matter := article.reading.matter, self._registry)),
            (self._files_of(content) for content in (*articles, *self.context["pages"])),
        )
        everything = bool(self.settings["DIGEST"]["drafts"])

        def is_served(name: str, path: str) -> bool:
            return everything or path != f"/{name}" or is_for_all(name, ()) or name in used

        for name, picture in self._pictures.items():
            if is_served(name, picture.path):
                for file in picture.made(Path(self.path, name)):
                    self._write_file(file)
        found = self.context["staticfiles"]  # Pelican copies them after this
        self.context["staticfiles"] = [one for one in found if is_served(one.relative_source_path, f"/{one.save_as}")]

    def _input(self) -> Input:
        options = _options(self.settings)
        return Input(
            stories=[self._story(article) for article in self.context["articles"]],
            leaves=[self._leaf(page) for page in self.context["pages"]],
            registry=self._registry,
            options=options,
            words=self._words(options.default_lang),
            picture=lambda name: self._pictures[name].figure if name in self._pictures else None,
        )

    @cached_property
    def _pictures(self) -> dict[str, _Picture]:
        """The pictures of the content folder, by their names there."""
        found = self.context[PICTURES].items()
        return {name: _picture(Path(self.path, name), path, is_whole=path != f"/{name}") for name, path in found}

    def _story(self, article: Content) -> Story:
        reading, pictures = article.reading, self._within(article)
        parts = (article.get_content, reading.lede, article.source_path, reading.standing)
        return Story(reading.matter, *parts, pictures=pictures)

    def _leaf(self, page: Content) -> Leaf[Any]:
        return Leaf(page.reading.matter, page.get_content, page.source_path, pictures=self._within(page))

    def _within(self, content: Content) -> tuple[str, ...]:
        """Return the names of the pictures that a body shows or leads to."""
        return tuple(name for name in self._files_in(content) if name in self._pictures)

    def _files_of(self, content: Content) -> tuple[str, ...]:
        """Return the files that a text shows or leads to; no pictures where its lede alone is shown."""
        files = self._files_in(content)
        return files if self._is_whole(content) else tuple(name for name in files if name not in self._pictures)

    def _is_whole(self, content: Content) -> bool:
        matter = content.reading.matter
        return not isinstance(matter, FrontMatter) or rights_of(matter, self._registry) == FULL

    @cached_property
    def _registry(self) -> Registry:
        return _registry(Path(self.path) / "registry")

    def _files_in(self, content: Content) -> tuple[str, ...]:
        """Return the names of the files of the content folder that a body shows or leads to."""
        found = _OWN_FILE.findall(content.get_content(addresses.ROOT))
        paths = {unquote(unescape(path)) for path in found} | {unescape(path) for path in found}
        return tuple(name for path in sorted(paths) if (name := self._names.get(path)) is not None)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of all files that can be published, by where they stand."""
        others = {f"/{static.save_as}": static.relative_source_path for static in self.context["staticfiles"]}
        return others | {picture.path: name for name, picture in self._pictures.items()}

    def _words(self, default_lang: str) -> Callable[[str], Words | None]:
        """Return what finds the words of a language: of the default one, and of those with a catalog in the theme."""
        folder = Path(self.theme, "locale")

        @cache
        def words_of(lang: str) -> Words | None:
            known = lang == default_lang or (folder / f"{lang}.po").is_file()
            return Words(lang, folder) if known else None

        return words_of

    def _template(self, environment: Environment, name: str) -> Template:
        """Return a template of the theme: Pelican would take its own where the theme has none, and show it nothing."""
        template = environment.get_template(name)
        if not Path(template.filename or "").resolve().is_relative_to(Path(self.theme).resolve()):
            message = f"the theme has no template {name}. Hint: restore theme/templates/{name}"
            raise DigestError(message)
        return template

    def _write_file(self, file: Raw) -> None:
        path = Path(self.output_path, addresses.save_as(file.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A template with the page that it is to make, as Pelican's writer asks for a template."""

    template: Template
    page: Rendered
    settings: Mapping[str, Any]

    def render(self, _: Mapping[str, Any]) -> str:
        """Return the page, from what it says it shows and nothing of Pelican's own context."""
        root = addresses.root_from(self.page.path, self.settings["SITEURL"])
        made = self.template.render(self.page.context, head=self.page.head)
        return made.replace(addresses.ROOT, root)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture as the site has it, and what it was seen to be."""

    path: str
    look: Look
    is_whole: bool

    @property
    def figure(self) -> Figure:
        return figure_of(self.path, self.look, is_whole=self.is_whole)

    def made(self, source: Path) -> Iterator[Raw]:
        for job in picture_jobs(self.path, source, self.look, is_whole=self.is_whole):
            file = job.output()
            if isinstance(file, Raw):
                yield file


def _picture(source: Path, path: str, *, is_whole: bool) -> _Picture:
    seen = look_at(source.as_posix(), source.read_bytes())
    if seen.look is None:
        raise DigestError("\n".join(map(str, seen.problems)))
    return _Picture(path, seen.look, is_whole)


def _registry(folder: Path) -> Registry:
    registry, problems = load_registry(folder)
    if problems:
        raise DigestError("\n".join(map(str, problems)))
    return registry


def take_pictures(generator: Generator) -> None:
    """Keep Pelican from copying pictures as they are: what is made of them, the publisher writes."""
    given = generator.context["staticfiles"]
    pictures = {static.source_path: static for static in given if is_picture(static.source_path)}
    generator.context["staticfiles"] = [static for static in given if static.source_path not in pictures]
    generator.context[PICTURES] = {static.relative_source_path: f"/{static.save_as}" for static in pictures.values()}


def add_generator(_: object) -> type[Publisher]:
    """Return the generator, for Pelican to run after it has read the articles and pages."""
    return Publisher


def check_settings(pelican: Any) -> None:
    """Refuse settings of the digest that are not known: a mistyped one would do nothing."""
    own = pelican.settings["DIGEST"]
    unknown = set(own) - {"site", "drafts", "now", "publish", "sign"} | set(own["site"]) - {
        field.name for field in fields(Options)
    }
    if unknown:
        message = f"pelicanconf.py: DIGEST has unknown settings: {', '.join(sorted(unknown))}"
        raise DigestError(message)


def pack_offline(pelican: Any) -> None:
    """Pack the offline edition, if the settings ask for it."""
    if not _options(pelican.settings).offline:
        return
    output = Path(pelican.output_path)
    files = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    target = output / addresses.save_as(addresses.OFFLINE)
    offline.pack(files, lambda file: (output / file).read_bytes(), target, _options(pelican.settings).url)


def _options(settings: Mapping[str, Any]) -> Options:
    return Options.of(settings["DIGEST"]["site"], settings["SITEURL"])


def register() -> None:
    """Connect to Pelican.

    Settings are whole at `initialized`, generators are asked for before any has run; what is to be copied is known when
    the static generator is finalized, and copied later; all files are written at `finalized`.
    """
    signals.initialized.connect(check_settings)
    signals.get_generators.connect(add_generator)
    signals.static_generator_finalized.connect(take_pictures)
    signals.finalized.connect(pack_offline)
