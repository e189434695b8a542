"""What a worker is asked, on one core or on a cluster: to read a batch of sources, or to count their lines."""

from __future__ import annotations

import hashlib
import pickle
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from digest.importer.model import VERSION, Hints
from digest.importer.outlet.learning import Counts, learn, zone_lines
from digest.importer.reading import read_job
from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.importer.reading import Job, Reading


class VersionError(DigestError):
    """A worker of a cluster has other rules than the machine that asked it."""


def key_of(hints: Hints) -> str:
    """Return a fingerprint of *hints* and of the rules: what was read under another one is to be read again."""
    packed = msgspec.msgpack.encode(hints, order="deterministic")
    return hashlib.sha256(VERSION.encode() + packed).hexdigest()


def pack_hints(hints: Hints, version: str = VERSION) -> bytes:
    """Return *hints* and the *version* of the rules as bytes, packed once and not for every batch."""
    return pickle.dumps((version, hints))


@lru_cache(maxsize=4)
def _unpack_hints(packed: bytes) -> Hints:
    version: str
    hints: Hints
    version, hints = pickle.loads(packed)  # noqa: S301 - from the process that started this one, as all it is given
    if version != VERSION:
        message = f"a worker has the rules of version {VERSION}, this machine those of {version}"
        raise VersionError(f"{message}. Hint: install the same version of the digest on both")
    return hints


def read_batch(packed: bytes, jobs: Sequence[Job]) -> list[Reading]:
    """Return what each of *jobs* holds by the hints in *packed*; raise VersionError."""
    hints = _unpack_hints(packed)
    return [read_job(job, hints) for job in jobs]


def learn_batch(packed: bytes, jobs: Sequence[Job]) -> Counts:
    """Return in how many of *jobs* each line stands that may be boilerplate; raise VersionError."""
    hints = _unpack_hints(packed)
    return learn(zone_lines(job.raw, job.file, hints) for job in jobs if not job.refused)
