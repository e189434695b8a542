"""How long it takes from saving a file to seeing it in the browser that has the page open, with `digest serve`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from bench.build.corpus import write_corpus
from bench.document import Table
from bench.measure import ROOT
from tests.support.browser import launch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import Page

EDITS = 6
PAUSE = 1_500  # milliseconds between two edits: nobody saves sooner again
PATIENCE = 120_000
# Seconds from saving to seeing, by the number of articles.
LIMITS = {1_000: 0.5, 10_000: 2.0}
SETTINGS = "benchconf.py"


class Case(NamedTuple):
    """What is edited: a *file*, or the article that is open where it is empty, and how a *word* gets into its text."""

    name: str
    file: str
    edit: Callable[[str, str], str]


CASES = (
    Case("a body edited", "", lambda text, word: f"{text}\n{word}.\n"),
    Case("a headline edited", "", lambda text, word: text.replace("title: ", f"title: {word} ", 1)),
    Case(
        "a registry edited",
        "content/registry/sections.yaml",
        lambda text, word: text.replace("{en: Section", f"{{en: {word} Section"),
    ),
    Case(
        "a template edited",
        "theme/templates/article.html",
        lambda text, word: text.replace('<div class="article__text">', f'<div class="article__text"><p>{word}</p>'),
    ),
)


@dataclass(frozen=True, slots=True)
class Waits:
    """What was measured with so many *articles*: the seconds until the preview answers, and of every edit, by case."""

    articles: int
    start: float
    edits: Mapping[str, Sequence[float]]


def measure_preview(articles: int, edits: int = EDITS) -> Waits:
    """Return how long an editor waits in a project of so many *articles*."""
    with TemporaryDirectory(prefix="preview-") as name:
        folder = Path(name)
        _lay_out(folder, articles)
        begun = monotonic()
        with _serving(folder) as address, sync_playwright() as playwright:
            start = monotonic() - begun
            browser = launch(playwright)
            page = browser.new_page()
            article = sorted((folder / "content" / "articles").rglob("*.md"))[articles // 2]
            page.goto(f"{address}articles/{_slug(article)}/")
            found = {
                case.name: _measure(page, case, folder / case.file if case.file else article, edits) for case in CASES
            }
            browser.close()
    return Waits(articles, start, found)


def _lay_out(folder: Path, articles: int) -> None:
    write_corpus(folder / "content", articles)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / SETTINGS).write_text('from pelicanconf import *\n\nPATH = "content"\nTHEME = "theme"\n', "utf-8")


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Give the address of a preview of the project in *folder*."""
    command = [sys.executable, "-m", "digest", "serve", "--settings", SETTINGS, "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line.split()[0]
        finally:
            process.terminate()


def _slug(article: Path) -> str:
    lines = article.read_text("utf-8").splitlines()
    return next(line.partition(": ")[2] for line in lines if line.startswith("slug: "))


def _measure(page: Page, case: Case, file: Path, edits: int) -> list[float]:
    """Return the seconds from saving *file* to seeing what was put into it, for each of so many *edits*."""
    text, waits = file.read_text("utf-8"), []
    for number in range(edits):
        word = f"Zq{number}{case.name.split()[1]}"
        page.wait_for_timeout(PAUSE)
        begun = monotonic()
        file.write_text(case.edit(text, word), "utf-8")
        page.wait_for_function(
            "word => document.body?.innerText.includes(word)", arg=word, polling=10, timeout=PATIENCE
        )
        waits.append(monotonic() - begun)
    file.write_text(text, "utf-8")
    return waits


def table(measured: Sequence[Waits]) -> Table:
    """Return what was measured as a table."""
    rows = [
        (f"{waits.articles:,}", name, f"{median(edits):.2f}", f"{max(edits):.2f}", _limit(waits.articles))
        for waits in measured
        for name, edits in waits.edits.items()
    ]
    note = (
        "Seconds of the clock from saving a file to the page in Chromium that shows it, without being touched; "
        "some edits of each kind, one after the other. "
        + "; ".join(
            f"with {waits.articles:,} articles the preview answers after {waits.start:.1f} s" for waits in measured
        )
        + "."
    )
    return Table("The preview", note, ("articles", "edit", "median", "worst", "at most"), tuple(rows))


def _limit(articles: int) -> str:
    return f"{LIMITS[articles]:.1f}" if articles in LIMITS else "-"
