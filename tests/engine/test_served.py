"""A web server that serves the site while new versions go live."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.engine.helpers import content, publish, version
from tests.support import nginx

if TYPE_CHECKING:
    from pathlib import Path

SWITCHES, CLIENTS, REQUESTS = 30, 4, 2_000
ONE, TWO = (version({"a/index.html": text * 5_000, "b/index.html": b"the same"}) for text in (b"one", b"two"))


@pytest.mark.server
def test_every_answer_is_a_whole_page_of_one_version_while_versions_change(tmp_path: Path) -> None:
    output, folder = tmp_path / "output", tmp_path / "nginx"
    folder.mkdir()
    publish(output, ONE, TWO)
    is_over = Event()

    def ask(address: str) -> tuple[set[int], set[bytes], int]:
        """Ask for both pages until all versions have changed, at least once and at most REQUESTS times."""
        statuses, bodies, count = set(), set(), 0
        with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
            while count < REQUESTS and not (is_over.is_set() and count):
                for path in ("/a/", "/b/"):
                    connection.request("GET", path)
                    answer = connection.getresponse()
                    statuses.add(answer.status)
                    bodies.add(answer.read())
                    count += 1
        return statuses, bodies, count

    try:
        with nginx.serve(output, folder) as address, ThreadPoolExecutor(CLIENTS) as pool:
            asked = [pool.submit(ask, address) for _ in range(CLIENTS)]
            try:
                for number in range(SWITCHES):
                    publish(output, TWO if number % 2 else ONE)
            finally:
                is_over.set()
            answers = [each.result() for each in asked]
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)

    assert set().union(*(statuses for statuses, _, _ in answers)) == {200}
    assert set().union(*(bodies for _, bodies, _ in answers)) <= {ONE["a/index.html"], TWO["a/index.html"], b"the same"}
    assert sum(count for _, _, count in answers) > SWITCHES
    assert content(output) == TWO
