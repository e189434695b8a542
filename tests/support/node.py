"""What the tests use of npm: where it is, how it runs, and `python -m tests.support.node install` to get it.

`npm/package-lock.json` pins it by hash. It goes into the environment beside the Python packages, and runs on the Node
that Playwright brings; npm itself is only needed to put it there.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import playwright

from tests.support.packages import install_package, run

LISTS = Path(__file__).parent / "npm"
FOLDER = Path(sys.prefix) / "npm"
INSTALL = "python -m tests.support.node install"


def find_package(name: str) -> Path:
    """Return the folder of an npm package that is in place as pinned."""
    if not _is_as_pinned():
        message = f"What the tests use of npm is not in place. Get it: {INSTALL}"
        raise FileNotFoundError(message)
    return FOLDER / "node_modules" / name


def find_node() -> str:
    """Return the path of the Node that comes with Playwright."""
    return str(shutil.which("node", path=Path(playwright.__file__).parent / "driver"))


def _note() -> Path:
    return FOLDER / "made-from-package-lock.json"


def _is_as_pinned() -> bool:
    return _note().is_file() and _note().read_bytes() == (LISTS / "package-lock.json").read_bytes()


def install() -> int:
    """Put the packages in place where they are not as pinned; return the exit status."""
    if _is_as_pinned():
        return 0
    if shutil.which("npm") or install_package("npm"):
        print("Getting what the tests use of npm …", flush=True)
        FOLDER.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LISTS / name, FOLDER)
        _note().unlink(missing_ok=True)
        # There, not with --prefix: that would hide the settings of the machine, such as whom it trusts.
        if run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], FOLDER):
            shutil.copy(LISTS / "package-lock.json", _note())
            return 0
    print(_by_hand(), file=sys.stderr)
    return 1


def _by_hand() -> str:
    return f"""\
Some tests need packages of npm, and they could not be put in place. Get npm:
  sudo apt-get update && sudo apt-get install npm             (Debian, Ubuntu)
  brew install node                                           (macOS)
then run {INSTALL} and the tests again. Without them: pytest -m "not browser\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
