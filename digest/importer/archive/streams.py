"""What a file unpacks to, packed with gzip, bzip2, xz or not at all: read forward, and all of it counted."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.archive.packed import CHUNK, DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

    from digest.importer.archive.packed import Budget

_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_MAX_XZ_MEMORY = 128_000_000  # what `xz -9` needs twice over; an archive can ask for 4 GB
# A checksum stands at the end of what it is for, where the texts were given out long since.
_UNSURE = "it is damaged, and so may be what was read of it"


class _Counted(io.RawIOBase):
    """A file of which every byte that is read is counted as packed."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self._file = file
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._file.read(min(len(view), CHUNK))
        self._budget.count(0, len(data))
        view[: len(data)] = data
        return len(data)


@dataclass(slots=True)
class _Xz:
    """The streams of an xz file, one after the other; `lzma.LZMAFile` sets no limit to their memory."""

    file: _Counted
    decoder: lzma.LZMADecompressor | None = None
    rest: bytes = b""

    def read(self, size: int, /) -> bytes:
        while True:
            if self.decoder is None:
                self.rest = self.rest.lstrip(b"\x00") or self._read_packed().lstrip(b"\x00")
                if not self.rest:
                    return b""
                self.decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MAX_XZ_MEMORY)
            elif self.decoder.needs_input and not self.rest:
                self.rest = self._read_packed()
                if not self.rest:
                    raise EOFError
            data, self.rest = self.decoder.decompress(self.rest, size), b""
            if self.decoder.eof:
                self.rest, self.decoder = self.decoder.unused_data, None
            if data:
                return data

    def _read_packed(self) -> bytes:
        return self.file.read(CHUNK) or b""


@dataclass(slots=True)
class Stream:
    """What an archive unpacks to, read forward and counted."""

    read_some: Callable[[int], bytes]
    budget: Budget

    def read(self, size: int) -> bytes:
        """Return the next bytes: fewer than *size* only at the end."""
        pieces, missing = [], size
        while missing and (piece := self._read_piece(missing)):
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def read_whole(self, size: int, where: str) -> bytes:
        """Return the next *size* bytes, or raise DamagedError."""
        data = self.read(size)
        if len(data) < size:
            raise DamagedError(f"it is cut short {where}")
        return data

    def chunks(self, size: int, where: str) -> Iterator[bytes]:
        """Yield the next *size* bytes, a chunk at a time, or raise DamagedError."""
        while size:
            piece = self.read_whole(min(size, CHUNK), where)
            size -= len(piece)
            yield piece

    def _read_piece(self, size: int) -> bytes:
        try:
            data = self.read_some(min(size, CHUNK))
        except EOFError as error:
            raise DamagedError("it is cut short") from error
        except lzma.LZMAError as error:
            needs_more = "memory" in str(error).lower()
            raise DamagedError("it needs too much memory" if needs_more else _UNSURE) from error
        except zlib.error as error:
            raise DamagedError(_UNSURE) from error
        except OSError as error:  # of gzip and bz2 without a number, of the disk with one
            raise DamagedError(error.strerror or _UNSURE) from error
        self.budget.count(len(data))
        return data


def open_stream(file: BinaryIO, budget: Budget) -> Stream:
    """Return what *file* unpacks to, by its first bytes, whatever its name says."""
    start = file.read(len(_XZ))
    file.seek(0)
    counted = _Counted(file, budget)
    if start.startswith(_GZIP):
        return Stream(gzip.GzipFile(fileobj=counted, mode="rb").read1, budget)
    if start.startswith(_BZIP2):
        return Stream(bz2.BZ2File(counted).read1, budget)
    if start == _XZ:
        return Stream(_Xz(counted).read, budget)
    return Stream(lambda size: counted.read(size) or b"", budget)
