"""Reading a file of `content/registry/` that holds no entries: what it says by key, or why it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from digest.frontmatter import FrontMatterError, read_mapping
from digest.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Said(NamedTuple):
    """The values of a file by key, the line of each key, and what keeps the file from being read."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    problems: list[Problem]


def read_registry_file(path: Path, code: str) -> Said:
    """Return what the file at *path* says; it need not be there. What keeps it from being read is told as *code*."""
    try:
        return Said(*read_mapping(path.read_text("utf-8")), [])
    except FileNotFoundError:
        return Said({}, {}, [])
    except FrontMatterError as error:
        message = error.message.replace("the front matter", "the registry")
        problem = Problem(path.as_posix(), error.line, code, message, error.hint)
    except (OSError, UnicodeDecodeError):
        problem = Problem(path.as_posix(), 0, code, "the registry cannot be read", "save it as UTF-8")
    return Said({}, {}, [problem])
