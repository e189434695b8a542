"""Pictures on pages: what is said of one so that a browser takes the size it needs and keeps the place free."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from digest.pictures.kinds import DRAWING, FORMS, TYPES, ending_of
from digest.pictures.variants import forms, variants, widths

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from digest.pictures.looks import Look
    from digest.schema import FrontMatter

SIZES = "(min-width: 42rem) 40rem, 100vw"
"""How wide a picture is on a page: as the text (--measure), or on a small screen as that."""

# <img alt="A &quot;hall&quot;" src="\0/images/hall.jpg">: as nh3 writes it, in double quotation marks
_IMAGE = re.compile(r'<img(?P<attributes>(?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' (?P<name>[a-z-]+)="(?P<value>[^"]*)"')


FOR_ALL = "extra/"
"""The folder whose files are published whoever uses them: they stand at the root of the site."""


def is_for_all(name: str, renamed: Container[str]) -> bool:
    """Return whether a file of the content folder is published whether or not anything readers see uses it.

    *renamed* are those that stand elsewhere than their names say.
    """
    return name.startswith(FOR_ALL) or name in renamed


def used_files(matters: Iterable[FrontMatter], within: Iterable[Iterable[str]]) -> frozenset[str]:
    """Return the names of the files that articles show by their *matters*, and those that are *within* bodies."""
    shown = {image.file for matter in matters for image in matter.images if image.file}
    return frozenset(shown.union(*within))


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one form: its media type, and of each file its path on the site and how wide it is."""

    type: str
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as pages show it: its own path, its size in CSS pixels where known, the forms it is offered in.

    Of the *sources* the last is in a form that every browser shows; a drawing has none, it is sharp in every size.
    """

    path: str
    width: int | None = None
    height: int | None = None
    sources: tuple[Source, ...] = ()

    @property
    def plain(self) -> str:
        """The path of the file for browsers that choose none."""
        return self.sources[-1].files[-1][0] if self.sources else self.path


def figure_of(path: str, look: Look | None, *, is_whole: bool = False) -> Figure:
    """Return the picture that stands at *path* as pages show it; of one that is not known, only that.

    One that *is_whole* is published as large as it is, and in no other size.
    """
    written = quote(path, safe="/!$&'()*+;=:@~")
    if look is None or look.width is None or look.height is None:
        return Figure(written)
    if is_whole or ending_of(path) == DRAWING:
        return Figure(written, look.width, look.height)
    made = {(one.recipe.form, one.recipe.width): one for one in variants(path, look)}
    sources = tuple(
        Source(TYPES[form], tuple((written + made[form, width].suffix, width) for width in widths(look)))
        for form in forms(path, look)
    )
    largest = made[FORMS[ending_of(path)], widths(look)[-1]].recipe
    return Figure(written, largest.width, largest.height, sources)


def dressed(html: str, pictures: Iterable[Figure], root: str) -> str:
    """Return a rendered body with what is known of the *pictures* in it; *root* is the site's, as the body has it."""
    known = {f"{root}{one.path}": one for one in pictures}
    if not known:
        return html

    def replaced(match: re.Match[str]) -> str:
        attributes = {one["name"]: one["value"] for one in _ATTRIBUTE.finditer(match["attributes"])}
        found = known.get(quote(unquote(attributes.get("src", "").replace("&amp;", "&")), safe="\0/!$&'()*+;=:@~."))
        return _element(attributes, found, root) if found else match.group()

    return _IMAGE.sub(replaced, html)


def _element(attributes: Mapping[str, str], picture: Figure, root: str) -> str:
    *others, last = picture.sources or (None,)
    own = {name: value for name, value in attributes.items() if name not in {"src", "loading", "decoding"}}
    own["src"] = (root + picture.plain).replace("&", "&amp;")
    if last and len(last.files) > 1:
        own |= {"srcset": _srcset(last, root), "sizes": SIZES}
    if picture.width and picture.height and not own.keys() & {"width", "height"}:
        own |= {"width": str(picture.width), "height": str(picture.height)}
    own |= {"loading": "lazy", "decoding": "async"}
    written = "".join(f' {name}="{value}"' for name, value in own.items())
    sources = "".join(
        f'<source type="{source.type}" srcset="{_srcset(source, root)}" sizes="{SIZES}">' for source in others if source
    )
    return f"<picture>{sources}<img{written}></picture>" if sources else f"<img{written}>"


def _srcset(source: Source, root: str) -> str:
    return ", ".join(f"{root}{path} {width}w" for path, width in source.files).replace("&", "&amp;")
