"""The browser of the tests: where it is, how it starts, and `python -m tests.support.browser install` to get one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Playwright

VARIABLE = "DIGEST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
INSTALL = "python -m tests.support.browser install"
DOWNLOAD_SECONDS = 300
# What a browser asks its maker for on its own has no place in a test that watches every request.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


def find_chromium(playwright: Playwright) -> str | None:
    """Return the path of a Chromium: the one `DIGEST_CHROMIUM` names, Playwright's own, or the system's."""
    return next((str(path) for path in _candidates(playwright) if path.is_file()), None)


def _candidates(playwright: Playwright) -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
        return
    yield Path(playwright.chromium.executable_path)
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from APPLICATIONS


def launch(playwright: Playwright) -> Browser:
    """Return a running Chromium; where there is none, say which command gets one."""
    path = find_chromium(playwright)
    if path is None:
        message = f"There is no Chromium for the browser tests. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    sandbox = ("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()  # root cannot have the sandbox
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])


def install() -> int:
    """Put a Chromium in place where there is none that starts; return the exit status."""
    if works():
        return 0
    if os.environ.get(VARIABLE):
        print(f"{VARIABLE} names {os.environ[VARIABLE]}, which is no browser that starts here.", file=sys.stderr)
        return 1
    playwright = [sys.executable, "-m", "playwright"]
    print("Getting a browser for the tests: Playwright's Chromium …", flush=True)
    if _run([*playwright, "install", "chromium"]):
        if works():
            return 0
        if (root := _as_root()) is not None and _run([*root, *playwright, "install-deps", "chromium"]) and works():
            return 0
    if (root := _as_root()) is not None and Path("/etc/debian_version").is_file():
        print("That did not work here; the system's package instead …", flush=True)
        apt = [*root, "apt-get", "--quiet"]
        package = "chromium-browser" if _is_ubuntu() else "chromium"
        if _run([*apt, "update"]) and _run([*apt, "install", "--yes", "--no-install-recommends", package]) and works():
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


def _is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "ID=ubuntu" in release.read_text("utf-8").splitlines()


def _as_root() -> list[str] | None:
    """Return what goes before a command to run it as root without being asked anything; None where nothing does."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") else None


def _run(command: Sequence[str]) -> bool:
    """Run *command*, without questions and within `DOWNLOAD_SECONDS`; tell whether it went well."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=environment, timeout=DOWNLOAD_SECONDS)
    except (subprocess.TimeoutExpired, OSError) as error:
        print(f"{' '.join(command)}: {error}", file=sys.stderr)
        return False
    return done.returncode == 0


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
