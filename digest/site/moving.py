"""The pages at old addresses, for hosts that only know files; their lists, for servers that can say 301 and 410."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.hosting import FOR_EVER, HEADERS, JSON_FEED, JSON_FEED_TYPE, MEDIA_TYPES, TEXT_TYPES, with_charset
from digest.moves import FILE, Moves, render_moves, with_what_stands_beside
from digest.site.fingerprints import fingerprint
from digest.site.given import Job, Raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from digest.site.editions import Editions
    from digest.site.press import Press

HEADERS_PATH, REDIRECTS_PATH = "/_headers", "/_redirects"


@dataclass(frozen=True)
class Signpost:
    """What makes the files that hosts read rather than readers."""

    @property
    def digest(self) -> bytes:
        """Its fingerprint: all that it brings into a file by itself."""
        return fingerprint(render_headers())

    def moved(self, path: str, moved: tuple[tuple[str, str], ...], gone: tuple[tuple[str, str], ...]) -> Raw:
        """Return the old addresses for programs."""
        return Raw(path, render_moves(Moves(dict(moved), dict(gone))))

    def redirects(self, path: str, moved: tuple[tuple[str, str], ...], gone: tuple[tuple[str, str], ...]) -> Raw:
        """Return the old addresses for Netlify and Cloudflare Pages."""
        return Raw(path, render_redirects(Moves(dict(moved), dict(gone))))

    def headers(self, path: str) -> Raw:
        """Return the headers of every answer for Netlify and Cloudflare Pages."""
        return Raw(path, render_headers())


def moving_jobs(editions: Editions, paths: AbstractSet[str]) -> Iterator[Job]:
    """Yield a page for each old address, and the lists of them; *paths* are those of all other files of the site."""
    post, moves = Signpost(), editions.given.registry.moves
    yield Job(HEADERS_PATH, post.headers, ())
    if not moves:
        return
    for old, new in moves.moved.items():
        yield Job(old, press_of(editions, old).moved, (new,), "moved.html")
    for old in moves.gone:
        yield Job(old, press_of(editions, old).gone, (), "moved.html")
    whole = with_what_stands_beside(moves, paths)
    moved, gone = tuple(sorted(whole.moved.items())), tuple(sorted(whole.gone.items()))
    yield Job(f"/{FILE}", post.moved, (moved, gone))
    yield Job(REDIRECTS_PATH, post.redirects, (moved, gone))


def press_of(editions: Editions, path: str) -> Press:
    """Return who speaks the language of the edition that *path* belongs to."""
    presses = [presenter.press for presenter in editions.presenters.values()]
    at_home = [press for press in presses if path.startswith(press.edition.prefix)]
    return max(at_home, key=lambda press: len(press.edition.prefix))


def render_redirects(moves: Moves) -> bytes:
    """Return the rules for Netlify and Cloudflare Pages, which take one a line; neither can say 410."""
    rules = [f"{old} {new} 301\n" for old, new in moves.moved.items()]
    paged = [f"{old}page/* {new} 301\n" for old, new in moves.onward.items()]
    return "".join([*rules, *paged]).encode()


def render_headers(more: tuple[tuple[str, str], ...] = ()) -> bytes:
    """Return the headers for Netlify and Cloudflare Pages; *more* are for every answer too.

    Both add up what several rules say of one address, so none says twice what another says. How long a page may be
    kept is left to them: they tell browsers to ask again.
    """
    rules = {"/*": [*HEADERS.items(), *more]}
    rules |= {path: [("Cache-Control", FOR_EVER)] for path in ("/theme/*", "/search/index/*")}
    for folder in ("", "/*"):
        rules[f"{folder}/{JSON_FEED}"] = [("Content-Type", JSON_FEED_TYPE)]
    odd = [suffix for suffix in ("bib", "ris", "csv", "txt") if MEDIA_TYPES[suffix] in TEXT_TYPES]
    rules |= {f"/*.{suffix}": [("Content-Type", with_charset(MEDIA_TYPES[suffix]))] for suffix in odd}
    blocks = (f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said) for path, said in rules.items())
    return "".join(blocks).encode()
