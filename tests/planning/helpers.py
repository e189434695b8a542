"""Stories made in memory, and the site that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

from digest.engine.theme import Theme
from digest.model import Listed, PartialDate, Week
from digest.registry import KINDS, Registry, parse_table
from digest.schema import DossierMatter, FrontMatter, PageMatter, WeekMatter
from digest.site.filters import FILTERS
from digest.site.fingerprints import fingerprint
from digest.site.given import Input, Options, Raw, Rendered
from digest.site.images import Figure, Source
from digest.site.plan import plan_site
from digest.site.stories import Leaf, Story
from digest.site.words import Words
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

URL = "https://digest.example.org"
KNOWN = Figure(
    "/images/known.png",
    640,
    360,
    (
        Source("image/avif", (("/images/known.png.480.avif", 480), ("/images/known.png.640.avif", 640))),
        Source("image/png", (("/images/known.png.480.png", 480), ("/images/known.png", 640))),
    ),
)
LOCALE = ROOT / "theme/locale"
SPOKEN = ("en", "ru", "ar")

REGISTRY_TEXTS = {
    "tags": """\
prevention: {name: {en: Prevention, ru: Предупреждение}, aliases: [PVE], description: {en: Before violence.}}
youth: {name: {en: Youth, ru: Молодёжь}, broader: prevention, description: {en: The young.}}
courts: {name: {en: Courts}, description: {en: Trials.}}
""",
    "authors": "law-desk: {name: {en: Law desk, ru: Отдел права}, kind: desk, description: {en: Law.}}\n",
    "places": """\
kazakhstan: {name: {en: Kazakhstan, ru: Казахстан}, kind: country, country: KZ, description: {en: A country.}}
aktobe: {name: {en: Aktobe, ru: Актобе}, kind: city, country: KZ, within: kazakhstan, description: {en: A city.}}
""",
    "sections": """\
law: {name: {en: Law, ru: Право}, description: {en: Laws.}}
news: {name: {en: News}, description: {en: What is new.}}
""",
    "publications": """\
digest: {name: {en: Digest}, url: /, rights: full, owner: {en: Us.}, description: {en: Us.}}
wire: {name: {en: Wire}, url: 'https://example.org/', rights: excerpt, description: {en: A wire.}}
linked: {name: {en: Linked}, rights: link, description: {en: Only links.}}
""",
}


@cache
def registry() -> Registry:
    tables = {kind: parse_table(kind, REGISTRY_TEXTS[kind], f"{kind}.yaml") for kind in KINDS}
    assert [problem for _, problems in tables.values() for problem in problems] == []
    return Registry(**{kind: table for kind, (table, _) in tables.items()})


@cache
def words(lang: str) -> Words | None:
    """Return the words of a language that the theme here speaks."""
    return Words(lang, LOCALE) if lang in SPOKEN else None


def story(slug: str, published: str | None = "2016-12-26", /, *, body: str | None = None, **keys: Any) -> Story:
    """Return a story; *keys* are those of its front matter."""
    usual = {
        "title": f"Title of {slug}",
        "lang": "en",
        "added": date(2026, 1, 5),
        "section": "law",
        "publication": "digest",
    }
    when = {"published": PartialDate.parse(published) if published else None}
    matter = FrontMatter(**{"slug": slug, **usual, **when, **keys})
    html = f"<p>Body of {escape(slug)}.</p>" if body is None else body
    return story_of(matter, html, f"Lede of {slug}.", matter.status)


def story_of(matter: FrontMatter, html: str, lede: str, standing: str) -> Story:
    """Return a story with the digest that follows from all that it is made of; ROOT in its *html* is the site's."""
    digest = fingerprint(matter, html, lede, standing)
    source = f"content/articles/{matter.slug}.md"
    pictures = ("images/known.png",) if "images/known.png" in html else ()
    return Story(matter, lambda root: html.replace("ROOT", root), lede, source, standing, digest, pictures)


def leaf(slug: str, lang: str = "en", html: str = "<p>Page.</p>") -> Leaf[PageMatter]:
    matter = PageMatter(title=f"Page {slug} ({lang})", slug=slug, lang=lang)
    return Leaf(matter, lambda _: html, f"content/pages/{slug}.{lang}.md", fingerprint(matter, html))


def introduction(week: str, lang: str = "en", html: str = "<p>To begin with.</p>", **keys: Any) -> Leaf[WeekMatter]:
    """Return the introduction to a week; ROOT in its *html* is the site's."""
    matter = WeekMatter(week=Week.parse(week), lang=lang, **keys)
    source = f"content/digests/{week}.{lang}.md"
    return Leaf(matter, lambda root: html.replace("ROOT", root), source, fingerprint(matter, html))


def dossier(slug: str, *listed: str | Listed, html: str = "<p>Dossier.</p>", **keys: Any) -> Leaf[DossierMatter]:
    """Return a dossier of the articles *listed*; *keys* are those of its front matter."""
    usual = {"title": f"Dossier {slug}", "lang": "en", "added": date(2026, 1, 7)}
    articles = tuple(item if isinstance(item, Listed) else Listed(item) for item in listed)
    matter = DossierMatter(**{"slug": slug, "articles": articles, **usual, **keys})
    return Leaf(matter, lambda _: html, f"content/dossiers/{slug}.md", fingerprint(matter, html))


def theme_in(folder: Path) -> Theme:
    """Return the theme in *folder*, read as pelicanconf.py has it read."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters |= FILTERS
    return Theme(folder, environment)


@dataclass(frozen=True)
class Planned:
    """What the jobs that `plan_site` yields make, by path."""

    outputs: Sequence[Rendered | Raw]

    @property
    def paths(self) -> list[str]:
        return [output.path for output in self.outputs]

    def page(self, path: str) -> Rendered:
        (found,) = (output for output in self.outputs if output.path == path)
        assert isinstance(found, Rendered)
        return found

    def raw(self, path: str) -> str:
        (found,) = (output for output in self.outputs if output.path == path)
        assert isinstance(found, Raw)
        return found.content.decode()

    @property
    def pages(self) -> list[Rendered]:
        return [output for output in self.outputs if isinstance(output, Rendered)]

    def slugs(self, path: str) -> list[str]:
        """Return the slugs of the articles that the list page at *path* shows."""
        return [card.slug for card in self.page(path).context["listing"].cards]  # type: ignore[attr-defined]


def given(stories: Iterable[Story], leaves: Iterable[Leaf[Any]] = (), **options: Any) -> Input:
    """Return the input of a site of *stories*."""
    return Input(
        stories=list(stories),
        leaves=list(leaves),
        registry=registry(),
        options=Options(**{"name": "Digest", "tagline": "News", "url": URL, "cards": False} | options),
        words=words,
        picture=lambda name: KNOWN if name == "images/known.png" else None,
    )


def plan(stories: Iterable[Story], leaves: Iterable[Leaf[Any]] = (), **options: Any) -> Planned:
    """Return the site of *stories*."""
    return Planned([job.output() for job in plan_site(given(stories, leaves, **options))])
