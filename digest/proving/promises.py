"""What readers are promised, and which pages do not keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from digest.hosting import HEADERS
from digest.proving.proof import Broken
from digest.proving.samples import MAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from digest.proving.proof import Visit


def broken_promises(visits: Iterable[Visit]) -> list[Broken]:
    """Return every promise that is broken, by page."""
    return sorted(
        Broken(visit.path, promise, seen)
        for visit in visits
        for promise, breaches in PROMISES.items()
        for seen in breaches(visit)
    )


def _abroad(visit: Visit) -> Iterator[str]:
    """Nothing is asked of another site, and nothing in the page would be."""
    yield from (request.address for request in visit.requests if not request.address.startswith("/"))
    yield from visit.abroad


def _sent(visit: Visit) -> Iterator[str]:
    """Nothing is sent: the page only asks, and what was searched for is in no request."""
    for request in visit.requests:
        told = bool(visit.searched) and visit.searched in request.address
        if request.method not in {"GET", "HEAD"} or told:
            yield f"{request.method} {request.address}"


def _cookies(visit: Visit) -> Iterator[str]:
    """No cookie is set, and none wanted."""
    yield from visit.stored.cookies
    yield from visit.set_cookies


def _stored(visit: Visit) -> Iterator[str]:
    """Nothing is left in the browser."""
    for place, names in msgspec.structs.asdict(visit.stored).items():
        if place != "cookies":
            yield from (f"{place}: {name}" for name in names)


def _headers(visit: Visit) -> Iterator[str]:
    """Headers say what servers are told to say: no Referer, nothing inline, none of the browser's powers."""
    for name, value in HEADERS.items():
        if visit.headers.get(name.lower()) != value:
            yield f"{name}: {visit.headers.get(name.lower(), 'missing')}"


def _inline(visit: Visit) -> Iterator[str]:
    """No script and no style stands in the page, and the browser has nothing to complain of."""
    if visit.template != MAIL:  # a mail program reads its one style element; a browser with the policy does not
        if visit.inline:
            yield f"{visit.inline} in the page itself"
        yield from visit.violations


PROMISES: Mapping[str, Callable[[Visit], Iterator[str]]] = {
    "asks no other site": _abroad,
    "sends nothing": _sent,
    "sets no cookie": _cookies,
    "stores nothing": _stored,
    "is told by the headers": _headers,
    "runs nothing inline": _inline,
}
