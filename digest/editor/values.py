"""A content file as the form shows it: values by key, as plain as JSON has them, and the text."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from digest import frontmatter
from digest.editor.faults import UnfitError
from digest.editor.form import BODY, NOT_FOR_EDITORS, fields_of
from digest.frontmatter import FrontMatterError
from digest.registry import fold
from digest.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.describing import FormField
    from digest.fixing import Known
    from digest.registry import Registry
    from digest.schema import Field
    from digest.shapes import Shape

_SIZE = 12  # bytes

# Where the form keeps what it must hand back: which file it shows, which state of it, and in which window.
FILE, REVISION, WINDOW = "_file", "_revision", "_window"


def revision_of(content: bytes) -> str:
    """Return what tells one state of a file from another."""
    return blake2b(content, digest_size=_SIZE).hexdigest()


def shown_values(name: str, content: bytes, known: Known, registry: Registry, langs: Sequence[str]) -> dict[str, Any]:
    """Return what the form shows of the file *name* with *content*: its keys, with ids for names, and its text.

    Raise UnfitError where there is something that it cannot show.
    """
    kind = name.partition("/")[0]
    try:
        document = frontmatter.read(content.decode("utf-8"))
    except (FrontMatterError, UnicodeDecodeError) as error:
        hint = getattr(error, "hint", "save the file as UTF-8")
        message = f"{name} cannot be read: {getattr(error, 'message', 'it is not UTF-8')}. Hint: {hint}"
        raise UnfitError(message) from error
    _, faults = KINDS[kind].parse(document.metadata, document.lines)
    wrong = next((fault for fault in faults if fault.code != "C103"), None)  # what is missing can be filled in
    if wrong:
        message = f"{name}:{wrong.line}: {wrong.message}. Hint: {wrong.hint}, in a text editor: the form cannot show it"
        raise UnfitError(message)
    by_key = KINDS[kind].by_key
    values: dict[str, Any] = {}
    for field in fields_of(kind, registry):
        value = document.metadata.get(field.key)
        if value is not None:
            values[field.key] = _shown(value, by_key[field.key], known)
            _hold_to_words(name, field, values[field.key], langs)
    return {**values, BODY: document.body, FILE: name, REVISION: revision_of(content)}


def _shown(value: Any, field: Field, known: Known) -> Any:
    ids = known.ids.get(field.registry, {})
    if field.registry and isinstance(value, list):
        return [ids.get(fold(word), word) for word in value]
    if field.registry and isinstance(value, str):
        return ids.get(fold(value), value)
    return _spread(value, field.shape)


def _spread(value: Any, shape: Shape) -> Any:
    """Return *value* with a record in place of each word that stands for one."""
    if shape.item and isinstance(value, list):
        return [_spread(item, shape.item) for item in value]
    if shape.parts and isinstance(value, str):
        return {shape.needed[0]: value}
    return value


def _hold_to_words(name: str, field: FormField, value: Any, langs: Sequence[str]) -> None:
    """Raise UnfitError where something is to be chosen and the file has another word, which the form would drop."""
    offered = set(langs) if field.shape == "language" else {word for word, _ in field.words}
    words = value if isinstance(value, list) else [value]
    strange = [word for word in words if offered and word not in offered]
    if strange:
        message = (
            f"{name}: {field.key!r} says {strange[0]!r}, which is not among what the form offers. "
            "Hint: mend it in a text editor, or add it to the registry"
        )
        raise UnfitError(message)


def said_values(values: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return what a form that was filled in says, by the keys of front matter: nothing where it is empty."""
    by_key = KINDS[kind].by_key
    return {key: _said(values.get(key), field.shape) for key, field in by_key.items() if key not in NOT_FOR_EDITORS}


def _said(value: Any, shape: Shape) -> Any:
    if isinstance(value, str):
        return " ".join(value.split()) if shape.name == "prose" else value.strip()
    if isinstance(value, list):
        items = [_said(item, shape.item or shape) for item in value]
        return [item for item in items if item not in (None, "", [], {})]
    if isinstance(value, dict):
        parts = {key: _said(part, shape.parts.get(key, shape)) for key, part in value.items()}
        kept = {key: part for key, part in parts.items() if part not in (None, "", [], {})}
        return {key: kept[key] for key in (*shape.parts, *kept) if key in kept}
    return value
