"""Compressed variants of files, for servers that send what lies ready: the same bytes on every run."""

from __future__ import annotations

import gzip
import importlib.util
from typing import TYPE_CHECKING

from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LEAST = 512
"""Of so many bytes a file must be: a smaller one takes one packet of the network either way."""


def gz(content: bytes) -> bytes:
    """Return *content* as gzip has it, without the moment."""
    return gzip.compress(content, 9, mtime=0)


def br(content: bytes) -> bytes:
    """Return *content* as Brotli has it: a fifth less than gzip."""
    import brotli  # noqa: PLC0415 - of the extra [brotli]

    packed: bytes = brotli.compress(content, quality=9)
    return packed


PACKERS: Mapping[str, Callable[[bytes], bytes]] = {"br": br, "gz": gz}


def check_packers(names: Sequence[str]) -> None:
    """Raise UsageError for a way to compress that is not installed."""
    if "br" in names and importlib.util.find_spec("brotli") is None:
        message = "there is no Brotli. Hint: install it with `pip install 'digest[brotli]'`, or compress with gz alone"
        raise UsageError(message)
