"""YAML of simple values as libyaml writes it, letter for letter, in a tenth of its time.

Front matter is mostly names, words and days, and PyYAML asks a resolver in Python about each. What is not surely simple
is left to libyaml, a value alone where it fits into a line.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Dump = Callable[[Any], str]

MAX_TEXT = 2000  # characters; libyaml folds lines of 10,000

# Jane Roe   library-opens   „Ein Lesesaal“   I311 line 7: no date
_LETTERS = "A-Za-z\u00c0-\u024f\u0400-\u052f\u0620-\u064a\u066e-\u06d3"
_WORDS = re.compile(rf"[{_LETTERS}“«„][{_LETTERS}0-9_ .,;:#/()?!'\"“”‘’«»„–—…%&+*=@\[\]|-]*(?<! )")
# 9b1c…: an a, c, d, e or f, without which it may be a number
_SHA256 = re.compile("(?=[0-9b]{0,63}[acdef])[0-9a-f]{64}")
# source
_KEY = re.compile("[a-z][a-z_0-9]{2,30}")
_NO_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


class _NotPlainError(ValueError):
    """A value that libyaml has to write with all that stands around it."""


def dump_plain(values: Mapping[str, Any], dump: Dump) -> str | None:
    """Return a mapping as *dump*, libyaml's, would write it, or None where that has to be asked."""
    try:
        return _mapping(values, "", dump) or None
    except _NotPlainError:
        return None


def _mapping(values: Mapping[str, Any], indent: str, dump: Dump) -> str:
    return "".join(_entry(key, value, indent, dump) for key, value in values.items())


def _entry(key: str, value: Any, indent: str, dump: Dump) -> str:
    if not _KEY.fullmatch(key) or key in _NO_TEXT:
        raise _NotPlainError
    if isinstance(value, dict) and value:
        return f"{indent}{key}:\n{_mapping(value, f'{indent}  ', dump)}"
    if isinstance(value, list) and value:
        return f"{indent}{key}:\n{''.join(_item(item, indent, dump) for item in value)}"
    return f"{indent}{key}: {_scalar(value, dump)}\n"


def _item(value: Any, indent: str, dump: Dump) -> str:
    if isinstance(value, dict) and value:
        return f"{indent}- {_mapping(value, f'{indent}  ', dump)[len(indent) + 2 :]}"
    return f"{indent}- {_scalar(value, dump)}\n"


def _scalar(value: Any, dump: Dump) -> str:
    if isinstance(value, str):
        return _text(value, dump)
    if type(value) is dt.date:
        return value.isoformat()
    if type(value) is int:
        return str(value)
    if value in ([], {}):
        return str(value)
    raise _NotPlainError


def _text(text: str, dump: Dump) -> str:
    if len(text) > MAX_TEXT or not text.isprintable():
        raise _NotPlainError
    if _SHA256.fullmatch(text):
        return text
    if not _WORDS.fullmatch(text) or text.lower() in _NO_TEXT:
        return _other(text, dump)
    is_quoted = ": " in text or " #" in text or text.endswith(":")
    return "'{}'".format(text.replace("'", "''")) if is_quoted else text


@lru_cache(maxsize=256)
def _other(text: str, dump: Dump) -> str:
    """Return a text by libyaml, where it is one line: '2', '2016-12'."""
    line, end, more = dump([text]).partition("\n")
    if not end or more or "\\U" in line:
        raise _NotPlainError
    return line.removeprefix("- ")
