"""Firefox, of which Tor Browser is one: where it is, how it is driven, and `python -m tests.support.firefox install`.

Playwright drives only a Firefox of its own make; Puppeteer drives the real one, by WebDriver BiDi.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.node import find_node, find_package
from tests.support.packages import find_program, put_in_place, ways_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARIABLE = "DIGEST_FIREFOX"
PLACES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
INSTALL = "python -m tests.support.firefox install"
PROGRAM = Path(__file__).with_suffix(".mjs")
# What Tor Browser has set at any level, of what pages can notice.
TOR = {"privacy.resistFingerprinting": True, "browser.privatebrowsing.autostart": True}
# What it sets at its level "Safest" (its `kSecuritySettings`), and what NoScript does there besides.
SAFEST = TOR | {
    "gfx.font_rendering.graphite.enabled": False,
    "gfx.font_rendering.opentype_svg.enabled": False,
    "javascript.options.asmjs": False,
    "javascript.options.baselinejit": False,
    "javascript.options.ion": False,
    "javascript.options.native_regexp": False,
    "javascript.options.wasm": False,
    "mathml.disabled": True,
    "svg.disabled": True,
    "javascript.enabled": False,
    "gfx.downloadable_fonts.enabled": False,
    "media.autoplay.default": 5,
}


def find_firefox() -> str | None:
    """Return the path of a Firefox: the one `DIGEST_FIREFOX` names, or the system's."""
    return find_program(VARIABLE, PLACES)


class Firefox:
    """A page in a running Firefox."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def goto(self, url: str) -> int:
        """Open *url*, wait until it has loaded, and return the status of its answer."""
        return int(self._ask("goto", url=url))

    def evaluate(self, code: str) -> Any:
        """Return what an expression of JavaScript gives in the page; it does so where pages may run none, too."""
        return self._ask("evaluate", code=code)

    def wait(self, code: str) -> None:
        """Wait until an expression of JavaScript gives something true."""
        self._ask("wait", code=code)

    def follow(self, selector: str) -> None:
        """Click on what leads to another page, and wait until that has loaded."""
        self._ask("follow", selector=selector)

    def press(self, *keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            self._ask("press", key=key)

    def type(self, text: str) -> None:
        """Type *text* into what has the focus."""
        self._ask("type", text=text)

    def requests(self) -> list[dict[str, str | None]]:
        """Return every request to a server so far: its `url`, and the `referer` that it told of."""
        return [one for one in self._ask("seen")["requests"] if not one["url"].startswith("data:")]

    def complaints(self) -> list[str]:
        """Return the errors of pages and of their policies so far."""
        return list(self._ask("seen")["complaints"])

    def _ask(self, name: str, **options: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps({'do': name, **options})}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "Firefox has ended"}')
        if "error" in answer:
            message = f"{name} {options}: {answer['error']}"
            raise AssertionError(message)
        return answer["value"]


@contextmanager
def launch(
    prefs: Mapping[str, object], width: int = 1280, height: int = 800, answers: Mapping[str, str] | None = None
) -> Iterator[Firefox]:
    """Give a page in a Firefox with *prefs*; *answers* are pages (HTML) by addresses that nobody is asked for."""
    path = find_firefox()
    if path is None:
        message = f"There is no Firefox for the tests. Get one: {INSTALL} (or name one in {VARIABLE})"
        raise FileNotFoundError(message)
    puppeteer = find_package("puppeteer-core") / "lib/puppeteer/puppeteer-core.js"
    command = [find_node(), PROGRAM, puppeteer.as_uri(), path]
    settings = {"prefs": prefs, "viewport": {"width": width, "height": height}, "answers": answers or {}}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as node:
        assert node.stdin is not None
        node.stdin.write(f"{json.dumps(settings)}\n")
        yield Firefox(node)  # which ends with what it is asked


def install() -> int:
    """Put a Firefox in place where there is none; return the exit status."""
    return put_in_place(find_firefox, VARIABLE, "firefox-esr", _by_hand())


def _by_hand() -> str:
    return f"""\
Some browser tests need a Firefox as well, and none could be put in place. Any one of these will do:
{ways_by_hand(VARIABLE, "firefox-esr", "--cask firefox", "/path/to/firefox", "Debian")}
Then run the tests again. Without a browser: pytest -m "not browser and not server and not cluster\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
