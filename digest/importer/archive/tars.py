"""Tar archives, plain or packed with gzip, bzip2 or xz, one entry after the other (POSIX ustar and pax, GNU).

The library's `tarfile` is not used: that of Python 3.11 reads a name as long as its header says into memory, keeps
every entry that it has passed, never ends on some lengths (CVE-2025-8194) and takes the square of the time on others
(CVE-2024-6232). Here a stream is read forward, 512 bytes of header and then the data, and all that it unpacks to is
counted, between the entries and after them too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.importer.archive.packed import CHUNK, DamagedError, Entry
from digest.importer.archive.streams import open_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from digest.importer.archive.packed import Budget
    from digest.importer.archive.streams import Stream

_BLOCK = 512
_FILES, _FOLDER, _PAX, _PAX_GLOBAL, _LONG_NAME, _LONG_LINK = b"07\x00", b"5", b"xX", b"g", b"L", b"K"
_KINDS = {
    b"1": "a hard link",
    b"2": "a symbolic link",
    b"3": "a device",
    b"4": "a device",
    b"6": "a pipe, socket or device",
    b"S": "a sparse file",
}
_MAX_DIGITS = 20  # of the length of a pax record
_MORE_HOLES, _STILL_MORE_HOLES = 482, 504  # where a header of GNU's, and a block after it, tell of a block to come


@dataclass(frozen=True, slots=True)
class _Header:
    """What 512 bytes say of an entry, and what pax and GNU headers before it say better."""

    name: bytes
    kind: bytes
    size: int


@dataclass(slots=True)
class _Extension:
    """What headers said of the entry that follows them."""

    name: bytes | None = None
    records: Mapping[bytes, bytes] = field(default_factory=dict)

    def apply(self, header: _Header) -> _Header:
        """Return *header* with what is known better."""
        size = self.records.get(b"size")
        if size is not None and not (size.isdigit() and len(size) <= _MAX_DIGITS):
            raise DamagedError("a length in it is not a number")
        name = self.records.get(b"GNU.sparse.name") or self.records.get(b"path", self.name) or header.name
        kind = b"S" if any(key.startswith(b"GNU.sparse.") for key in self.records) else header.kind
        return _Header(name, kind, header.size if size is None else int(size))


def read_tar(file: BinaryIO, budget: Budget) -> Iterator[Entry]:
    """Yield the entries of an archive in its order; each is to be read before the next is asked for.

    Raises DamagedError, or LimitError by *budget*, when no more can be read.
    """
    stream = open_stream(file, budget)
    for header in _each_header(stream):
        shown = header.name.decode("utf-8", "surrogateescape")
        size = header.size if header.kind not in b"123456" else 0
        chunks = stream.chunks(size, "within a member")
        yield Entry(shown, chunks, _kind(header), is_folder=_is_folder(header))
        for _ in chunks:
            pass
        stream.read(-size % _BLOCK)
    _check_end(stream)


def _each_header(stream: Stream) -> Iterator[_Header]:
    """Yield the headers of the entries, with what is said before each; its data are to be read before the next."""
    extension, number = _Extension(), 0
    while block := stream.read(_BLOCK):
        if len(block) < _BLOCK and number:
            raise DamagedError("it is cut short between two members")
        if not block.strip(b"\x00"):
            break
        stream.budget.count_entry()
        header = _parse_header(block, "it is not a tar archive" if number == 0 else "the header of a member is damaged")
        number += 1
        if header.kind in (_LONG_NAME, _LONG_LINK) or header.kind in _PAX + _PAX_GLOBAL:
            extension = _extend(extension, header.kind, _read_extension(stream, header))
            continue
        if header.kind == b"S" and block[_MORE_HOLES]:
            _skip_holes(stream)
        yield extension.apply(header)
        extension = _Extension()
    if number == 0 and stream.budget.unpacked < _BLOCK:
        raise DamagedError("it is not a tar archive")


def _parse_header(block: bytes, fault: str) -> _Header:
    """Return what a header says, or raise DamagedError with *fault*."""
    if len(block) < _BLOCK:
        raise DamagedError(fault)
    signed_or_not = (sum(block) - sum(block[148:156]) + 8 * 32, _signed_sum(block))
    if _number(block[148:156], fault) not in signed_or_not:
        raise DamagedError(fault)
    name, prefix = _until_nul(block[:100]), _until_nul(block[345:500])
    is_posix = block[257:263] == b"ustar\x00"  # GNU has other things where POSIX has a prefix
    name = prefix + b"/" + name if is_posix and prefix else name
    return _Header(name, block[156:157], _number(block[124:136], fault))


def _signed_sum(block: bytes) -> int:
    """Return the checksum of a header as some old programs took it, with bytes from -128 to 127."""
    rest = block[:148] + b" " * 8 + block[156:]
    return sum(rest) - 256 * sum(byte > 127 for byte in rest)  # noqa: PLR2004 - the greatest of them


def _number(field: bytes, fault: str) -> int:
    """Return a number in octal figures, or in GNU's way for great ones: a first byte of 128, the rest big-endian."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = _until_nul(field).strip()
    if digits.strip(b"01234567"):
        raise DamagedError(fault)
    return int(digits or b"0", 8)


def _until_nul(field: bytes) -> bytes:
    return field.partition(b"\x00")[0]


def _read_extension(stream: Stream, header: _Header) -> bytes:
    if header.size > stream.budget.limits.header:
        raise DamagedError(f"the description of a member has {header.size:,} bytes")
    data = stream.read_whole(header.size, "within the description of a member")
    stream.read(-header.size % _BLOCK)
    return data


def _extend(extension: _Extension, kind: bytes, data: bytes) -> _Extension:
    """Return *extension* with what one more header says; what is for all entries names none of them."""
    if kind == _LONG_NAME:
        return _Extension(_until_nul(data), extension.records)
    if kind in _PAX:
        return _Extension(extension.name, dict(_parse_records(data)))
    return extension


def _parse_records(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield keys and values of a pax header: `25 path=politics/a.txt` and an LF, by the length that leads each."""
    at = 0
    while at < len(data):
        space = data.find(b" ", at, at + _MAX_DIGITS)
        length = data[at:space] if space > at else b""
        if not length.isdigit() or not space < at + int(length) <= len(data):
            if not data[at:].strip(b"\x00"):
                return
            raise DamagedError("the description of a member is damaged")
        key, _, value = data[space + 1 : at + int(length) - 1].partition(b"=")
        yield key, value
        at += int(length)


def _skip_holes(stream: Stream) -> None:
    while stream.read_whole(_BLOCK, "within a member")[_STILL_MORE_HOLES]:
        pass


def _kind(header: _Header) -> str | None:
    """Return what an entry is when it is no file and no folder."""
    if header.kind in _FILES or header.kind == _FOLDER:
        return None
    return _KINDS.get(header.kind, f"of a kind that is not known ({header.kind.decode('ascii', 'backslashreplace')})")


def _is_folder(header: _Header) -> bool:
    return header.kind == _FOLDER or (header.kind in _FILES and header.name.endswith(b"/"))


def _check_end(stream: Stream) -> None:
    """Read what follows the last entry, so that a checksum there is compared, and tell of more than padding."""
    more = False
    while piece := stream.read(CHUNK):
        more = more or bool(piece.strip(b"\x00"))
    if more:
        raise DamagedError("more follows after its end, such as another archive")
