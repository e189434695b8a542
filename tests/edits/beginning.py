"""A project to begin with, and what is added to one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.edits.dossiers import add_dossier
from tests.edits.values import AUTHORS, LANGS, NOW, STATUSES, added, body, day, pick, picture, title
from tests.edits.weeks import add_introduction
from tests.edits.world import SETTINGS, NothingToDoError, Text, World
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random


def new_world(folder: Path, random: Random) -> World:
    """Return a project of some articles and pages in several languages, on the disk."""
    world = World(folder)
    world.files |= _theme()
    world.registry |= _registries()
    world.settings |= {
        "name": "Library digest", "tagline": "News of libraries", "page_size": random.choice([2, 3, 5]),
        "statics": ["images", "extra"], "motto": "Open on Sundays", "file": SETTINGS, "drafts": False,
        "index": random.random() < 0.2,  # most of the time of a small build
    }  # fmt: skip
    world.env |= {"DIGEST_NOW": NOW.isoformat(), "DIGEST_SITEURL": "https://digest.example.org"}
    for number in range(3):
        world.files[f"content/images/map-{number}.{'svg' if number else 'png'}"] = picture(random, svg=number > 0)
    world.files["content/extra/CNAME"] = b"digest.example.org\n"
    for _ in range(random.randint(5, 16)):
        add_article(world, random)
    for lang in ("en", "ru", "kk"):
        add_page(world, random, "about", lang)
    with suppress(NothingToDoError):  # no article may be published
        for _ in range(random.randint(0, 2)):
            add_dossier(world, random)
    for _ in range(random.randint(0, 3)):
        add_introduction(world, random)
    world.sync()
    return world


def _theme() -> dict[str, bytes]:
    folder = ROOT / "theme"
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {f"theme/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}


def _registries() -> dict[str, dict[str, dict[str, Any]]]:
    def entry(en: str, ru: str = "", **more: Any) -> dict[str, Any]:
        return {"name": {"en": en, **({"ru": ru} if ru else {})}, "description": {"en": f"About {en}."}, **more}

    return {
        "tags": {
            "reading": entry("Reading", "Чтение", aliases=["Books"]),
            "maps": entry("Maps", "Карты", broader="reading"),
            "harbours": entry("Harbours", broader="maps"),
            "gardens": entry("Gardens", "Сады"),
        },
        "authors": {"law-desk": entry("Law desk", "Отдел права", kind="desk"), "ada-osei": entry("Ada Osei")},
        "places": {
            "kazakhstan": entry("Kazakhstan", "Казахстан", kind="country", country="KZ"),
            "aktobe": entry("Aktobe", "Актобе", kind="city", country="KZ", within="kazakhstan"),
            "cairo": entry("Cairo", kind="city", country="EG"),
        },
        "sections": {"news": entry("News", "Новости"), "law": entry("Law", "Право")},
        "publications": {
            "digest": entry("Digest", "Дайджест", url="/", rights="full", owner={"en": "Us."}),
            "herald": entry("Herald", url="https://example.org/", rights="excerpt"),
            "gazette": entry("Gazette", rights="link", funder={"en": "Readers."}),
        },
    }


def add_article(world: World, random: Random, slug: str = "") -> str:
    """Add an article; return its path."""
    lang, slug = random.choice(LANGS), slug or world.name("a")
    keys = {
        "title": title(random, lang), "slug": slug, "lang": lang, "added": added(random), "date": day(random),
        "authors": f"[{', '.join(random.sample(AUTHORS, random.randint(0, 2)))}]",
        "publication": pick(random, world.registry["publications"]),
        "category": pick(random, world.registry["sections"]),
        "tags": f"[{', '.join(random.sample(sorted(world.registry['tags']), random.randint(0, 2)))}]",
        "status": random.choice(STATUSES),
    }  # fmt: skip
    original = random.choice([*world.articles, *world.articles, ""]) if random.random() < 0.3 and world.articles else ""
    if original and is_free(world, original, lang):
        keys["translation_of"] = world.texts[original].keys["slug"]
    if world.images and random.random() < 0.4:
        keys["images"] = f"[{{file: {random.choice(world.images).removeprefix('content/')}, alt: A map}}]"
    text = body(random, lang)
    shown = [path for path in world.articles if world.texts[path].keys["status"] == "published"]
    if shown and random.random() < 0.2:
        text += f"\n\nSee [this]({{filename}}{random.choice(shown).removeprefix('content')})."
    path = f"content/articles/{random.choice(['2016', '2017', 'undated', 'deep/er'])}/{slug}.md"
    world.texts[path] = Text({}, text).with_keys(**keys)
    return path


def is_free(world: World, original: str, lang: str) -> bool:
    """Return whether an article in *lang* can be a translation of *original*."""
    text = world.texts[original]
    slug = text.keys["slug"]
    others = [other.keys for other in world.texts.values() if other.keys.get("translation_of") == slug]
    return (
        "translation_of" not in text.keys
        and text.keys["lang"] != lang
        and all(other["lang"] != lang for other in others)
    )


def add_page(world: World, random: Random, slug: str, lang: str) -> str:
    path = f"content/pages/{slug}.{lang}.md"
    world.texts[path] = Text({"title": title(random, lang), "slug": slug, "lang": lang}, body(random, lang))
    return path
