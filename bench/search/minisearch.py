"""MiniSearch from npm, pinned by hash, in a folder of its own: a peer, and no part of the project."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.build.wheel import CACHE
from bench.measure import ROOT
from tests.support.node import find_node

from .articles import read_documents

VERSION = "7.2.0"
READER = ROOT / "theme" / "static" / "search" / "reader"
_NPM = Path(__file__).with_name("npm")
_HOME = CACHE / f"minisearch-{VERSION}"
_MODULE = _HOME / "node_modules" / "minisearch" / "dist" / "es" / "index.js"


def module() -> Path:
    """Return the file of MiniSearch that a browser can import, put in place where it is missing."""
    if not _MODULE.is_file():
        _HOME.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_NPM / name, _HOME)
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=_HOME, check=True)
    return _MODULE


def build_minisearch(project: Path) -> None:
    """Index the articles of *project* with MiniSearch."""
    folder = project / "output" / "minisearch"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with TemporaryDirectory(prefix="minisearch-") as name:
        documents = Path(name) / "documents"
        told = (
            {"id": at, "names": " ".join(one.names), **one.shown()} for at, one in enumerate(read_documents(project))
        )
        documents.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in told), "utf-8")
        command = [find_node(), str(_NPM / "index.mjs"), str(module()), str(documents), str(folder)]
        subprocess.run(command, check=True)
    shutil.copy(module(), folder / "minisearch.js")
    for source in (_NPM / "engine.js", _NPM / "options.js", READER / "excerpt.js", READER / "folding.js"):
        shutil.copy(source, folder)
