"""What of the content is not for readers at a moment, and what it would be known by if a site had it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

from digest.checks.built.names import KeptOut
from digest.checks.built.withheld import HeldFiles, Seeker, Withheld, marks_of, without
from digest.engine.leads import Leads
from digest.engine.reading import read_library
from digest.engine.stamps import scan
from digest.engine.store import Store
from digest.progress import SILENCE
from digest.registry import load_registry
from digest.schema import PUBLIC, FrontMatter, PageMatter, WeekMatter
from digest.site import addresses, corrections
from digest.site.allowed import EXCERPT, FULL, rights_of
from digest.site.body import excerpt
from digest.site.images import is_for_all, used_files
from digest.site.stories import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from digest.engine.reading import Library
    from digest.engine.store import Reading
    from digest.harm import Harm
    from digest.registry import Registry

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Secrets:
    """The texts that are not for readers, the files that only these show, and the names that are in no file."""

    texts: tuple[Withheld, ...]
    files: HeldFiles
    names: KeptOut = field(default_factory=KeptOut)


def read_secrets(content: Path, default_lang: str, now: datetime, name: bytes) -> Secrets:
    """Return what of the folder *content* is not for readers at the moment *now*; *name* is that of the site."""
    store = Store()
    library = read_library(content, store, SILENCE)
    registry, _ = load_registry(content / "registry")
    texts = [*held_texts(content, store, default_lang, now), *cut_texts(content, library, store, registry, now)]
    others = [name, *words_of_theme(content.resolve().parent / "theme")]
    known = published_marks(texts, library, store, now, others, registry) if texts else set()
    names = _kept_out(library.standards.harm, store, now)
    return Secrets(tuple(without(texts, known)), _held_files(content, store, now), names)


def held_texts(content: Path, store: Store, default_lang: str, now: datetime) -> list[Withheld]:
    """Return the texts among those of *store* that are not for readers at the moment *now*."""
    shown = _shown(store, now)
    taken = {_file(one.matter, default_lang) for one in shown.values()}
    found = []
    for name, one in store.readings.items():
        if one.matter is not None and name not in shown:
            file = _file(one.matter, default_lang)
            why = standing_of(one.matter, now) if isinstance(one.matter, FrontMatter) else one.matter.status
            found.append(Withheld((content / name).as_posix(), why, None if file in taken else file, one.marks))
    return found


def cut_texts(content: Path, library: Library, store: Store, registry: Registry, now: datetime) -> Iterator[Withheld]:
    """Yield the articles of which readers get their lede or nothing at all, by what they do not get."""
    for name, one in _shown(store, now).items():
        if isinstance(one.matter, FrontMatter) and (rights := rights_of(one.matter, registry)) != FULL:
            body = library.body(name, one.digest)
            shown = excerpt(body) if rights == EXCERPT else ""
            rest = body.replace(shown, "", 1) if shown else body
            yield Withheld((content / name).as_posix(), f"rights: {rights}", None, marks_of("", "", rest))


def _kept_out(harm: Harm, store: Store, now: datetime) -> KeptOut:
    """Return the names that are in no file, but for those that an article is an exception to."""
    shown = _shown(store, now).values()
    excepted = {one.rule for reading in shown for one in getattr(reading.matter, "exceptions", ())}
    held = harm.without(excepted)
    return KeptOut(held.masked, held.kept_out)


def published_marks(  # noqa: PLR0913, PLR0917 - what is published is made of these
    texts: Iterable[Withheld],
    library: Library,
    store: Store,
    now: datetime,
    others: Iterable[bytes],
    registry: Registry | None = None,
) -> set[bytes]:
    """Return those marks of *texts* that are also in what readers may read, as written or shown, or in *others*.

    With the *registry* it is known of which articles readers may read the lede alone, or nothing.
    """
    seeker = Seeker(list(texts))
    published = chain(_published(library, store, now, registry), others)
    return {mark for text in published for mark in seeker.marks_in(text)}


def words_of_theme(theme: Path) -> Iterator[bytes]:
    """Yield what the pages of a site say by themselves."""
    for below, _ in scan(theme):
        if below.endswith((".html", ".po")):
            yield (theme / below).read_bytes()


def _shown(store: Store, now: datetime) -> dict[str, Reading[Any]]:
    return {name: one for name, one in store.readings.items() if one.matter is not None and _is_shown(one.matter, now)}


def _is_shown(matter: Any, now: datetime) -> bool:
    """Return whether readers can see the text with this front matter."""
    if isinstance(matter, FrontMatter):
        return standing_of(matter, now) in PUBLIC
    return bool(matter.status == "published")


def _file(matter: Any, default_lang: str) -> str | None:
    """Return the file of the site in which a text stands; None where the page is there without it.

    That is so of the introduction to a week, and of the page on which editors say how they correct.
    """
    prefix = addresses.edition_prefix(matter.lang, default_lang)
    if isinstance(matter, FrontMatter):
        return addresses.save_as(addresses.article_path(prefix, matter.slug))
    is_beside = isinstance(matter, WeekMatter) or (isinstance(matter, PageMatter) and matter.slug == corrections.SLUG)
    return None if is_beside else addresses.save_as(addresses.leaf_path(prefix, matter))


def _published(library: Library, store: Store, now: datetime, registry: Registry | None) -> Iterator[bytes]:
    content = library.folder
    for name, one in _shown(store, now).items():
        written, body = (content / name).read_bytes(), library.body(name, one.digest)
        rights = rights_of(one.matter, registry) if registry and isinstance(one.matter, FrontMatter) else FULL
        if rights != FULL:
            written, body = written.partition(b"\n---\n")[0], excerpt(body) if rights == EXCERPT else ""
        yield written
        yield _TAG.sub("", body).encode()
        yield f"articles/{one.matter.slug}".encode() if isinstance(one.matter, FrontMatter) else b""
    for below, _ in scan(content / "registry"):
        yield (content / "registry" / below).read_bytes()


def _held_files(content: Path, store: Store, now: datetime) -> HeldFiles:
    """Return the files that only texts show that are not for readers."""
    leads, shown = Leads(content, store.readings, {}, now), _shown(store, now)
    published = _used(leads, shown)
    users: dict[str, str] = {}
    contents: dict[int, dict[bytes, str]] = {}
    for name in sorted(store.readings.keys() - shown.keys()):
        for file in sorted(_used(leads, {name: store.readings[name]}) - published - users.keys()):
            path = content / file
            if not is_for_all(file, ()) and path.is_file():
                users[file] = (content / name).as_posix()
                held = path.read_bytes()
                contents.setdefault(len(held), {})[blake2b(held).digest()] = file
    return HeldFiles(users, contents)


def _used(leads: Leads, readings: dict[str, Reading[Any]]) -> frozenset[str]:
    matters = (one.matter for one in readings.values() if isinstance(one.matter, FrontMatter))
    return used_files(matters, (leads.offered(name) for name, one in readings.items() if one.links))
