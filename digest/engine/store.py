"""What one build leaves for the next: the articles as they were read, and what every file of the site was made from.

One file, written whole, in MessagePack: data only, nothing in it runs. It begins with what it was made by and the
fingerprint of what follows; a file that does not fit is as good as none. Losing it costs a build from nothing.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - msgspec reads the annotations
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from digest.engine.stamps import Stamp  # noqa: TC001 - as above
from digest.engine.sums import body_of, write_summed
from digest.model import Problem  # noqa: TC001 - as above
from digest.pictures.looks import Look  # noqa: TC001 - as above
from digest.schema import KINDS, LEAVES, DossierMatter, FrontMatter, PageMatter, WeekMatter
from digest.search import Place  # noqa: TC001 - as above

if TYPE_CHECKING:
    from pathlib import Path

_MARK = b"digest store 1\n"

Matter = TypeVar("Matter")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Matter]):
    """A content file as it was read, but for its body; None as *matter* says that it cannot be read.

    *digest* is the fingerprint of its bytes; *lines*, *body_line* and *has_text* as in Checked; *links* are those
    of its body to other content. *marks* are what the text is known by where it is not for readers, now or at any time.
    """

    stamp: Stamp
    digest: bytes
    matter: Matter | None
    lines: Mapping[str, int]
    body_line: int
    has_text: bool
    lede: str
    links: tuple[str, ...]
    problems: tuple[Problem, ...]
    marks: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture as it was looked at; None as *look* says that it cannot be published."""

    stamp: Stamp
    look: Look | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site as it was written: the fingerprint of what it was made from, its mtime (ns) and size (bytes).

    *indexed* is the place of its article in the index of search, if it has one.
    """

    made_from: bytes
    mtime: int
    size: int
    indexed: Place | None = None

    def still_is(self, made_from: bytes, stamp: tuple[int, int] | None) -> bool:
        """Return whether it would come out as it stands there: made from the same, and not touched since."""
        return self.made_from == made_from and stamp == (self.mtime, self.size)


@dataclass(slots=True)
class Store:
    """What is known from the last build.

    *articles*, *pages* and so on, a field for each of KINDS, and *pictures* are by path below the content folder,
    *files* by path below the site's; *memory* is that of `plan_site`. *site* names the state of the site that this
    speaks of; *standards* is the fingerprint of what the texts were held to as they were read; *templates* are
    the fingerprints of those of the theme with the fingerprint *theme*.
    """

    site: str = ""
    standards: bytes = b""
    theme: bytes = b""
    templates: dict[str, bytes] = field(default_factory=dict)

    articles: dict[str, Reading[FrontMatter]] = field(default_factory=dict)
    pages: dict[str, Reading[PageMatter]] = field(default_factory=dict)
    dossiers: dict[str, Reading[DossierMatter]] = field(default_factory=dict)
    digests: dict[str, Reading[WeekMatter]] = field(default_factory=dict)
    pictures: dict[str, Pictured] = field(default_factory=dict)
    files: dict[str, Written] = field(default_factory=dict)
    memory: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Reading[Any]]:
        """Return the readings of one kind of content."""
        found: dict[str, Reading[Any]] = getattr(self, kind)
        return found

    @property
    def leaves(self) -> dict[str, Reading[Any]]:
        """The readings of everything but the articles."""
        return {name: reading for kind in LEAVES for name, reading in self.of(kind).items()}

    @property
    def readings(self) -> dict[str, Reading[Any]]:
        """The readings of all content."""
        return {**self.articles, **self.leaves}

    def keep(self, readings: Mapping[str, Reading[Any]]) -> None:
        """Have these readings of all content in place of those that were there."""
        for kind in KINDS:
            above = f"{kind}/"
            setattr(self, kind, {name: reading for name, reading in readings.items() if name.startswith(above)})


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Store)


def read_store(path: Path, made_by: bytes) -> Store:
    """Return what the file at *path* holds; an empty store where it is of others, damaged or not there."""
    try:
        content = path.read_bytes()
    except OSError:
        return Store()
    body = body_of(_MARK + made_by, content)
    if body is None:
        return Store()
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, ValueError):
        return Store()


def write_store(path: Path, store: Store, made_by: bytes) -> None:
    """Write *store* to *path*, in place of what was there once it is whole; *made_by* says by what it can be read."""
    write_summed(path, _MARK + made_by, _ENCODER.encode(store))
