"""The web server of the tests: where it is, how it starts, and `python -m tests.support.nginx install` to get one."""

from __future__ import annotations

import getpass
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

VARIABLE = "DIGEST_NGINX"
PLACES = ("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
INSTALL = "python -m tests.support.nginx install"
SETTINGS = """\
{user}
worker_processes 2;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    {http}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        {server}
    }}
}}
"""
# What a test says that asks for no more than pages.
USUAL = """\
    default_type text/html;
    types {
        text/html html; text/css css; text/javascript js; image/svg+xml svg;
        application/json json; application/octet-stream bin;
    }
    gzip on;
    gzip_types text/css text/javascript image/svg+xml application/json;
"""


def find_nginx() -> str | None:
    """Return the path of an nginx: the one `DIGEST_NGINX` names, or the system's."""
    return find_program(VARIABLE, PLACES)


@contextmanager
def serve(root: Path, folder: Path, http: str = USUAL, server: str = "") -> Iterator[str]:
    """Let an nginx that works in *folder* serve *root* while the block runs; the value is its address, without a slash.

    It is handed a socket that listens already, as when one nginx follows another: no port is taken from anybody, and
    what is asked before it is ready waits. *http* and *server* are what its settings say there.
    """
    program = find_nginx()
    if program is None:
        message = f"There is no nginx for the tests with a web server. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        listening.settimeout(0)  # nginx leaves what it is handed as it is, and a worker would wait for ever
        port, handle = listening.getsockname()[1], listening.fileno()
        user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
        said = SETTINGS.format(user=user, folder=folder, port=port, root=root, http=http, server=server)
        (folder / "nginx.conf").write_text(said, "utf-8")
        command = [program, "-p", f"{folder}/", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]
        environment = os.environ | {"NGINX": f"{handle};"}
        with subprocess.Popen(command, env=environment, pass_fds=[handle]) as process:
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()


def install() -> int:
    """Put an nginx in place where there is none; return the exit status."""
    return put_in_place(find_nginx, VARIABLE, "nginx-light", _by_hand())


def _by_hand() -> str:
    return f"""\
Some tests need nginx, and none could be put in place. Any one of these will do:
{ways_by_hand(VARIABLE, "nginx-light", "nginx", "/path/to/nginx")}
Then run the tests again. Without a web server: pytest -m "not server\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
