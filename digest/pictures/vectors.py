"""SVG without what runs, asks other places for something, or tells about its maker.

What draws is let through: shapes, text, gradients, patterns, masks, filters. Out go scripts and handlers, animation,
foreign content, pictures within the drawing (they may hold what this takes out of others), links and addresses that
lead out of the file, and what drawing programs note for themselves. A drawing of which nothing goes stays as it is, to
the byte. Not looked into: what is written or drawn in it for all to see, and the names of its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MOST_BYTES = 4_000_000

_ELEMENTS = frozenset(
    (  # noqa: SIM905 - fifty lines of one word each say less
        "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath marker "
        "linearGradient radialGradient stop pattern clipPath mask switch style "
        "filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
        "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge "
        "feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
    ).split()
)
# fill, stroke-width, viewBox; not onload, not data-owner
_ATTRIBUTE = re.compile(r"(?!on|data-)[A-Za-z][A-Za-z0-9-]*")
# url(#shade) leads to a part of the drawing; url(https://example.org/x), url("x.svg#a") and @import lead out. What is
# written with a backslash can mean anything.
_LEADS_OUT = re.compile(r"url\((?![\s\"']*#)|@import|\\|image-set|expression|javascript:", re.IGNORECASE)
# width="640"   height="36px"   viewBox="0 0 640 360"
_PIXELS = re.compile(r"\s*(?P<pixels>[0-9]{1,5})(?:\.[0-9]{1,9})?(?:px)?\s*")
_STRANGERS: Mapping[Any, str] = {etree.Comment: "comments", etree.PI: "instructions for other programs"}


class DrawingError(Exception):
    """A drawing that cannot be read; says why."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as it is published, its size in CSS pixels where it says one, and the kinds of what was taken out."""

    content: bytes
    width: int | None
    height: int | None
    removed: tuple[str, ...]


def cleaned(content: bytes) -> Drawing:
    """Return the drawing with *content* without what is not let through."""
    root = _parsed(content)
    removed = sorted({*_around(root), *_clean(root)})
    width, height = _size(root)
    if not removed:
        return Drawing(content, width, height, ())
    etree.cleanup_namespaces(root)
    return Drawing(etree.tostring(root, encoding="utf-8") + b"\n", width, height, tuple(removed))


def _parsed(content: bytes) -> etree._Element:
    if len(content) > _MOST_BYTES:
        message = f"the drawing has more than {_MOST_BYTES // 1_000_000} MB"
        raise DrawingError(message)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"the drawing is no XML: {str(error).splitlines()[0] if str(error) else 'it is empty'}"
        raise DrawingError(message) from error
    if root.tag != f"{{{_SVG}}}svg":
        message = "the drawing is no SVG: it does not begin with an element svg of that name space"
        raise DrawingError(message)
    return root


def _around(root: etree._Element) -> Iterator[str]:
    """Yield the kinds of what stands before and after the drawing itself."""
    if root.getroottree().docinfo.doctype:
        yield "a document type"
    for one in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield _STRANGERS.get(one.tag, "entities")


def _clean(root: etree._Element) -> Iterator[str]:
    """Take out of *root* what is not let through, and yield the kind of each."""
    for element in list(root.iter()):
        tag = element.tag
        if not isinstance(tag, str):
            yield _STRANGERS.get(tag, "entities")
            _take_out(element)
        elif not tag.startswith(f"{{{_SVG}}}") or tag.rpartition("}")[2] not in _ELEMENTS or _is_bad_style(element):
            if element is not root:
                yield f"<{tag.rpartition('}')[2]}>"
                _take_out(element)
        else:
            yield from _clean_attributes(element)


def _is_bad_style(element: etree._Element) -> bool:
    text = "".join(map(str, element.itertext()))
    return element.tag == f"{{{_SVG}}}style" and (bool(_LEADS_OUT.search(text)) or len(element) > 0)


def _clean_attributes(element: etree._Element) -> Iterator[str]:
    for name, value in list(element.attrib.items()):
        if not _may_stay(str(name), str(value)):
            del element.attrib[name]
            yield str(name).rpartition("}")[2]


def _may_stay(name: str, value: str) -> bool:
    if name in {"href", _XLINK_HREF}:
        return value.startswith("#")
    if name.startswith(_XML):
        return name.endswith(("}lang", "}space"))
    return _ATTRIBUTE.fullmatch(name) is not None and not _LEADS_OUT.search(value)


def _take_out(element: etree._Element) -> None:
    """Take *element* out, but leave the text behind it."""
    above, tail = element.getparent(), element.tail or ""
    if above is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    above.remove(element)


def _size(root: etree._Element) -> tuple[int | None, int | None]:
    found = [_PIXELS.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(found):
        width, height = (int(match["pixels"]) for match in found if match)
        return width, height
    box = root.get("viewBox", "").replace(",", " ").split()
    if root.get("width") is None and root.get("height") is None and len(box) == 4:  # noqa: PLR2004 - x, y, width, height
        sides = [_PIXELS.fullmatch(side) for side in box[2:]]
        if all(sides):
            width, height = (int(match["pixels"]) for match in sides if match)
            return width, height
    return None, None
