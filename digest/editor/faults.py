"""What the editor cannot do as it was asked, each with the status that a browser is answered with."""

from __future__ import annotations

from http import HTTPStatus

from digest.model import DigestError


class EditorError(DigestError):
    """Something that is told in the form."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class BadRequestError(EditorError):
    """A request that is none of the protocol."""

    status = HTTPStatus.BAD_REQUEST


class ForbiddenError(EditorError):
    """A request for what the editor leaves alone."""

    status = HTTPStatus.FORBIDDEN


class MissingError(EditorError):
    """A file that is not there."""

    status = HTTPStatus.NOT_FOUND


class ConflictError(EditorError):
    """A file that is not any more what it was when the form showed it."""

    status = HTTPStatus.CONFLICT


class TooLargeError(EditorError):
    """A request with more in it than is taken."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class UnfitError(EditorError):
    """A file that the form cannot show whole: saving what it does show would lose the rest."""


class RefusedError(EditorError):
    """A save that the checks do not let pass."""


class CommitError(EditorError):
    """A save that git did not take."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
