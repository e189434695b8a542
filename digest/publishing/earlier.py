"""What pages of the releases before still ask of the theme, for readers who have one open while a new one goes out.

    theme/site.css?v=2804e93f                what a page asks for
    earlier/2804e93f/theme/site.css          what servers answer, where the theme has another style sheet by now

A page names the files of the theme by their content: so whoever has read it finds its own, never those of another.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from digest.engine.files import link, remove
from digest.hosting import EARLIER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from digest.publishing.staging import Seen

    Theme = Mapping[str, Seen]  # its files, by the place at which they are kept

THEMES = 4  # the one of the site, and those before it whose files are kept
_ABOVE = "theme/"
_MARK = 8  # figures of the SHA-256, as `digest.site.assets` has them


def keep_theme(site: Path, kept: Path, files: Mapping[str, Seen], before: Sequence[Theme]) -> list[Theme]:
    """Keep the theme of the *site* in the folder *kept*; return the last themes that it has, the site's at the end.

    *files* are those of the site; *before* is what was returned the last time.
    """
    here = {f"{EARLIER}/{seen.sha256[:_MARK]}/{path}": path for path, seen in files.items() if path.startswith(_ABOVE)}
    for place, path in here.items():
        if not _holds(kept / place, files[path]):
            link(str(site / path), str(kept), place)
    now = {place: files[path] for place, path in here.items()}
    themes = [*(theme for theme in before if theme.keys() != now.keys()), now]
    last = themes[-THEMES:]
    for place in {place for theme in themes[:-THEMES] for place in theme}.difference(*last):
        remove(str(kept), place)
    return last


def take_earlier(kept: Path, packed: Path, themes: Sequence[Theme]) -> Theme:
    """Let *packed* have the files of all *themes*, if there is more than one; return them.

    Those of the last one too: a server that looks for a file in two places may find a release changed in between, and
    what it finds in the second place is then of another theme.
    """
    found = {place: seen for theme in themes for place, seen in theme.items()} if len(themes) > 1 else {}
    whole = {place: seen for place, seen in found.items() if _holds(kept / place, seen)}
    for place, seen in whole.items():
        if not _holds(packed / place, seen):
            link(str(kept / place), str(packed), place)
    return whole


def _holds(path: Path, seen: Seen) -> bool:
    """Return whether the file at *path* has the content that was seen."""
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == seen.sha256
