"""What tells a program another time: where it is, and `python -m tests.support.faketime install` to get it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.support.packages import put_in_place, ways_by_hand

VARIABLE = "DIGEST_FAKETIME"
FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
NAMES = ("libfaketimeMT.so.1", "libfaketime.1.dylib")
INSTALL = "python -m tests.support.faketime install"


def find_faketime() -> str:
    """Return the path of the library; FileNotFoundError says how to get it."""
    found = _look()
    if found is None:
        message = f"There is no libfaketime for the tests with other clocks. Get one: {INSTALL}"
        raise FileNotFoundError(message)
    return found


def _look() -> str | None:
    if named := os.environ.get(VARIABLE):
        return named if Path(named).is_file() else None
    places = (
        Path(folder, place) for folder in FOLDERS for place in ("faketime", f"{os.uname().machine}-linux-gnu/faketime")
    )
    return next((str(path / name) for path in places for name in NAMES if (path / name).is_file()), None)


def install() -> int:
    """Put the library in place where there is none; return the exit status."""
    return put_in_place(_look, VARIABLE, "libfaketime", _by_hand())


def _by_hand() -> str:
    return f"""\
Some tests need libfaketime, and it could not be put in place. Any one of these will do:
{ways_by_hand(VARIABLE, "libfaketime", "libfaketime", "/path/to/libfaketimeMT.so.1")}
Then run the tests again. Without it: pytest -m "not server\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
