"""Lighthouse over pages as a web server sends them: `python -m tests.support.lighthouse OUTPUT` tells its scores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from digest.proving.chromium import SANDBOX
from tests.support import nginx
from tests.support.browser import find_chromium
from tests.support.node import find_node, find_package

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECONDS = 120
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# What the four must reach; performance is that of a slow phone on a slow line.
WANTED = {"performance": 95, "accessibility": 100}


def measure(address: str, chromium: str, categories: Sequence[str] = CATEGORIES) -> tuple[dict[str, int], list[str]]:
    """Return the scores that a page has in *chromium*, of 100 each, and what keeps them from being 100."""
    command = [find_node(), str(find_package("lighthouse") / "cli/index.js"), address, "--quiet", "--output", "json"]
    options = [f"--only-categories={','.join(categories)}", f"--chrome-flags={' '.join(('--headless=new', *SANDBOX))}"]
    done = subprocess.run(
        [*command, *options],
        env=os.environ | {"CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    report = json.loads(done.stdout)
    scores = {name: round(found["score"] * 100) for name, found in report["categories"].items()}
    return scores, list(_faults(report))


def _faults(report: dict[str, dict[str, dict[str, object]]]) -> Iterator[str]:
    """Yield each audit that has a weight in a score and is not passed."""
    weighed = {
        ref["id"] for category in report["categories"].values() for ref in category["auditRefs"] if ref["weight"]
    }
    for name, audit in report["audits"].items():
        if name in weighed and audit["score"] not in {None, 1}:
            yield f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()


def samples(output: Path) -> list[str]:
    """Return the paths of a front, article, tag and search page, the largest of each kind."""
    largest = [
        max(output.glob(f"{kind}/*/index.html"), key=lambda file: file.stat().st_size) for kind in ("articles", "tags")
    ]
    return ["/", *(f"/{file.parent.relative_to(output).as_posix()}/" for file in largest), "/search/"]


def main(output: Path) -> int:
    """Print the scores of four pages; return 1 if one of them is not what it must be."""
    failed = 0
    with sync_playwright() as playwright:
        chromium = find_chromium(playwright.chromium)
    with TemporaryDirectory() as folder, nginx.serve(output.resolve(), Path(folder)) as address:
        for path in samples(output):
            scores, faults = measure(address + path, chromium)
            print(path, ", ".join(f"{name} {score}" for name, score in scores.items()), flush=True)
            print("".join(f"  {fault}\n" for fault in faults), end="", flush=True)
            failed |= any(scores[name] < least for name, least in WANTED.items())
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.support.lighthouse OUTPUT")
    try:
        sys.exit(main(Path(sys.argv[1])))
    except FileNotFoundError as error:
        sys.exit(str(error))
