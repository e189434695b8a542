"""Asking for one address: HEAD, then GET where that tells nothing, and every redirect by the same rules."""

from __future__ import annotations

import email.utils
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from digest.checks.external.model import DEAD, FINE, MOVED, REFUSED, UNSURE, Answer
from digest.checks.external.places import NoHostError, NotAskedError, addresses_of, bare, parse_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import timedelta

    from digest.checks.external.model import Manners
    from digest.checks.external.places import Place

    TurnAt = Callable[[str], AbstractContextManager[None]]

_HOPS = 10
_NUMBERS = 3  # of a host that are tried, where the first does not answer
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_FOR_GOOD = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
_REDIRECTS = {*_FOR_GOOD, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}
_BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}


@dataclass(frozen=True, slots=True)
class Said:
    """What a server said: a status, where it leads to, and how many seconds it wants to be left alone."""

    status: int
    location: str | None = None
    wait: float | None = None

    @property
    def is_redirect(self) -> bool:
        """Whether it leads on."""
        return self.status in _REDIRECTS and bool(self.location)

    @property
    def words(self) -> str:
        """The status with its name: 404 Not Found."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)


def ask(address: str, manners: Manners, turn_at: TurnAt) -> Answer:
    """Return what is at *address*; each request waits for its turn at the host."""
    at, seen = address, {bare(address)}
    moved: str | None = None
    for_good = True
    for _ in range(_HOPS):
        try:
            said = _say(at, manners, turn_at)
            if not said.is_redirect:
                return _judge(said, address, at, moved)
            at = urljoin(at, said.location or "")
        except (NotAskedError, NoHostError, HTTPError, OSError, ValueError) as error:
            return _unanswered(error, address, at, manners)
        for_good = for_good and said.status in _FOR_GOOD
        moved = at if for_good else moved
        if bare(at) in seen:
            return Answer(UNSURE, "its redirects lead in a circle")
        seen.add(bare(at))
    return Answer(UNSURE, f"more than {_HOPS} redirects, one after the other")


def _unanswered(error: Exception, address: str, at: str, manners: Manners) -> Answer:
    told = _led(_told(error, manners), at, address)
    if isinstance(error, NotAskedError):
        return Answer(REFUSED if at == address else UNSURE, told)
    if isinstance(error, NoHostError):
        return Answer(DEAD if error.surely else UNSURE, told, nameless=True)
    return Answer(UNSURE, told)


def _judge(said: Said, address: str, at: str, moved: str | None) -> Answer:
    if said.status in _GONE:
        return Answer(DEAD, _led(said.words, at, address))
    if not HTTPStatus.OK <= said.status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer(UNSURE, _led(said.words, at, address), wait=said.wait)
    if _is_front(at) and not _is_front(address):
        return Answer(UNSURE, f"it leads to the front page {at}")
    if moved is not None and moved != address:
        return Answer(MOVED, said.words, moved_to=moved)
    return Answer(FINE, said.words)


def _is_front(address: str) -> bool:
    return parse_place(address).target == "/"


def _led(words: str, at: str, address: str) -> str:
    return words if at == address else f"{words}, at {at}"


def _say(address: str, manners: Manners, turn_at: TurnAt) -> Said:
    """Return what the server of *address* says; HEAD counts only where it says that all is well, or leads on."""
    place = parse_place(address)
    try:
        said = _request("HEAD", place, manners, turn_at)
        if said.status < HTTPStatus.BAD_REQUEST or said.status in _BUSY:
            return said
    except (NewConnectionError, ConnectTimeoutError, SSLError):
        raise
    except (HTTPError, OSError):
        pass  # some break off where they do not know the word
    return _request("GET", place, manners, turn_at)


def _request(method: str, place: Place, manners: Manners, turn_at: TurnAt) -> Said:
    """Return what the server says to *method*; of a body nothing is read."""
    with turn_at(place.host):
        numbers = addresses_of(place, manners.allowed)[:_NUMBERS]
        for number in numbers[:-1]:
            try:
                return _request_at(number, method, place, manners)
            except (NewConnectionError, ConnectTimeoutError):
                continue
        return _request_at(numbers[-1], method, place, manners)


def _request_at(number: str, method: str, place: Place, manners: Manners) -> Said:
    """Ask the host at *number*, which was looked at, and not at what its name may lead to by now."""
    timeout = urllib3.Timeout(connect=manners.timeout, read=manners.timeout)
    pool: urllib3.HTTPConnectionPool
    if place.is_secure:
        pool = urllib3.HTTPSConnectionPool(
            number, place.port, timeout=timeout, server_hostname=place.host, assert_hostname=place.host
        )
    else:
        pool = urllib3.HTTPConnectionPool(number, place.port, timeout=timeout)
    headers = {"Host": place.named, "User-Agent": manners.agent, "Accept": "*/*", "Accept-Encoding": "identity"}
    with pool:
        response = pool.urlopen(
            method, place.target, headers=headers, redirect=False, retries=False, preload_content=False
        )
        try:
            wait = _seconds(response.headers.get("Retry-After"), response.headers.get("Date"))
            busy = response.status in _BUSY
            return Said(response.status, response.headers.get("Location"), wait if busy else None)
        finally:
            response.close()


def _seconds(retry: str | None, date: str | None) -> float | None:
    """Return the seconds of a `Retry-After`: `120`, or `Thu, 26 Nov 2026 10:00:00 GMT` by the server's own clock."""
    if retry is None:
        return None
    if retry.strip().isdecimal():
        return float(retry)
    try:
        until = email.utils.parsedate_to_datetime(retry)
        now = email.utils.parsedate_to_datetime(date) if date else datetime.now(UTC)
        left: timedelta = until - now
    except (ValueError, TypeError):
        return None
    return max(0.0, left.total_seconds())


def _told(error: Exception, manners: Manners) -> str:
    if isinstance(error, NotAskedError | NoHostError):
        return str(error)
    if isinstance(error, ValueError) and not isinstance(error, HTTPError):
        return "its redirect leads to no address"
    if isinstance(error, NewConnectionError):  # before the time-outs, of which it is one to urllib3
        return "its server takes no connection"
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError):
        return f"no answer within {manners.timeout:g} seconds"
    if isinstance(error, SSLError):
        is_certificate = any(
            isinstance(cause, ValueError) for cause in error.args
        )  # of ssl, or of urllib3 for its name
        return "the certificate of its server is not accepted" if is_certificate else "it makes no secure connection"
    return "its server breaks off"
