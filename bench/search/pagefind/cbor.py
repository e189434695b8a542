"""As much of CBOR (RFC 8949) as Pagefind's index uses: whole numbers, texts and lists, each in its shortest form."""

from __future__ import annotations

from typing import TypeAlias

Item: TypeAlias = "int | str | list[Item]"

_NUMBER, _TEXT, _LIST = 0, 3, 4
_IN_HEAD = 24  # an argument below this stands in the head byte itself
_LONGER = {24: 1, 25: 2, 26: 4, 27: 8}  # what the head byte says instead: how many bytes follow


def decode(data: bytes) -> Item:
    """Return the one item that *data* holds; raise ValueError for anything else."""
    item, end = _item(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes follow the item")
    return item


def encode(item: Item) -> bytes:
    """Return *item* in the shortest form, the one that Pagefind writes too."""
    if isinstance(item, int):
        return _head(_NUMBER, item)
    if isinstance(item, str):
        text = item.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(item)) + b"".join(map(encode, item))


def _item(data: bytes, start: int) -> tuple[Item, int]:
    kind, argument, at = _read_head(data, start)
    if kind == _NUMBER:
        return argument, at
    if kind == _TEXT:
        if at + argument > len(data):
            raise _cut_off(start)
        return data[at : at + argument].decode(), at + argument
    if kind == _LIST:
        items = []
        for _ in range(argument):
            item, at = _item(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"an item of CBOR kind {kind} at byte {start}")


def _read_head(data: bytes, start: int) -> tuple[int, int, int]:
    """Return the kind of the item at *start*, its argument, and where it goes on."""
    if start >= len(data):
        raise _cut_off(start)
    kind, short = data[start] >> 5, data[start] & 31
    if short < _IN_HEAD:
        return kind, short, start + 1
    if short not in _LONGER:
        raise ValueError(f"an item without a length at byte {start}")
    end = start + 1 + _LONGER[short]
    return kind, int.from_bytes(data[start + 1 : end]), end


def _head(kind: int, argument: int) -> bytes:
    if argument < _IN_HEAD:
        return bytes([kind << 5 | argument])
    for short, length in _LONGER.items():
        if argument < 1 << 8 * length:
            return bytes([kind << 5 | short]) + argument.to_bytes(length)
    raise ValueError(f"{argument} does not fit into 64 bits")


def _cut_off(start: int) -> ValueError:
    return ValueError(f"the data ends within the item at byte {start}")
