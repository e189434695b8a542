"""The load on a web server: where wrk is, how it is run, and `python -m tests.support.wrk install` to get it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support.packages import find_program, put_in_place, ways_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "DIGEST_WRK"
PLACES = ("wrk", "/usr/bin/wrk", "/opt/homebrew/bin/wrk")
INSTALL = "python -m tests.support.wrk install"
LONGEST = 3_600  # seconds that one runs at most
_REQUESTS = re.compile(r"(\d+) requests in")
_REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
_BROKEN = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")


@dataclass
class Asked:
    """What wrk has seen once it has ended: how many answers, and how many of them were none, or not what was asked."""

    requests: int = 0
    refused: int = 0
    broken: int = 0


def find_wrk() -> str | None:
    """Return the path of a wrk: the one `DIGEST_WRK` names, or the system's."""
    return find_program(VARIABLE, PLACES)


@contextmanager
def asking(address: str, connections: int = 8) -> Iterator[Asked]:
    """Ask for *address* all the while the block runs, by so many connections and no more."""
    program = find_wrk()
    if program is None:
        message = f"There is no wrk for the tests under load. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    asked = Asked()
    command = [program, "--threads", "1", "--connections", str(connections), "--duration", f"{LONGEST}s", address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield asked
        finally:
            process.send_signal(signal.SIGINT)
            said = process.communicate()[0]
    asked.requests = int(_number(_REQUESTS, said))
    asked.refused = int(_number(_REFUSED, said))
    found = _BROKEN.search(said)
    asked.broken = sum(map(int, found.groups())) if found else 0


def _number(pattern: re.Pattern[str], said: str) -> str:
    found = pattern.search(said)
    return found[1] if found else "0"


def install() -> int:
    """Put a wrk in place where there is none; return the exit status."""
    return put_in_place(find_wrk, VARIABLE, "wrk", _by_hand())


def _by_hand() -> str:
    return f"""\
Some tests need wrk, and it could not be put in place. Any one of these will do:
{ways_by_hand(VARIABLE, "wrk", "wrk", "/path/to/wrk")}
Then run the tests again. Without it: pytest -m "not server\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
