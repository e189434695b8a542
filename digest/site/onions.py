"""The address of the same site as an onion service, which Tor Browser offers to its readers."""

from __future__ import annotations

import re
from base64 import b32decode
from hashlib import sha3_256
from urllib.parse import urlsplit

from digest.model import DigestError

# http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion
_NAME = re.compile(r"(?:[a-z0-9-]+\.)*(?P<key>[a-z2-7]{56})\.onion")
_VERSION = b"\x03"


class OnionError(DigestError):
    """An onion address with a slip in it: it would lead readers nowhere, or to somebody else."""


def onion_address(said: str) -> str:
    """Return an onion address without a slash at its end; raise OnionError where its own checksum does not hold."""
    name = _NAME.fullmatch(urlsplit(said).netloc.partition(":")[0])
    if said and (not said.startswith(("http://", "https://")) or name is None or not _holds(name["key"])):
        message = f"the onion address is none: {said!r}. Hint: write http:// and what the file `hostname` of Tor says"
        raise OnionError(message)
    return said.rstrip("/")


def _holds(name: str) -> bool:
    """Return whether a name is whole: a key, two bytes of its hash, and the version (rend-spec-v3, 6)."""
    raw = b32decode(name.upper())
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    return version == _VERSION and sha3_256(b".onion checksum" + key + version).digest()[:2] == checksum
