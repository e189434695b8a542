"""What the form asks, and what it is answered: the JSON that Decap CMS speaks with its own local server.

https://github.com/decaporg/decap-cms/tree/main/packages/decap-server has it. An entry travels as JSON too, in place of
its Markdown: how a file is written is for this side to know.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from digest.editor.cleaning import cleaned
from digest.editor.faults import BadRequestError, ForbiddenError, MissingError
from digest.editor.form import BODY, PICTURES
from digest.editor.names import picture_name
from digest.model import DigestError
from digest.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.editor.desk import Desk
    from digest.editor.gallery import Gallery
    from digest.editor.showroom import Showroom

Given = dict[str, Any]

# What a list shows and sorts by; the rest is asked for when a text is opened.
_LISTED = ("title", "slug", "week", "date", "added", "lang", "status")


class Protocol:
    """Answers of *desk* for files, of *gallery* for pictures, and of *showroom* for what a text looks like."""

    def __init__(self, desk: Desk, gallery: Gallery, showroom: Showroom) -> None:
        self._desk = desk
        self._gallery = gallery
        self._showroom = showroom
        self._actions: Mapping[str, Callable[[Given], Any]] = {
            "info": self._info,
            "entriesByFolder": self._entries,
            "getEntry": self._entry,
            "persistEntry": self._persist,
            "getMedia": self._media,
            "getMediaFile": self._media_file,
            "persistMedia": self._persist_media,
            "deleteFile": self._delete,
            "deleteFiles": self._delete,
            "unpublishedEntries": lambda _: [],
            "unpublishedEntry": self._unpublished,
            "getNotes": lambda _: {"notes": []},
            "show": self._show,
        }

    def answer(self, asked: object) -> Any:
        """Return the answer to what was *asked*; raise EditorError where there is none."""
        if not isinstance(asked, dict) or not isinstance(asked.get("params", {}), dict):
            message = "this is no request of the editor. Hint: load the page anew"
            raise BadRequestError(message)
        action = self._actions.get(str(asked.get("action")))
        if action is None:
            message = f"the editor does not do {asked.get('action')!r}. Hint: load the page anew"
            raise BadRequestError(message)
        return action(asked.get("params", {}))

    def _info(self, _: Given) -> Given:
        return {"repo": self._desk.content.name, "publish_modes": ["simple"], "type": "digest"}

    # --- texts ---

    def _entries(self, given: Given) -> list[Given]:
        kind = str(given.get("folder"))
        if kind not in KINDS:
            message = f"there is no kind of content {kind!r}. Hint: load the page anew"
            raise BadRequestError(message)
        return [_as_file(name, _listed(name, matter)) for name, matter in self._showroom.files(kind)]

    def _entry(self, given: Given) -> Given:
        return _as_file(*self._desk.entry(given.get("path")))

    def _persist(self, given: Given) -> Given:
        files = given.get("dataFiles") or [given.get("entry")]
        if not isinstance(files, list) or len(files) != 1 or not isinstance(files[0], dict):
            message = "one text is saved at a time. Hint: load the page anew"
            raise BadRequestError(message)
        pictures = [_uploaded(asset) for asset in given.get("assets") or []]
        new = {name: content for name, content in pictures if not self._gallery.has(name, content)}
        name = self._desk.save(files[0].get("path"), _values(files[0].get("raw")), new)
        self._showroom.renew()
        return {"message": f"{name} is saved"}

    def _show(self, given: Given) -> Given:
        try:
            name, text, _ = self._desk.text(given.get("path"), _values(given.get("raw")))
        except DigestError as error:  # what is not yet written is no fault of the request
            return {"url": "", "problems": [str(error)]}
        shown = self._showroom.show(name, text)
        coming = [str(picture) for picture in given.get("pictures") or []]  # they come with the text when it is saved
        told = [said for said in shown["problems"] if not any(f"no picture {picture!r}" in said for picture in coming)]
        return {**shown, "problems": told}

    # --- pictures ---

    def _media(self, given: Given) -> list[Given]:
        if str(given.get("mediaFolder", "")).strip("/") != PICTURES:
            return []
        return [self._gallery.small(name) for name in self._gallery.names()]

    def _media_file(self, given: Given) -> Given:
        return self._gallery.small(picture_name(given.get("path")))

    def _persist_media(self, given: Given) -> Given:
        name, content = _uploaded(given.get("asset"))
        if not self._gallery.has(name, content):
            self._desk.save_picture(name, content)
        return self._gallery.small(name)

    # --- what is not done here ---

    def _delete(self, _: Given) -> Given:
        message = (
            "nothing is deleted here: an address once published answers for ever. "
            "Hint: set the status of the text to hidden"
        )
        raise ForbiddenError(message)

    def _unpublished(self, _: Given) -> Given:
        message = "every save is a commit; none waits. Hint: drafts have the status draft"
        raise MissingError(message)


def _as_file(name: str, values: Mapping[str, Any]) -> Given:
    return {"file": {"path": name, "id": name}, "data": json.dumps(values, ensure_ascii=False)}


def _listed(name: str, matter: Any) -> Given:
    """Return what a list shows of a file; one that cannot be read is listed by its name, and says why when opened."""
    if matter is None:
        return {"title": f"{name} (cannot be read)", "week": name, BODY: ""}
    attributes = {"date": "published"}
    said = {key: getattr(matter, attributes.get(key, key), None) for key in _LISTED}
    return {key: str(value) for key, value in said.items() if value is not None}


def _values(raw: object) -> dict[str, Any]:
    try:
        values = json.loads(raw) if isinstance(raw, str) else None
    except ValueError:
        values = None
    if not isinstance(values, dict):
        message = "what the form says cannot be read. Hint: load the page anew"
        raise BadRequestError(message)
    return values


def _uploaded(asset: object) -> tuple[str, bytes]:
    if not isinstance(asset, dict) or asset.get("encoding") != "base64" or not isinstance(asset.get("content"), str):
        message = "a picture came in a form that is not known. Hint: load the page anew"
        raise BadRequestError(message)
    name = picture_name(asset.get("path"))
    try:
        content = base64.b64decode(asset["content"], validate=True)
    except (binascii.Error, ValueError) as error:
        message = "a picture came damaged. Hint: choose the file again"
        raise BadRequestError(message) from error
    return name, cleaned(name, content)
