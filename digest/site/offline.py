"""The offline edition: the pages of a built site as one zip that opens from a disk, with no server and no connection.

A browser that reads from a disk finds no `index.html` by itself and runs no modules, so each link names its file, what
is not in the zip is linked at its address in the web, and scripts are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from digest.site.addresses import MISSING, root_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

VERSION = 1
"""Goes up whenever the same site gives another zip."""

FOLDER = "digest/"
"""What everything in the zip stands below, so that to unpack it leaves one thing."""

# What a page shows; feeds, scripts, the index of search and data are for programs, and stay in the web.
_SHOWN = (".html", ".css", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_NOT_READ = ("cards/",)  # what is shown beside links elsewhere
_LEVEL = 6

# <a class="x" href="../../tags/youth/#list">   <form action="../../search/" method="get">
_TAG = re.compile(r"""<(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?:\s+[^\s"'<>/=]+(?:="[^"]*")?)+)\s*/?>""")
_ATTRIBUTE = re.compile(r'(?P<before>\s(?P<name>href|src|srcset|action)=")(?P<value>[^"]*)"')
# <script type="module" src="../theme/search/page.js?v=1"></script>
# <link rel="modulepreload" href="../theme/search/dom.js?v=1">
_SCRIPT = re.compile(r'[ \t]*(?:<script\b[^>]*\ssrc="[^"]*"[^>]*></script>|<link rel="modulepreload" href="[^"]*">)\n?')
# <noscript><p>Searching needs JavaScript …</p></noscript>
_WITHOUT_SCRIPT = re.compile(r"<noscript>(?:[^<]|<(?!/noscript>))*</noscript>")
# <p data-offline hidden>
_ONLY_OFFLINE = re.compile(r"(?P<tag><[a-z]+\b[^<>]*\sdata-offline) hidden(?=[\s>])")
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows: the same site gives the same bytes


def is_shown(file: str) -> bool:
    """Return whether *file* of a site stands in its offline edition."""
    of_mail = file.endswith(("/mail.html", "/mail.txt"))
    return file.endswith(_SHOWN) and not file.startswith(_NOT_READ) and f"/{file}" != MISSING and not of_mail


def pack(files: Iterable[str], read: Callable[[str], bytes], target: Path, url: str) -> None:
    """Write the offline edition of the site that has *files* and stands at *url* to *target*."""
    names = sorted(filter(is_shown, files))
    loosened = Loosened(frozenset(names), url)
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in names:
            content = read(name)
            if name.endswith(".html"):
                content = loosened.page(name, content.decode()).encode()
            entry = ZipInfo(FOLDER + name, _MOMENT)
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same wherever it is made
            archive.writestr(entry, content)


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
                value = self._address(match["value"], root, is_form=match["name"] == "action")
            return f'{match["before"]}{value}"'

        def tag(match: re.Match[str]) -> str:
            return _ATTRIBUTE.sub(attribute, match[0])

        html = _WITHOUT_SCRIPT.sub("", _SCRIPT.sub("", html))
        return _TAG.sub(tag, _ONLY_OFFLINE.sub(r"\g<tag>", html))

    def _candidate(self, candidate: str, root: str) -> str:
        address, space, width = candidate.partition(" ")
        return self._address(address, root) + space + width

    def _address(self, address: str, root: str, *, is_form: bool = False) -> str:
        """Return an address of a page whose way to the root is *root*, as it is to stand in the zip."""
        if not address.startswith(f"{root}/"):
            return address
        here = address[len(root) + 1 :]
        end = min((at for at in (here.find("?"), here.find("#")) if at >= 0), default=len(here))
        path, rest = here[:end], here[end:]
        file = None if is_form else self._file(path)
        if file is None:
            return f"{self.url}/{path}{rest}"
        return f"{root}/{file}{rest if rest.startswith('#') else ''}"

    def _file(self, path: str) -> str | None:
        """Return the file of the zip that a path of the site leads to, if there is one."""
        if path not in self._known:
            file = f"{path}index.html" if not path or path.endswith("/") else path
            self._known[path] = file if file in self.files else None
        return self._known[path]
