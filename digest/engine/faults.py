"""What goes wrong in the making of one file, told once, with the place that can be mended.

A template that fails on every page, or a plugin that fails on every article, is one fault and not ten thousand.
"""

from __future__ import annotations

import traceback
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError

from digest.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATE, PROGRAM, MAKING = "B101", "B102", "B103"
_TEMPLATES = "templates"
_MEND = "mend the template; docs/theme.md says what it can use"


def fault_of(error: Exception, making: str) -> Problem:
    """Return what *error* says, met when *making* was made; by the place in a template, or else in the program."""
    cause = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, TemplateSyntaxError):
        cause = f"{type(error).__name__}: {error.message}"  # as text it has lines, with the place that stands before it
        return Problem(_short(error.filename or error.name or "a template"), error.lineno, TEMPLATE, cause, _MEND)
    frames = traceback.extract_tb(error.__traceback__)
    in_theme = next((frame for frame in reversed(frames) if frame.filename.endswith(".html")), None)
    if in_theme is not None:
        return Problem(_short(in_theme.filename), in_theme.lineno or 0, TEMPLATE, f"{cause} (for {making})", _MEND)
    if isinstance(error, TemplateError):
        return Problem(making, 0, TEMPLATE, cause, "restore the template in theme/templates")
    place = frames[-1] if frames else None
    where = f" ({Path(place.filename).name}, line {place.lineno})" if place else ""
    return Problem(making, 0, PROGRAM, f"it could not be made: {cause}{where}", "report this: it is a fault of digest")


def _short(filename: str) -> str:
    """Return the path of a template from the theme's folder on: theme/templates/list.html."""
    parts = Path(filename).parts
    at = len(parts) - 1 - parts[::-1].index(_TEMPLATES) if _TEMPLATES in parts else 0
    return Path(*parts[max(0, at - 1) :]).as_posix()


def once_each(problems: Iterable[Problem]) -> list[Problem]:
    """Return *problems* in order, those of one place told once, with how often they were met.

    Which page is told first must not depend on which core was the first.
    """
    kept: dict[tuple[str, int, str], Problem] = {}
    times: Counter[tuple[str, int, str]] = Counter()
    for problem in sorted(problems):
        key = _place(problem)
        kept.setdefault(key, problem)
        times[key] += 1
    found = []
    for key, problem in kept.items():
        more = times[key] - 1
        kind = "page" if problem.code == TEMPLATE else "file"
        message = f"{problem.message}, and {more:,} more {kind}{'' if more == 1 else 's'}" if more else problem.message
        found.append(replace(problem, message=message))
    return sorted(found)


def _place(problem: Problem) -> tuple[str, int, str]:
    """Return what is to be mended: the line of a template, the program, or else the file."""
    if problem.code == TEMPLATE:
        return problem.path, problem.line, problem.code
    return ("" if problem.code in {PROGRAM, MAKING} else problem.path), problem.line, problem.message
