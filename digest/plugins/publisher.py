"""Writes the site: hands what Pelican has read to `digest.site`, and each page it plans to Pelican's templates.

Pelican's own lists, feeds and archives are switched off in pelicanconf.py: templates see the values of
`digest.site.views` and nothing else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.generators import Generator

from digest.model import DigestError
from digest.registry import load_registry
from digest.site import addresses
from digest.site.assets import marked, read_assets
from digest.site.filters import address_on
from digest.site.given import Input, Options, Raw, Rendered
from digest.site.images import image_size
from digest.site.plan import plan_site
from digest.site.stories import Leaf, Story
from digest.site.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template
    from pelican.contents import Content
    from pelican.writers import Writer

    from digest.registry import Registry


class Publisher(Generator):  # type: ignore[misc] # pelican is untyped
    """The generator that writes every page, feed and list."""

    def generate_output(self, writer: Writer) -> None:
        """Write the site that `plan_site` plans."""
        assets = read_assets(Path(self.theme, "static"))
        for output in plan_site(self._input()):
            if isinstance(output, Rendered):
                self._write_page(writer, output, assets)
            else:
                self._write_file(output)
        for name, content in assets.items():
            self._write_file(Raw(f"/theme/{name}", content))

    def _input(self) -> Input:
        options = Options(**self.settings["DIGEST"]["site"], url=self.settings["SITEURL"].rstrip("/"))
        content = Path(self.path)
        return Input(
            stories=[_story(article) for article in self.context["articles"]],
            leaves=[_leaf(page) for page in self.context["pages"]],
            registry=_registry(content / "registry"),
            options=options,
            words=self._words(options.default_lang),
            image_size=lambda name: image_size(content / name),
        )

    def _words(self, default_lang: str) -> Callable[[str], Words | None]:
        """Return what finds the words of a language: of the default one, and of those with a catalog in the theme."""
        folder = Path(self.theme, "locale")

        @cache
        def words_of(lang: str) -> Words | None:
            known = lang == default_lang or (folder / f"{lang}.po").is_file()
            return Words(lang, folder) if known else None

        return words_of

    def _write_page(self, writer: Writer, page: Rendered, assets: Mapping[str, bytes]) -> None:
        """Render one page with what it says it shows, and nothing of Pelican's own context."""

        def asset(name: str) -> str:
            return address_on(page.path, marked(name, assets[name]), self.settings["SITEURL"])

        words = {"_": page.words.text, "ngettext": page.words.plural, "words": page.words}
        context = {**page.context, **words, "head": page.head, "asset": asset}
        writer.write_file(addresses.save_as(page.path), self._template(page.template), context)

    def _template(self, name: str) -> Template:
        """Return a template of the theme: Pelican would take its own where the theme has none, and show it nothing."""
        template: Template = self.env.get_template(name)
        if not Path(template.filename or "").resolve().is_relative_to(Path(self.theme).resolve()):
            message = f"the theme has no template {name}. Hint: restore theme/templates/{name}"
            raise DigestError(message)
        return template

    def _write_file(self, file: Raw) -> None:
        path = Path(self.output_path, addresses.save_as(file.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _story(article: Content) -> Story:
    reading = article.reading
    return Story(reading.matter, article.get_content, reading.lede, article.source_path, reading.standing)


def _leaf(page: Content) -> Leaf:
    return Leaf(page.reading.matter, page.get_content, page.source_path)


def _registry(folder: Path) -> Registry:
    registry, problems = load_registry(folder)
    if problems:
        raise DigestError("\n".join(map(str, problems)))
    return registry


def add_generator(_: object) -> type[Publisher]:
    """Return the generator, for Pelican to run after it has read the articles and pages."""
    return Publisher


def check_settings(pelican: Any) -> None:
    """Refuse settings of the digest that are not known: a mistyped one would do nothing."""
    unknown = set(pelican.settings["DIGEST"]) - {"site", "drafts", "now"}
    if unknown:
        message = f"pelicanconf.py: DIGEST has unknown settings: {', '.join(sorted(unknown))}"
        raise DigestError(message)


def register() -> None:
    """Connect to Pelican: settings are whole at `initialized`, generators are asked for before any has run."""
    signals.initialized.connect(check_settings)
    signals.get_generators.connect(add_generator)
