"""A picture of sixteen colours as PNG, put together from bands of rows: those that many cards share are packed once."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _INDEXED = 4, 3
_ZLIB_HEAD, _LAST_BLOCK = b"\x78\x01", b"\x03\x00"
# Rows of few colours are small however hard one tries, and there is one such picture an article.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Band:
    """Some rows of a picture: as they are, and packed so that it does not matter what stands before them."""

    rows: bytes
    packed: bytes


def pack(rows: bytes) -> Band:
    """Return *rows*, each with the byte 0 before it, which says that it is not filtered, as a band."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Band(rows, packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH))


def png(size: tuple[int, int], palette: bytes, bands: Iterable[Band]) -> bytes:
    """Return the picture of *size* that *bands* make from top to bottom; a pixel is four bits, a place in *palette*."""
    packed, check = [_ZLIB_HEAD], 1
    for band in bands:
        packed.append(band.packed)
        check = zlib.adler32(band.rows, check)
    packed += [_LAST_BLOCK, struct.pack(">I", check)]
    head = struct.pack(">IIBBBBB", *size, _DEPTH, _INDEXED, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", b"".join(packed)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(content, zlib.crc32(kind)))
