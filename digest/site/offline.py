"""The offline edition: the pages of a built site as one zip that opens from a disk, with no server and no connection.

A browser that reads from a disk finds no `index.html` by itself, so each link names its file, and what is not in the
zip is linked at its address in the web. It runs no modules and fetches nothing: the modules of the search page are one
script here, and each file of its index stands in a script with the same bytes. Other scripts are left out.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from digest.site.addresses import MISSING, root_from
from digest.site.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

VERSION = 2
"""Goes up whenever the same site gives another zip."""

FOLDER = "digest/"
"""What everything in the zip stands below, so that to unpack it leaves one thing."""

# What a page shows; feeds, other scripts and data are for programs, and stay in the web.
_SHOWN = (".html", ".css", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
# What the search page reads: search/index.json    search/index/0a1b2c3d4e5f/12.bin    ru/search/names.json
_READ = re.compile(r"search/index(?:\.json|/.*\.bin)|(?:[^/]+/)?search/names\.json")
_MODULES, _FIRST, _SCRIPT_FILE = "theme/search/", "theme/search/page.js", "theme/search/offline.js"
_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_NOT_READ = ("cards/",)  # what is shown beside links elsewhere
_LEVEL = 6

# <a class="x" href="../../tags/youth/#list">   <form action="../../search/" method="get">
_TAG = re.compile(r"""<(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?:\s+[^\s"'<>/=]+(?:="[^"]*")?)+)\s*/?>""")
_ATTRIBUTE = re.compile(r'(?P<before>\s(?P<name>href|src|srcset|action)=")(?P<value>[^"]*)"')
_SEARCH = re.compile(r'\ssrc="(?P<root>[^"]*)/theme/search/page\.js\?')
# <script type="module" src="../theme/search/page.js?v=1"></script>
# <link rel="modulepreload" href="../theme/search/dom.js?v=1">
_SCRIPT = re.compile(r'[ \t]*(?:<script\b[^>]*\ssrc="[^"]*"[^>]*></script>|<link rel="modulepreload" href="[^"]*">)\n?')
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows: the same site gives the same bytes


def is_shown(file: str) -> bool:
    """Return whether *file* of a site stands in its offline edition."""
    of_mail = file.endswith(("/mail.html", "/mail.txt"))
    is_page = file.endswith(_SHOWN) and not file.startswith(_NOT_READ) and f"/{file}" != MISSING and not of_mail
    return is_page or is_searched(file)


def is_searched(file: str) -> bool:
    """Return whether *file* is there for the search page alone: a script of it, or what it reads."""
    return bool(_READ.fullmatch(file)) or (file.startswith(_MODULES) and file.endswith(".js"))


def pack(files: Iterable[str], read: Callable[[str], bytes], target: Path, url: str) -> None:
    """Write the offline edition of the site that has *files* and stands at *url* to *target*."""
    names = sorted(filter(is_shown, files))
    loosened = Loosened(frozenset(name for name in names if not is_searched(name)) | {_SCRIPT_FILE}, url)
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, content in _contents(names, read, loosened):
            entry = ZipInfo(FOLDER + name, _MOMENT)
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same wherever it is made
            archive.writestr(entry, content)


def _contents(names: Sequence[str], read: Callable[[str], bytes], loosened: Loosened) -> Iterator[tuple[str, bytes]]:
    """Yield what stands in the zip, with its names there."""
    modules = {}
    for name in names:
        if name.endswith(".html"):
            yield name, loosened.page(name, read(name).decode()).encode()
        elif not is_searched(name):
            yield name, read(name)
        elif name.endswith(".js"):
            modules[name] = read(name)
        else:
            yield f"{name}.js", in_script(read(name))
    if _FIRST in modules:
        yield _SCRIPT_FILE, bundle(modules, _FIRST)


def _as_one(script: re.Match[str]) -> str:
    """Return the one script in the place of the first module of the search page, and nothing in that of others."""
    first = _SEARCH.search(script[0])
    return f'<script defer src="{first["root"]}/{_SCRIPT_FILE}"></script>\n' if first else ""


def in_script(content: bytes) -> bytes:
    """Return *content* as a script that hands it to whoever has put the script into a page (reader/files.js)."""
    return b'document.currentScript.dataset.content = "' + b64encode(content) + b'";\n'


@dataclass(frozen=True)
class Loosened:
    """Pages freed from their server: *files* are those that the zip has, *url* is where the site stands in the web."""

    files: Collection[str]
    url: str

    @cached_property
    def _known(self) -> dict[str, str | None]:
        return {}

    def page(self, file: str, html: str) -> str:
        """Return the page *file*, with links that a browser can follow on a disk."""
        path = f"/{file.removesuffix('index.html')}"
        root = root_from(path, self.url)

        def attribute(match: re.Match[str]) -> str:
            if match["name"] == "srcset":
                value = ", ".join(self._candidate(one.strip(), root) for one in match["value"].split(","))
            else:
                value = self._address(match["value"], root)
            return f'{match["before"]}{value}"'

        def tag(match: re.Match[str]) -> str:
            return _ATTRIBUTE.sub(attribute, match[0])

        return _TAG.sub(tag, _SCRIPT.sub(_as_one, html))

    def _candidate(self, candidate: str, root: str) -> str:
        address, space, width = candidate.partition(" ")
        return self._address(address, root) + space + width

    def _address(self, address: str, root: str) -> str:
        """Return an address of a page whose way to the root is *root*, as it is to stand in the zip."""
        if not address.startswith(f"{root}/"):
            return address
        here = address[len(root) + 1 :]
        end = min((at for at in (here.find("?"), here.find("#")) if at >= 0), default=len(here))
        path, rest = here[:end], here[end:]
        file = self._file(path)
        if file is None:
            return f"{self.url}/{path}{rest}"
        return f"{root}/{file}{rest if rest.startswith('#') else ''}"

    def _file(self, path: str) -> str | None:
        """Return the file of the zip that a path of the site leads to, if there is one."""
        if path not in self._known:
            file = f"{path}index.html" if not path or path.endswith("/") else path
            self._known[path] = file if file in self.files else None
        return self._known[path]
