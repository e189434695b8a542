"""Markdown files with front matter: how one is read and how one is written; `schema` says what the keys mean.

YAML is read by a stricter rule than PyYAML's own: every plain scalar is text, so that `date: 2016`,
`title: 007` and `country: NO` mean what an editor sees. Only `null`, `true` and `false` are more than text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from digest.model import PartialDate
from digest.plainfront import WORDS, read_plain
from digest.plainyaml import dump_plain
from digest.schema import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

try:
    from yaml import CSafeDumper as SafeDumper
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # a PyYAML built without libyaml: slower, not different
    from yaml import SafeDumper, SafeLoader  # type: ignore[assignment] # the same, in Python

_HANDLER = YAMLHandler()


class FrontMatterError(ValueError):
    """A file whose front matter cannot be read at all; *line* counts from 1 in the file."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file as it was read: values by key, the line of each key, and the body with its first line.

    *item_lines* are the lines of the items of a list that was asked for: `articles.0`.
    """

    metadata: dict[str, Any]
    lines: dict[str, int]
    body: str
    body_line: int
    item_lines: dict[str, int] = field(default_factory=dict)


def plain_lines(text: str) -> str:
    """Return the text of a file without a byte order mark, with LF at the end of every line."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def in_style_of(text: str, plain: str) -> str:
    """Return *plain* with the byte order mark and the ends of lines of *text*."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + (plain.replace("\n", "\r\n") if "\r\n" in text else plain)


def read(text: str, *, reference: bool = False, itemised: str = "") -> Document:
    """Return the parts of a Markdown file, or raise FrontMatterError with the line where reading stopped.

    With *reference*, YAML is asked about front matter of the usual form too. *itemised* is the key of a list whose
    items are to have lines of their own.
    """
    text = plain_lines(text)
    if not _HANDLER.detect(text):
        message = "the file has no front matter"
        raise FrontMatterError(1, message, "begin it with a line `---`, then `title: ...`, then a line `---`")
    try:
        block, body = _HANDLER.split(text)
    except ValueError as error:
        message = "the front matter is not closed"
        raise FrontMatterError(1, message, "end it with a line of its own `---`") from error
    before = text.count("\n", 0, text.index(block))
    metadata, lines = read_mapping(block, before, reference=reference)
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    first = body_line + len(body) - len(body.lstrip("\n"))
    return Document(metadata, lines, body.strip("\n"), first, _item_lines(block, before, itemised) if itemised else {})


def split(text: str) -> tuple[str, str, str] | None:
    """Return the first line of a file that can be read, its front matter, and the rest with the line between them.

    *text* has LF at the end of every line. None where there is no front matter, or no end of it.
    """
    lines = list(islice(_HANDLER.FM_BOUNDARY.finditer(text), 2))
    if len(lines) < 2 or lines[0].start() != 0:  # noqa: PLR2004 - the line above it and the line below
        return None
    start, end = lines[0].end(), lines[1].start()
    return text[:start], text[start:end], text[end:]


def compose(block: str) -> yaml.MappingNode | None:
    """Return the nodes of front matter that `read` has read, which say where each stands in *block*."""
    node = yaml.compose(block, Loader=SafeLoader)
    return node if isinstance(node, yaml.MappingNode) else None


def _item_lines(block: str, before: int, key: str) -> dict[str, int]:
    """Return the line of each item of the list at *key* in a YAML mapping that has been read."""
    node = yaml.compose(block, Loader=SafeLoader)
    found = [value for name, value in node.value if name.value == key] if node else []
    items = [item for value in found if isinstance(value, yaml.SequenceNode) for item in value.value]
    return {f"{key}.{at}": before + item.start_mark.line + 1 for at, item in enumerate(items)}


def read_mapping(block: str, before: int = 0, *, reference: bool = False) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the values of a YAML mapping and the line of each key, *before* lines of the file standing before it."""
    plain = None if reference else read_plain(block)
    if plain is None:
        return _read_yaml(block, before)
    values, lines = plain
    return values, {key: before + line + 1 for key, line in lines.items()}


def _read_yaml(block: str, before: int) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        node = yaml.compose(block, Loader=SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"the front matter is not YAML: {error.problem or error.context}"
        line = before + (mark.line if mark else 0) + 1
        hint = "put quotation marks around a value that holds a colon, a quotation mark, a # or a bracket"
        raise FrontMatterError(line, message, hint) from error
    except UnicodeEncodeError as error:  # bytes that are no UTF-8 stand as halves of characters
        message = "the front matter is not UTF-8"
        line = before + block.count("\n", 0, error.start) + 1
        raise FrontMatterError(line, message, "save the file as UTF-8") from error
    except yaml.YAMLError as error:  # a character that YAML forbids: it has no line of its own
        message = f"the front matter is not YAML: {str(error).splitlines()[0]}"
        raise FrontMatterError(before + 1, message, "remove the character that it names") from error
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        message = "the front matter is not a list of `key: value` lines"
        raise FrontMatterError(before + node.start_mark.line + 1, message, "write one `key: value` a line")
    try:
        values = _Values(before).of(node)
    except RecursionError as error:
        message = "the front matter holds brackets in brackets without end"
        raise FrontMatterError(before + 1, message, "write one `key: value` a line") from error
    return values, {key.value: before + key.start_mark.line + 1 for key, _ in node.value}


def read_data(text: str) -> Any:
    """Return what YAML of the project's own says, with YAML's usual types."""
    return yaml.load(text, SafeLoader)


class _Values:
    """What the nodes of one YAML text say, with every scalar as text but null, true and false.

    A node that comes twice stands behind an alias: refused, since a few lines of aliases can mean gigabytes.
    """

    def __init__(self, before: int) -> None:
        self.before = before
        self.seen: set[int] = set()

    def of(self, node: yaml.Node) -> Any:
        if id(node) in self.seen:
            raise self._error(node, "a YAML alias (`*name`) is not allowed here", "write the value out")
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.of(item) for item in node.value]
        text: str = node.value
        # A plain scalar has no style: None from the pure loader, "" from libyaml's.
        is_plain = not getattr(node, "style", None)
        return WORDS[text.lower()] if is_plain and text.lower() in WORDS else text

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._error(key, "a key is not a word", "write one `key: value` a line")
            if key.value in values:
                raise self._error(key, f"the key {key.value!r} stands twice", "keep one of the two")
            values[key.value] = self.of(value)
        return values

    def _error(self, node: yaml.Node, message: str, hint: str) -> FrontMatterError:
        return FrontMatterError(self.before + node.start_mark.line + 1, message, hint)


def write(
    metadata: Mapping[str, Any], body: str, comments: Mapping[str, str] | None = None, *, keys: Sequence[str] = KEYS
) -> str:
    """Return the text of a Markdown file: its front matter as `write_front` has it, then the body."""
    return f"{write_front(metadata, comments, keys=keys)}{body.strip(chr(10))}\n"


# Keys whose empty list says something: that the text names nobody, that nothing is listed yet.
_SAID_EMPTY = frozenset({"authors", "articles"})


def write_front(
    metadata: Mapping[str, Any], comments: Mapping[str, str] | None = None, *, keys: Sequence[str] = KEYS
) -> str:
    """Return what stands before the body of a Markdown file: the keys in the order of the schema, *keys*.

    None and empty values are left out, but for lists that say something by being empty. *comments* are lines for the
    editor, by the key that they stand above, or would stand above if it were there.
    """
    unknown = set(metadata) - set(keys)
    if unknown:
        message = f"not keys of the schema: {', '.join(sorted(unknown))}"
        raise KeyError(message)
    plain = {key: _plain(value) for key, value in metadata.items()}
    said = {key: value for key, value in plain.items() if value not in (None, "", [], {})}
    said |= {key: [] for key in _SAID_EMPTY & metadata.keys() - said.keys()}
    kept = {key: said[key] for key in keys if key in said}
    block = _with_comments(_dump(kept) if kept else "", kept, comments) if comments else _dump(kept)
    return f"---\n{block}---\n\n"


def write_word(text: str) -> str:
    """Return a text of one line as YAML writes it: in quotation marks where it would be taken for a figure or `no`."""
    return _dump({"": text}).partition(": ")[2].rstrip("\n")


def _with_comments(block: str, values: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    """Return *block*, the YAML of *values*, with a comment of one line above each key that has one."""
    block = f"\n{block}"
    for place, key in enumerate(KEYS):
        if key not in comments:
            continue
        if not comments[key].isprintable():
            message = f"a comment is one line of plain words, not {comments[key]!r}"
            raise ValueError(message)
        below = next((other for other in KEYS[place:] if other in values), None)
        at = block.index(f"\n{below}:") + 1 if below else len(block)
        block = f"{block[:at]}# {comments[key]}\n{block[at:]}"
    return block[1:]


_PRIVATE_USE = range(0xE000, 0xF900)


def _dump(values: dict[str, Any]) -> str:
    """Return *values* as YAML.

    libyaml writes an emoji as its number, which nobody can read: so private characters that the text does not have
    stand in for whatever lies beyond the basic plane, until all is written.
    """
    block = dump_plain(values, _dump_plain) or _dump_plain(values)
    if "\\U" not in block:
        return block
    text = json.dumps(values, ensure_ascii=False, default=str)
    beyond = sorted({char for char in text if char > "\uffff"})
    free = (code for code in _PRIVATE_USE if chr(code) not in text)
    there = dict(zip(map(ord, beyond), free, strict=False))
    stood_in = _translated(values, there) if there else values
    return _dump_plain(stood_in).translate({code: char for char, code in there.items()})


def _dump_plain(values: Any) -> str:
    block: str = yaml.dump(values, Dumper=SafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return block


def _translated(value: Any, table: Mapping[int, int]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _translated(item, table) for key, item in value.items()}
    return [_translated(item, table) for item in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """Return *value* in the types whose YAML a reader takes for what was meant: an exact date unquoted, a year too."""
    if isinstance(value, PartialDate):
        return value.first_day if value.day else value.year if value.month is None else str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
