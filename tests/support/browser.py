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
        message = f"no Chromium for the browser tests. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    sandbox = ("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()  # root cannot have the sandbox
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])


def install() -> int:
    """Put a Chromium in place where there is none that starts; return the exit status."""
    if works():
        return 0
    print("Getting a browser for the tests: Playwright's Chromium …", flush=True)
    if _run([sys.executable, "-m", "playwright", "install", "chromium"]) and works():
        return 0
    apt = _apt_get()
    if apt:
        print("That did not work here; the system's package instead …", flush=True)
        package = "chromium" if Path("/etc/debian_version").is_file() and not _is_ubuntu() else "chromium-browser"
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


def _apt_get() -> list[str]:
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return ["apt-get", "--quiet"]
    return ["sudo", "-n", "apt-get", "--quiet"] if shutil.which("sudo") else []


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
