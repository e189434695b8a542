"""Reading XML of the site, with lines; nothing that it names is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from digest.checks.built.faults import Fault

if TYPE_CHECKING:
    from lxml.etree import _Element

_HINT = "see what wrote it: a template of XML is no place for text that is not escaped"


def read_xml(content: bytes, code: str, root: str) -> _Element | Fault:
    """Return the root of the document *content*, or what is wrong with it; *root* is the tag that it must have."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return Fault(error.lineno or 0, code, f"it is not well-formed XML: {error.msg}", _HINT)
    if tree.tag != root:
        return Fault(line(tree), code, f"it begins with {tree.tag!r}, and not with {root!r}", _HINT)
    return tree


def line(element: _Element) -> int:
    """Return the line in which an element begins."""
    return int(element.sourceline or 0)


def text(element: _Element, name: str) -> str:
    """Return the words of the first child with this *name*, or nothing."""
    return (element.findtext(name) or "").strip()
