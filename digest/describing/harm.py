"""The JSON Schemas of the rules against harm and of the guidelines that they follow."""

from __future__ import annotations

from typing import Any

from digest.entries import SHAPES
from digest.harm import GUIDELINE_KEYS, RULE_KEYS
from digest.shapes import SLUG, URL, or_nothing


def rules_schema(draft: str) -> dict[str, Any]:
    """Return the JSON Schema of harm.yaml: a rule by its id, with the keys of what it does."""
    kinds = [_rule(does, shapes) for does, shapes in RULE_KEYS.items()]
    return _by_id(draft, "The rules against harm, by their ids", {"anyOf": kinds})


def _rule(does: str, shapes: dict[str, str]) -> dict[str, Any]:
    said = {
        key: {"description": SHAPES[shape].told, **or_nothing(SHAPES[shape].schema)} for key, shape in shapes.items()
    }
    said["does"] = {"type": "string", "enum": [does]}
    needed = ["does", "why", "guidelines", *(["note"] if "note" in shapes else [])]
    return {"type": "object", "properties": said, "additionalProperties": False, "required": needed}


def guidelines_schema(draft: str) -> dict[str, Any]:
    """Return the JSON Schema of guidelines.yaml: how each is cited, by its id."""
    word = {"type": ["string", "number"], "pattern": r"\S"}
    said = {key: URL.schema if key == "url" else word for key in GUIDELINE_KEYS}
    entry = {
        "type": "object",
        "properties": said,
        "additionalProperties": False,
        "required": [key for key in GUIDELINE_KEYS if key != "year"],
    }
    return _by_id(draft, "The guidelines that rules follow, by their ids", entry)


def _by_id(draft: str, title: str, entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": draft,
        "title": title,
        "type": "object",
        "propertyNames": SLUG.schema,
        "additionalProperties": entry,
    }
