"""A project on the disk that edits change: articles, pages, pictures, registries, the theme, settings, and the time.

What it holds is held in memory and written where it differs, so that it can be set back to how it was.
"""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from random import Random

LANGS = ("en", "en", "en", "ru", "ru", "ar", "kk", "fr")  # the theme has no French
STATUSES = ("published",) * 6 + ("draft", "review", "hidden")
RIGHTS = ("full", "full", "excerpt", "link")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = {
    "en": ["library", "reader", "shelf", "museum", "map", "harbour", "lending", "hall", "archive", "opening", "catalogue", "letter", "garden", "bridge"],
    "ru": ["библиотека", "читатель", "полка", "музей", "карта", "гавань", "зал", "архив", "открытие", "каталог", "письмо", "сад", "мост"],
    "ar": ["مكتبة", "قارئ", "رف", "متحف", "خريطة", "ميناء", "قاعة", "أرشيف", "افتتاح", "فهرس", "رسالة", "حديقة"],
    "kk": ["кітапхана", "оқырман", "сөре", "мұражай", "карта", "айлақ", "зал", "мұрағат", "ашылу", "каталог", "хат", "бақ", "көпір"],
    "fr": ["bibliothèque", "lecteur", "étagère", "musée", "carte", "port", "salle", "archives", "ouverture", "lettre", "jardin", "pont"],
}
# Two spellings of one name, one that the registry knows, and one of which no letter can stand in an address.
AUTHORS = ("Law desk", "Jane Roe", "JANE ROE", "Ada Osei", "Отдел права", "李")
SETTINGS, OTHER_SETTINGS = "testconf.py", "otherconf.py"


@dataclass(frozen=True, slots=True)
class Text:
    """An article or a page: its front matter as YAML values by key, and its body."""

    keys: Mapping[str, str]
    body: str

    def with_keys(self, **keys: str) -> Text:
        """Return it with other *keys*; an empty value takes one out."""
        return replace(self, keys={name: value for name, value in {**self.keys, **keys}.items() if value})

    def content(self) -> bytes:
        lines = [f"{key}: {value}" for key, value in self.keys.items()]
        return "\n".join(["---", *lines, "---", "", self.body, ""]).encode()


@dataclass(frozen=True)
class State:
    """All that a world is: what `World.restore` goes back to."""

    texts: dict[str, Text]
    files: dict[str, bytes]
    registry: dict[str, dict[str, dict[str, Any]]]
    settings: dict[str, Any]
    env: dict[str, str]


@dataclass
class World:
    """The project in *folder*; *texts* and *files* are by path in it.

    *names* counts what was made, so that nothing gets a name that another thing had, unless an edit means it.
    """

    folder: Path
    texts: dict[str, Text] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    registry: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    env: dict[str, str] = field(default_factory=dict)
    names: int = 0

    def name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}-{self.names}"

    @property
    def articles(self) -> list[str]:
        return sorted(path for path in self.texts if path.startswith("content/articles/"))

    @property
    def pages(self) -> list[str]:
        return sorted(path for path in self.texts if path.startswith("content/pages/"))

    @property
    def images(self) -> list[str]:
        return sorted(path for path in self.files if path.startswith("content/images/"))

    @property
    def templates(self) -> list[str]:
        return sorted(path for path in self.files if path.startswith("theme/templates/"))

    def slugs(self) -> dict[str, str]:
        """Return the path of each article by its slug."""
        return {self.texts[path].keys["slug"]: path for path in self.articles}

    # --- the disk ---

    def state(self) -> State:
        registry = {kind: {name: dict(entry) for name, entry in table.items()} for kind, table in self.registry.items()}
        return State(dict(self.texts), dict(self.files), registry, dict(self.settings), dict(self.env))

    def restore(self, state: State) -> None:
        """Have all be as it was, in memory."""
        copied = World(self.folder, state.texts, state.files, state.registry, state.settings, state.env).state()
        self.texts, self.files, self.registry = copied.texts, copied.files, copied.registry
        self.settings, self.env = copied.settings, copied.env

    def sync(self) -> None:
        """Write what differs to the disk, and remove what is not any more."""
        wanted = self.wanted()
        for path, content in wanted.items():
            if self._written.get(path) != content:
                target = self.folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        for path in self._written.keys() - wanted.keys():
            (self.folder / path).unlink()
        self._written.clear()
        self._written.update(wanted)

    def wanted(self) -> dict[str, bytes]:
        """Return every file of the project by its path."""
        registries = {
            f"content/registry/{kind}.yaml": "".join(
                f"{name}: {json.dumps(entry, ensure_ascii=False)}\n" for name, entry in table.items()
            ).encode()
            for kind, table in self.registry.items()
        }
        texts = {path: text.content() for path, text in self.texts.items()}
        return {**texts, **self.files, **registries, **self._settings_files()}

    @cached_property
    def _written(self) -> dict[str, bytes]:
        return {}

    def _settings_files(self) -> dict[str, bytes]:
        said = self.settings
        main = f"""\
from pathlib import Path

from pelicanconf import *

PATH = "content"
THEME = "theme"
STATIC_PATHS = {said["statics"]!r}
EXTRA_PATH_METADATA = {{
    f"extra/{{file.name}}": {{"path": file.name}} for file in (Path(__file__).parent / "content/extra").glob("*")
}}
DIGEST["site"] |= {{"name": {said["name"]!r}, "tagline": {said["tagline"]!r}, "page_size": {said["page_size"]!r}}}
JINJA_GLOBALS = {{"motto": {said["motto"]!r}}}
"""
        other = f"""\
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from testconf import *

DIGEST["site"] |= {{"tagline": "Another settings file", "page_size": {said["page_size"] + 1}}}
"""
        return {SETTINGS: main.encode(), OTHER_SETTINGS: other.encode()}


# --- a world to begin with ---


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
        "publication": pick(random, world.registry["publications"]), "category": pick(random, world.registry["sections"]),
        "tags": f"[{', '.join(random.sample(sorted(world.registry['tags']), random.randint(0, 2)))}]",
        "status": random.choice(STATUSES),
    }  # fmt: skip
    original = random.choice([*world.articles, *world.articles, ""]) if random.random() < 0.3 and world.articles else ""
    if original and is_free(world, original, lang):
        keys["translation_of"] = world.texts[original].keys["slug"]
    path = f"content/articles/{random.choice(['2016', '2017', 'undated', 'deep/er'])}/{slug}.md"
    world.texts[path] = Text({}, body(random, lang)).with_keys(**keys)
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


# --- values ---


def pick(random: Random, values: Any) -> str:
    return str(random.choice(sorted(values)))


def words(random: Random, lang: str, number: int) -> str:
    return " ".join(random.choice(WORDS[lang]) for _ in range(number))


def title(random: Random, lang: str) -> str:
    return f'"{words(random, lang, 3).capitalize()} <{random.randint(1, 99)}> & more"'


def body(random: Random, lang: str) -> str:
    """Return some paragraphs, now and then with a heading and a note."""
    parts = [f"{words(random, lang, random.randint(4, 30)).capitalize()}." for _ in range(random.randint(1, 7))]
    if random.random() < 0.3:
        parts.insert(1, f"## {words(random, lang, 2).capitalize()}")
    if random.random() < 0.2:
        parts[0] += "[^1]"
        parts.append(f"[^1]: {words(random, lang, 4)}.")
    return "\n\n".join(parts)


def day(random: Random) -> str:
    """Return a date as exactly as it is known; nothing where it is not."""
    year, month = random.choice([2015, 2016, 2017]), random.choice([1, 2, 12])
    return random.choice(["", f"{year}", f"{year}-{month:02}", *[f"{year}-{month:02}-{random.randint(1, 4):02}"] * 4])


def added(random: Random) -> str:
    return f"2026-{random.choice([1, 2]):02}-{random.randint(1, 6):02}"


def moment(random: Random, now: str) -> str:
    """Return a moment around *now*."""
    return (datetime.fromisoformat(now) + timedelta(hours=random.choice([-5, -1, 0, 1, 2, 5]))).isoformat()


def picture(random: Random, *, svg: bool) -> bytes:
    width, height = random.choice([320, 640]), random.choice([180, 360])
    if svg:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"></svg>\n'.encode()
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + random.randbytes(20)


def touch(path: Path) -> None:
    """Have a file look changed."""
    os.utime(path)
