"""The form of each kind of content, as Decap CMS is told of it: every field comes from the schema.

https://decapcms.org/docs/widgets/ has the words for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest.describing import FormField, form_of
from digest.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.registry import Registry

BODY = "body"
# The text stands below its standfirst, as on the page.
BODY_AFTER = "summary"
# A plain field, not the visual one of Decap CMS, which writes anew every paragraph that it has read.
_MARKDOWN = (
    "In Markdown: an empty line between paragraphs, ## before a subhead, - before an item of a list, "
    "[words](https://example.org/) for a link."
)
# What the importer writes about itself; no form shows it, and no save touches it.
NOT_FOR_EDITORS = frozenset({"import"})
# What is made where nobody has filled it in.
MADE = frozenset({"slug", "added"})
# A new file begins as what no reader sees.
BEGUN: Mapping[str, str] = {"status": "draft"}
PICTURES = "images"
# Below it, the name of a file leads to its page.
PAGES = "/admin/page/"

_OFFERED = 20  # texts at once, for as much of a headline as was written

Widget = dict[str, Any]


def fields_of(kind: str, registry: Registry) -> list[FormField]:
    """Return the fields of a *kind* of content that an editor may set."""
    return [field for field in form_of(kind, registry) if field.key not in NOT_FOR_EDITORS]


def collection_of(kind: str, registry: Registry, langs: Sequence[str]) -> dict[str, Any]:
    """Return how Decap CMS is to show one *kind* of content, in one of *langs* each."""
    fields = fields_of(kind, registry)
    names = [field.key for field in fields]
    at = names.index(BODY_AFTER) + 1 if BODY_AFTER in names else len(names)
    identifier = next(field.key for field in fields if field.required)
    body = {"name": BODY, "label": "Text", "hint": _MARKDOWN, "widget": "text", "required": False}
    return {
        "name": kind,
        "label": kind.capitalize(),
        "label_singular": kind.capitalize().removesuffix("s"),
        "description": KINDS[kind].about,
        "folder": kind,
        "format": "digest",
        "extension": "md",
        "create": True,
        "delete": False,  # an address once published answers for ever
        "identifier_field": identifier,
        "slug": "{{slug}}",
        "preview_path": f"{PAGES.strip('/')}/{kind}/{{{{slug}}}}",
        "preview_path_preserve_slashes": True,
        "summary": " · ".join(f"{{{{{name}}}}}" for name in (identifier, "lang", "status") if name in names),
        "sortable_fields": [name for name in (identifier, "date", "added", "lang", "status") if name in names],
        "view_filters": [
            {"label": word.capitalize(), "field": "status", "pattern": f"^{word}$"}
            for field in fields
            if field.key == "status"
            for word, _ in field.words
        ],
        "fields": [
            *(_shown(field, langs) for field in fields[:at]),
            body,
            *(_shown(field, langs) for field in fields[at:]),
        ],
    }


def _shown(field: FormField, langs: Sequence[str]) -> Widget:
    begun = {"default": BEGUN[field.key]} if field.key in BEGUN else {}
    widget = widget_of(field, langs)
    is_made = field.key in MADE
    hint = f"{widget['hint']} Made for you where it is left empty." if is_made else widget["hint"]
    return {**widget, "hint": hint, "required": field.required and not is_made, **begun}


def widget_of(field: FormField, langs: Sequence[str]) -> Widget:
    """Return what Decap CMS shows for a *field*, a key of front matter or a part of one."""
    common = {"name": field.key, "label": field.label, "hint": hint_of(field.help), "required": field.required}
    return {**common, **_WIDGETS.get(field.shape, _words)(field, langs)}


# `[{date: 2026-11-22, text: …}]`: how it is written in a file, which a form need not say
_WRITTEN = re.compile(r"^`[\[{][^`]*`[:;]?\s*")


def hint_of(told: str) -> str:
    """Return what is told of a key, as a sentence below its field."""
    said = _WRITTEN.sub("", told).replace("`", "").rstrip(".")
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _words(field: FormField, _: Sequence[str]) -> Widget:
    """Return a line to write in, or what is to be chosen where that is known."""
    if field.of:
        return _text_of(field.of)
    if field.words:
        return {"widget": "select", "options": [{"label": label, "value": value} for value, label in field.words]}
    told = field.help.replace("`", "").partition(". ")[0]
    return {"widget": "string"} | ({"pattern": [field.pattern, told]} if field.pattern else {})


def _text_of(kind: str) -> Widget:
    """Return a choice among the texts of a *kind*, by their headlines."""
    return {
        "widget": "relation",
        "collection": kind,
        "value_field": "slug",
        "search_fields": ["title"],
        "display_fields": ["title"],
        "options_length": _OFFERED,
    }


def _line(field: FormField, langs: Sequence[str]) -> Widget:
    return {key: value for key, value in _words(field, langs).items() if key != "pattern"}


def _prose(_: FormField, __: Sequence[str]) -> Widget:
    return {"widget": "text"}


def _picture(_: FormField, __: Sequence[str]) -> Widget:
    return {"widget": "image", "choose_url": False}


def _day(_: FormField, __: Sequence[str]) -> Widget:
    return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}


def _language(_: FormField, langs: Sequence[str]) -> Widget:
    options = [{"label": lang, "value": lang} for lang in langs]
    return {"widget": "select", "options": options, "default": langs[0]}


def _list(field: FormField, langs: Sequence[str]) -> Widget:
    item = field.parts[0]
    one = field.label if " " in field.label else field.label.removesuffix("s")  # Pictures, but not: Who speaks
    if field.words:
        return {**_words(field, langs), "multiple": True}
    if item.parts:
        parts = [replace(part, of=field.of) if part.shape == "slug" else part for part in item.parts]
        return {"widget": "list", "label_singular": one, "fields": [widget_of(part, langs) for part in parts]}
    return {"widget": "list", "label_singular": one, "field": {"name": "item", "label": one, "widget": "string"}}


def _record(field: FormField, langs: Sequence[str]) -> Widget:
    """Return fields in a field: none of them must be filled in, since the whole need not be."""
    parts = [{**widget_of(part, langs), "required": False} for part in field.parts]
    return {"widget": "object", "collapsed": True, "fields": parts}


_WIDGETS: Mapping[str, Callable[[FormField, Sequence[str]], Widget]] = {
    "text": _line,
    "prose": _prose,
    "picture": _picture,
    "day": _day,
    "language": _language,
    "list": _list,
    "record": _record,
}


def configuration(registry: Registry, langs: Sequence[str], images: str = PICTURES) -> dict[str, Any]:
    """Return all that Decap CMS is told: that it asks our server, and what there is to edit."""
    return {
        "load_config_file": False,
        "backend": {"name": "proxy", "proxy_url": "/admin/api/v1"},
        "publish_mode": "simple",
        "media_folder": images,
        "public_folder": images,
        "locale": "digest",  # its own words where ours have none
        "logo": {"src": "/admin/logo.svg", "show_in_header": False},
        "collections": [collection_of(kind, registry, langs) for kind in KINDS],
    }
