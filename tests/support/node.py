"""What the tests use of npm, and the program of the editor: where it is, and `python -m tests.support.node install`.

`npm/package-lock.json` pins it by hash. It goes into the environment beside the Python packages, and runs on the Node
that Playwright brings; npm itself is only needed to put it there.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import playwright

from digest.editor import program
from digest.model import DigestError
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


def find_editor() -> Path:
    """Return the folder of the program of the editor, that is in place as pinned."""
    folder = program.folder_in_place()
    if folder is None:
        message = f"Decap CMS is not in place. Get it: {INSTALL}"
        raise FileNotFoundError(message)
    return folder


def find_node() -> str:
    """Return the path of the Node that comes with Playwright."""
    return str(shutil.which("node", path=Path(playwright.__file__).parent / "driver"))


def _note() -> Path:
    return FOLDER / "made-from-package-lock.json"


def _is_as_pinned() -> bool:
    return _note().is_file() and _note().read_bytes() == (LISTS / "package-lock.json").read_bytes()


def install() -> int:
    """Put the packages in place where they are not as pinned; return the exit status."""
    if _is_as_pinned() and program.folder_in_place():
        return 0
    is_there = shutil.which("npm") or install_package("npm")
    if is_there and _install_editor() and (_is_as_pinned() or _install_packages()):
        return 0
    print(_by_hand(), file=sys.stderr)
    return 1


def _install_packages() -> bool:
    print("Getting what the tests use of npm …", flush=True)
    FOLDER.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LISTS / name, FOLDER)
    _note().unlink(missing_ok=True)
    # There, not with --prefix: that would hide the settings of the machine, such as whom it trusts.
    is_done = run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], FOLDER)
    if is_done:
        shutil.copy(LISTS / "package-lock.json", _note())
    return is_done


def _install_editor() -> bool:
    try:
        program.put_in_place(print)
    except DigestError as error:
        print(error, file=sys.stderr)
        return False
    return True


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
