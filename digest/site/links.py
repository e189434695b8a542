"""Links of a body to other content, written as `{filename}/articles/2016/x.md` or `{static}/images/x.svg`."""

from __future__ import annotations

from collections.abc import Callable

def targets(body: str) -> tuple[str, ...]:
    """Return the placeholders in a rendered body."""
    return ()

def resolve(body: str, address_of: Callable[[str, str], str | None]) -> str:
    return body
