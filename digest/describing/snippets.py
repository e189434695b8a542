"""Front matter as snippets of VS Code, which completes them without any extension: a key each, and a file of each kind.

https://code.visualstudio.com/docs/editing/userdefinedsnippets
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest.describing import form_of
from digest.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.describing import FormField
    from digest.registry import Registry

# In front matter VS Code takes the language for YAML, elsewhere in the file for Markdown.
_SCOPE = "markdown,yaml"
_SPECIAL = re.compile(r"[$}\\,|]")
# What a new file of a kind begins with besides what must be there.
_BEGUN = frozenset({"date", "authors", "publication", "category", "tags", "tag", "summary", "status"})


def snippets(registry: Registry) -> dict[str, Mapping[str, Any]]:
    """Return all snippets by name, with the entries of *registry* to choose from."""
    found: dict[str, Mapping[str, Any]] = {}
    for kind in KINDS:
        form = form_of(kind, registry)
        begun = [_as_draft(field) for field in form if field.required or field.key in _BEGUN]
        body = ["---", *_numbered(line for field in begun for line in _lines(field)), "---", "", "$0"]
        about = f"{KINDS[kind].about}, with what it should have"
        found[f"new: {kind}"] = _snippet(f"new-{kind.removesuffix('s')}", body, about)
        for field in form:
            text = field.help.replace("`", "")
            found.setdefault(f"key: {field.key}", _snippet(field.key, _numbered(_lines(field)), text))
    return found


def _as_draft(field: FormField) -> FormField:
    """Return the field with the word first that a new file should have: nothing is published by not choosing."""
    if field.key != "status":
        return field
    return replace(field, words=tuple(sorted(field.words, key=lambda word: word[0] != "draft")))


def _snippet(prefix: str, body: list[str], description: str) -> Mapping[str, Any]:
    return {"scope": _SCOPE, "prefix": prefix, "body": body, "description": description}


def _numbered(lines: Iterator[str]) -> list[str]:
    """Return lines whose places to fill in, each written as `${0`, are numbered from the first to the last."""
    number = 0

    def count(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"${{{number}"

    return [re.sub(r"\$\{0", count, line) for line in lines]


def _lines(field: FormField) -> Iterator[str]:
    item = field.parts[0] if field.shape == "list" else None
    if item is not None and item.parts:
        yield f"{field.key}:"
        yield from (f"{'  ' if at else '- '}{part.key}: {_place(part)}" for at, part in enumerate(item.parts))
    elif item is not None:
        yield f"{field.key}: [{_place(field)}]"
    elif field.parts:
        yield f"{field.key}:"
        yield from (f"  {part.key}: {_place(part)}" for part in field.parts)
    else:
        yield f"{field.key}: {_place(field)}"


def _place(field: FormField) -> str:
    """Return a place to fill in: words to choose from, or nothing yet."""
    words = ",".join(_SPECIAL.sub(r"\\\g<0>", word) for word, _ in field.words)
    return f"${{0|{words}|}}" if words else "${0}"
