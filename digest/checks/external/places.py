"""Where an address is in the network: the addresses of its host, none of which may be within somebody's own walls.

A text can name any address, and a check runs where it may reach what readers do not: so it asks for nothing that is
private, by whatever name, and it asks the very address that was looked at.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

if TYPE_CHECKING:
    from collections.abc import Container

_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")
_NO_SUCH_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NotAskedError(Exception):
    """An address that is not to be asked, and why."""


class NoHostError(Exception):
    """A name that no host has; *surely* is false where nobody could be asked for it."""

    def __init__(self, host: str, *, surely: bool) -> None:
        super().__init__(f"there is no host {host}" if surely else f"the name {host} could not be looked up")
        self.surely = surely


@dataclass(frozen=True, slots=True)
class Place:
    """An address in parts, as a request needs them: *host* in ASCII, *target* is the path with its query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_secure(self) -> bool:
        """Whether it is asked under TLS."""
        return self.scheme == "https"

    @property
    def named(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def bare(address: str) -> str:
    """Return *address* as a server is asked for it: without the place in the page."""
    return urldefrag(address).url


def parse_place(address: str) -> Place:
    """Return the parts of *address*, or raise NotAskedError."""
    try:
        parts = urlsplit(bare(address))
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        message = "it is no whole web address"
        raise NotAskedError(message) from error
    if parts.scheme not in _PORTS or not host:
        message = "it is no whole web address"
        raise NotAskedError(message)
    if parts.username is not None:
        message = "there is a user's name in it"
        raise NotAskedError(message)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port or _PORTS[parts.scheme], target)


def addresses_of(place: Place, allowed: Container[str] = ()) -> list[str]:
    """Return the numbers at which the host of *place* is.

    Raise NotAskedError where one of them is not public, unless the host is among those *allowed*.
    """
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NoHostError(place.host, surely=error.errno in _NO_SUCH_HOST) from error
    except (UnicodeError, OSError) as error:
        raise NoHostError(place.host, surely=False) from error
    numbers = list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))
    if place.host not in allowed and not all(map(is_public, numbers)):
        message = "its host is in a private network"
        raise NotAskedError(message)
    return numbers


def is_public(number: str) -> bool:
    """Return whether the address *number*, `192.0.2.1` or `2001:db8::1`, is one that anybody can reach."""
    address = ip_address(number)
    inner = _inner(address) if isinstance(address, IPv6Address) else None
    return address.is_global and not address.is_multicast and (inner is None or is_public(str(inner)))


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that stands in one of IPv6 and is reached through it."""
    teredo = address.teredo
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
