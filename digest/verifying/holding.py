"""What differs between a copy of the site and its manifest, and who has signed that."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from digest.manifest import MANIFEST, SEALS, SIGNATURE, SIGNERS, ManifestError, parse_manifest
from digest.model import Problem
from digest.moves import FILE, Moves, parse_moves
from digest.signing import WrongSignatureError, verify
from digest.verifying.sources import AT_ONCE, NoAnswerError, NotShownError, NotThereError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.manifest import Listed
    from digest.verifying.sources import Source

_MOST = {MANIFEST: 1 << 28, SIGNATURE: 1 << 16, SIGNERS: 1 << 20, FILE: 1 << 26}
"""Bytes that are read of what no manifest has told the size of yet."""
_ENOUGH = 20  # files without an answer, one after the other: the rest is not asked for
_ANEW = "take the copy anew from the site, and find out who could write there"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it: how many *files* were compared, the *key* that has signed for them, and what is wrong.

    The key is one that was handed over if *is_given*, or else only the one that the copy itself names.
    """

    files: int = 0
    key: str = ""
    is_given: bool = False
    problems: tuple[Problem, ...] = ()


def hold(copy: Source, told_by: Source, signers: bytes | None = None) -> Verdict:
    """Return how a *copy* differs from the manifest *told_by* it, or by another; signed, if given, by the *signers*."""
    try:
        content = _read(told_by, MANIFEST)
        listed = parse_manifest(content)
    except (NotThereError, NoAnswerError, ManifestError) as error:
        return Verdict(problems=(_no_manifest(told_by, error),))
    try:
        key = _signed_by(told_by, content, listed, signers)
    except WrongSignatureError as error:
        return Verdict(problems=(_wrong(told_by, str(error)),))
    except (NotThereError, NoAnswerError):
        return Verdict(problems=(_unsigned(told_by),))
    problems = sorted({*_differences(copy, listed), *_added(copy, listed)})
    return Verdict(len(listed), key, signers is not None, tuple(problems))


def _signed_by(source: Source, content: bytes, listed: Mapping[str, Listed], signers: bytes | None) -> str:
    """Return the key that has signed; nothing where none was handed over and the manifest names none."""
    if signers is None:
        if SIGNERS not in listed:
            return ""
        signers = _read(source, SIGNERS)
    return verify(content, _read(source, SIGNATURE), signers)


def _read(source: Source, path: str) -> bytes:
    content = bytearray()
    with source.open(path, Moves()) as chunks:
        for chunk in chunks:
            content += chunk
            if len(content) > _MOST[path]:
                raise NoAnswerError(f"it has more than {_MOST[path]:,} bytes")
    return bytes(content)


def _differences(copy: Source, listed: Mapping[str, Listed]) -> Iterator[Problem]:
    moves = _moves(copy, listed)
    unanswered = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for problem in pool.map(partial(_difference, copy, moves), listed.items()):
            if problem:
                yield problem
            unanswered = unanswered + 1 if problem and problem.code == "B128" else 0
            if unanswered == _ENOUGH:
                pool.shutdown(wait=False, cancel_futures=True)
                return


def _moves(copy: Source, listed: Mapping[str, Listed]) -> Moves:
    """Return where old addresses lead; what is not as the manifest has it is not believed."""
    with suppress(NotThereError, NoAnswerError, msgspec.DecodeError):
        if FILE in listed and sha256(content := _read(copy, FILE)).hexdigest() == listed[FILE].sha256:
            return parse_moves(content)
    return Moves()


def _difference(copy: Source, moves: Moves, item: tuple[str, Listed]) -> Problem | None:
    path, listed = item
    try:
        size, found = _hash(copy, path, moves, listed.size)
    except NotShownError:
        return None
    except NotThereError:
        return Problem(copy.place(path), 0, "B123", "the file is missing, and the manifest has it", _ANEW)
    except NoAnswerError as error:
        message = f"nobody can say whether it is as it was published: {error}"
        return Problem(copy.place(path), 0, "B128", message, "ask again later")
    if size != listed.size:
        how = "more" if size > listed.size else "less"
        message = f"it is not what was published: it has {how} than {listed.size:,} bytes"
        return Problem(copy.place(path), 0, "B122", message, _ANEW)
    if found != listed.sha256:
        return Problem(copy.place(path), 0, "B121", "it is not what was published: its SHA-256 is another", _ANEW)
    return None


def _hash(copy: Source, path: str, moves: Moves, most: int) -> tuple[int, str]:
    """Return the size and the hash of a file; no more is read than shows that it is too large."""
    state, size = sha256(), 0
    with copy.open(path, moves) as chunks:
        for chunk in chunks:
            state.update(chunk)
            size += len(chunk)
            if size > most:
                break
    return size, state.hexdigest()


def _added(copy: Source, listed: Mapping[str, Listed]) -> Iterator[Problem]:
    for path in copy.others(listed.keys() | SEALS):
        yield Problem(copy.place(path), 0, "B124", "it was not published: the manifest does not have it", _ANEW)


def _no_manifest(source: Source, error: Exception) -> Problem:
    why = "there is none" if isinstance(error, NotThereError) else str(error).partition(". Hint: ")[0]
    message = f"without its manifest nothing can be said of the copy: {why}"
    hint = "name another that has one with --manifest; `digest publish` writes it with each release"
    return Problem(source.place(MANIFEST), 0, "B125", message, hint)


def _unsigned(source: Source) -> Problem:
    message = "the manifest is not signed, and should be"
    return Problem(source.place(SIGNATURE), 0, "B126", message, "do not trust the copy; ask who publishes the site")


def _wrong(source: Source, said: str) -> Problem:
    message = f"the signature is not one of this manifest by that key: {said}"
    return Problem(source.place(SIGNATURE), 0, "B127", message, "do not trust the copy; ask who publishes the site")
