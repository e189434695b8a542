"""What one plan has found out for the next: what is costly to find, under a name, with what it was found from.

Nothing in it is taken on trust: a value counts only while everything that it was found from has the same fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    Memory = MutableMapping[str, tuple[bytes, tuple[str, ...]]]

LIST = "list "
"""What the names begin with under which stands what is remembered of a list; its path follows."""


def remembered(memory: Memory, name: str, key: bytes, find: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Return what *find* finds, or what *memory* has under *name* if that was found from the same: *key* tells."""
    known = memory.get(name)
    if known is not None and known[0] == key:
        return known[1]
    found = find()
    memory[name] = (key, found)
    return found
