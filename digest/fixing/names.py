"""Names that a rule keeps out of every text: what stands in their place is written there, in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from digest import frontmatter
from digest.frontmatter import FrontMatterError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.masking import Names
    from digest.schema import Kind
    from digest.standards import Standards

# What names something by which it is found: other words there are for an editor to choose.
_LEFT = {"slug", "source", "import", "tags", "places", "publication", "category", "translation_of", "tag", "lang"}
_BLOCKS = ("|", ">")  # text of several lines, whose indentation is its own


def without_names(text: str, kind: Kind, standards: Standards) -> tuple[str, int]:
    """Return the text of a Markdown file without such names, and in how many places that changed it.

    *text* has LF at the end of every line. What cannot be read is left alone, and what is an exception to a rule.
    """
    try:
        document, parts = frontmatter.read(text), frontmatter.split(text)
    except FrontMatterError:
        return text, 0
    matter, _ = kind.parse(document.metadata, document.lines)
    names = standards.of(matter).harm.masked
    if matter is None or parts is None or not names:
        return text, 0
    opening, block, rest = parts
    edits = list(_edits(frontmatter.compose(block), names, matter.lang))
    for start, end, words in reversed(edits):
        block = f"{block[:start]}{words}{block[end:]}"
    found = len(names.find(rest))
    return f"{opening}{block}{names.mask(rest, matter.lang) if found else rest}", len(edits) + found


def _edits(node: yaml.Node | None, names: Names, lang: str) -> Iterator[tuple[int, int, str]]:
    """Yield other words for the scalars of front matter that have a name: where each stands, and the words."""
    if isinstance(node, yaml.ScalarNode) and node.style not in _BLOCKS:
        masked = names.mask(node.value, lang)
        if masked != node.value:
            yield node.start_mark.index, node.end_mark.index, frontmatter.write_word(masked)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _edits(item, names, lang)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in _LEFT:
                yield from _edits(value, names, lang)
