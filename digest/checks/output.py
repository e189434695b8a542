"""Rules over the built site: every link and anchor leads somewhere, ids are unique, nothing is asked of strangers."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from digest.checks.facts import is_judged, read_facts
from digest.checks.judging import base_of
from digest.checks.linkbook import LinkBook
from digest.model import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from digest.checks.facts import PageFacts
    from digest.model import Problem


_WORTH_PROCESSES = 4000  # files; fewer are read sooner than a process has begun
_CHUNK = 200


def check_output(folder: Path, told_as: str | None = None, *, jobs: int | None = None) -> list[Problem]:
    """Return every problem of the site built in *folder*, in the order of its pages.

    *told_as* is the folder that the problems are told to be in, where that is not the same. *jobs* processes read;
    without it as many as there are cores, where that is worth it.
    """
    if not folder.is_dir():
        message = f"{folder}: there is no built site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    base = base_of((folder / "index.html").read_bytes() if "index.html" in files else None)
    judged = sorted(filter(is_judged, files))
    jobs = jobs or (len(os.sched_getaffinity(0)) if len(judged) > _WORTH_PROCESSES else 1)
    return judge_links(folder, files, _read_all(folder, base, judged, jobs), base, told_as or folder.as_posix())


def judge_links(
    folder: Path, files: AbstractSet[str], facts: Mapping[str, PageFacts], base: str, told_as: str
) -> list[Problem]:
    """Return what is wrong with the pages and style sheets of the site in *folder*, of which *facts* are known."""
    with LinkBook(None, base) as book:
        return book.update(facts, files, lambda path: (folder / path).read_bytes(), told_as)


def _read_all(folder: Path, base: str, paths: list[str], jobs: int) -> dict[str, PageFacts]:
    """Return the facts of the files *paths* in *folder*, read by so many processes."""
    read = partial(_read, folder, base)
    if jobs == 1:
        return dict(zip(paths, map(read, paths), strict=True))
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        return dict(zip(paths, pool.map(read, paths, chunksize=_CHUNK), strict=True))


def _read(folder: Path, base: str, path: str) -> PageFacts:
    return read_facts(path, (folder / path).read_bytes(), base)
