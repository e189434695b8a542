"""The parser of queries, which is JavaScript: a process of Node answers what it makes of one text after another."""

from __future__ import annotations

import json
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.support.node import find_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = Path(__file__).with_name("query.mjs")
_PIECES = (
    '"', "“", "»", "-", "--", "OR", " OR ", "or", "AND", ":", "tag:", "-tag:", "year:", "YEAR:2014..2016", "lang:",
    "x:y:z", "__proto__:", "constructor:", "toString", "2014..", "60/288", "е\u0308", "Й", "ا\u064e", "١٤", "\u0000",
    "\ud800", "\U0001f1f0", "\u202e", "\u0130", "ß", "ﬁ", " ", "\n", "a", "қ",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=14).map("".join),
    st.text(max_size=60),
    st.tuples(st.sampled_from(_PIECES), st.integers(1, 3_000)).map(lambda pair: pair[0] * pair[1]),
)


@contextmanager
def parser() -> Iterator[Callable[[str], Any]]:
    """Give a function that returns what the parser makes of a text; where the parser fails, it returns its error."""
    command = [find_node(), PROGRAM]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="ascii") as node:
        assert node.stdin is not None
        assert node.stdout is not None

        def ask(text: str) -> Any:
            node.stdin.write(f"{json.dumps(text)}\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield ask
        node.stdin.close()


def check(ask: Callable[[str], Any], text: str) -> None:
    """Hold that any text is a query of words as they are compared, all of which were typed."""
    answer = ask(text)
    assert "error" not in answer, (text, answer)
    query, typed = answer["query"], set(answer["words"])
    assert set(query) >= {"all", "none", "filters"}, query
    assert all(query["all"]), "a group of no alternatives"
    asked = [*(one for group in query["all"] for one in group), *query["none"]]
    assert all(one["words"] and all(one["words"]) for one in asked), asked
    assert {word for one in asked for word in one["words"]} <= typed, (text, query)
    assert answer["again"] == answer["words"], "a word that is folded is folded again"
    assert not set(query["filters"]) - set(answer["facets"]), query
