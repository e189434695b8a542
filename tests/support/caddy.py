"""The other web server of the tests, Caddy: where it is, how it starts, `python -m tests.support.caddy install`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.support.packages import find_program, put_in_place, ways_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VARIABLE = "DIGEST_CADDY"
PLACES = ("caddy", "/usr/bin/caddy", "/usr/local/bin/caddy", "/opt/homebrew/bin/caddy")
INSTALL = "python -m tests.support.caddy install"
SETTINGS = """\
{{
    admin off
    auto_https off
    storage file_system {folder}/storage
    log {{
        output file {folder}/error.log
    }}
}}
http://127.0.0.1:{port} {{
    root * {root}
{site}
}}
"""


def find_caddy() -> str | None:
    """Return the path of a Caddy: the one `DIGEST_CADDY` names, or the system's."""
    return find_program(VARIABLE, PLACES)


@contextmanager
def serve(root: Path, folder: Path, site: str) -> Iterator[str]:
    """Let a Caddy that works in *folder* serve *root* as *site* says while the block runs; the value is its address.

    Caddy takes no socket that is open already: it is given a port that was free a moment ago, and another one where
    somebody else has taken that.
    """
    program = find_caddy()
    if program is None:
        message = f"There is no Caddy for the tests with a web server. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    for _ in range(5):
        port = _free_port()
        (folder / "Caddyfile").write_text(SETTINGS.format(folder=folder, port=port, root=root, site=site), "utf-8")
        command = [program, "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
        environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        said = folder / "said"
        with said.open("wb") as log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
            try:
                if _answers(process, port):
                    yield f"http://127.0.0.1:{port}"
                    return
            finally:
                process.terminate()
    message = f"Caddy does not start: {said.read_text('utf-8')[-2000:]}"
    raise AssertionError(message)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the port is open; return False where the process has ended instead."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionRefusedError:
            continue
        return process.poll() is None
    return False


def install() -> int:
    """Put a Caddy in place where there is none; return the exit status."""
    return put_in_place(find_caddy, VARIABLE, "caddy", _by_hand())


def _by_hand() -> str:
    return f"""\
Some tests need Caddy, and none could be put in place. Any one of these will do:
{ways_by_hand(VARIABLE, "caddy", "caddy", "/path/to/caddy", "Debian 12, Ubuntu 24.04")}
Then run the tests again. Without a web server: pytest -m "not server\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
