"""Schemas that others wrote, and what of the site breaks them; tests/schemas/README.md says where they are from."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator
from lxml import etree
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = ROOT / "tests/schemas"
_ADDRESS = "https://json.schemastore.org/"
# The types that a value in JSON can be of, by the words of the vocabulary; whole dates and moments are texts.
_PLAIN = {str: {"str", "URL", "date", "datetime", "time"}, bool: {"bool"}, int: {"int", "float"}, float: {"float"}}


@cache
def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


@cache
def _feed_validator() -> Draft7Validator:
    resources = [
        (_ADDRESS + name.removesuffix(".json"), Resource.from_contents(_read(name), default_specification=DRAFT7))
        for name in ("feed.json", "feed-1.json")
    ]
    return Draft7Validator(_read("feed.json"), registry=Registry().with_resources(resources))


def faults_of_json_feed(content: bytes) -> list[str]:
    """Return what of a JSON Feed is not as version 1.1 wants it."""
    return [error.message[:200] for error in _feed_validator().iter_errors(json.loads(content))]


@cache
def _sitemap_schema() -> etree.XMLSchema:
    # The alternates are elements of XHTML, of which the schema of sitemaps knows nothing: it is not to ask for theirs.
    text = (FOLDER / "sitemap.xsd").read_text("utf-8").replace('processContents="strict"', 'processContents="lax"')
    return etree.XMLSchema(etree.fromstring(text.encode()))


def faults_of_sitemap(content: bytes) -> list[str]:
    """Return what of a sitemap is not as sitemaps.org wants it."""
    schema = _sitemap_schema()
    schema.validate(etree.fromstring(content))
    return [str(error) for error in schema.error_log]


# --- schema.org ---


def faults_of_statements(said: Any) -> list[str]:
    """Return what of the JSON-LD of a page, as it was decoded, schema.org does not know."""
    assert said["@context"] == "https://schema.org"
    return [fault for node in said["@graph"] for fault in _faults(node, node.get("@type"))]


@cache
def _kinds(name: str) -> frozenset[str]:
    """Return the types that *name* is one of."""
    above = _read("schemaorg.json").get(name, {"above": []})["above"]
    return frozenset({name}.union(*map(_kinds, above)))


def _faults(node: dict[str, Any], where: str) -> Iterator[str]:
    kind, vocabulary = node.get("@type"), _read("schemaorg.json")
    if kind not in vocabulary:
        yield f"{where}: there is no type {kind!r}"
        return
    known = _kinds(kind) & vocabulary.keys()
    properties = {key: value for one in known for key, value in vocabulary[one]["properties"].items()}
    for name, value in node.items():
        if name in {"@type", "@id"} or (kind == "SearchAction" and name == "query-input"):  # an input, by actions.html
            continue
        if name not in properties:
            yield f"{where}: {kind} has no property {name!r}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _faults_of_value(one, properties[name], f"{where}.{name}")


def _faults_of_value(value: Any, allowed: list[str], where: str) -> Iterator[str]:
    if isinstance(value, dict):
        if not _kinds(value["@type"]) & set(allowed):
            yield f"{where}: {value['@type']} is none of {allowed}"
        yield from _faults(value, where)
    elif str(value).startswith("https://schema.org/"):  # a word of the vocabulary, such as an order
        pass
    elif str(value).startswith(("http://", "https://")) and set(allowed) & _read("schemaorg.json").keys():
        pass  # an address may stand for the thing that is there: datamodel.html
    elif not _PLAIN[type(value)] & set(allowed):
        yield f"{where}: {value!r} is none of {allowed}"
