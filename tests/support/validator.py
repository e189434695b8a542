"""The Nu Html Checker, by which HTML, CSS and SVG are judged as the standards have them.

`python -m tests.support.validator install` gets the Java that it runs on; itself it comes from npm (`node.py`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.support.node import find_package
from tests.support.packages import put_in_place, run, ways_by_hand

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "DIGEST_JAVA"
INSTALL = "python -m tests.support.validator install"
SECONDS = 300
JUDGED = {".html", ".css", ".svg"}


def find_java() -> str | None:
    """Return the path of a Java: the one `DIGEST_JAVA` names, or the system's, if it runs."""
    found = shutil.which(os.environ.get(VARIABLE) or "java")
    return found if found and run([found, "-version"], quiet=True) else None


def complaints(*folders: Path) -> list[str]:
    """Return what is wrong with the pages, style sheets and pictures (SVG) in *folders*, warnings too."""
    files = [str(file) for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in JUDGED]
    java = find_java()
    if java is None:
        message = f"There is no Java for the validator. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    jar = find_package("vnu-jar") / "build/dist/vnu.jar"
    options = ["--also-check-css", "--also-check-svg", "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [java, "-Xss4m", "-jar", str(jar), *options, *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=True,
    )
    return [_line(message) for message in json.loads(done.stderr)["messages"]]


def _line(message: dict[str, str]) -> str:
    place = unquote(message.get("url", "")).removeprefix("file:")
    extract = " ".join(message.get("extract", "").split())
    return f"{place}: {message['message']} {extract}"


def install() -> int:
    """Put a Java in place where there is none; return the exit status."""
    return put_in_place(find_java, VARIABLE, "default-jre-headless", _by_hand())


def _by_hand() -> str:
    return f"""\
The validator of HTML needs Java 11 or newer, and none could be put in place. Any one of these will do:
{ways_by_hand(VARIABLE, "default-jre-headless", "openjdk", "/path/to/java")}
Then run the tests again. Without them: pytest -m "not browser\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
