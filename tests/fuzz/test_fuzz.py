"""What reads the words of others holds to its promises: for all that was found once, and for some that chance makes up.

`inv fuzz` goes on for as long as one likes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fuzz.queries import check, parser
from tests.fuzz.running import CASES, NAMES, QUERY, by_hypothesis
from tests.fuzz.targets import TARGETS

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = 150


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once_is_found_no_more(path: Path) -> None:
    content = path.read_bytes()
    if path.parent.name == QUERY:
        with parser() as ask:
            check(ask, content.decode())
    else:
        TARGETS[path.parent.name](content)


@pytest.mark.parametrize("target", NAMES)
def test_nothing_that_chance_makes_up_breaks_a_promise(target: str) -> None:
    done = by_hypothesis(target, 0, batch=EXAMPLES)

    assert done.fault == ""
    assert done.executions >= EXAMPLES
