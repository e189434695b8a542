"""The Chromium that looks: where it is on this machine, and how it starts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserType, Playwright

VARIABLE = "DIGEST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
# What a browser asks its maker for on its own has no place where every request is watched.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
SANDBOX = ("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()  # root cannot have the sandbox


def find_chromium(kind: BrowserType) -> str | None:
    """Return the path of a Chromium, if there is one: that of `DIGEST_CHROMIUM`, Playwright's own, or the system's."""
    return next((str(path) for path in _candidates(kind) if path.is_file()), None)


def _candidates(kind: BrowserType) -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
        return
    yield Path(kind.executable_path)
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from APPLICATIONS


def launch(playwright: Playwright, path: str, *more: str) -> Browser:
    """Return the Chromium at *path*, running, with *more* switches."""
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *SANDBOX, *more])
