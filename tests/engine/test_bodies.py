"""Bodies that stand in a file: as a dictionary has them, for every process, and without a trace."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from digest.engine.bodies import Bodies
from digest.engine.workers import on_all_cores
from digest.progress import SILENCE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bodies(tmp_path: Path) -> Bodies:
    """Return bodies of four files, one of them put twice."""
    bodies = Bodies(tmp_path)
    bodies["a.md"] = "<p>Words.</p>"
    for number, word in enumerate(("Words.", "Мәтін.", "")):
        bodies[f"{'abc'[number]}.md"] = f"<p>{word}</p>" * (number + 1)
    return bodies


def test_bodies_are_as_they_were_put(bodies: Bodies) -> None:
    for _ in range(2):
        assert bodies == {"a.md": "<p>Words.</p>", "b.md": "<p>Мәтін.</p>" * 2, "c.md": "<p></p>" * 3}
        assert (bodies.get("d.md"), len(bodies)) == (None, 3)
        bodies.seal()

    del bodies["a.md"]
    with pytest.raises(KeyError):
        del bodies["a.md"]
    assert list(bodies) == ["b.md", "c.md"]


def test_no_name_of_the_file_is_ever_seen(bodies: Bodies, tmp_path: Path) -> None:
    assert list(tmp_path.iterdir()) == []
    assert bodies["a.md"]


def test_processes_read_the_same_file_and_what_they_put_is_theirs(bodies: Bodies) -> None:
    bodies.seal()

    def work(number: int) -> tuple[str, str]:
        bodies[f"{os.getpid()}.md"] = f"{number}"
        return bodies[f"{os.getpid()}.md"], bodies["b.md"]

    assert sorted(on_all_cores(work, range(300), SILENCE, cores=2)) == sorted(
        (f"{number}", "<p>Мәтін.</p>" * 2) for number in range(300)
    )
    assert len(bodies) == 3


def test_process_does_not_keep_all_that_it_reads_again(bodies: Bodies) -> None:
    bodies.seal()
    for number in range(5_000):
        bodies[f"{number}.md"] = "<p></p>"

    assert len(bodies) < 3_000
    assert bodies["4999.md"] == "<p></p>"
