"""When a text was published by where it comes from: its file name, its folders, its address (rule 62)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.importer.head.dates import Mention
from digest.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = range(1900, 2100)

# 2016-12-26-title.txt   title_2016_12_26.txt   2016.12.26.txt
_NAME = re.compile(
    r"(?<![0-9])(?P<year>[0-9]{4})(?P<mark>[-_.])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})(?![0-9]|[-_.][0-9]{2}\b)"
)
# 20161226-title.txt
_FIGURES = re.compile(r"^(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?=[-_. ]|$)")
# 2016/12/26/title.txt   https://example.org/2016/12/26/title
_FOLDERS = re.compile(r"(?:^|(?<=/))(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?=/|$)")


def date_of_file(name: str) -> Mention | None:
    """Return the full date that a file's name or its folders say; None where they say none, or two."""
    path, _, file = name.rpartition("/")
    by_file = {*_dates(_NAME, file), *_dates(_FIGURES, file)}
    found = by_file | {*_dates(_NAME, path), *_dates(_FOLDERS, path)}
    return Mention(0, 0, f"file name: {file if by_file else name}", found.pop()) if len(found) == 1 else None


def date_of_address(address: str) -> Mention | None:
    """Return the full date in the path of an address; None where it says none, or two."""
    path = address.partition("?")[0].partition("#")[0]
    found = {*_dates(_FOLDERS, path), *_dates(_NAME, path)}
    return Mention(0, 0, address, found.pop()) if len(found) == 1 else None


def _dates(pattern: re.Pattern[str], text: str) -> Iterator[PartialDate]:
    for match in pattern.finditer(text):
        if int(match["year"]) in YEARS:
            try:
                yield PartialDate(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue
