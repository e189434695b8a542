"""Where an address that stands on a page leads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ANY_HOST = "http://site.invalid"
# https://example.org/a#b    http://127.0.0.1:8000
_PLAINLY_FOREIGN = re.compile(r"https?://(?!site\.invalid)[A-Za-z0-9.:-]+(?:[/?#]|\Z)")
# ../law-and-order/    ../../    images/plan_2
_PLAIN_PATH = re.compile(r"(?P<up>(?>(?:\.\./)*))(?P<down>(?>(?:[A-Za-z0-9_-]++/)*)[A-Za-z0-9_-]*+)\Z")
# ./articles/law-and-order/cite.bib    ./articles/law-and-order/    ./tags/law/page/3/#y2016    ./
_PLAIN_FROM_ROOT = re.compile(
    r"\./(?P<folder>(?>(?:[A-Za-z0-9_-]++/)*))(?P<file>[A-Za-z0-9_-]++\.[a-z]++)?(?:#(?P<id>[A-Za-z0-9_-]++))?\Z"
)
# #main
_OWN_PLACE = re.compile(r"#[A-Za-z0-9_-]*\Z")
# Such a name does not stand in an address as it is.
_ODD_NAME = re.compile("[?#%]")


class Target(NamedTuple):
    """A file of the site and a place in it; *file* is None where the address leads out of the site's own folder."""

    file: str | None
    fragment: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it is a place within a page that another page may not have."""
        # HTML 7.4.6.4: nothing and `top` are the top of any page
        return self.fragment.lower() not in {"", "top"} and self.file is not None and self.file.endswith(".html")


def find_targets(base: str, page: str, addresses: Iterable[str]) -> Iterator[Target | None]:
    """Yield where *addresses* lead from *page* of a site at the path *base*; for other sites and mail None, or nothing.

    Raises ValueError at what is no address.
    """
    if _ODD_NAME.search(page):
        yield from (find_target(base, page, address) for address in addresses)
        return
    *folders, _ = page.split("/")
    to_root = "../" * len(folders) or "./"
    for address in addresses:
        if address.startswith(to_root):  # most do, and most pages lead to the same few
            yield _from_root(base, f"./{address[len(to_root) :]}")
        elif _OWN_PLACE.match(address):
            yield Target(page, address[1:])
        elif not _PLAINLY_FOREIGN.match(address):
            yield _descend(folders, address) or find_target(base, page, address)


def _descend(folders: list[str], address: str) -> Target | None:
    """Return where *address* leads from a page in *folders*; None where that takes more than counting."""
    path = _PLAIN_PATH.match(address)
    stay = len(folders) - len(path["up"]) // len("../") if path else -1
    if not path or stay < 0 or not address:
        return None
    file = "/".join([*folders[:stay], path["down"]])
    return Target(f"{file}index.html" if not file or file.endswith("/") else file)


@lru_cache(maxsize=1 << 16)
def _from_root(base: str, address: str) -> Target | None:
    """Return where *address* leads from the root of the site."""
    plain = _PLAIN_FROM_ROOT.match(address)
    if not plain:
        return find_target(base, "", address)
    return Target(plain["folder"] + (plain["file"] or "index.html"), plain["id"] or "")


def find_target(base: str, page: str, address: str) -> Target | None:
    """Return where *address* leads from *page*, None for another site; raise ValueError for what is no address."""
    target = urlsplit(urljoin(f"{_ANY_HOST}{base}{page}", address))
    if target.scheme not in {"http", "https"} or f"{target.scheme}://{target.netloc}" != _ANY_HOST:
        return None
    path = unquote(target.path) or "/"
    file = path.removeprefix(base)
    file = file + "index.html" if not file or file.endswith("/") else file
    return Target(file if path.startswith(base) else None, unquote(target.fragment))
