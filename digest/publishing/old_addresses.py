"""What was published once answers for ever: which addresses of the live release a new one has lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.model import Problem
from digest.moves import NAME, PAGED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from digest.moves import Moves

_PAGE = "index.html"
# /tags/two/    /ru/archive/2016/12/    /digest/2026-W47/sections/law/
_LIST = re.compile(
    r"/(?:[a-z]{2,3}/)?(?:(?:archive|authors|languages|places|publications|sections|tags)/|digest/[^/]+/.)"
)


class Lost(NamedTuple):
    """Addresses that answer no more: *pages* that somebody wrote, and *lists* that have no article left."""

    pages: list[str]
    lists: list[str]

    def problems(self, meant: Collection[str]) -> list[Problem]:
        """Return what keeps the site from going out: the loss of every page that is not *meant* to go."""
        return [_problem(address) for address in self.pages if address not in meant]


def find_lost(before: Iterable[str], after: Collection[str], moves: Moves) -> Lost:
    """Return the addresses of the files *before* that are not in *after* and that nothing leads on from.

    A list that is empty is no fault: what has expired must go in time, whether or not somebody sees to its tags. What
    stands below a lost address is not told again, and the older pages of a list may go, as when it becomes shorter.
    """
    gone = [f"/{path.removesuffix(_PAGE)}" for path in before if _is_page(path) and path not in after]
    lost = [address for address in sorted(gone) if not moves.answer(address) and not _is_older(address, after)]
    told: list[str] = []
    for address in lost:
        if not any(address.startswith(other) for other in told):
            told.append(address)
    lists = [address for address in told if _LIST.match(address)]
    return Lost([address for address in told if address not in lists], lists)


def _is_older(address: str, after: Collection[str]) -> bool:
    """Return whether *address* is that of an older page of a list that is still there."""
    paged = PAGED.fullmatch(address)
    return paged is not None and f"{paged['list'][1:]}{_PAGE}" in after


def _is_page(path: str) -> bool:
    return path == _PAGE or path.endswith(f"/{_PAGE}")


def _problem(address: str) -> Problem:
    message = f"{address} was published, and nothing stands there any more"
    hint = f"add a line `{address}: ` with the address at which it stands now, or with `gone`"
    return Problem(f"content/registry/{NAME}", 0, "B120", message, hint)
