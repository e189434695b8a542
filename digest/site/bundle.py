"""The modules of a page as one script that needs no server: no browser imports a module from a disk.

Each module becomes a function that runs once, when it is first needed, and returns what it exports. Our modules write
imports and exports in few ways; one that is written in another way is told, not guessed at.
"""

from __future__ import annotations

import json
import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Mapping

# import { hasSentence, match as find } from "./reader/asking.js?v=0a1b2c3d";
_IMPORT = re.compile(r'^import \{(?P<names>[^{}"]*)\} from "(?P<file>\.\.?/[^"?]+)[^"]*";$', re.MULTILINE)
# const { save } = await import("./save.js?v=0a1b2c3d");
_LATER = re.compile(r'(?<=await )import\("(?P<file>\./[^"?]+)[^"]*"\)')
# export async function match(    export const FACETS =
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (?P<name>\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b|\bimport\.meta\b", re.MULTILINE)
_FRAME = """"use strict";
(() => {
const modules = {
%s};
const made = new Map();
function need(name) {
  if (!made.has(name)) made.set(name, modules[name]());
  return made.get(name);
}
need(%s);
})();
"""


class BundleError(DigestError):
    """A module that cannot be put into one script with the others."""


def bundle(files: Mapping[str, bytes], first: str) -> bytes:
    """Return the module *first* of *files* and all that it needs, now or later, as one script."""
    done: dict[str, str] = {}
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name not in done:
            done[name], needed = _as_function(name, files[name].decode())
            waiting += needed
    modules = "".join(f"{json.dumps(name)}: async () => {{\n{text}}},\n" for name, text in sorted(done.items()))
    return (_FRAME % (modules, json.dumps(first))).encode()


def _as_function(name: str, text: str) -> tuple[str, list[str]]:
    """Return the body of a function that does what a module does, and the modules that it needs."""
    needed: list[str] = []
    exported = [match["name"] for match in _EXPORT.finditer(text)]

    def wanted(match: re.Match[str]) -> str:
        needed.append(normpath(join(dirname(name), match["file"])))
        return f"need({json.dumps(needed[-1])})"

    def imported(match: re.Match[str]) -> str:
        return f"const {{{match['names'].replace(' as ', ': ')}}} = await {wanted(match)};"

    body = _LATER.sub(wanted, _EXPORT.sub("", _IMPORT.sub(imported, text)))
    if other := _OTHER.search(body):
        line = body.count("\n", 0, other.start()) + 1
        message = f"theme/static/{name.removeprefix('theme/')}:{line}: {other[0]} is written in a way that is not known"
        hint = 'Hint: write `import { a } from "./b.js";` or `export function a`, as the other modules do'
        raise BundleError(f"{message}. {hint}")
    return f"{body.rstrip()}\nreturn {{ {', '.join(exported)} }};\n", needed
