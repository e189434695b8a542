"""Where nothing on the site leads: hosts that `content/registry/links.yaml` denies, and their addresses made inert.

A denied address is not hidden: it can be read, as `hxxps://example[.]org/a`, and nothing makes a link of it, be it a
browser, a feed reader or a mail program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

from digest.model import Problem, Source
from digest.registryfile import read_registry_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

NAME = "links.yaml"
_KEY = "denied"
_Value = TypeVar("_Value")

# example.org   xn--e1afmkfd.xn--p1ai   пример.рф
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# https://user@example.org:8080/a   HTTPS:\\example.org   //example.org   http:example.org   (WHATWG URL, 4.4)
_AUTHORITY = re.compile(r"(?:https?:[/\\]*|ftp:[/\\]*|[/\\]{2,})(?P<authority>[^/\\?#]*)", re.IGNORECASE)
# https://example.org in a text, and example.org alone
_MENTION = re.compile(r"(?:(?P<scheme>https?)(?=://)|(?P<host>[\w-]+(?:\.[\w-]+)+))", re.IGNORECASE)


@dataclass(frozen=True)
class Denied:
    """The hosts that nothing leads to, each with all that is below it, as DNS has their names.

    *pages* are addresses that nothing leads to, with all that begins with them: host and path. A link that has one of
    *titles* in its words leads nowhere either, wherever it would lead.
    """

    hosts: frozenset[str] = frozenset()
    pages: frozenset[tuple[str, str]] = frozenset()
    titles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hosts or self.pages or self.titles)

    @cached_property
    def digest(self) -> bytes:
        """The fingerprint of the rules; nothing where there are none."""
        said = repr((sorted(self.hosts), sorted(self.pages), self.titles))
        return blake2b(said.encode(), digest_size=16).digest() if self else b""

    @cached_property
    def _mentioned(self) -> re.Pattern[str]:
        """What is in every text that mentions one of the hosts."""
        hosts = self.hosts | {host for host, _ in self.pages}
        names = hosts | {_readable(host) for host in hosts}
        return re.compile("|".join(map(re.escape, sorted(names))), re.IGNORECASE)

    def has(self, address: str) -> bool:
        """Return whether a browser that follows *address* would come to one of the hosts, however it is written."""
        host = host_of(address)
        return host is not None and (self._is_below(host) or (bool(self.pages) and self._is_page(host, address)))

    def _is_page(self, host: str, address: str) -> bool:
        path = path_of(address)
        return any(host == of and path.startswith(begins) for of, begins in self.pages)

    def names(self, words: str) -> bool:
        """Return whether the *words* of a link name one of the titles."""
        if not self.titles:
            return False
        said = f" {_as_title(words)} "
        return any(f" {title} " in said for title in self.titles)

    def _is_below(self, host: str) -> bool:
        parts = host.split(".")
        return any(".".join(parts[start:]) in self.hosts for start in range(len(parts)))

    def is_in(self, text: str) -> bool:
        """Return whether *text* mentions one of the hosts; what only looks so is not excluded."""
        return bool(self.hosts or self.pages) and bool(self._mentioned.search(text))

    def inert(self, text: str) -> str:
        """Return *text* with each mention of one of the hosts, and each address there, written so that none is one."""
        return _MENTION.sub(self._mention(text), text) if self.is_in(text) else text

    def _mention(self, text: str) -> Any:
        def written(found: re.Match[str]) -> str:
            if found["host"]:
                return found[0].replace(".", "[.]") if self._is_below(_in_dns(found[0])) else found[0]
            return _without_sound(found[0]) if self.has(text[found.start() :].split(maxsplit=1)[0]) else found[0]

        return written


def inert_address(address: str) -> str:
    """Return an address that can be read and not be followed: `hxxps://example[.]org/a.html`."""
    found = _AUTHORITY.match(address.strip())
    if found is None:
        return address
    start, end = found.span("authority")
    plain = address.strip()
    return _without_sound(plain[:start]) + plain[start:end].replace(".", "[.]") + plain[end:]


def _without_sound(scheme: str) -> str:
    return re.sub("tt", "xx", scheme, count=1, flags=re.IGNORECASE)


def host_of(address: str) -> str | None:
    """Return the host that a browser asks for *address*, as DNS has its name; None where it is within the site."""
    found = _AUTHORITY.match(re.sub(r"[\t\n\r]", "", address).strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08 \x0b\x0c"))
    if found is None:
        return None
    host = unquote(found["authority"].rpartition("@")[2])
    return _in_dns(re.sub(r":\d*$", "", host))


def path_of(address: str) -> str:
    """Return the path of an address as two spellings of it compare: without what is behind it."""
    found = _AUTHORITY.match(address.strip())
    rest = re.split(r"[?#]", address.strip()[found.end() :] if found else "", maxsplit=1)[0]
    return re.sub("/+", "/", unquote(rest.replace("\\", "/"))).casefold() or "/"


def page_of(address: str) -> tuple[str, str] | None:
    """Return host and path of an address, as `Denied.pages` has them."""
    host = host_of(address)
    return None if host is None else (host, path_of(address))


def _as_title(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def as_titles(titles: Iterable[str]) -> tuple[str, ...]:
    """Return *titles* as they are looked for in the words of a link."""
    return tuple(sorted(filter(None, map(_as_title, titles))))


def _in_dns(host: str) -> str:
    """Return the name of a host as DNS has it; one that cannot be a name there in small letters."""
    plain = re.sub("[。．｡]", ".", host).strip(".").casefold()
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain


def _readable(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


# --- what an article says ---


def without_denied(matter: _Value, denied: Denied) -> _Value:
    """Return what the front matter of a file says with every mention of a denied host inert.

    An address of a source that is denied is withheld: it is no address any more, and is shown as text.
    """
    changed: _Value = _calm(matter, denied) if denied else matter
    return changed


def _calm(value: Any, denied: Denied) -> Any:
    if isinstance(value, str):
        return denied.inert(value)
    if isinstance(value, tuple):
        return tuple(_calm(item, denied) for item in value)
    if isinstance(value, Source):
        return _withheld(value, denied)
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        calm = {name: _calm(part, denied) for name, part in said.items() if name not in {"file", "slug"}}
        changed = {name: part for name, part in calm.items() if part != said[name]}
        return replace(value, **changed) if changed else value
    return value


def _withheld(source: Source, denied: Denied) -> Source:
    if source.url and denied.has(source.url):
        source = replace(source, url=None, withheld=inert_address(source.url))
    # An archive's address holds that of what it keeps, which nobody comes to by it.
    return replace(source, archive_url=None) if source.archive_url and denied.has(source.archive_url) else source


# --- the registry ---


def load_denied(folder: Path) -> tuple[Denied, list[Problem]]:
    """Return what the registry in *folder* denies, and what is wrong with it; it need not be there."""
    path = folder / NAME
    values, lines, problems = read_registry_file(path, "R116")
    return _denied(values.get(_KEY)), [*problems, *_faults(path.as_posix(), values, lines)]


def _denied(hosts: Any) -> Denied:
    return Denied(denied_hosts(hosts if isinstance(hosts, dict) else ()))


def denied_hosts(hosts: Iterable[Any]) -> frozenset[str]:
    """Return those of *hosts* that are some, as `Denied` has them."""
    return frozenset(_in_dns(host) for host in hosts if _is_host(host))


def _is_host(host: Any) -> bool:
    return isinstance(host, str) and bool(_HOST.fullmatch(host))


def _faults(path: str, values: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[Problem]:
    for key, value in values.items():
        line = lines[key]
        if key != _KEY:
            yield Problem(path, line, "R116", f"unknown key {key!r}", f"the key is {_KEY}")
        elif value is not None and not isinstance(value, dict):
            yield Problem(
                path, line, "R116", f"{key!r} is not a list of hosts with reasons", "write `HOST: why` a line"
            )
        else:
            yield from (Problem(path, line, "R116", *fault) for fault in _wrong(value or {}))


def _wrong(hosts: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for host, reason in hosts.items():
        if not _is_host(host):
            yield f"{host!r} is not a host", "write its name alone, such as example.org; all below it is denied too"
        elif not isinstance(reason, str) or not reason.strip():
            yield f"{host!r} is denied without a reason", "write why behind it, for the editors after you"
