"""Where a copy of the site is read from: a folder, or the server of a mirror."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from digest import __version__
from digest.model import DigestError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager

    from digest.moves import Moves

AT_ONCE = 8  # requests under way
_CHUNK = 1 << 16
_PAGE = "index.html"
# What one branch has for GitHub, and what a copy of it brings along.
_NOT_OF_THE_SITE = frozenset({".git", ".nojekyll"})
# What hosts read themselves, and show to nobody.
_FOR_HOSTS = frozenset({"_headers", "_redirects"})
_SECONDS = urllib3.Timeout(connect=10, read=30)
_HEADERS = {
    "Accept-Encoding": "identity",
    "Cache-Control": "no-cache",
    "User-Agent": f"digest/{__version__} (digest verify)",
}


class NotThereError(DigestError):
    """A file that is not there."""


class NotShownError(DigestError):
    """A file that nobody is shown at its address: it leads on as it is to, or only the host reads it."""


class NoAnswerError(DigestError):
    """A file of which nobody can say what it is: the server does not answer, or the disk does not."""


class Source(Protocol):
    """A copy of the site."""

    def place(self, path: str) -> str:
        """Return how the file at *path* is told."""

    def open(self, path: str, moves: Moves) -> AbstractContextManager[Iterator[bytes]]:
        """Give the bytes of a file, or raise one of the three errors above; *moves* says where addresses lead on."""

    def others(self, listed: Collection[str]) -> Iterator[str]:
        """Yield the files that are there and not among those *listed*, as far as that can be seen."""


@dataclass(frozen=True, slots=True)
class FolderSource:
    """The copy in a *folder*."""

    folder: Path

    def place(self, path: str) -> str:
        """Return how the file at *path* is told."""
        return (self.folder / path).as_posix()

    @contextmanager
    def open(self, path: str, _moves: Moves) -> Iterator[Iterator[bytes]]:
        """Give the bytes of a file."""
        try:
            with (self.folder / path).open("rb") as file:
                yield iter(lambda: file.read(_CHUNK), b"")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise NotThereError(path) from error
        except OSError as error:
            raise NoAnswerError(error.strerror) from error

    def others(self, listed: Collection[str]) -> Iterator[str]:
        """Yield the files that are there and not among those *listed*; of a folder that is a link, the link."""
        for top, folders, names in os.walk(self.folder):
            at = Path(top).relative_to(self.folder)
            if top == str(self.folder):
                folders[:] = [name for name in folders if name not in _NOT_OF_THE_SITE]
            links = [name for name in folders if Path(top, name).is_symlink()]
            paths = ((at / name).as_posix() for name in (*names, *links))
            yield from (path for path in paths if path not in listed and path not in _NOT_OF_THE_SITE)


@dataclass(frozen=True, slots=True)
class Mirror:
    """The copy at an *address*, which ends with a slash, asked as a reader's browser would."""

    address: str
    pool: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(maxsize=AT_ONCE, timeout=_SECONDS, headers=_HEADERS)
    )

    def place(self, path: str) -> str:
        """Return how the file at *path* is told: the address that readers have of it."""
        shown = path.removesuffix(_PAGE) if _is_page(path) else path
        return f"{self.address}{quote(shown)}"

    @contextmanager
    def open(self, path: str, moves: Moves) -> Iterator[Iterator[bytes]]:
        """Give the bytes of a file as readers get it: of a page what its folder's address shows."""
        address = self.place(path)
        try:
            answer = self._ask(address, path, moves)
            try:
                yield answer.stream(_CHUNK)
            finally:
                answer.close()
        except HTTPError as error:
            reason = getattr(error, "reason", None) or error
            raise NoAnswerError(str(reason).rpartition(": ")[2]) from error

    def others(self, _listed: Collection[str]) -> Iterator[str]:
        """Yield nothing: a server does not tell what else it has."""
        yield from ()

    def _ask(self, address: str, path: str, moves: Moves) -> urllib3.BaseHTTPResponse:
        answer = self._get(address)
        if answer.status in answer.REDIRECT_STATUSES:
            to = urljoin(address, answer.headers.get("Location", ""))
            answer.close()
            self._lead(address, to, path, moves)
            answer = self._get(to)
        if answer.status == HTTPStatus.OK or (answer.status == HTTPStatus.GONE and _is_gone(path, moves)):
            return answer
        answer.close()
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            raise NotShownError(path) if path in _FOR_HOSTS else NotThereError(path)
        raise NoAnswerError(f"status {answer.status}")

    def _get(self, address: str) -> urllib3.BaseHTTPResponse:
        return self.pool.request("GET", address, preload_content=False, redirect=False, retries=1)

    def _lead(self, address: str, to: str, path: str, moves: Moves) -> None:
        """Raise NotShownError where it leads on as it is to, NoAnswerError where nobody knows why it leads there.

        Some hosts leave `.html` out of the address of a page.
        """
        if to == address.removesuffix(".html"):
            return
        said = moves.answer(_address(path))
        if said and urlsplit(to).netloc == urlsplit(self.address).netloc and urlsplit(to).path.endswith(said.path):
            raise NotShownError(path)
        raise NoAnswerError(f"it leads to {to}")


def _is_page(path: str) -> bool:
    return path == _PAGE or path.endswith(f"/{_PAGE}")


def _address(path: str) -> str:
    return f"/{path.removesuffix(_PAGE)}" if _is_page(path) else f"/{path}"


def _is_gone(path: str, moves: Moves) -> bool:
    said = moves.answer(_address(path))
    return said is not None and said.status == HTTPStatus.GONE


def source_of(place: str) -> Source:
    """Return the copy that *place* names: a folder, or an address; raise UsageError where it is neither."""
    if place.startswith(("http://", "https://")):
        return Mirror(f"{place.rstrip('/')}/")
    if not Path(place).is_dir():
        message = f"{place}: there is no such folder. Hint: name one, or an address that begins with https://"
        raise UsageError(message)
    return FolderSource(Path(place))
