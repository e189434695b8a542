"""What web servers are to be told of the site, written from the one table of `digest.hosting` for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.hosting import HSTS
from digest.publishing.servers.caddy import render_caddy
from digest.publishing.servers.nginx import render_http, render_server
from digest.site.moving import render_headers, render_redirects

if TYPE_CHECKING:
    from pathlib import Path

    from digest.moves import Moves


def server_files(moves: Moves, *, hsts: bool = False, onion: str = "") -> dict[str, bytes]:
    """Return the files by name: for nginx one of its `http` part and one of its `server` part, for Caddy, for hosts.

    With *onion* each answer says where it stands as one of that onion service; hosts have it from the pages alone.
    """
    more = (("Strict-Transport-Security", HSTS),) if hsts else ()
    return {
        "nginx-http.conf": render_http(moves).encode(),
        "nginx-server.conf": render_server((*more, *_onion(onion, "$request_uri"))).encode(),
        "digest.caddy": render_caddy(moves, (*more, *_onion(onion, "{uri}"))).encode(),
        "_headers": render_headers(more),
        "_redirects": render_redirects(moves),
    }


def _onion(onion: str, asked: str) -> tuple[tuple[str, str], ...]:
    return (("Onion-Location", f"{onion}{asked}"),) if onion else ()


def write_server_files(folder: Path, moves: Moves, *, hsts: bool = False, onion: str = "") -> None:
    """Write them into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in server_files(moves, hsts=hsts, onion=onion).items():
        (folder / name).write_bytes(content)
