"""Answering the form: its program and its requests below /admin/, and for all else the preview."""

from __future__ import annotations

import json
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

from digest.editor.faults import BadRequestError, EditorError, ForbiddenError, TooLargeError
from digest.editor.form import PAGES
from digest.editor.program import version
from digest.hosting import POLICY
from digest.model import DigestError
from digest.preview.answering import PreviewHandler

if TYPE_CHECKING:
    from pathlib import Path

    from digest.editor.desk import Desk
    from digest.editor.protocol import Protocol
    from digest.editor.showroom import Showroom

ADMIN = "/admin/"
API = f"{ADMIN}api/v1"
_PROGRAM = f"{ADMIN}program/"
_CONFIGURATION = f"{ADMIN}configuration.json"
_OWN = {f"{ADMIN}{name}": name for name in ("editor.js", "editor.css", "pane.css", "logo.svg", "decap-licence.txt")} | {
    ADMIN: "index.html"
}
_MOST = 80_000_000  # bytes of a request: a picture of 50 MB, written as text
_PATIENCE, _PIECE = 2_000_000_000, 1_000_000
_BUG = "the editor has a fault, and nothing was saved. Hint: the terminal says which; keep what you wrote"
# As the preview's, but for what Decap CMS cannot do without: it compiles its own schema (ajv), writes its style into
# the page (emotion), and holds pictures as blobs. Nothing of that is from another origin.
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' blob:; font-src 'self' data:; frame-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
# A text that is being written is shown within the form, and runs nothing.
SHOWN_POLICY = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


class EditorHandler(PreviewHandler):
    """The form at /admin/, and the preview; *program* is the folder of what the form is made with."""

    def __init__(
        self, *given: Any, program: Path, protocol: Protocol, desk: Desk, showroom: Showroom, **options: Any
    ) -> None:
        self.program, self.protocol, self.desk, self.showroom = program, protocol, desk, showroom
        super().__init__(*given, **options)

    def send_head(self) -> BinaryIO | None:
        """Answer with what stands at the address that is asked for."""
        self.policy = POLICY
        asked = urlsplit(self.path)
        path, shown = unquote(asked.path), parse_qs(asked.query).get("shown")
        if not self.is_asked_by_name() or not (shown or path.startswith(ADMIN)):
            return super().send_head()
        if shown:
            page = self.showroom.page(shown[0])
            if page is None:
                return super().send_head()  # as it is saved: it was shown long ago
            self.policy = SHOWN_POLICY
            return self.send(HTTPStatus.OK, "index.html", page)
        self.policy = ADMIN_POLICY
        return self._send_own(path)

    def _send_own(self, path: str) -> BinaryIO | None:
        if path.startswith(PAGES):
            self._lead_to_page(f"{path.removeprefix(PAGES)}.md")
            return None
        if path == _CONFIGURATION:
            here = f"http://{self.headers['Host']}/"
            told = {"version": version(), "site_url": here, **self.desk.configuration()}
            return self.send(HTTPStatus.OK, path, _as_json(told))
        if path in _OWN:
            return self.send(
                HTTPStatus.OK, _OWN[path], files("digest.editor").joinpath("files", _OWN[path]).read_bytes()
            )
        name = path.removeprefix(_PROGRAM)
        file = self.program / name
        if path.startswith(_PROGRAM) and "/" not in name and not name.startswith(".") and file.is_file():
            return self.send(HTTPStatus.OK, name, file.read_bytes())
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def _lead_to_page(self, path: str) -> None:
        try:
            address = self.showroom.address(self.desk.place(path))
        except EditorError:
            address = None
        if address is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:  # noqa: N802 - the name that the base class looks for
        """Answer a request of the form; what is wrong with it is told in a sentence."""
        self.policy = ADMIN_POLICY
        try:
            status, told = HTTPStatus.OK, self.protocol.answer(self._asked())
        except EditorError as error:
            status, told = error.status, {"error": str(error)}
        except DigestError as error:
            status, told = HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error)}
        except Exception:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": _BUG})
            raise
        self._answer(status, told)

    def _answer(self, status: HTTPStatus, told: Any) -> None:
        content = _as_json(told)
        self.send(status, "answer.json", content)
        self.wfile.write(content)

    def _asked(self) -> Any:
        """Return what is asked, if it is asked by our own page."""
        self.close_connection = True  # where it is refused, what follows is not read
        if not self.is_asked_by_name() or self.headers.get("Origin") != f"http://{self.headers.get('Host')}":
            message = "this was not asked by the editor's own page. Hint: open it at the address that the terminal says"
            raise ForbiddenError(message)
        if self.path != API or self.headers.get_content_type() != "application/json":
            message = "this is no request of the editor. Hint: load the page anew"
            raise BadRequestError(message)
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            message = "the request does not say how long it is. Hint: load the page anew"
            raise BadRequestError(message)
        if int(length) > _MOST:
            self._pass_over(min(int(length), _PATIENCE))
            message = f"more than {_MOST // 1_000_000} MB at once. Hint: make the picture smaller"
            raise TooLargeError(message)
        content = self.rfile.read(int(length))
        self.close_connection = False
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            message = "the request is not JSON. Hint: load the page anew"
            raise BadRequestError(message) from error

    def _pass_over(self, length: int) -> None:
        """Read so much and forget it: a browser hears no answer before it has said everything."""
        while length > 0 and self.rfile.read(min(length, _PIECE)):
            length -= _PIECE


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
