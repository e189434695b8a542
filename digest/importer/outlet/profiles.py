"""The profile of a publication as a file that an editor reads and corrects: what it says, and lines added to it.

Learned lines are added below those that are there and nothing else is touched, so that what an editor has written,
moved or commented stays as it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import yaml

from digest.importer.model import Profile
from digest.importer.problems import problem
from digest.importer.results import Change
from digest.importer.texts.lexicon import fold_line
from digest.profiles import FOLDER, ProfileFile, parse_profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import Problem

HEAD = """\
# What the importer knows of the texts of {publication}. Correct it as you like: it only ever adds lines to the end of
# `boilerplate`, which it has seen in many texts and leaves out of them. Move a line that belongs to the articles to
# `keep`, and it is never left out again. Any number in a line stands for every number.
#
# encoding: cp1251       what texts are saved in that are not UTF-8
# lang: ru               the language of texts that are too short to tell
# date_order: dmy        how 03/04/2015 is read: dmy is 3 April, mdy is March 4
# bare_bylines: true     a name alone under the headline is a byline
# drop_wire_tags: true   [TEXT] [REPORT] at the head of a text are left out
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """A profile with lines added: what it says, the file to write (None where nothing is new), and what to tell."""

    profile: ProfileFile
    change: Change | None = None
    problems: tuple[Problem, ...] = ()


def to_profile(file: ProfileFile) -> Profile:
    """Return a profile with its lines as they are compared."""
    return Profile(
        encoding=file.encoding,
        lang=file.lang,
        date_order=file.date_order,
        bare_bylines=file.bare_bylines,
        drop_wire_tags=file.drop_wire_tags,
        boilerplate=frozenset(map(fold_line, file.boilerplate)),
        keep=frozenset(map(fold_line, file.keep)),
    )


def profile_path(publication: str) -> str:
    """Return where the profile of a publication stands in the content folder."""
    return f"registry/{FOLDER}/{publication}.yaml"


def plan_profile(text: str | None, lines: Sequence[str], publication: str) -> Learned:
    """Return the profile of *publication*, now *text* (None where there is none), with *lines* added."""
    path = profile_path(publication)
    file, problems = parse_profile(text or "", path)
    if any(found.code in {"R111", "R113"} for found in problems):  # to be mended first; nothing of it is overwritten
        return Learned(file, problems=tuple(problems))
    new = _new_lines(file, lines)
    if not new:
        return Learned(file, problems=tuple(problems))
    after = add_lines(text, new) if text else render_profile(ProfileFile(boilerplate=new), publication)
    learned = replace(file, boilerplate=(*file.boilerplate, *new))
    return Learned(learned, Change(path, after), (*problems, problem("I352", path, 0, len(new))))


def _new_lines(file: ProfileFile, lines: Iterable[str]) -> tuple[str, ...]:
    """Return the *lines* that the profile does not have yet, and that no editor wants kept; in a fixed order."""
    known = set(map(fold_line, (*file.boilerplate, *file.keep)))
    new: dict[str, str] = {}
    for line in sorted(lines):
        if fold_line(line) not in known:
            new.setdefault(fold_line(line), line)
    return tuple(new.values())


def render_profile(file: ProfileFile, publication: str) -> str:
    """Return the text of a profile: how to correct it, then what it says."""
    values = {field.name: getattr(file, field.name) for field in fields(file)}
    rows = [_row(key, value) for key, value in values.items() if value and not isinstance(value, tuple)]
    lists = [_list("boilerplate", file.boilerplate), _list("keep", file.keep)]
    return "".join((HEAD.format(publication=publication), *rows, *lists))


def _row(key: str, value: Any) -> str:
    return f"{key}: {'true' if value is True else value}\n"


def _list(key: str, lines: Sequence[str]) -> str:
    return f"{key}:\n" + _items(lines, "  ") if lines else f"{key}: []\n"


def _items(lines: Iterable[str], indent: str) -> str:
    return "".join(f"{indent}- {json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def add_lines(text: str, lines: Sequence[str]) -> str:
    """Return the profile *text* with *lines* at the end of its `boilerplate`, every other character as it was."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    node = _boilerplate(text)
    if node is None:
        before = text if text.endswith("\n") or not text else text + line_end
        return before + _list("boilerplate", lines).replace("\n", line_end)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        at = _end_of_row(text, node.value[-1])
        added = _items(lines, " " * node.start_mark.column)
    else:  # `boilerplate:` or `boilerplate: [one, two]`: its items are written one a line
        there = [item.value for item in node.value] if isinstance(node, yaml.SequenceNode) else []
        key = text[: node.start_mark.index].rstrip(" ")
        text = key + text[node.end_mark.index :]
        at = text.find("\n", len(key)) + 1 or len(text)
        added = _items([*there, *lines], "  ")
    before = text[:at] if text[:at].endswith("\n") else text[:at] + line_end
    return before + added.replace("\n", line_end) + text[at:]


def _boilerplate(text: str) -> yaml.Node | None:
    """Return the value of `boilerplate`, with its place in the text."""
    root = yaml.compose(text, yaml.SafeLoader)  # not libyaml's: its marks do not count characters
    rows = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for key, value in rows if key.value == "boilerplate"), None)


def _end_of_row(text: str, node: yaml.Node) -> int:
    """Return where the row of a list ends, with a comment that stands behind it."""
    at: int = node.end_mark.index
    return at if text[:at].endswith("\n") else text.find("\n", at) + 1 or len(text)
