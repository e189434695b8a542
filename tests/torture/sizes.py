"""What is too large for a newsroom, and has to go all the same: an article of 5 MB, a site of 100,000 articles."""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING

from tests.support.project import REGISTRIES, ROOT, article
from tests.torture.desk import BUILD, SETTINGS, SETTINGS_NAME, Desk, WrongError, check, tree_of, write
from tests.torture.faults import Tortured
from tests.torture.running import begin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGE = 5_000_000  # characters
MANY, OF_ONE_TAG = 100_000, 50_000
_SENTENCE = "The reading room of the library will be open on every Sunday from noon, a notice at its door says. "
_PER_PAGE = 10


def large_article(folder: Path, _: int) -> Tortured:
    """Import an article of 5 MB and publish it among others: what cannot be shown has to be refused with a reason."""
    came = Tortured("large-article")
    desk = Desk(folder / "project").set_up()
    text = "\n\n".join(["Library opens a room", "By Jane Roe", *[_SENTENCE * 6] * (LARGE // len(_SENTENCE * 6))])
    write(desk.folder / "inbox/large.txt", text)
    done = desk.run("import", "inbox", "--into", "content", "--added", "2026-01-09")
    check(done.status in {0, 1}, f"the import failed: {done.said}")
    (path,) = [path for path in (desk.folder / "content").rglob("*.md") if path.stat().st_size > LARGE // 2]
    check(path.read_text("utf-8").count("on every Sunday") == text.count("on every Sunday"), "a sentence is lost")
    came.ways["imported"] += 1
    done = desk.publish()
    if done.status == 0:
        came.ways["published"] += 1
    else:  # a page that no phone can show is refused, with what to do
        check("Hint: " in done.said and "Traceback" not in done.said, f"the publish failed: {done.said[:2000]}")
        desk.hold(desk.state)
        came.ways[f"refused ({_code(done.said)})"] += 1
    for written in desk.folder.glob("content/articles/**/library-opens-a-room*.md"):
        written.unlink()
    return came


def _code(said: str) -> str:
    return next((word for word in said.split() if len(word) == len("O101") and word[1:].isdigit()), "no code")


def many(folder: Path, articles: int) -> Tortured:
    """Kill the first build of very many articles, half of them of one tag; the next ones have to be right."""
    number, came = articles or MANY, Tortured("many-articles")
    project = folder / "project"
    write(project / SETTINGS_NAME, SETTINGS.format(root=str(ROOT)).replace('"offline": True', '"cards": False'))
    (project / "theme").symlink_to(ROOT / "theme")
    tags = "reading: {name: {en: Reading}, description: {en: Books.}}\n"
    for kind, text in REGISTRIES.items():
        write(project / f"content/registry/{kind}.yaml", text + tags * (kind == "tags"))
    for at in range(number):
        _write(project, at, number)
    run = begin(project, BUILD)
    run.wait_for("rendering")
    run.wait(Random(number).random() * number / 1_000)
    came.ways[f"{run.kill('process')} killed while it was rendering"] += 1
    run.end()
    _time(came, "mended", lambda: _build(project, BUILD))
    _write(project, 7, number, "It closes at nine.")
    _time(came, "one edit", lambda: _build(project, BUILD))
    tagged = len(list((project / "output/tags/reading").rglob("index.html")))
    check(tagged >= number // 2 // _PER_PAGE, f"the tag of {number // 2} articles has {tagged} pages")
    _time(came, "clean", lambda: _build(project, (*BUILD, "--clean", "--output", "clean")))
    check(tree_of(project / "output") == tree_of(project / "clean"), "it is not as a clean build has it")
    came.note = f"{number:,} articles, {number // 2:,} of one tag; {came.note}"
    return came


def _write(project: Path, at: int, number: int, more: str = "") -> None:
    tags = "prevention, reading" if at < number // 2 else "prevention"
    text = article(
        f"room-{at}", f"Room {at} opened on a Sunday. {more}\n\nReaders had asked for it.", title=f"Room {at}",
        tags=f"[{tags}]", date=f"{2016 + at % 10}-{at % 12 + 1:02}-{at % 28 + 1:02}", added=f"2026-01-{at % 27 + 1:02}",
    )  # fmt: skip
    write(project / f"content/articles/{2016 + at % 10}/room-{at}.md", text)


def _build(project: Path, command: tuple[str, ...]) -> None:
    run = begin(project, command, patience=7_200).end()
    check(run.status == 0, f"the build failed: {run.said[:2000]}")


def _time(came: Tortured, what: str, do: Callable[[], None]) -> None:
    begun = time.monotonic()
    do()
    came.ways[what] += 1
    came.note += f"{', ' if came.note else ''}{what} in {time.monotonic() - begun:,.0f} s"


SIZES = {"large-article": large_article, "many-articles": many}


def run_size(name: str, folder: Path, articles: int) -> Tortured:
    """Let one of them happen."""
    begun = time.monotonic()
    try:
        came = SIZES[name](folder, articles)
    except WrongError as error:
        came = Tortured(name)
        came.ways["wrong"] += 1
        came.wrong.append(f"--only {name}: {error}")
    came.seconds = time.monotonic() - begun
    return came
