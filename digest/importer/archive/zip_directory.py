"""The directory at the end of a zip archive: where it is, and what it says of each entry (with zip64)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.archive.packed import CHUNK, DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_EXTRA = struct.Struct("<2H")
_END_MARK, _END64_MARK, _LOCATOR64_MARK = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_CENTRAL_MARK = b"PK\x01\x02"
_FULL32, FULL16 = 0xFFFFFFFF, 0xFFFF
_MAX_COMMENT = FULL16
_MAX_HEADER = _CENTRAL.size + 3 * FULL16
_PIECE = 16 * CHUNK  # of a directory; the more, the less is read twice
_UNIX = 3  # the system whose file modes stand in the upper half of the attributes
_ZIP64 = 0x0001  # an extra field


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the directory of an archive lies; *shift* is what stands before the archive in its file."""

    start: int
    size: int
    entries: int
    shift: int
    is_zip64: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What the directory says of an entry; *offset* is where its own header begins in the file."""

    raw_name: bytes
    extra: bytes
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    offset: int
    mode: int


def find_directory(file: BinaryIO) -> Directory:
    """Return where the directory is, by the record at the end of the file."""
    size = file.seek(0, 2)
    base = max(0, size - _END.size - _MAX_COMMENT)
    tail = read_at(file, base, size - base)
    at = tail.rfind(_END_MARK, 0, len(tail) - _END.size + len(_END_MARK))
    if at < 0:
        raise DamagedError("it is not a zip archive, or is cut short")
    _, disk, _, _, entries, length, start, _ = _END.unpack_from(tail, at)
    end, is_zip64 = base + at, False
    locator = read_at(file, max(0, end - _LOCATOR64.size), _LOCATOR64.size)
    if locator.startswith(_LOCATOR64_MARK):
        end, entries, length, start, disk = _read_end64(file, end - _LOCATOR64.size)
        is_zip64 = True
    if disk not in {0, FULL16}:
        raise DamagedError("it is one part of several")
    shift = end - length - start
    if shift < 0:
        raise DamagedError("its directory is not where it says")
    return Directory(start + shift, length, entries, shift, is_zip64)


def _read_end64(file: BinaryIO, locator_at: int) -> tuple[int, int, int, int, int]:
    """Return where the record of a zip64 archive stands, and from it: entries, length and start of the directory, disk.

    It stands right before its locator, whatever that says, when nothing was added to it; else where that says.
    """
    said = _LOCATOR64.unpack(read_at(file, locator_at, _LOCATOR64.size))[2]
    for at in (locator_at - _END64.size, said):
        record = read_at(file, at, _END64.size) if 0 <= at < locator_at else b""
        if len(record) == _END64.size and record.startswith(_END64_MARK):
            _, _, _, _, disk, _, _, entries, length, start = _END64.unpack(record)
            return at, entries, length, start, disk
    raise DamagedError("its directory is not where it says")


def walk_directory(file: BinaryIO, directory: Directory) -> Iterator[Header]:
    """Yield what the directory says of each entry, reading a piece at a time."""
    at, end = directory.start, directory.start + directory.size
    piece, begin = b"", 0
    while at + begin < end:
        if len(piece) - begin < min(_MAX_HEADER, end - at - begin):
            at, begin = at + begin, 0
            piece = read_at(file, at, min(_PIECE, end - at))
        if len(piece) - begin < _CENTRAL.size or not piece.startswith(_CENTRAL_MARK, begin):
            raise DamagedError("its directory is damaged")
        header, begin = _parse_header(piece, begin, directory.shift)
        if begin > len(piece):
            raise DamagedError("its directory is cut short")
        yield header


def _parse_header(piece: bytes, begin: int, shift: int) -> tuple[Header, int]:
    """Return what stands at *begin* of a piece of a directory, and where the next entry follows."""
    (_, system, _, flags, method, _, _, crc, packed, unpacked, name, extra, comment, _, _, attributes, offset) = (
        _CENTRAL.unpack_from(piece, begin)
    )
    name_end = begin + _CENTRAL.size + name
    fields = piece[name_end : name_end + extra]
    unpacked, packed, offset = _widen(fields, (unpacked, packed, offset))
    mode = attributes >> 16 if system >> 8 == _UNIX else 0
    raw_name = piece[begin + _CENTRAL.size : name_end]
    header = Header(raw_name, fields, flags, method, crc, packed, unpacked, offset + shift, mode)
    return header, name_end + extra + comment


def _widen(extra: bytes, sizes: tuple[int, ...]) -> Iterator[int]:
    """Yield *sizes*, with those that are too great for four bytes taken from the extra field of zip64."""
    wide = find_extra(extra, _ZIP64)
    for size in sizes:
        if size == _FULL32 and len(wide) >= 8:  # noqa: PLR2004 - eight bytes are a number
            yield int.from_bytes(wide[:8], "little")
            wide = wide[8:]
        else:
            yield size


def find_extra(extra: bytes, wanted: int) -> bytes:
    """Return what the extra field of one kind holds; nothing where there is none."""
    at = 0
    while at + _EXTRA.size <= len(extra):
        kind, size = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size
        if kind == wanted:
            return extra[at : at + size]
        at += size
    return b""


def read_at(file: BinaryIO, at: int, size: int) -> bytes:
    """Return the bytes at a place of the file: fewer than *size* only at its end."""
    file.seek(at)
    return file.read(size)
