"""What can happen to the introductions of weekly digests, some of a week that has articles and some of one without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.edits import values
from tests.edits.values import AUTHORS, body, title, words
from tests.edits.world import Text, change, some

if TYPE_CHECKING:
    from random import Random

    from tests.edits.world import World

# Those of the days that articles can be added on, and one in which nothing ever happens.
WEEKS = ("2026-W01", "2026-W02", "2026-W05", "2026-W06", "2026-W09", "2026-W20")
DEFAULT_LANG = "en"


def new_introduction(world: World, random: Random) -> str:
    return f"{add_introduction(world, random)}: new"


def add_introduction(world: World, random: Random) -> str:
    """Introduce a week in a language in which nothing introduces it; return the path."""
    free = {_path(week, lang): (week, lang) for week in WEEKS for lang in set(values.LANGS)}
    path = some(random, sorted(free.keys() - world.texts.keys()))
    week, lang = free[path]
    keys = {
        "week": week, "lang": lang, "title": random.choice(["", title(random, lang)]),
        "summary": random.choice(["", words(random, lang, 6)]),
        "authors": f"[{', '.join(random.sample(AUTHORS, random.randint(0, 1)))}]",
        "status": random.choice(["published", "published", "draft"]),
    }  # fmt: skip
    world.texts[path] = Text({}, _text(world, random, lang)).with_keys(**keys)
    return path


def _path(week: str, lang: str) -> str:
    return f"content/digests/{week}{'' if lang == DEFAULT_LANG else f'.{lang}'}.md"


def _text(world: World, random: Random, lang: str) -> str:
    """Return an introduction; most lead to an article of the week."""
    shown = [path for path in world.articles if world.texts[path].keys["status"] == "published"]
    link = f"\n\nSee [this]({{filename}}{random.choice(shown).removeprefix('content')})." if shown else ""
    return body(random, lang) + (link if random.random() < 0.5 else "")


def introduction(world: World, random: Random) -> str:
    """Have an introduction say something else, or nothing any more."""
    path = some(random, world.introductions)
    lang = world.texts[path].keys["lang"]
    if random.random() < 0.2:
        del world.texts[path]
        return f"{path}: deleted"
    if random.random() < 0.4:
        world.texts[path] = Text(world.texts[path].keys, _text(world, random, lang))
        return f"{path}: text"
    chosen = {
        "title": random.choice(["", title(random, lang)]),
        "summary": random.choice(["", words(random, lang, 5)]),
        "authors": f"[{', '.join(random.sample(AUTHORS, random.randint(0, 2)))}]",
        "status": random.choice(["published", "draft"]),
    }
    key = random.choice(sorted(chosen))
    return change(world, path, **{key: chosen[key]})
