"""The files of the theme as they are served: style sheets joined, and every address with a mark of its content.

The mark lets a server tell browsers to keep a file for ever: another content has another address.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# @import url("css/components/card.css") layer(components);
_IMPORT = re.compile(r"""@import\s+url\(\s*["']?(?P<file>[^"')]+)["']?\s*\)(?:\s+layer\((?P<layer>[\w.-]+)\))?\s*;""")


class AssetError(DigestError):
    """A file of the theme that cannot be read as text, and has to be."""


def read_assets(folder: Path) -> dict[str, bytes]:
    """Return the files below *folder* by name; a style sheet carries what it imports, which has no address of its own.

    A browser would ask for a sheet only after it has read the one that names it: on a slow line that is a second.
    """
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    joined = join_imports(files)
    return mark_imports(
        {name: lean(_text(name, sheet)).encode() if name.endswith(".css") else sheet for name, sheet in joined.items()}
    )


def join_imports(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return *files* with every imported style sheet put in the place of its `@import` line."""
    imported: set[str] = set()
    in_circles: set[str] = set()

    def whole(name: str, above: tuple[str, ...]) -> str:
        def inline(match: re.Match[str]) -> str:
            file = match["file"]
            if file in above:
                in_circles.add(file)
            if file in above or file not in files:
                return match[0]
            imported.add(file)
            sheet = whole(file, (*above, file))
            return f"@layer {match['layer']} {{\n{sheet}}}\n" if match["layer"] else sheet

        return _IMPORT.sub(inline, _text(name, files[name]))

    joined = {
        name: whole(name, (name,)).encode() if name.endswith(".css") else content
        for name, content in sorted(files.items())
    }
    return {name: content for name, content in joined.items() if name not in imported or name in in_circles}


# "a string with /* in it"    'another'    /* a comment */ and the room around it
_IDLE = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?:\s|/\*.*?(?:\*/|\Z))+""",
    re.DOTALL,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


def lean(sheet: str) -> str:
    """Return a style sheet without its comments and indents: a quarter of what readers would have to load."""
    return _IDLE.sub(_room, sheet).strip()


def _room(match: re.Match[str]) -> str:
    if match["string"]:
        return match[0]
    outside = _COMMENT.sub("", match[0])
    # `a/* … */.b` is one element and `a .b` is two: where there was no room, none may come.
    return "\n" if "\n" in outside else " " if outside else "/**/"


# import { parse } from "./state.js";    import { match } from "./reader/asking.js";
_MODULE = re.compile(r'"\./(?P<file>(?:[\w-]+/)?[\w-]+\.js)"')


def mark_imports(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return *files* with a mark on the address of every script that another names, of its folder or in it."""
    done: dict[str, bytes] = {}

    def of(name: str) -> bytes:
        if name not in done:
            done[name] = b""  # a script that names itself by way of another keeps its address without a mark
            folder = name.rpartition("/")[0]
            text = _text(name, files[name])
            done[name] = _MODULE.sub(lambda match: _marked_module(match, folder), text).encode()
        return done[name]

    def _marked_module(match: re.Match[str], folder: str) -> str:
        name = f"{folder}/{match['file']}".removeprefix("/")
        content = of(name) if name in files else b""
        return f'"./{match["file"]}?v={_mark(content)}"' if content else match[0]

    return {name: of(name) if name.endswith(".js") else content for name, content in files.items()}


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"theme/static/{name}:{line}: the file is not UTF-8. Hint: save it as UTF-8 in your editor"
        raise AssetError(message) from error


def marked(name: str, content: bytes) -> str:
    """Return the path of a theme file with its mark."""
    return f"/theme/{name}?v={_mark(content)}"


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
