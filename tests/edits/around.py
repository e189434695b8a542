"""What happens to all that stands around the content: the registries, the theme, the settings, and the time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.edits import values
from tests.edits.values import pick, words
from tests.edits.world import OTHER_SETTINGS, SETTINGS, NothingToDoError, change, some

if TYPE_CHECKING:
    from random import Random

    from tests.edits.world import World


# --- registries ---


def entry(world: World, random: Random) -> str:
    kind = pick(random, world.registry)
    name = pick(random, world.registry[kind])
    word = words(random, "en", 2).capitalize()
    world.registry[kind][name] |= random.choice([
        {"name": {"en": f"{word} {name}", "ru": f"По-русски {name}"}}, {"description": {"en": f"{word}."}},
        {"aliases": [f"{name} also {word}"]}, {"aliases": []},
    ])  # fmt: skip
    return f"{kind} {name}: {world.registry[kind][name]}"


def author_becomes_known(world: World, random: Random) -> str:
    name = random.choice(["jane-roe", "someone"])
    world.registry["authors"][name] = {"name": {"en": "Jane Roe"}, "description": {"en": words(random, "en", 3)}}
    return f"author {name}"


def outlet(world: World, random: Random) -> str:
    name = pick(random, world.registry["publications"])
    owner = {"en": words(random, "en", 2)}
    world.registry["publications"][name] |= {"rights": random.choice(values.RIGHTS), "owner": owner}
    return f"publication {name}: rights and owner"


def relation(world: World, random: Random) -> str:
    kind, key = random.choice([("tags", "broader"), ("places", "within")])
    name, above = pick(random, world.registry[kind]), random.choice(["", *sorted(world.registry[kind])])
    world.registry[kind][name].pop(key, None)
    if above:
        world.registry[kind][name][key] = above
    return f"{kind} {name}: {key} {above}"


def new_entry(world: World, random: Random) -> str:
    kind = pick(random, world.registry)
    name = world.name(kind[:3])
    world.registry[kind][name] = {"name": {"en": name.capitalize()}, "description": {"en": "New."}}
    if kind == "sections":
        change(world, some(random, world.articles), category=name)
    return f"{kind} {name}: new"


def no_entry(world: World, random: Random) -> str:
    kind = pick(random, world.registry)
    name = pick(random, world.registry[kind])
    if len(world.registry[kind]) > 1:
        del world.registry[kind][name]
    return f"{kind} {name}: gone"


def order_of_entries(world: World, random: Random) -> str:
    kind = pick(random, world.registry)
    entries = list(world.registry[kind].items())
    random.shuffle(entries)
    world.registry[kind] = dict(entries)
    return f"{kind}: in another order"


# --- theme, settings, time ---


def template(world: World, random: Random) -> str:
    """Have a template show something else wherever it shows an element of a kind."""
    path, tag = some(random, world.templates), random.choice(["p", "h1", "ul", "a", "header", "footer", "li"])
    said = random.choice(
        [f" data-e='{world.name('e')}'", " data-motto='{{ motto }}'", " data-now='{{ edition.lang }}'"]
    )
    text = world.files[path].decode()
    world.files[path] = text.replace(f"<{tag} ", f"<{tag}{said} ", 1).encode()
    return f"{path}: {said} in <{tag}>"


def comment_in_template(world: World, random: Random) -> str:
    path = some(random, world.templates)
    world.files[path] += f"{{# {world.name('note')} #}}".encode()
    return f"{path}: a comment"


def style(world: World, random: Random) -> str:
    path = some(random, sorted(path for path in world.files if path.endswith((".css", ".js"))))
    world.files[path] += f"\n/* {world.name('style')} */\n".encode()
    return f"{path}: a line"


def theme_file(world: World, random: Random) -> str:
    path = f"theme/static/fonts/{random.choice('ab')}.txt"
    if world.files.pop(path, None) is None:
        world.files[path] = words(random, "en", 2).encode()
    return f"{path}: there or not"


def catalog(world: World, random: Random) -> str:
    path = f"theme/locale/{random.choice(['ru', 'kk', 'ar'])}.po"
    if path not in world.files:
        raise NothingToDoError
    lines = world.files[path].decode().split("\n")
    at = random.choice([n for n, line in enumerate(lines) if line.startswith('msgstr "') and len(line) > 10])
    lines[at] = f'{lines[at][:-1]} +"'
    world.files[path] = "\n".join(lines).encode()
    return f"{path}: line {at + 1}"


def no_catalog(world: World, random: Random) -> str:
    path = f"theme/locale/{random.choice(['kk', 'ar'])}.po"
    if path in world.files:
        world.files[f"theme/locale/{path[-5:-3]}.away"] = world.files.pop(path)
    elif (away := world.files.pop(f"theme/locale/{path[-5:-3]}.away", None)) is not None:
        world.files[path] = away
    return f"{path}: there or not"


def setting(world: World, random: Random) -> str:
    name, value = random.choice([
        ("page_size", random.choice([1, 2, 3, 5, 20])), ("name", f"Digest {random.randint(1, 9)}"),
        ("tagline", f"News {random.randint(1, 9)}"), ("motto", f"Open at {random.randint(1, 9)}"),
        ("statics", random.choice([["images", "extra"], ["extra", "images"]])),
    ])  # fmt: skip
    world.settings[name] = value
    return f"setting {name} = {value!r}"


def settings_file(world: World, _: Random) -> str:
    now = world.settings["file"]
    world.settings["file"] = OTHER_SETTINGS if now == SETTINGS else SETTINGS
    return f"settings of {world.settings['file']}"


def address(world: World, random: Random) -> str:
    world.env["DIGEST_SITEURL"] = random.choice(["https://digest.example.org", "https://example.org/news", ""])
    return f"address {world.env['DIGEST_SITEURL']!r}"


def drafts(world: World, _: Random) -> str:
    world.settings["drafts"] = not world.settings["drafts"]
    return f"drafts {world.settings['drafts']}"


def index(world: World, _: Random) -> str:
    world.settings["index"] = not world.settings["index"]
    return f"index {world.settings['index']}"


def time(world: World, random: Random) -> str:
    now = datetime.fromisoformat(world.env["DIGEST_NOW"]) + timedelta(hours=random.choice([-3, -1, 1, 1, 2, 5]))
    world.env["DIGEST_NOW"] = now.isoformat()
    return f"it is {now}"


def nothing(_: World, __: Random) -> str:
    return "nothing"
