"""What is wrong with a project, and has to be told by a build after edits and by a clean one alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.edits.values import pick
from tests.edits.world import change, some

if TYPE_CHECKING:
    from random import Random

    from tests.edits.edits import Edit
    from tests.edits.world import World


def broken_front_matter(world: World, random: Random) -> str:
    path = some(random, world.articles)
    lines = random.choice([{"tag": "x"}, {"date": "never"}, {"title": "[unclosed"}, {"embargo": "2026-06-01"}])
    return change(world, path, **lines)


def broken_link(world: World, random: Random) -> str:
    path = some(random, world.written)
    link = random.choice(["{filename}/articles/none.md", "{static}/images/none.svg", "../nowhere-at-all/", "{file}/x"])
    text = world.texts[path]
    world.texts[path] = replace(text, body=f"{text.body}\n\nSee [it]({link}).")
    return f"{path}: a link to {link}"


def broken_template(world: World, random: Random) -> str:
    path = some(random, world.templates)
    broken = random.choice(["{% if %}", "{{ no_such_thing.part }}", "{{ 1 / 0 }}", "{% include 'none.html' %}"])
    text = world.files[path].decode()
    at = text.find("<")
    world.files[path] = (text[:at] + broken + text[at:]).encode()
    return f"{path}: {broken}"


def no_template(world: World, random: Random) -> str:
    path = some(random, world.templates)
    del world.files[path]
    return f"{path}: deleted"


def broken_registry(world: World, random: Random) -> str:
    kind = pick(random, world.registry)
    world.registry[kind]["Not a slug"] = {"name": {"en": "X"}}
    return f"{kind}: a wrong entry"


def unknown_tag(world: World, random: Random) -> str:
    return change(world, some(random, world.articles), tags="[unheard-of]", category="unheard-of")


def dossier_of_nothing(world: World, random: Random) -> str:
    listed = random.choice(['["unheard-of"]', "[]", '[{"slug": "unheard-of", "nite": "x"}]'])
    return change(world, some(random, world.dossiers), articles=listed)


def stranger(world: World, _: Random) -> str:
    world.files["content/articles/2016/notes.docx"] = b"Words"
    return "a file that is no article"


def same_slug(world: World, random: Random) -> str:
    one, other = some(random, world.articles), some(random, world.articles)
    return change(world, one, slug=world.texts[other].keys["slug"])


def not_utf8(world: World, random: Random) -> str:
    """Put a byte into a text file that is no UTF-8."""
    kinds = (".html", ".css", ".js", ".po", "CNAME")
    path = some(random, [path for path in world.files if path.endswith(kinds)])
    world.files[path] += b"\xff"
    return f"{path}: not UTF-8"


def broken_catalog(world: World, random: Random) -> str:
    path = some(random, [path for path in world.files if path.endswith(".po")])
    world.files[path] += random.choice([b'msgid "no end\n', b"words\n", b'msgid "a"\nmsgstr "%(b)s %"\n'])
    return f"{path}: broken"


def broken_settings(world: World, random: Random) -> str:
    world.settings["page_size"] = random.choice([0, -1, "x", 2.5])
    return f"page_size {world.settings['page_size']!r}"


def two_at_one_address(world: World, random: Random) -> str:
    path = f"content/extra/{random.choice(['robots.txt', 'sitemap.xml', 'feed.json', 'about', '404.html'])}"
    world.files[path] = b"Words"
    return f"{path}: at the address of another"


FAULTS: list[Edit] = [
    not_utf8, broken_catalog, broken_settings, two_at_one_address, dossier_of_nothing,
    broken_front_matter, broken_link, broken_template, no_template, broken_registry, unknown_tag, stranger, same_slug,
]  # fmt: skip
