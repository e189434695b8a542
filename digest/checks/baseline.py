"""Old problems, kept in a file: they are counted and not told, and the file shrinks as they are mended.

One JSON object a line, in order: `{"path": …, "code": …, "message": …, "count": …}`. A problem is known by its file,
code and message; its line moves with every edit above it.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from digest.model import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Key: TypeAlias = tuple[str, str, str]

GONE = "C330"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is told beside a baseline: *problems* that are new or gone, and how many *old* ones are not told."""

    problems: list[Problem]
    old: int


def render_baseline(problems: Iterable[Problem]) -> str:
    """Return the text of a baseline that knows *problems*."""
    counted = Counter(map(_key, problems))
    fields = ({"path": key[0], "code": key[1], "message": key[2], "count": count} for key, count in counted.items())
    return "".join(
        f"{json.dumps(one, ensure_ascii=False)}\n" for one in sorted(fields, key=lambda one: str([*one.values()]))
    )


def compare(problems: Iterable[Problem], text: str, path: str) -> Compared:
    """Return what is new in *problems* beside the baseline *text* of the file *path*, and what of that is gone."""
    known, lines = _read(text, path)
    left = Counter(known)
    new = []
    old = 0
    for problem in problems:
        key = _key(problem)
        if left[key] > 0:
            left[key] -= 1
            old += 1
        else:
            new.append(problem)
    hint = "write the baseline anew with --write-baseline, so that it does not come back unseen"
    gone = [
        Problem(path, lines[key], GONE, f"no longer there: {key[0]}: {key[1]} {key[2]}", hint)
        for key, count in left.items()
        if count > 0
    ]
    return Compared(sorted([*new, *gone], key=attrgetter("place")), old)


def _key(problem: Problem) -> Key:
    return problem.path, problem.code, problem.message


def _read(text: str, path: str) -> tuple[Mapping[Key, int], Mapping[Key, int]]:
    """Return how often each problem is known, and the line of the file that says so."""
    known: dict[Key, int] = {}
    lines: dict[Key, int] = {}
    for line, one in enumerate(text.splitlines(), 1):
        try:
            said = json.loads(one)
            key = (str(said["path"]), str(said["code"]), str(said["message"]))
            known[key] = known.get(key, 0) + int(said["count"])
        except (ValueError, KeyError, TypeError) as error:
            message = f"{path}:{line}: this is no line of a baseline. Hint: write it anew with --write-baseline"
            raise UsageError(message) from error
        lines.setdefault(key, line)
    return known, lines
