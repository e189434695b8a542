"""CBOR as Pagefind writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.search.cbor import decode, encode

ITEMS = st.recursive(st.integers(0, 2**64 - 1) | st.text(), st.lists)


# RFC 8949, appendix A
@pytest.mark.parametrize(
    ("item", "data"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (1000, "1903e8"),
        (1000000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"),
        ("", "60"),
        ("IETF", "6449455446"),
        ("水", "63e6b0b4"),
        ([], "80"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
        (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ],
)
def test_examples_of_the_standard(item: object, data: str) -> None:
    assert encode(item) == bytes.fromhex(data)  # type: ignore[arg-type]  # parametrize gives objects
    assert decode(bytes.fromhex(data)) == item


@given(ITEMS)
def test_what_is_encoded_is_decoded(item: object) -> None:
    assert decode(encode(item)) == item  # type: ignore[arg-type]  # hypothesis gives objects


@pytest.mark.parametrize("data", ["", "18", "1900", "62ff", "8201", "0000", "20", "40", "a0", "f6", "fb", "9fff", "1c"])
def test_anything_else_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(bytes.fromhex(data))


def test_a_number_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        encode(2**64)
