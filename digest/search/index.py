"""Running Pagefind over a built site.

Its command line, not its Python service: that one indexes about ten pages a second, and was seen to write an empty file.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.model import DigestError
from digest.search.canonical import ENTRY, canonicalise

if TYPE_CHECKING:
    from collections.abc import Mapping

BUNDLE = "pagefind"
"""The folder of the index in the site."""

# What the search page uses of what Pagefind writes; its own interfaces, a worker of its own and their styles are the rest.
_USED = ("pagefind.js", ENTRY, "*.pf_meta", "wasm.*.pagefind", "filter", "fragment", "index")

# Total:
#   Indexed 4 languages
#   Indexed 106 pages
_TOTAL = re.compile(r"^Total:\s+Indexed \d+ languages?\s+Indexed (?P<pages>\d+) pages?\s+Indexed (?P<words>\d+) words?", re.M)
_NO_MARK = "Did not find a data-pagefind-body element"


class IndexFailedError(DigestError):
    """The search index could not be built."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What the index holds: *languages* gives the number of pages of each, in alphabetical order."""

    pages: int
    words: int
    languages: Mapping[str, int]
    size: int

    def __str__(self) -> str:
        languages = ", ".join(f"{lang} {pages}" for lang, pages in self.languages.items())
        return f"search index: {self.pages} pages ({languages}), {self.words} words, {self.size / 1000:.0f} kB"


def build_index(output: Path) -> IndexReport:
    """Index the marked pages of the site in *output* into its folder `pagefind/`, and return what it holds.

    A former index is replaced once the new one is whole. The same pages give the same bytes.
    """
    if not any(output.glob("**/*.html")):
        message = f"{output}: no pages to index. Build the site first: digest build"
        raise IndexFailedError(message)
    with tempfile.TemporaryDirectory(prefix="digest-index-") as folder:
        bundle = Path(folder) / BUNDLE
        said = _run_pagefind(output, bundle)
        languages = _canonical_languages(bundle)
        report = _report(said, languages, _drop_unused(bundle))
        shutil.rmtree(output / BUNDLE, ignore_errors=True)
        shutil.move(bundle, output / BUNDLE)
    return report


def _run_pagefind(site: Path, bundle: Path) -> str:
    """Return what Pagefind says when it indexes *site* into *bundle*."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(bundle)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603
    if _NO_MARK in done.stdout:
        message = f"{site}: no page has the mark data-pagefind-body. It belongs on the article in theme/templates/article.html"
        raise IndexFailedError(message)
    if done.returncode:
        reason = " ".join((done.stderr or done.stdout).split()) or f"exit status {done.returncode}"
        message = f"{site}: Pagefind failed ({reason}). Is it installed? pip install --require-hashes -r requirements.txt"
        raise IndexFailedError(message)
    return done.stdout


def _canonical_languages(bundle: Path) -> dict[str, int]:
    try:
        return canonicalise(bundle)
    except (ValueError, KeyError, IndexError, TypeError, OSError) as error:
        message = f"the index that Pagefind wrote cannot be read ({error}). Use the version that requirements.txt pins"
        raise IndexFailedError(message) from error


def _report(said: str, languages: Mapping[str, int], size: int) -> IndexReport:
    """Return the report, having compared what Pagefind *said* with what it wrote."""
    total = _TOTAL.search(said)
    written = sum(languages.values())
    if total is None or int(total["pages"]) != written:
        counted = total["pages"] if total else "an unknown number of"
        message = f"Pagefind says {counted} pages and wrote {written}. Use the version that requirements.txt pins"
        raise IndexFailedError(message)
    return IndexReport(written, int(total["words"]), languages, size)


def _drop_unused(bundle: Path) -> int:
    """Remove what the site does not use from *bundle*; return the bytes that stay."""
    used = {path for pattern in _USED for path in bundle.glob(pattern)}
    for path in bundle.iterdir():
        if path in used:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
