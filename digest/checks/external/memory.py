"""What was found at other sites, kept from one round to the next in a file that can be lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from digest.checks.external.model import VERDICTS, Kept

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_DECODER = msgspec.json.Decoder(dict[str, Kept])


def read_kept(path: Path) -> dict[str, Kept]:
    """Return what the file at *path* holds, by address; nothing where it is damaged or not there."""
    try:
        kept = _DECODER.decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}
    return {address: one for address, one in kept.items() if one.answer.verdict in VERDICTS}


def write_kept(path: Path, kept: Mapping[str, Kept]) -> None:
    """Write what is known; a disk that does not take it costs only that all is asked again."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(kept.items()))), indent=1))
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
