"""Zip archives, one entry after the other, as PKWARE's APPNOTE.TXT has them (stored and deflated; zip64).

The library's `zipfile` is not used: it takes the whole directory into memory (135 MB for 200,000 entries, and
whatever the archive says for more), and one name or version that it does not like costs the whole archive. Here the
directory is walked twice, a piece at a time: first for where entries begin, then for the entries. An entry that
reaches into the next one is refused: bombs like David Fifield's `zbsm.zip` hold one file's bytes under many names.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.archive.packed import CHUNK, DamagedError, Entry, EntryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digest.importer.archive.packed import Budget

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_EXTRA = struct.Struct("<2H")
_END_MARK, _END64_MARK, _LOCATOR64_MARK = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_CENTRAL_MARK, _LOCAL_MARK = b"PK\x01\x02", b"PK\x03\x04"
_FULL32, _FULL16 = 0xFFFFFFFF, 0xFFFF
_MAX_COMMENT = _FULL16
_MAX_HEADER = _CENTRAL.size + 3 * _FULL16
_PIECE = 16 * CHUNK  # of a directory; the more, the less is read twice
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _MASKED, _UTF8 = 0x1, 0x2000, 0x800  # flags
_UNIX = 3  # the system whose file modes stand in the upper half of the attributes
_ZIP64, _UNICODE_PATH = 0x0001, 0x7075  # extra fields

# ╬, or `Ъbersicht`, which is `Übersicht` in cp437: what no Russian name has that was read as cp866
_NOT_RUSSIAN = re.compile(r"[^\x00-\x7fА-яЁё№]|[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where the directory of an archive lies; *shift* is what stands before the archive in its file."""

    start: int
    size: int
    entries: int
    shift: int
    is_zip64: bool


@dataclass(frozen=True, slots=True)
class _Header:
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


def read_zip(file: BinaryIO, budget: Budget) -> Iterator[Entry]:
    """Yield the entries of an archive in the order of its directory; each is to be read before the next is asked for.

    Raises DamagedError, or LimitError by *budget*, when no more can be read.
    """
    directory = _find_directory(file)
    offsets = array("Q")
    for header in _walk(file, directory):
        budget.count_entry()
        if header.offset >= directory.start:
            raise DamagedError("its directory names places where no member can be")
        offsets.append(header.offset)
    starts = array("Q", sorted(offsets))
    starts.append(directory.start)
    for header in _walk(file, directory):
        name, encoding = _decode_name(header)
        limit = starts[bisect_left(starts, header.offset) + 1]  # of two in one place, the place itself
        chunks = _unpack(file, header, limit, budget)
        yield Entry(name, chunks, _kind(header), encoding, is_folder=_is_folder(header, name))
    said, found = directory.entries, len(offsets)
    if found != (said if directory.is_zip64 else said | found & ~_FULL16):
        raise DamagedError(f"its directory tells of {said} members and has {found}")


def _find_directory(file: BinaryIO) -> _Directory:
    """Return where the directory is, by the record at the end of the file."""
    size = file.seek(0, 2)
    base = max(0, size - _END.size - _MAX_COMMENT)
    tail = _read_at(file, base, size - base)
    at = tail.rfind(_END_MARK, 0, len(tail) - _END.size + len(_END_MARK))
    if at < 0:
        raise DamagedError("it is not a zip archive, or is cut short")
    _, disk, _, _, entries, length, start, _ = _END.unpack_from(tail, at)
    end, is_zip64 = base + at, False
    locator = _read_at(file, max(0, end - _LOCATOR64.size), _LOCATOR64.size)
    if locator.startswith(_LOCATOR64_MARK):
        end, entries, length, start, disk = _read_end64(file, end - _LOCATOR64.size)
        is_zip64 = True
    if disk not in {0, _FULL16}:
        raise DamagedError("it is one part of several")
    shift = end - length - start
    if shift < 0:
        raise DamagedError("its directory is not where it says")
    return _Directory(start + shift, length, entries, shift, is_zip64)


def _read_end64(file: BinaryIO, locator_at: int) -> tuple[int, int, int, int, int]:
    """Return where the record of a zip64 archive stands, and from it: entries, length and start of the directory, disk.

    It stands right before its locator, whatever that says, when nothing was added to it; else where that says.
    """
    said = _LOCATOR64.unpack(_read_at(file, locator_at, _LOCATOR64.size))[2]
    for at in (locator_at - _END64.size, said):
        record = _read_at(file, at, _END64.size) if 0 <= at < locator_at else b""
        if len(record) == _END64.size and record.startswith(_END64_MARK):
            _, _, _, _, disk, _, _, entries, length, start = _END64.unpack(record)
            return at, entries, length, start, disk
    raise DamagedError("its directory is not where it says")


def _walk(file: BinaryIO, directory: _Directory) -> Iterator[_Header]:
    """Yield what the directory says of each entry, reading a piece at a time."""
    at, end = directory.start, directory.start + directory.size
    piece, begin = b"", 0
    while at + begin < end:
        if len(piece) - begin < min(_MAX_HEADER, end - at - begin):
            at, begin = at + begin, 0
            piece = _read_at(file, at, min(_PIECE, end - at))
        if len(piece) - begin < _CENTRAL.size or not piece.startswith(_CENTRAL_MARK, begin):
            raise DamagedError("its directory is damaged")
        header, begin = _parse_header(piece, begin, directory.shift)
        if begin > len(piece):
            raise DamagedError("its directory is cut short")
        yield header


def _parse_header(piece: bytes, begin: int, shift: int) -> tuple[_Header, int]:
    """Return what stands at *begin* of a piece of a directory, and where the next entry follows."""
    (_, system, _, flags, method, _, _, crc, packed, unpacked, name, extra, comment, _, _, attributes, offset) = (
        _CENTRAL.unpack_from(piece, begin)
    )
    name_end = begin + _CENTRAL.size + name
    fields = piece[name_end : name_end + extra]
    unpacked, packed, offset = _widen(fields, (unpacked, packed, offset))
    mode = attributes >> 16 if system >> 8 == _UNIX else 0
    raw_name = piece[begin + _CENTRAL.size : name_end]
    header = _Header(raw_name, fields, flags, method, crc, packed, unpacked, offset + shift, mode)
    return header, name_end + extra + comment


def _widen(extra: bytes, sizes: tuple[int, ...]) -> Iterator[int]:
    """Yield *sizes*, with those that are too great for four bytes taken from the extra field of zip64."""
    wide = _find_extra(extra, _ZIP64)
    for size in sizes:
        if size == _FULL32 and len(wide) >= 8:  # noqa: PLR2004 - eight bytes are a number
            yield int.from_bytes(wide[:8], "little")
            wide = wide[8:]
        else:
            yield size


def _find_extra(extra: bytes, wanted: int) -> bytes:
    at = 0
    while at + _EXTRA.size <= len(extra):
        kind, size = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size
        if kind == wanted:
            return extra[at : at + size]
        at += size
    return b""


def _decode_name(header: _Header) -> tuple[str, str | None]:
    """Return the name of an entry, and the encoding when it is an older one that had to be guessed."""
    raw = header.raw_name
    if header.flags & _UTF8 or raw.isascii():
        return raw.decode("utf-8", "surrogateescape"), None
    path = _find_extra(header.extra, _UNICODE_PATH)  # version, CRC of the name it stands for, the name in UTF-8
    if path[:1] == b"\x01" and int.from_bytes(path[1:5], "little") == zlib.crc32(raw):
        return path[5:].decode("utf-8", "surrogateescape"), None
    try:
        return raw.decode("utf-8"), None  # without the flag that says so, as macOS packs
    except UnicodeDecodeError:
        russian = raw.decode("cp866")
        return (raw.decode("cp437"), "cp437") if _NOT_RUSSIAN.search(russian) else (russian, "cp866")


def _kind(header: _Header) -> str | None:
    """Return what an entry is, when by its Unix mode it is no file and no folder."""
    kind = stat.S_IFMT(header.mode)
    if kind in {0, stat.S_IFREG, stat.S_IFDIR}:
        return None
    return "a symbolic link" if kind == stat.S_IFLNK else "a pipe, socket or device"


def _is_folder(header: _Header, name: str) -> bool:
    return name.endswith(("/", "\\")) or stat.S_ISDIR(header.mode)


def _unpack(file: BinaryIO, header: _Header, limit: int, budget: Budget) -> Iterator[bytes]:
    """Yield the bytes of an entry, none of them from *limit* on, where the next one begins."""
    if header.flags & (_ENCRYPTED | _MASKED):
        raise EntryError("it is encrypted")
    if header.method not in {_STORED, _DEFLATED}:
        raise EntryError(f"it is packed in a way that is not read (method {header.method})")
    start = _data_start(file, header)
    if start + header.packed > limit:
        raise DamagedError("its members overlap, as in an archive bomb")
    crc = size = 0
    for chunk in _inflate(file, start, header, budget):
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        yield chunk
    if size != header.unpacked or crc != header.crc:
        raise EntryError("it is damaged: its length or checksum is not what the archive says")


def _data_start(file: BinaryIO, header: _Header) -> int:
    """Return where the data of an entry begin, after its own header; that must be of the same name."""
    local = _read_at(file, header.offset, _LOCAL.size)
    if len(local) < _LOCAL.size or not local.startswith(_LOCAL_MARK):
        raise EntryError("it is not where the directory of the archive says")
    name: int
    extra: int
    name, extra = _LOCAL.unpack(local)[-2:]
    if _read_at(file, header.offset + _LOCAL.size, name) != header.raw_name:
        raise EntryError("it has another name than the directory of the archive says")
    return header.offset + _LOCAL.size + name + extra


def _inflate(file: BinaryIO, start: int, header: _Header, budget: Budget) -> Iterator[bytes]:
    """Yield the data at *start*, unpacked a chunk at a time, however much they unpack to."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    at, end = start, start + header.packed
    while at < end:
        piece = _read_at(file, at, min(CHUNK, end - at))
        if not piece:
            raise EntryError("it is cut short")
        at += len(piece)
        if header.method == _STORED:
            budget.count(len(piece), len(piece))
            yield piece
            continue
        budget.count(0, len(piece))
        while not inflater.eof:
            chunk, piece = _inflate_some(inflater, piece)
            if not chunk and not piece:
                break
            budget.count(len(chunk))
            yield chunk
    if header.method == _DEFLATED and not inflater.eof:
        raise EntryError("it is cut short")


def _inflate_some(inflater: zlib._Decompress, piece: bytes) -> tuple[bytes, bytes]:
    """Return the next chunk, and what is left of the piece."""
    try:
        return inflater.decompress(piece, CHUNK), inflater.unconsumed_tail
    except zlib.error as error:
        raise EntryError("it is damaged") from error


def _read_at(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)
