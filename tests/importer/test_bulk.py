"""Many sources: the same tree on one process, on many and on a cluster, whatever is killed on the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest

from digest.importer import ImportReport, Run, bulk, import_articles, local_workers
from digest.importer.bulk import Workers, batches, cluster_workers, read_all
from digest.importer.model import VERSION, Hints
from digest.importer.reading import Job, Reading, VersionError, pack_hints, read_batch
from digest.model import DigestError
from tests.importer.helpers import OPTIONS, content
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

FILES = 60
HINTS = pack_hints(Hints(OPTIONS))


def _text(number: int) -> str:
    """Return an article; three in a row have one headline, and every tenth has the words of the one before."""
    room = number - 1 if number % 10 == 1 else number
    headline = f"Library opens room {room // 3}"
    return f"{headline}\n\nBy Jane Roe\n\nOSLO -- Room {room} opens at noon on Sundays, the library said in a notice.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text(_text(number), "utf-8")
    return folder


def _import(inbox: Path, into: Path, workers: Workers | None) -> ImportReport:
    return import_articles([inbox], into=into, options=OPTIONS, run=Run(workers=workers))


def _tree(into: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in content(into).items()}


@pytest.fixture
def plain(inbox: Path, tmp_path: Path) -> dict[str, bytes]:
    """Return the tree that one process alone makes."""
    _import(inbox, tmp_path / "plain", None)
    return _tree(tmp_path / "plain")


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the workers have even few sources, in small batches."""
    monkeypatch.setattr(bulk, "FEW", 0)
    monkeypatch.setattr(bulk, "BATCH_FILES", 4)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_the_tree_is_the_same_with_any_number_of_processes(
    inbox: Path, tmp_path: Path, plain: dict[str, bytes], jobs: int
) -> None:
    report = _import(inbox, tmp_path / "many", local_workers(jobs))

    assert len(report.results) == FILES
    assert len(plain) == FILES - report.counts["skipped"]
    assert _tree(tmp_path / "many") == plain


@pytest.mark.usefixtures("eager")
def test_anything_with_the_interface_of_an_executor_will_do(
    inbox: Path, tmp_path: Path, plain: dict[str, bytes]
) -> None:
    _import(inbox, tmp_path / "threads", Workers(lambda: ThreadPoolExecutor(5), 5))

    assert _tree(tmp_path / "threads") == plain


@pytest.mark.usefixtures("eager")
def test_the_tree_is_the_same_in_any_order(inbox: Path, tmp_path: Path, plain: dict[str, bytes]) -> None:
    paths = sorted(inbox.iterdir(), key=lambda path: path.name[::-1])

    import_articles(paths, into=tmp_path / "other", options=OPTIONS, run=Run(workers=local_workers(2)))

    assert _tree(tmp_path / "other") == plain


def _die(*_: object) -> list[Reading]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


class Deadly(ProcessPoolExecutor):
    """Real processes, of which one is killed whenever a batch holds the source that nobody survives."""

    def submit(self, work: Any, /, *rest: Any, **options: Any) -> Future[Any]:
        deadly = any(b"room 8\n" in job.raw for job in rest[-1])
        return super().submit(_die if deadly else work, *rest, **options)


def _deadly() -> Deadly:
    return Deadly(2, get_context("spawn"))


@pytest.mark.usefixtures("eager")
def test_a_worker_that_is_killed_costs_the_source_that_killed_it(inbox: Path, tmp_path: Path) -> None:
    for number in range(FILES):
        if number // 3 == 8 and number != 24:
            (inbox / f"{number:03}.txt").unlink()

    report = _import(inbox, tmp_path / "killed", Workers(_deadly, 2))

    failed = [result for result in report.results if result.outcome == "failed"]
    assert [(result.source[-7:], result.problems[0].code) for result in failed] == [("024.txt", "I115")]
    assert len(report.results) == len(list(inbox.iterdir()))
    assert report.counts["created"] == len(_tree(tmp_path / "killed"))


def test_a_batch_is_bounded_in_files_and_in_bytes() -> None:
    small = [Job(str(number), "a", b"x") for number in range(150)]
    large = [Job(str(number), "a", b"x" * 600_000) for number in range(3)]

    assert [len(batch) for batch in batches(small)] == [64, 64, 22]
    assert [len(batch) for batch in batches([*large, *small[:2]])] == [1, 1, 3]


def test_few_sources_are_read_without_starting_a_process() -> None:
    def refuse() -> ProcessPoolExecutor:
        raise AssertionError

    found = list(read_all([Job("a", "a", b"Words.")] * 3, VERSION, HINTS, Workers(refuse, 2, few=3)))

    assert [len(batch) for batch in found] == [3]


def test_a_worker_with_other_rules_is_refused() -> None:
    with pytest.raises(VersionError, match="install the same version"):
        read_batch("0", HINTS, [])


class Faulty(bytes):
    """Bytes that the importer stumbles over, as over a mistake of its own."""

    def startswith(self, *_: object) -> bool:
        message = "a mistake"
        raise RuntimeError(message)


def test_a_fault_of_the_importer_costs_one_source() -> None:
    jobs = [Job("a", "a", b"Words."), Job("b", "b", Faulty(b"Words.")), Job("c", "c", b"Words.")]

    (found,) = read_all(jobs, VERSION, HINTS, None)

    assert [reading.outcome for reading in found] == ["created", "failed", "created"]
    assert found[1].problems[0].code == "I109"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(*commands: Sequence[str]) -> Iterator[None]:
    """Run programs until the end; they are ended by their process ids."""
    running = [
        subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Return the address of a Dask scheduler with two worker processes, all on this machine."""
    port = _free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = ("-m", "distributed.cli.dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard")
    with _running(scheduler, worker, worker):
        from distributed import Client  # noqa: PLC0415 - slow to import, and only these tests need it

        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address


@pytest.mark.cluster
@pytest.mark.usefixtures("eager")
def test_the_tree_is_the_same_on_a_cluster(inbox: Path, tmp_path: Path, plain: dict[str, bytes], cluster: str) -> None:
    with cluster_workers(cluster) as workers:
        report = _import(inbox, tmp_path / "cluster", workers)

    assert workers.width == 2
    assert len(report.results) == FILES
    assert _tree(tmp_path / "cluster") == plain


@pytest.mark.cluster
def test_a_cluster_reads_for_the_command_line(
    inbox: Path, tmp_path: Path, plain: dict[str, bytes], cluster: str
) -> None:
    command = [sys.executable, "-m", "digest", "import", inbox, "--into", tmp_path / "cli", "--cluster", cluster]

    done = subprocess.run(
        [*command, "--added", str(OPTIONS.added)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert all(" I303 " in line for line in done.stderr.splitlines())
    assert _tree(tmp_path / "cli") == plain


@pytest.mark.cluster
def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CONNECT_SECONDS", 1)

    with pytest.raises(DigestError, match="no cluster answers"), cluster_workers(f"tcp://127.0.0.1:{_free_port()}"):
        pass
