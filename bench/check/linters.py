"""What looks through the files: this project, and three linters of Markdown, which know nothing of front matter.

The linters are no part of the project: they are fetched into environments of their own. Each gets its usual rules but
the one on the length of lines, which no article here keeps.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.build.wheel import CACHE

if TYPE_CHECKING:
    from pathlib import Path

OURS = "this project"
RUMDL, PYMARKDOWN, MARKDOWNLINT = ("rumdl", "0.3.0"), ("pymarkdownlnt", "0.9.41"), ("markdownlint-cli2", "0.22.1")


@dataclass(frozen=True, slots=True)
class Linter:
    """A program that looks through the content folder of a project, which is named behind its *command*.

    *most* is the largest number of articles that it is given: one that takes minutes tells no more with more.
    """

    name: str
    command: tuple[str, ...]
    most: int = 1_000_000


def ours() -> Linter:
    """Return the check of this project."""
    return Linter(OURS, (sys.executable, "-m", "digest", "check", "content"))


def linters() -> list[Linter]:
    """Return what is measured, fetched where it is missing; npm's linter is left out where there is no npm."""
    rumdl = Linter(" ".join(RUMDL), (str(_of_python(*RUMDL, "rumdl")), "check", "--disable", "MD013"))
    pymarkdown = _of_python(*PYMARKDOWN, "pymarkdown")
    slow = Linter(" ".join(PYMARKDOWN), (str(pymarkdown), "--disable-rules", "md013", "scan", "--recurse"), 1_000)
    return [ours(), rumdl, *_of_npm(), slow]


def _of_python(name: str, version: str, program: str) -> Path:
    """Return a program of a package of Python, installed where it is missing."""
    home = CACHE / f"{name}-{version}"
    if not (home / "bin" / program).is_file():
        uv = [sys.executable, "-m", "uv", "--quiet"]
        subprocess.run([*uv, "venv", "--clear", "--python", sys.executable, str(home)], check=True)
        subprocess.run([*uv, "pip", "install", "--python", str(home), f"{name}=={version}"], check=True)
    return home / "bin" / program


def _of_npm() -> list[Linter]:
    name, version = MARKDOWNLINT
    home = CACHE / f"{name}-{version}"
    program = home / "node_modules" / name / "markdownlint-cli2-bin.mjs"
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return []
    if not program.is_file():
        home.mkdir(parents=True, exist_ok=True)
        # There, not with --prefix: that would hide the settings of the machine, such as whom it trusts.
        install = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", f"{name}@{version}"]
        subprocess.run(install, cwd=home, check=True)
    settings = home / ".markdownlint-cli2.jsonc"
    settings.write_text('{"config": {"MD013": false}}\n', "utf-8")
    return [Linter(f"{name} {version}", (node, str(program), "--config", str(settings)))]
