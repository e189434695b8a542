"""What can happen to a project between two builds: every edit takes a world and chance, and says what it did."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.edits import world as making
from tests.edits.world import AUTHORS, LANGS, RIGHTS, STATUSES, pick, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from tests.edits.world import World

    Edit = Callable[[World, Random], str]
    Damage = Callable[[Path, Random], str]


class NothingToDoError(Exception):
    """There is nothing in the project that an edit could change."""


def some(random: Random, values: list[str]) -> str:
    if not values:
        raise NothingToDoError
    return random.choice(values)


def _set(world: World, path: str, **keys: str) -> str:
    """Set keys of the front matter of *path*."""
    world.texts[path] = world.texts[path].with_keys(**keys)
    return f"{path}: {keys}"


# --- articles ---


def new_body(world: World, random: Random) -> str:
    path = some(random, [*world.articles, *world.pages])
    world.texts[path] = replace(world.texts[path], body=making.body(random, world.texts[path].keys["lang"]))
    return f"{path}: body"


def link_in_body(world: World, random: Random) -> str:
    path = some(random, [*world.articles, *world.pages])
    target = some(random, [*world.articles, *world.pages, *world.images]).removeprefix("content")
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
    path = some(random, [*world.articles, *world.pages])
    return _set(world, path, title=making.title(random, world.texts[path].keys["lang"]))


def summary(world: World, random: Random) -> str:
    path = some(random, [*world.articles, *world.pages])
    return _set(world, path, summary=random.choice(["", words(random, "en", 6)]))


def date(world: World, random: Random) -> str:
    evidence = random.choice(["", "", "On a day in winter"])
    return _set(world, some(random, world.articles), date=making.day(random), date_evidence=evidence)


def added(world: World, random: Random) -> str:
    return _set(world, some(random, world.articles), added=making.added(random))


def modified(world: World, random: Random) -> str:
    modified = random.choice(["", "2026-03-01", "2026-03-02"])
    return _set(world, some(random, [*world.articles, *world.pages]), modified=modified)


def slug(world: World, random: Random) -> str:
    """Give an article another slug, and those that are translations of it what they then have to say."""
    path, new = some(random, world.articles), world.name("b")
    old = world.texts[path].keys["slug"]
    _set(world, path, slug=new)
    for other in world.articles:
        if world.texts[other].keys.get("translation_of") == old:
            _set(world, other, translation_of=new)
    return f"{path}: slug {new}"


def two_slugs(world: World, random: Random) -> str:
    """Let two articles have each other's slug."""
    one, other = some(random, world.articles), some(random, world.articles)
    slugs = world.texts[one].keys["slug"], world.texts[other].keys["slug"]
    _set(world, one, slug=slugs[1])
    _set(world, other, slug=slugs[0])
    return f"{one} and {other}: each other's slugs"


def tags(world: World, random: Random) -> str:
    table = world.registry["tags"]
    known = [*table, *[alias for entry in table.values() for alias in entry.get("aliases", [])]]
    chosen = random.sample(sorted(known), min(len(known), random.randint(0, 3)))
    return _set(world, some(random, world.articles), tags=f"[{', '.join(chosen)}]")


def authors(world: World, random: Random) -> str:
    chosen = random.sample(AUTHORS, random.randint(0, 3))
    return _set(world, some(random, world.articles), authors=f"[{', '.join(chosen)}]")


def status(world: World, random: Random) -> str:
    return _set(world, some(random, [*world.articles, *world.pages]), status=random.choice(STATUSES))


def embargo(world: World, random: Random) -> str:
    until = random.choice(["", making.moment(random, world.env["DIGEST_NOW"])])
    return _set(world, some(random, world.articles), **{random.choice(["embargo", "expires"]): until})


def section(world: World, random: Random) -> str:
    return _set(world, some(random, world.articles), category=pick(random, world.registry["sections"]))


def publication(world: World, random: Random) -> str:
    path, rights = some(random, world.articles), random.choice(["", "", *RIGHTS])
    return _set(world, path, publication=random.choice(["", *sorted(world.registry["publications"])]), rights=rights)


def places(world: World, random: Random) -> str:
    table = sorted(world.registry["places"])
    chosen = random.sample(table, min(len(table), random.randint(0, 2)))
    dateline = random.choice(["", "{text: 'CAIRO', place: CAIRO, country: EG}", "{text: 'AKTOBE', place: Aktobe}"])
    return _set(world, some(random, world.articles), places=f"[{', '.join(chosen)}]", dateline=dateline)


def pictures(world: World, random: Random) -> str:
    file = some(random, world.images).removeprefix("content/")
    images = random.choice(["", "[{caption: A note}]", f"[{{file: {file}, alt: A map, caption: The map}}]"])
    return _set(world, some(random, world.articles), images=images)


def notes(world: World, random: Random) -> str:
    corrections = random.choice(["", f"[{{date: 2026-03-0{random.randint(1, 5)}, text: It is a museum.}}]"])
    note, agency = random.choice(["", words(random, "en", 3)]), random.choice(["", "Wire of libraries"])
    source = random.choice(["", "{url: 'https://example.org/a', archived: 2026-01-02}"])
    path = some(random, world.articles)
    return _set(world, path, corrections=corrections, content_note=note, agency=agency, source=source)


def language(world: World, random: Random) -> str:
    return _set(world, some(random, world.articles), lang=random.choice(LANGS))


def translation(world: World, random: Random) -> str:
    path, original = some(random, world.articles), some(random, world.articles)
    slug = world.texts[original].keys["slug"]
    free = path != original and making.is_free(world, original, world.texts[path].keys["lang"])
    is_original = any(
        text.keys.get("translation_of") == world.texts[path].keys["slug"] for text in world.texts.values()
    )
    return _set(world, path, translation_of=slug if free and not is_original else "")


# --- files of the content ---


def new_article(world: World, random: Random) -> str:
    return f"{making.add_article(world, random)}: new"


def newest_article(world: World, random: Random) -> str:
    path = making.add_article(world, random)
    return _set(world, path, date="2017-12-31", added="2026-03-01", status="published")


def new_page(world: World, random: Random) -> str:
    return making.add_page(world, random, random.choice(["about", "contact"]), random.choice(LANGS))


def delete(world: World, random: Random) -> str:
    path = some(random, [*world.articles, *world.pages, *world.images, *_extra(world)])
    world.texts.pop(path, None)
    world.files.pop(path, None)
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
    return f"{path}: renamed {other}"


def picture(world: World, random: Random) -> str:
    path = some(random, [*world.images, f"content/images/{world.name('map')}.svg"])
    world.files[path] = making.picture(random, svg=path.endswith("svg"))
    return f"{path}: drawn"


def extra(world: World, random: Random) -> str:
    path = some(random, [*_extra(world), f"content/extra/{world.name('key')}.txt"])
    world.files[path] = words(random, "en", 3).encode()
    return f"{path}: written"


def _extra(world: World) -> list[str]:
    return sorted(path for path in world.files if path.startswith("content/extra/"))


def touch(world: World, random: Random) -> str:
    path = some(random, sorted(world.wanted()))
    making.touch(world.folder / path)
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
    world.registry["publications"][name] |= {"rights": random.choice(RIGHTS), "owner": owner}
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
        _set(world, some(random, world.articles), category=name)
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
    world.settings["file"] = making.OTHER_SETTINGS if now == making.SETTINGS else making.SETTINGS
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


EDITS: dict[Edit, int] = {
    new_body: 6, link_in_body: 3, title: 4, summary: 2, date: 4, added: 2, modified: 2, slug: 3, two_slugs: 1, tags: 5,
    authors: 3, status: 4, embargo: 3, section: 2, publication: 3, places: 3, pictures: 3, notes: 2, language: 2,
    translation: 3, new_article: 4, newest_article: 2, new_page: 2, delete: 4, rename: 3, in_place_of: 1, picture: 2,
    extra: 1, touch: 2, same_again: 2, same_looks: 2, entry: 4, author_becomes_known: 1, outlet: 2, relation: 2,
    new_entry: 2, no_entry: 1, order_of_entries: 1, index: 1, template: 3, comment_in_template: 1, style: 2, theme_file: 1,
    catalog: 2, no_catalog: 1, setting: 3, settings_file: 1, address: 1, drafts: 2, time: 3, nothing: 2,
}  # fmt: skip


# --- what is wrong, and has to be told by both builds alike ---


def broken_front_matter(world: World, random: Random) -> str:
    path = some(random, world.articles)
    lines = random.choice([{"tag": "x"}, {"date": "never"}, {"title": "[unclosed"}, {"embargo": "2026-06-01"}])
    return _set(world, path, **lines)


def broken_link(world: World, random: Random) -> str:
    path = some(random, [*world.articles, *world.pages])
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
    return _set(world, some(random, world.articles), tags="[unheard-of]", category="unheard-of")


def stranger(world: World, _: Random) -> str:
    world.files["content/articles/2016/notes.docx"] = b"Words"
    return "a file that is no article"


def same_slug(world: World, random: Random) -> str:
    one, other = some(random, world.articles), some(random, world.articles)
    return _set(world, one, slug=world.texts[other].keys["slug"])


FAULTS: list[Edit] = [
    broken_front_matter, broken_link, broken_template, no_template, broken_registry, unknown_tag, stranger, same_slug,
]  # fmt: skip


# --- what happens to the site and to what the engine knows, behind its back ---


def _damaged(path: Path, random: Random) -> str:
    content = bytearray(path.read_bytes())
    at = random.randrange(len(content) or 1)
    kind = random.choice(["cut", "flip", "longer", "empty", "gone"])
    if kind == "cut":
        del content[at:]
    elif kind == "flip" and content:
        content[at] ^= 1 << random.randrange(8)
    elif kind == "longer":
        content += random.randbytes(9)
    elif kind == "empty":
        content.clear()
    path.write_bytes(bytes(content))
    if kind == "gone":
        path.unlink()
    return f"{path.name}: {kind} at {at}"


def damaged_cache(output: Path, random: Random) -> str:
    state = output.with_name(f".{output.name}.digest")
    found = sorted(path for path in state.glob("*") if path.is_file() and path.name not in {".gitignore", "lock"})
    if not found:
        raise NothingToDoError
    return _damaged(random.choice(found), random)


def no_cache(output: Path, random: Random) -> str:
    state = output.with_name(f".{output.name}.digest")
    name = random.choice(["", "store", "links", "last", "lag"])
    target = state / name
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    return f"{target.name}: gone"


def keep_cache(output: Path, _: Random) -> str:
    """Keep a copy of what the engine knows, for `old_cache`."""
    state, kept = output.with_name(f".{output.name}.digest"), output.with_name("kept")
    shutil.rmtree(kept, ignore_errors=True)
    if not state.is_dir():
        raise NothingToDoError
    shutil.copytree(state, kept, ignore=shutil.ignore_patterns("next-*", "lock*", "lag"))
    return "what the engine knows is kept"


def old_cache(output: Path, _: Random) -> str:
    """Put back what the engine knew once."""
    kept = output.with_name("kept")
    if not kept.is_dir():
        raise NothingToDoError
    shutil.copytree(kept, output.with_name(f".{output.name}.digest"), dirs_exist_ok=True)
    return "what the engine knew once is put back"


def _files(output: Path) -> list[Path]:
    signs = {"index.html", "404.html", "sitemap.xml", "theme/site.css"}
    found = sorted(path for path in output.rglob("*") if path.is_file())
    return [path for path in found if path.relative_to(output).as_posix() not in signs]


def altered_file(output: Path, random: Random) -> str:
    """Change, touch or remove a file of the live site."""
    found = _files(output)
    if not found:
        raise NothingToDoError
    path, kind = random.choice(found), random.choice(["written to", "replaced", "touched", "gone", "a folder"])
    if kind == "written to":
        with path.open("ab") as file:
            file.write(b"<!-- by hand -->")
    elif kind == "replaced":
        path.unlink()
        path.write_bytes(b"by hand")
    elif kind == "touched":
        os.utime(path)
    else:
        path.unlink()
    if kind == "a folder":
        path.mkdir()
        (path / "stray.html").write_bytes(b"by hand")
    return f"output/{path.relative_to(output)}: {kind}"


def stray_file(output: Path, random: Random) -> str:
    if not output.is_dir():
        raise NothingToDoError
    path = output / random.choice(["stray.html", "articles/stray/index.html", "pagefind/stray.js", ".hidden"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"by hand")
    return f"output/{path.relative_to(output)}: a stray file"


def no_folder(output: Path, random: Random) -> str:
    found = sorted(path for path in output.iterdir() if path.is_dir()) if output.is_dir() else []
    if not found:
        raise NothingToDoError
    path = random.choice([output, *[path for path in found if path.name != "theme"]])
    shutil.rmtree(path)
    return f"{path.name}/: gone"


DAMAGES: list[Damage] = [
    damaged_cache, damaged_cache, no_cache, keep_cache, old_cache, altered_file, altered_file, stray_file, no_folder,
]  # fmt: skip
