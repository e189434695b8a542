"""Running Pagefind over pages.

Its command line, not its Python service: that indexes about ten pages a second, and was seen to write an empty file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.model import DigestError

from .canonical import ENTRY, canonicalise

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

BUNDLE = "pagefind"
"""The folder of the index in the site."""

# What the search page uses of what Pagefind writes; the rest is interfaces of its own.
_USED = ("pagefind.js", ENTRY, "*.pf_meta", "wasm.*.pagefind", "filter/*", "fragment/*", "index/*")
# Where marked pages stand; reading the lists as well takes twice the time, for nothing.
_ARTICLES = "**/articles/*/index.html"

# Total:
#   Indexed 4 languages
#   Indexed 106 pages
#   Indexed 509 words
_TOTAL = re.compile(
    r"^Total:\s+Indexed \d+ languages?\s+Indexed (?P<pages>\d+) pages?\s+Indexed (?P<words>\d+) words?", re.MULTILINE
)
_NO_MARK = "Did not find a data-pagefind-body element"
_REINSTALL = "install the extra [bench]"


class IndexFailedError(DigestError):
    """The search index could not be built."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What the index holds: *languages* gives the number of pages of each, in alphabetical order."""

    pages: int
    words: int
    languages: Mapping[str, int]
    files: Mapping[str, int]  # by path in the site, with their sizes

    @property
    def size(self) -> int:
        """The bytes of all its files."""
        return sum(self.files.values())

    def __str__(self) -> str:
        languages = ", ".join(f"{lang} {pages}" for lang, pages in self.languages.items())
        return f"search index: {self.pages} pages ({languages}), {self.words} words, {self.size / 1000:.0f} kB"


def build_index(pages: Path, site: Path) -> IndexReport:
    """Index the marked pages in *pages* for the *site*, and return what the index holds.

    The same pages give the same bytes. Its files replace those of a former index in the folder `pagefind/` of *site*.
    """
    with tempfile.TemporaryDirectory(prefix="digest-index-") as folder:
        bundle = Path(folder) / BUNDLE
        said = _run_pagefind(pages.resolve(), bundle)
        languages = _canonical_languages(bundle)
        files = _used_files(bundle)
        report = _report(said, languages, {name: path.stat().st_size for name, path in files.items()})
        for name, path in files.items():
            _put(site, name, path.read_bytes())
    _remove_others(site, files)
    return report


def _used_files(bundle: Path) -> dict[str, Path]:
    """Return the files of *bundle* that the site uses, by their paths there; last the one that names the others."""
    found = [path for pattern in _USED for path in bundle.glob(pattern) if path.is_file()]
    last = sorted(found, key=lambda path: (path.name == ENTRY, path))
    return {f"{BUNDLE}/{path.relative_to(bundle).as_posix()}": path for path in last}


def _put(output: Path, name: str, content: bytes) -> None:
    path = output / name
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def _remove_others(output: Path, files: Collection[str]) -> None:
    for path in (output / BUNDLE).rglob("*"):
        if path.is_file() and path.relative_to(output).as_posix() not in files:
            path.unlink()


def _run_pagefind(site: Path, bundle: Path) -> str:
    """Return what Pagefind says when it indexes *site* into *bundle*."""
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(bundle), "--glob", _ARTICLES],
        cwd=bundle.parent,  # settings in a pagefind.yml where it runs, or in the environment, would change what it does
        env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if _NO_MARK in done.stdout:
        raise IndexFailedError(f"{site}: no page has the mark data-pagefind-body. Hint: see pages.py beside this")
    if done.returncode:
        reason = " ".join((done.stderr or done.stdout).split()) or f"exit {done.returncode}"
        raise IndexFailedError(f"{site}: Pagefind failed: {reason}. Hint: {_REINSTALL}")
    return done.stdout


def _canonical_languages(bundle: Path) -> dict[str, int]:
    try:
        return canonicalise(bundle)
    except (ValueError, KeyError, IndexError, TypeError, OSError) as error:
        raise IndexFailedError(f"the index that Pagefind wrote cannot be read: {error}. Hint: {_REINSTALL}") from error


def _report(said: str, languages: Mapping[str, int], files: Mapping[str, int]) -> IndexReport:
    """Return the report, having compared what Pagefind *said* with what it wrote."""
    total = _TOTAL.search(said)
    written = sum(languages.values())
    if total is None or int(total["pages"]) != written:
        counted = total["pages"] if total else "an unknown number of"
        raise IndexFailedError(f"Pagefind says {counted} pages and wrote {written}. Hint: {_REINSTALL}")
    return IndexReport(written, int(total["words"]), languages, files)
