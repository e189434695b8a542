"""Small projects in a temporary folder, built by the commands that an editor types."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
BUILD_SECONDS = 300

# A project takes everything but its content from this repository; another name than pelicanconf.py lets it import that.
SETTINGS_NAME = "testconf.py"
SETTINGS = f"""\
from pelicanconf import *

PATH = "content"
THEME = {str(ROOT / "theme")!r}
"""

# An article or page in a test names one entry of each kind; these are there without being asked for.
REGISTRIES = {
    "sections": "law: {name: {en: Law}, description: {en: Laws and rules.}}\n",
    "tags": "prevention: {name: {en: Prevention}, description: {en: Before violence.}}\n",
    "authors": "law-desk: {name: {en: Law desk}, kind: desk, description: {en: Law and rules.}}\n",
    "places": "aktobe: {name: {en: Aktobe}, kind: city, country: KZ, description: {en: A city.}}\n",
    "publications": "digest: {name: {en: Digest}, url: https://example.org/, owner: unknown, funder: unknown,"
    " country: unknown, rights: full, description: {en: Us.}}\n",
}


class CommandFailedError(AssertionError):
    """A command that should have gone well: what it was, its exit status and what it printed."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        super().__init__(f"{' '.join(done.args)}: exit {done.returncode}\n{done.stdout}{done.stderr}")


def digest(
    *arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Return what `python -m digest` with *arguments* did in *cwd*; *env* is added to the environment."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | dict(env or {})
    command = [sys.executable, "-m", "digest", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=BUILD_SECONDS,
        check=False,
    )


def write_project(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a project to *folder*: *files* by path (`content/articles/2016/x.md`), and registries where it has none."""
    registries = {f"content/registry/{kind}.yaml": text for kind, text in REGISTRIES.items()}
    for path, text in ({SETTINGS_NAME: SETTINGS} | registries | dict(files)).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


def build(folder: Path, output: Path, *options: str, env: Mapping[str, str] | None = None) -> Path:
    """Build the project in *folder* into *output* and return that."""
    settings = [] if folder == ROOT else ["--settings", SETTINGS_NAME]
    done = digest("build", *settings, "--output", output, *options, cwd=folder, env=env)
    if done.returncode:
        raise CommandFailedError(done)
    return output


def article(slug: str, body: str = "A paragraph of the article.", /, **keys: str) -> str:
    """Return an article as it stands in content/; *keys* are front matter in YAML, and add to or replace the usual."""
    usual = {
        "title": slug.replace("-", " ").capitalize(),
        "slug": slug,
        "date": "2016-12-26",
        "added": "2026-01-05",
        "lang": "en",
        "authors": "[Law desk]",
        "publication": "digest",
        "category": "law",
        "tags": "[prevention]",
    }
    lines = [f"{key}: {value}" for key, value in (usual | keys).items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])
