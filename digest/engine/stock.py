"""The same site by stock Pelican: everything anew, in one process, without any knowledge of an earlier build.

It is what the engine is held against, and what makes the site where plugins are listed that the engine does not know.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from digest.checks import check_content, check_output
from digest.engine.due import next_due
from digest.engine.files import put, read_stamps
from digest.engine.reading import read_library
from digest.engine.report import Report, Watch
from digest.engine.run import Outcome
from digest.engine.store import Store
from digest.engine.tree import open_tree
from digest.model import DigestError
from digest.search import ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.engine.tree import Tree
    from digest.progress import Progress

# Pelican breaks its lines to fit a terminal, in the middle of a message.
_WIDE = "500"
# digest.model.DigestError: the theme has no template index.html. Hint: restore it
_OWN_ERROR = re.compile(r"\bdigest\.[\w.]+Error: (?P<message>.+)")


class RenderingError(DigestError):
    """Stock Pelican did not finish; what it said is told."""


def build_by_stock(  # noqa: PLR0913 - all that decides on a build
    settings: Path,
    output: Path,
    *,
    now: datetime,
    drafts: bool,
    index: bool,
    progress: Progress,
    on_wait: Callable[[int | None], None] = lambda _: None,
) -> Outcome:
    """Build the site that *settings* speak of at the moment *now*; as the engine, but everything is made anew."""
    report = Report()
    watch = Watch()
    content = settings.parent / "content"
    report.problems = [problem for problem in check_content(content) if not problem.is_notice]
    if report.problems:
        return Outcome(report)
    with open_tree(output, on_wait=on_wait) as tree, tempfile.TemporaryDirectory(dir=tree.state) as name:
        folder = Path(name, "site")
        progress.begin("rendering by stock Pelican", None)
        _render(settings, folder, drafts=drafts, index=index)
        report.indexed = _indexed(folder / ENTRY)
        progress.begin("checking", None)
        report.problems = check_output(folder, output.as_posix())
        if not report.problems:
            _take_over(folder, tree, report)
            (tree.state / "store").unlink(missing_ok=True)
            tree.switch()
            tree.catch_up()
    store = Store()
    read_library(content, store, progress)
    report.due = next_due(store.articles, content.as_posix(), now)
    report.phases["stock Pelican"] = watch.lap()
    if report.problems:
        return Outcome(report)
    return Outcome(report, tuple((file, *stamp) for file, stamp in read_stamps(str(output.resolve())).items()))


def _render(settings: Path, folder: Path, *, drafts: bool, index: bool) -> None:
    """Run Pelican in a process of its own: it keeps state between runs, and reads settings as a module."""
    command = [sys.executable, "-m", "pelican", "content", "--fatal=warnings"]
    command += ["--settings", str(settings.resolve()), "--output", str(folder.resolve())]
    said = {"DIGEST_ENGINE": "off", "DIGEST_DRAFTS": "1" if drafts else "0", "COLUMNS": _WIDE}
    said["DIGEST_INDEX"] = "1" if index else "0"
    said["PYTHONDONTWRITEBYTECODE"] = "1"  # as in `digest.plugins.settings`
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=settings.parent, env=os.environ | said, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = _OWN_ERROR.search(done.stdout + done.stderr)
        what = told["message"].strip() if told else f"\n{done.stdout}{done.stderr}"
        message = f"Pelican stopped (exit {done.returncode}): {what}"
        raise RenderingError(message)


def _indexed(entry: Path) -> int:
    """Return how many articles the index with this *entry* has."""
    if not entry.is_file():
        return 0
    return sum(segment["articles"] for segment in json.loads(entry.read_bytes())["segments"])


def _take_over(folder: Path, tree: Tree, report: Report) -> None:
    """Bring the standby of *tree* to what is in *folder*."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    gone = sorted(tree.stamps().keys() - set(files))
    tree.remove(gone)
    tree.announce(files)
    report.rendered = len(files)
    report.written = sum(put(tree.folder, file, (folder / file).read_bytes()) for file in files)
    report.kept, report.deleted = len(files) - report.written, len(gone)
    report.pages = sum(file.endswith(".html") for file in files)
