"""Publishes under load: two states of a site go out by turns while wrk and readers ask an nginx for it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from digest.engine.mirror import mirror_all
from digest.moves import Moves
from digest.publishing.folder import Folder
from digest.publishing.release import Outgoing, moment_after, release_of
from digest.publishing.servers import server_files
from digest.publishing.staging import stage
from tests.support import nginx
from tests.support.project import ROOT
from tests.support.wrk import asking
from tests.torture.desk import STATES, Desk
from tests.torture.faults import Tortured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOAD = "publish-under-load"
KEEP = 3


def publish_under_load(folder: Path, publishes: int, seed: int) -> Tortured:
    """Publish so often, by turns, and see that no answer is missing, of neither state, or of both."""
    begun, came = time.monotonic(), Tortured(LOAD)
    desk = Desk(folder / "project", articles=8, is_styled=True).set_up()
    (folder / "expected.json").write_text(json.dumps(_expected(desk)), "ascii")
    (folder / "nginx").mkdir()
    files = {name: content.decode() for name, content in server_files(Moves()).items()}
    serving = nginx.serve(desk.live, folder / "nginx", files["nginx-http.conf"], files["nginx-server.conf"])
    with serving as address, _reading(address, folder / "expected.json") as seen, asking(f"{address}/") as asked:
        for number in range(publishes):
            _publish(desk, STATES[(number + seed) % 2])
    came.ways["published"] = publishes
    came.wrong = list(seen["wrong"])
    if asked.refused or asked.broken or not asked.requests:
        came.wrong.append(f"wrk: of {asked.requests} answers {asked.refused} refused, {asked.broken} broken off")
    if min(seen["counts"].get(f"pages of {state}", 0) for state in STATES) == 0:
        came.wrong.append(f"readers saw one state alone: {seen['counts']}")
    counts = seen["counts"]
    came.note = f"{asked.requests:,} answers to wrk, {counts['answers']:,} to readers who held each against the site"
    came.seconds = time.monotonic() - begun
    return came


def _publish(desk: Desk, state: str) -> None:
    """Put out the site of a state, as `digest publish` does when it has built and checked it."""
    mirror_all(str(desk.folder / f"clean-{state}"), str(desk.output))
    place = Folder(desk.folder / "srv", KEEP)
    with stage(desk.output, ["gz"], _wait) as staged, place.hold(_wait):
        release = release_of(staged.files(), moment_after(place.names(), datetime.now(UTC)))
        place.put(Outgoing(staged, release))


def _wait(_: int | None) -> None:
    """Say nothing to nobody."""


def _expected(desk: Desk) -> dict[str, dict[str, str]]:
    """Return what the site says at each address in each state; of pages those that are there in both."""
    found: dict[str, dict[str, str]] = {}
    for state in STATES:
        for path in (desk.folder / f"clean-{state}").rglob("*"):
            if path.is_file():
                address = f"/{path.relative_to(desk.folder / f'clean-{state}').as_posix()}".removesuffix("index.html")
                found.setdefault(address, {})[state] = sha256(path.read_bytes()).hexdigest()
    return {address: of for address, of in found.items() if len(of) == len(STATES) or not address.endswith("/")}


@contextmanager
def _reading(address: str, expected: Path) -> Iterator[dict[str, Any]]:
    """Let readers read while the block runs; what they saw is in the value at its end."""
    seen: dict[str, Any] = {}
    command = [sys.executable, "-m", "tests.torture.reading", address, expected]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise AssertionError
        process.stdout.readline()
        try:
            yield seen
        finally:
            process.send_signal(signal.SIGINT)
            said = process.communicate()[0]
    seen |= json.loads(said)
