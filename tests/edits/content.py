"""What happens to articles, pages, pictures and other files of the content folder."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.edits import values
from tests.edits.beginning import add_article, add_page, is_free
from tests.edits.dossiers import put_right
from tests.edits.values import pick, words
from tests.edits.world import change, some

if TYPE_CHECKING:
    from random import Random

    from tests.edits.world import World


# --- articles ---


def new_body(world: World, random: Random) -> str:
    path = some(random, world.written)
    world.texts[path] = replace(world.texts[path], body=values.body(random, world.texts[path].keys["lang"]))
    return f"{path}: body"


def link_in_body(world: World, random: Random) -> str:
    path = some(random, world.written)
    target = some(random, [*world.written, *world.images]).removeprefix("content")
    if target.startswith("/images"):
        link = f"![A map]({{static}}{target})"
    elif random.random() < 0.2:
        relative = os.path.relpath(f"content{target}", os.path.dirname(path))  # noqa: PTH120 - paths in the project
        link = f"[near]({{filename}}{relative})"
    else:
        link = f"[there]({{filename}}{target}{random.choice(['', '#top'])})"
    text = world.texts[path]
    world.texts[path] = replace(text, body=f"{text.body}\n\nSee {link}.")
    return f"{path}: a link to {target}"


def title(world: World, random: Random) -> str:
    path = some(random, world.written)
    return change(world, path, title=values.title(random, world.texts[path].keys["lang"]))


def summary(world: World, random: Random) -> str:
    path = some(random, world.written)
    return change(world, path, summary=random.choice(["", words(random, "en", 6)]))


def date(world: World, random: Random) -> str:
    evidence = random.choice(["", "", "On a day in winter"])
    return change(world, some(random, world.articles), date=values.day(random), date_evidence=evidence)


def added(world: World, random: Random) -> str:
    return change(world, some(random, world.articles), added=values.added(random))


def modified(world: World, random: Random) -> str:
    modified = random.choice(["", "2026-03-01", "2026-03-02"])
    return change(world, some(random, world.written), modified=modified)


def slug(world: World, random: Random) -> str:
    """Give an article another slug, and those that are translations of it what they then have to say."""
    path, new = some(random, world.articles), world.name("b")
    old = world.texts[path].keys["slug"]
    change(world, path, slug=new)
    for other in world.articles:
        if world.texts[other].keys.get("translation_of") == old:
            change(world, other, translation_of=new)
    put_right(world)
    return f"{path}: slug {new}"


def two_slugs(world: World, random: Random) -> str:
    """Let two articles have each other's slug."""
    one, other = some(random, world.articles), some(random, world.articles)
    slugs = world.texts[one].keys["slug"], world.texts[other].keys["slug"]
    change(world, one, slug=slugs[1])
    change(world, other, slug=slugs[0])
    put_right(world)
    return f"{one} and {other}: each other's slugs"


def tags(world: World, random: Random) -> str:
    table = world.registry["tags"]
    known = [*table, *[alias for entry in table.values() for alias in entry.get("aliases", [])]]
    chosen = random.sample(sorted(known), min(len(known), random.randint(0, 3)))
    return change(world, some(random, world.articles), tags=f"[{', '.join(chosen)}]")


def authors(world: World, random: Random) -> str:
    chosen = random.sample(values.AUTHORS, random.randint(0, 3))
    return change(world, some(random, world.articles), authors=f"[{', '.join(chosen)}]")


def status(world: World, random: Random) -> str:
    said = change(world, some(random, world.written), status=random.choice(values.STATUSES))
    put_right(world)
    return said


def embargo(world: World, random: Random) -> str:
    until = random.choice(["", values.moment(random, world.env["DIGEST_NOW"])])
    return change(world, some(random, world.articles), **{random.choice(["embargo", "expires"]): until})


def section(world: World, random: Random) -> str:
    return change(world, some(random, world.articles), category=pick(random, world.registry["sections"]))


def publication(world: World, random: Random) -> str:
    path, rights = some(random, world.articles), random.choice(["", "", *values.RIGHTS])
    return change(world, path, publication=random.choice(["", *sorted(world.registry["publications"])]), rights=rights)


def places(world: World, random: Random) -> str:
    table = sorted(world.registry["places"])
    chosen = random.sample(table, min(len(table), random.randint(0, 2)))
    dateline = random.choice(["", "{text: 'CAIRO', place: CAIRO, country: EG}", "{text: 'AKTOBE', place: Aktobe}"])
    return change(world, some(random, world.articles), places=f"[{', '.join(chosen)}]", dateline=dateline)


def pictures(world: World, random: Random) -> str:
    file = some(random, world.images).removeprefix("content/")
    images = random.choice(["", "[{caption: A note}]", f"[{{file: {file}, alt: A map, caption: The map}}]"])
    return change(world, some(random, world.articles), images=images)


def notes(world: World, random: Random) -> str:
    day, kind = f"2026-03-0{random.randint(1, 5)}", random.choice(["correction", "update"])
    corrections = random.choice(["", f"[{{date: {day}, text: It is a museum., kind: {kind}}}]"])
    note, agency = random.choice(["", words(random, "en", 3)]), random.choice(["", "Wire of libraries"])
    source = random.choice(["", "{url: 'https://example.org/a', archived: 2026-01-02}"])
    path = some(random, world.articles)
    return change(world, path, corrections=corrections, content_note=note, agency=agency, source=source)


def language(world: World, random: Random) -> str:
    return change(world, some(random, world.articles), lang=random.choice(values.LANGS))


def translation(world: World, random: Random) -> str:
    path, original = some(random, world.articles), some(random, world.articles)
    slug = world.texts[original].keys["slug"]
    free = path != original and is_free(world, original, world.texts[path].keys["lang"])
    is_original = any(
        text.keys.get("translation_of") == world.texts[path].keys["slug"] for text in world.texts.values()
    )
    return change(world, path, translation_of=slug if free and not is_original else "")


# --- files of the content ---


def new_article(world: World, random: Random) -> str:
    return f"{add_article(world, random)}: new"


def newest_article(world: World, random: Random) -> str:
    path = add_article(world, random)
    return change(world, path, date="2017-12-31", added="2026-03-01", status="published")


def new_page(world: World, random: Random) -> str:
    return add_page(world, random, random.choice(["about", "contact", "corrections"]), random.choice(values.LANGS))


def delete(world: World, random: Random) -> str:
    path = some(random, [*world.written, *world.images, *_extra(world)])
    world.texts.pop(path, None)
    world.files.pop(path, None)
    put_right(world)
    return f"{path}: deleted"


def rename(world: World, random: Random) -> str:
    path = some(random, world.articles)
    new = f"content/articles/{random.choice(['2016', 'moved', 'deep/er/still'])}/{world.name('f')}.md"
    world.texts[new] = world.texts.pop(path)
    return f"{path}: renamed {new}"


def in_place_of(world: World, random: Random) -> str:
    """Put an article where another one stood, which is not any more."""
    path, other = some(random, world.articles), some(random, world.articles)
    world.texts[other] = world.texts.pop(path)
    put_right(world)
    return f"{path}: renamed {other}"


def picture(world: World, random: Random) -> str:
    path = some(random, [*world.images, f"content/images/{world.name('map')}.svg"])
    world.files[path] = values.picture(random, svg=path.endswith("svg"))
    return f"{path}: drawn"


def extra(world: World, random: Random) -> str:
    path = some(random, [*_extra(world), f"content/extra/{world.name('key')}.txt"])
    world.files[path] = words(random, "en", 3).encode()
    return f"{path}: written"


def _extra(world: World) -> list[str]:
    return sorted(path for path in world.files if path.startswith("content/extra/"))


def touch(world: World, random: Random) -> str:
    path = some(random, sorted(world.wanted()))
    os.utime(world.folder / path)
    return f"{path}: touched"


def same_again(world: World, random: Random) -> str:
    """Put the same bytes there as another file, as editors do that write beside it."""
    path = world.folder / some(random, sorted(world.wanted()))
    beside = path.with_name(".beside")
    beside.write_bytes(path.read_bytes())
    beside.replace(path)
    return f"{path.relative_to(world.folder)}: replaced by the same"


def same_looks(world: World, random: Random) -> str:
    """Change an article so that its size and time stay as they were."""
    path = some(random, world.articles)
    old, text = world.texts[path].content(), world.texts[path]
    times = (world.folder / path).stat()
    new = replace(text, body=text.body.translate(str.maketrans("aeиم", "eaом")))
    world.texts[path] = new
    if len(new.content()) == len(old):
        world.sync()
        os.utime(world.folder / path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return f"{path}: body, with the time of before"
