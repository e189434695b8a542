"""Onion addresses: those that hold by their own checksum, and slips that do not."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha3_256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.site.given import Options
from digest.site.onions import OnionError, onion_address

VERSION = b"\x03"


def onion(key: bytes) -> str:
    """Return the address that Tor makes of a key."""
    checksum = sha3_256(b".onion checksum" + key + VERSION).digest()[:2]
    return f"http://{b32encode(key + checksum + VERSION).decode().lower()}.onion"


KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS, st.sampled_from(["", "/", ":8080", "/digest/"]))
def test_address_that_tor_makes_is_one(key: bytes, after: str) -> None:
    assert onion_address(onion(key) + after) == (onion(key) + after).rstrip("/")


@given(KEYS, st.integers(0, 55), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_slip_of_one_letter_is_told(key: bytes, at: int, letter: str) -> None:
    right = onion(key)
    place = len("http://") + at
    wrong = right[:place] + letter + right[place + 1 :]
    if wrong == right:
        return

    with pytest.raises(OnionError, match=r"the onion address is none"):
        onion_address(wrong)


@pytest.mark.parametrize("said", ["x.onion", "http://short.onion", "https://example.org", "ftp://x"])
def test_what_is_no_address_is_told_before_anything_is_built(said: str) -> None:
    site: dict[str, Any] = {"name": "Digest", "tagline": "x", "onion": said}

    with pytest.raises(OnionError):
        Options.of(site, "https://digest.example.org")
