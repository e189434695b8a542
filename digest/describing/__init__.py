"""The schema for others: JSON Schema for programs, fields for a form, the table of docs/frontmatter.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.entries import SHAPES
from digest.profiles import SHAPES as PROFILE
from digest.registry import ALWAYS, entry_keys
from digest.schema import KINDS
from digest.shapes import SLUG, is_slug, object_schema, or_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.registry import Registry, Table
    from digest.schema import Field
    from digest.shapes import Shape

# Programs that know only an older draft read these schemas too: what is used of 2020-12 has been there since draft 7.
DRAFT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form: *shape* is the name of its shape (`text`, `day`, `choice`, `list`, `record` and so on).

    *words* are what can be chosen, as value and label. A list has one part, its item; a record has its keys. *pattern*
    is the regular expression that a word has to match, *of* the kind of content of which it is a slug.
    """

    key: str
    label: str
    shape: str
    required: bool
    help: str
    words: tuple[tuple[str, str], ...] = ()
    parts: tuple[FormField, ...] = ()
    pattern: str = ""
    of: str = ""


def json_schema(kind: str, registry: Registry) -> dict[str, Any]:
    """Return the JSON Schema of the front matter of a *kind* of content, with the entries of *registry* by name.

    It says what the schema asks of a file by itself. What it cannot say is left to the checks: that a day is in the
    calendar, that a language, a country, a host or an entry is there, and all that lies between files.
    """
    fields = KINDS[kind].fields
    required = [field.key for field in fields if field.required]
    closed = object_schema({field.key: _described(field, registry) for field in fields}, required)
    return _short({"$schema": DRAFT, "title": KINDS[kind].about, **closed})


def _short(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema in which the type of a value that can have only one is a word, not a list of it."""
    return {key: value[0] if _is_one_type(key, value) else _within(value) for key, value in schema.items()}


def _within(value: Any) -> Any:
    if isinstance(value, list):
        return [_within(item) for item in value]
    return _short(value) if isinstance(value, dict) else value


def _is_one_type(key: str, value: Any) -> bool:
    return key == "type" and isinstance(value, list) and len(value) == 1


def _described(field: Field, registry: Registry) -> dict[str, Any]:
    told = {"title": field.label, "description": field.help.replace("`", "")}
    examples = {"examples": list(field.examples)} if field.examples else {}
    return {**told, **_with_entries(field, registry), **examples}


def _with_entries(field: Field, registry: Registry) -> Mapping[str, Any]:
    """Return the schema of a field; where it names entries of a registry, programs are to offer their ids.

    Names and aliases are as good as ids, in any spelling: so another word is refused only where it has to be a slug.
    """
    table: Table | None = getattr(registry, field.registry) if field.registry else None
    if table is None or not table.entries:
        return field.shape.schema
    if field.shape.name == "slug":
        slugs = sorted(name for name in table.names() if is_slug(name))
        return {"type": ["string"], "enum": slugs}
    offered = {"anyOf": [{"type": ["string"], "enum": list(table.entries)}, {"type": ["string"], "pattern": r"\S"}]}
    return {**field.shape.schema, "items": offered} if field.shape.item else offered


def registry_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of the registry of one kind: `tags`, `authors` and so on."""
    shapes = {key: SHAPES[shape] for key, shape in entry_keys(kind).items()}
    properties = {key: {"description": shape.told, **or_nothing(shape.schema)} for key, shape in shapes.items()}
    entry = {"type": "object", "properties": properties, "additionalProperties": False, "required": [*ALWAYS]}
    return _short(
        {
            "$schema": DRAFT,
            "title": f"The registry of {kind}: an entry by its id, which is the last part of its address",
            "type": "object",
            "propertyNames": SLUG.schema,
            "additionalProperties": entry,
        }
    )


def profile_schema() -> dict[str, Any]:
    """Return the JSON Schema of a profile: what is known of the texts of one publication."""
    closed = object_schema({key: {"description": told, **schema} for key, (told, _, schema) in PROFILE.items()}, ())
    return _short({"$schema": DRAFT, "title": "A profile of the texts of one publication", **closed})


def form_of(kind: str, registry: Registry) -> tuple[FormField, ...]:
    """Return the fields of a form for a *kind* of content, in the order of the front matter."""
    return tuple(_form_field(field, registry) for field in KINDS[kind].fields)


def _form_field(field: Field, registry: Registry) -> FormField:
    table: Table | None = getattr(registry, field.registry) if field.registry else None
    entries = tuple((key, entry.name.in_lang("en")) for key, entry in table.entries.items()) if table else ()
    words = entries or tuple((word, word) for word in field.shape.words)
    parts = tuple(_parts(field.shape))
    pattern = _pattern(field.shape)
    told = (field.key, field.label, field.shape.name, field.required, field.help)
    return FormField(*told, words, parts, pattern, field.of)


def _pattern(shape: Shape) -> str:
    return "" if shape.parts else str(shape.schema.get("pattern", ""))


def _parts(shape: Shape) -> Iterator[FormField]:
    if shape.item:
        yield _part("item", shape.item, required=True)
    for key, part in shape.parts.items():
        yield _part(key, part, required=key in shape.needed)


def _part(key: str, shape: Shape, *, required: bool) -> FormField:
    label = key.replace("_", " ").capitalize()
    words = tuple((word, word) for word in shape.words)
    return FormField(key, label, shape.name, required, shape.about, words, tuple(_parts(shape)), _pattern(shape))


def table_of(kind: str) -> str:
    """Return the keys of a *kind* of content as a table in Markdown."""
    rows = (f"| `{field.key}` | {field.help} |\n" for field in KINDS[kind].fields)
    return f"| key | value |\n|---|---|\n{''.join(rows)}"


# <!-- keys: articles --> ... <!-- end of keys -->
_TABLE = re.compile(r"(?P<before><!-- keys: (?P<kind>[a-z]+) -->\n)(?:\|.*\n)*(?P<after><!-- end of keys -->\n)")


def with_tables(document: str) -> str:
    """Return a Markdown document with its tables of keys as they are now; each stands between two comments."""
    return _TABLE.sub(lambda found: f"{found['before']}{table_of(found['kind'])}{found['after']}", document)
