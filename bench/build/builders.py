"""What builds the site: this project, and others with the same articles and the same kinds of pages."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pelican

from bench.measure import ROOT
from digest.cards.drawing import draw
from digest.cards.words import Text, Words
from digest.site.assets import read_assets

from . import corpus, hugo_content, pelican_content, wheel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .corpus import Made

OURS = "this project"
CARDS = "this project, with cards"
USUAL = "stock Pelican, the same theme"
STOCK = "stock Pelican, all of our plugins"
BARE = "stock Pelican as it comes"
HUGO = "Hugo"
NAMES = (OURS, CARDS, USUAL, STOCK, BARE, HUGO)
OWN = frozenset({OURS, CARDS})

ADDRESS = "https://example.org"
SETTINGS = "benchconf.py"
_BENCH = ROOT / "bench"
_ENVIRONMENT = {"PYTHONPATH": str(ROOT), "DIGEST_SITEURL": ADDRESS}


@dataclass(frozen=True, slots=True)
class Patch:
    """An edit of one file of the theme: *old*, which stands there once, becomes *new*; with no *old*, it is added."""

    file: str
    old: str
    new: str

    def of(self, text: str) -> str:
        """Return *text*, patched."""
        if self.old and text.count(self.old) != 1:
            message = f"{self.file}: {self.old!r} does not stand there once"
            raise ValueError(message)
        return text.replace(self.old, self.new) if self.old else text + self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """How a site is laid out in a folder, and what builds it there into its folder `output`.

    *markdown* writes an article as the builder reads it, *template* and *style* are edits of its theme.
    """

    name: str
    lay_out: Callable[[Path, int], None]
    command: Callable[[Path], Sequence[str]]
    markdown: Callable[[Made], str]
    template: Patch
    style: Patch | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


def builder(name: str) -> Builder:
    """Return the builder that goes by *name*; Hugo is fetched where it is missing."""
    return {OURS: _ours, CARDS: _with_cards, USUAL: _usual, STOCK: _stock, BARE: _bare, HUGO: _hugo}[name]()


_FOOT = '<p class="foot__promise">', '<p class="foot__promise" id="promise">'
_RULE = "\n.foot { outline-offset: 1px; }\n"


def _ours() -> Builder:
    return Builder(
        name=OURS,
        lay_out=_lay_out_ours,
        command=lambda folder: [
            *(sys.executable, "-m", "digest", "build", "--project", str(folder), "--settings", SETTINGS),
            *("--report", str(report_of(folder))),
        ],
        markdown=corpus.markdown,
        template=Patch("theme/templates/macros/frame.html", *_FOOT),
        style=Patch("theme/static/css/components/foot.css", "", _RULE),
        environment=_ENVIRONMENT,
    )


def report_of(folder: Path) -> Path:
    """Return where `digest build` reports on the project in *folder*: beside it, or it would be part of the project."""
    return folder.with_suffix(".json")


def _with_cards() -> Builder:
    return replace(_ours(), name=CARDS, lay_out=partial(_lay_out_ours, cards=True))


def _lay_out_ours(folder: Path, number: int, *, cards: bool = False) -> None:
    """Lay out the site; without *cards*, since no other builder draws a picture for each article."""
    corpus.write_corpus(folder / "content", number)
    shutil.copytree(ROOT / "theme", folder / "theme")
    settings = ["from pelicanconf import *", 'PATH = "content"', f"THEME = {str(folder / 'theme')!r}"]
    settings.append(f'DIGEST = DIGEST | {{"site": DIGEST["site"] | {{"cards": {cards}}}}}')
    corpus.write(folder / SETTINGS, "\n".join([*settings, ""]))


def _stock() -> Builder:
    ours = _ours()
    return Builder(
        name=STOCK,
        lay_out=_lay_out_ours,
        command=lambda folder: _pelican(SETTINGS, folder),
        markdown=ours.markdown,
        template=ours.template,
        style=ours.style,
        environment=_ENVIRONMENT | {"DIGEST_ENGINE": "off"},
    )


def _usual() -> Builder:
    return replace(_stock(), name=USUAL, lay_out=_lay_out_usual)


def _lay_out_usual(folder: Path, number: int) -> None:
    """Lay out the same site, with the plugin that takes back what ours save Pelican."""
    _lay_out_ours(folder, number)
    settings = (folder / SETTINGS).read_text("utf-8")
    corpus.write(folder / SETTINGS, f"{settings}from bench.build import usual\nPLUGINS = [*PLUGINS, usual]\n")


def _pelican(settings: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "pelican", "content", "--settings", settings, "--output", str(folder / "output")]


def _bare() -> Builder:
    return Builder(
        name=BARE,
        lay_out=_lay_out_bare,
        command=lambda folder: _pelican("pelicanconf.py", folder),
        markdown=pelican_content.markdown,
        template=Patch("theme/templates/base.html", "<footer>", '<footer id="promise">'),
    )


def _lay_out_bare(folder: Path, number: int) -> None:
    corpus.write_articles(folder / "content", number, pelican_content.markdown)
    shutil.copytree(Path(pelican.__file__).parent / "themes" / "simple", folder / "theme")
    shutil.copy(_BENCH / "pelican" / "pelicanconf.py", folder)


def _hugo() -> Builder:
    program = wheel.hugo()
    return Builder(
        name=HUGO,
        lay_out=_lay_out_hugo,
        command=lambda folder: [str(program), "--destination", str(folder / "output"), "--cacheDir", f"{folder}/cache"],
        markdown=hugo_content.markdown,
        template=Patch("layouts/_partials/footer.html", *_FOOT),
        style=Patch("assets/theme/site.css", "", _RULE),
    )


def _lay_out_hugo(folder: Path, number: int) -> None:
    """Lay out the site of bench/hugo; of the theme it has the files that are served, as they are served."""
    hugo_content.write_content(folder / "content", number)
    shutil.copytree(_BENCH / "hugo", folder, dirs_exist_ok=True)
    for name, content in read_assets(ROOT / "theme" / "static").items():
        # A script names another by its file: it keeps its name, where Hugo puts a mark on style sheets.
        path = folder / ("static" if name.endswith(".js") else "assets") / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    words = [Text(text, "en", "ltr") for text in ("Counter-Extremism Digest", "What is known", "", "", "")]
    (folder / "static" / "card.png").write_bytes(draw(Words(*words)))
