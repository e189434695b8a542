"""The browser of the tests: where it is, how it starts, and `python -m tests.support.browser install` to get one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

from digest.proving import chromium
from digest.proving.chromium import VARIABLE
from tests.support.packages import as_root, install_package, is_ubuntu, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Playwright

INSTALL = "python -m tests.support.browser install"
SHELL = "chromium-headless-shell"


def find_chromium(kind: BrowserType) -> str:
    """Return the path of a Chromium: the one `DIGEST_CHROMIUM` names, Playwright's own, or the system's.

    Where there is none, say which command gets one.
    """
    path = chromium.find_chromium(kind)
    if path is None:
        message = f"There is no Chromium for the browser tests. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    return path


def find_shell(kind: BrowserType) -> str | None:
    """Return the path of Chromium's headless shell, Playwright's own or the system's, if there is one to be taken.

    It is what makes pages and runs their scripts, without the windows around them: a test takes a third of the CPU, and
    sees the same. Where `DIGEST_CHROMIUM` names a browser, that is taken.
    """
    if os.environ.get(VARIABLE):
        return None
    # …/chromium-1234/chrome-linux/chrome, with …/chromium_headless_shell-1234/chrome-linux/headless_shell beside it
    whole = next((path for path in Path(kind.executable_path).parents if path.name.startswith("chromium-")), None)
    beside = whole and whole.with_name(whole.name.replace("chromium-", "chromium_headless_shell-"))
    own = (path for path in sorted(beside.glob("*/*headless*shell*") if beside else ()) if os.access(path, os.X_OK))
    return next(map(str, own), shutil.which(SHELL))


def launch(playwright: Playwright) -> Browser:
    """Return a running Chromium."""
    return chromium.launch(playwright, find_chromium(playwright.chromium))


def find_lightest(kind: BrowserType) -> str:
    """Return the path of Chromium's headless shell; where there is none, of a whole Chromium."""
    return find_shell(kind) or find_chromium(kind)


def launch_lightest(playwright: Playwright) -> Browser:
    """Return the lightest Chromium that there is, running."""
    return chromium.launch(playwright, find_lightest(playwright.chromium))


def install() -> int:
    """Put a Chromium that starts in place, and its shell if it is to be had; return the exit status."""
    status = _install_whole()
    if status == 0 and not _has_shell():
        install_package(SHELL)  # where it is not to be had, the whole one does
    return status


def _has_shell() -> bool:
    with sync_playwright() as playwright:
        return os.environ.get(VARIABLE) is not None or find_shell(playwright.chromium) is not None


def _install_whole() -> int:
    if works():
        return 0
    if os.environ.get(VARIABLE):
        print(f"{VARIABLE} names {os.environ[VARIABLE]}, which is no browser that starts here.", file=sys.stderr)
        return 1
    playwright = [sys.executable, "-m", "playwright"]
    print("Getting a browser for the tests: Playwright's Chromium …", flush=True)
    if run([*playwright, "install", "chromium"]):
        if works():
            return 0
        if (root := as_root()) is not None and run([*root, *playwright, "install-deps", "chromium"]) and works():
            return 0
    if install_package("chromium-browser" if is_ubuntu() else "chromium") and works():
        return 0
    print(_by_hand(), file=sys.stderr)
    return 1


def works() -> bool:
    """Tell whether a Chromium is there and starts."""
    with sync_playwright() as playwright:
        try:
            launch(playwright).close()
        except FileNotFoundError:
            return False
        except Error as error:
            print(f"The browser that is there does not start: {error.message.splitlines()[0]}", file=sys.stderr)
            return False
    return True


def _by_hand() -> str:
    return f"""\
The browser tests need a Chromium, and none could be put in place. Any one of these will do:
  {sys.executable} -m playwright install --with-deps chromium
  sudo apt-get update && sudo apt-get install chromium        (Debian)
  brew install --cask chromium                                (macOS)
  export {VARIABLE}=/path/to/chromium                    (one that is there already)
Then run the tests again. Without a browser: pytest -m "not browser and not server and not cluster\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
