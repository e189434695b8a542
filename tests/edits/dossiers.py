"""What can happen to the dossiers of a project, and what an editor sees to when an article goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.edits import values
from tests.edits.values import AUTHORS, LANGS, added, body, title, words
from tests.edits.world import Text, change, some

if TYPE_CHECKING:
    from random import Random

    from tests.edits.world import World


def new_dossier(world: World, random: Random) -> str:
    return f"{add_dossier(world, random)}: new"


def add_dossier(world: World, random: Random) -> str:
    """Add a dossier of some articles that are published; return its path."""
    lang, slug = random.choice(LANGS), world.name("d")
    keys = {
        "title": title(random, lang), "slug": slug, "lang": lang, "added": added(random),
        "articles": _listed(random, some_published(world, random)),
        "authors": f"[{', '.join(random.sample(AUTHORS, random.randint(0, 1)))}]",
        "status": random.choice(["published", "published", "draft"]),
    }  # fmt: skip
    path = f"content/dossiers/{slug}.md"
    world.texts[path] = Text(keys, body(random, lang))
    return path


def some_published(world: World, random: Random) -> list[str]:
    """Return the slugs of some articles that a dossier may list, and at least one."""
    slugs = _published(world)
    some(random, slugs)
    return random.sample(slugs, random.randint(1, min(5, len(slugs))))


def _published(world: World) -> list[str]:
    return sorted(slug for slug, path in world.slugs().items() if world.texts[path].keys.get("status") == "published")


def _listed(random: Random, slugs: list[str]) -> str:
    """Return *slugs* as the front matter of a dossier has them, some with a note or a heading."""
    more = [{}, {}, {"note": "Why it is here"}, {"heading": "A part"}]
    items = [{"slug": slug, **chosen} if (chosen := random.choice(more)) else slug for slug in slugs]
    return json.dumps(items)


def articles(world: World, random: Random) -> str:
    path = some(random, world.dossiers)
    return change(world, path, articles=_listed(random, some_published(world, random)))


def keys(world: World, random: Random) -> str:
    """Set one of what a dossier alone or a dossier too says of itself."""
    path = some(random, world.dossiers)
    chosen = {
        "status": random.choice(["published", "draft"]),
        "tag": random.choice(["", *sorted(world.registry["tags"])]),
        "authors": f"[{', '.join(random.sample(AUTHORS, random.randint(0, 2)))}]",
        "lang": random.choice(LANGS),
        "added": added(random),
        "modified": random.choice(["", "2026-03-01"]),
        "summary": random.choice(["", words(random, "en", 5)]),
    }
    key = random.choice(sorted(chosen))
    return change(world, path, **{key: chosen[key]})


def translation(world: World, random: Random) -> str:
    """Add a version of a dossier that is none itself, in a language that it has none in."""
    texts = [world.texts[path] for path in world.dossiers]
    slug = some(random, [text.keys["slug"] for text in texts if "translation_of" not in text.keys])
    taken = {text.keys["lang"] for text in texts if slug in {text.keys["slug"], text.keys.get("translation_of")}}
    lang = some(random, sorted(set(LANGS) - taken))
    path = add_dossier(world, random)
    return change(world, path, lang=lang, title=values.title(random, lang), translation_of=slug)


def quoted(world: World, random: Random) -> str:
    chosen = random.choice(["", "[{name: Ada Osei}]", "[{name: Ada Osei, role: keeper of maps}, {name: Jane Roe}]"])
    return change(world, some(random, world.articles), quoted=chosen)


def put_right(world: World) -> None:
    """Take out of the dossiers what is not published any more, as who takes an article back has to."""
    published = set(_published(world))
    for path in world.dossiers:
        items = json.loads(world.texts[path].keys["articles"])
        kept = [item for item in items if (item if isinstance(item, str) else item["slug"]) in published]
        if kept:
            change(world, path, articles=json.dumps(kept))
        else:
            del world.texts[path]
