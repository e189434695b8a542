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
from typing import TYPE_CHECKING

from digest.importer.archive.packed import CHUNK, DamagedError, Entry, EntryError
from digest.importer.archive.zip_directory import FULL16, find_directory, find_extra, read_at, walk_directory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from digest.importer.archive.packed import Budget
    from digest.importer.archive.zip_directory import Header

_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _MASKED, _UTF8 = 0x1, 0x2000, 0x800  # flags
_UNICODE_PATH = 0x7075  # an extra field

# ╬, or `Ъbersicht`, which is `Übersicht` in cp437: what no Russian name has that was read as cp866
_NOT_RUSSIAN = re.compile(r"[^\x00-\x7fА-яЁё№]|[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")


def read_zip(file: BinaryIO, budget: Budget) -> Iterator[Entry]:
    """Yield the entries of an archive in the order of its directory; each is to be read before the next is asked for.

    Raises DamagedError, or LimitError by *budget*, when no more can be read.
    """
    directory = find_directory(file)
    offsets = array("Q")
    for header in walk_directory(file, directory):
        budget.count_entry()
        if header.offset >= directory.start:
            raise DamagedError("its directory names places where no member can be")
        offsets.append(header.offset)
    starts = array("Q", sorted(offsets))
    starts.append(directory.start)
    for header in walk_directory(file, directory):
        name, encoding = _decode_name(header)
        limit = starts[bisect_left(starts, header.offset) + 1]  # of two in one place, the place itself
        chunks = _unpack(file, header, limit, budget)
        yield Entry(name, chunks, _kind(header), encoding, is_folder=_is_folder(header, name))
    said, found = directory.entries, len(offsets)
    if found != (said if directory.is_zip64 else said | found & ~FULL16):
        raise DamagedError(f"its directory tells of {said} members and has {found}")


def _decode_name(header: Header) -> tuple[str, str | None]:
    """Return the name of an entry, and the encoding when it is an older one that had to be guessed."""
    raw = header.raw_name
    if header.flags & _UTF8 or raw.isascii():
        return raw.decode("utf-8", "surrogateescape"), None
    path = find_extra(header.extra, _UNICODE_PATH)  # version, CRC of the name it stands for, the name in UTF-8
    if path[:1] == b"\x01" and int.from_bytes(path[1:5], "little") == zlib.crc32(raw):
        return path[5:].decode("utf-8", "surrogateescape"), None
    try:
        return raw.decode("utf-8"), None  # without the flag that says so, as macOS packs
    except UnicodeDecodeError:
        russian = raw.decode("cp866")
        return (raw.decode("cp437"), "cp437") if _NOT_RUSSIAN.search(russian) else (russian, "cp866")


def _kind(header: Header) -> str | None:
    """Return what an entry is, when by its Unix mode it is no file and no folder."""
    kind = stat.S_IFMT(header.mode)
    if kind in {0, stat.S_IFREG, stat.S_IFDIR}:
        return None
    return "a symbolic link" if kind == stat.S_IFLNK else "a pipe, socket or device"


def _is_folder(header: Header, name: str) -> bool:
    return name.endswith(("/", "\\")) or stat.S_ISDIR(header.mode)


def _unpack(file: BinaryIO, header: Header, limit: int, budget: Budget) -> Iterator[bytes]:
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


def _data_start(file: BinaryIO, header: Header) -> int:
    """Return where the data of an entry begin, after its own header; that must be of the same name."""
    local = read_at(file, header.offset, _LOCAL.size)
    if len(local) < _LOCAL.size or not local.startswith(_LOCAL_MARK):
        raise EntryError("it is not where the directory of the archive says")
    name: int
    extra: int
    name, extra = _LOCAL.unpack(local)[-2:]
    if read_at(file, header.offset + _LOCAL.size, name) != header.raw_name:
        raise EntryError("it has another name than the directory of the archive says")
    return header.offset + _LOCAL.size + name + extra


def _inflate(file: BinaryIO, start: int, header: Header, budget: Budget) -> Iterator[bytes]:
    """Yield the data at *start*, unpacked a chunk at a time, however much they unpack to."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    at, end = start, start + header.packed
    while at < end:
        piece = read_at(file, at, min(CHUNK, end - at))
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
