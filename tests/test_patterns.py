"""The regular expressions of this project mean the same to every Python that it runs on."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import digest

MODULES = [found.name for found in pkgutil.walk_packages(digest.__path__, "digest.") if "__main__" not in found.name]


@pytest.mark.parametrize("name", MODULES)
def test_no_group_is_possessive(name: str) -> None:
    """Python 3.11.2, which Debian 12 has, finds nothing where a group with choices is possessive: gh-106052.

    An atomic group says the same: `(?>(?:ab?)*)` for `(?:ab?)*+`.
    """
    patterns = [one.pattern for one in vars(import_module(name)).values() if isinstance(one, re.Pattern)]

    assert [one for one in patterns if isinstance(one, str) and re.search(r"(?<!\\)\)[*+?]\+", one)] == []
