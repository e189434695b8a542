"""What of the content is not for readers at a moment, and what it would be known by if a site had it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

from digest.checks.built.withheld import HeldFiles, Seeker, Withheld, without
from digest.engine.leads import Leads
from digest.engine.reading import read_library
from digest.engine.stamps import scan
from digest.engine.store import Store
from digest.progress import SILENCE
from digest.schema import PUBLIC, FrontMatter, WeekMatter
from digest.site import addresses
from digest.site.images import is_for_all, used_files
from digest.site.stories import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from digest.engine.reading import Library
    from digest.engine.store import Reading

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Secrets:
    """The texts that are not for readers, and the files that only these show."""

    texts: tuple[Withheld, ...]
    files: HeldFiles


def read_secrets(content: Path, default_lang: str, now: datetime, name: bytes) -> Secrets:
    """Return what of the folder *content* is not for readers at the moment *now*; *name* is that of the site."""
    store = Store()
    library = read_library(content, store, SILENCE)
    texts = held_texts(content, store, default_lang, now)
    others = [name, *words_of_theme(content.resolve().parent / "theme")]
    known = published_marks(texts, library, store, now, others) if texts else set()
    return Secrets(tuple(without(texts, known)), _held_files(content, store, now))


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


def published_marks(
    texts: Iterable[Withheld], library: Library, store: Store, now: datetime, others: Iterable[bytes]
) -> set[bytes]:
    """Return those marks of *texts* that are also in what readers may read, as written or shown, or in *others*."""
    seeker = Seeker(list(texts))
    published = chain(_published(library, store, now), others)
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
    """Return the file of the site in which a text stands; the page of a week is there without its introduction."""
    prefix = addresses.edition_prefix(matter.lang, default_lang)
    if isinstance(matter, FrontMatter):
        return addresses.save_as(addresses.article_path(prefix, matter.slug))
    return None if isinstance(matter, WeekMatter) else addresses.save_as(addresses.leaf_path(prefix, matter))


def _published(library: Library, store: Store, now: datetime) -> Iterator[bytes]:
    content = library.folder
    for name, one in _shown(store, now).items():
        yield (content / name).read_bytes()
        yield _TAG.sub("", library.body(name, one.digest)).encode()
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
