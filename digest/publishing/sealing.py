"""What is made last of what goes out: its manifest, signed where there is a key, beside the proof of its privacy."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.engine.files import put, remove
from digest.manifest import MANIFEST, PROOF, SIGNATURE, SIGNERS, Listed, list_folder, render_manifest
from digest.model import UsageError
from digest.publishing.staging import see
from digest.signing import WrongSignatureError, sign, signers_of, verify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from digest.publishing.staging import Staged


def seal(staged: Staged, key: Path | None = None, proof: bytes | None = None) -> Staged:
    """Return what goes out with its manifest, which is signed by *key*, and with the *proof* of its privacy.

    What lies there from the last time stays where it still holds, the signature too: some keys never sign the same
    twice, and what is not new is not to be sent.
    """
    found = dict(staged.seen)
    more = {PROOF: proof, SIGNERS: signers_of(key) if key else None}
    for path, content in more.items():
        _bring(staged.packed, path, content)
        if content is not None:
            found[path] = see(staged.packed / path)
    manifest = render_manifest({path: Listed(seen.size, seen.sha256) for path, seen in found.items()})
    signature = _signature(manifest, staged.packed / SIGNATURE, key) if key else None
    for path, content in ((MANIFEST, manifest), (SIGNATURE, signature)):
        _bring(staged.packed, path, content)
        if content is not None:
            found[path] = see(staged.packed / path)
    return replace(staged, seen=dict(sorted(found.items())))


def seal_folder(folder: Path, key: Path | None = None) -> Mapping[str, Listed]:
    """Write the manifest of the site in *folder* there, signed by *key*; return what it says of each file."""
    if not (folder / "index.html").is_file():
        message = f"{folder}: there is no built site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    _bring(folder, SIGNERS, signers_of(key) if key else None)
    files = list_folder(folder)
    manifest = render_manifest(files)
    _bring(folder, SIGNATURE, _signature(manifest, folder / SIGNATURE, key) if key else None)
    _bring(folder, MANIFEST, manifest)
    return files


def _bring(folder: Path, path: str, content: bytes | None) -> None:
    """Let the file at *path* have this content, or be gone."""
    if content is None:
        remove(str(folder.resolve()), path)
    else:
        put(str(folder.resolve()), path, content)


def _signature(manifest: bytes, kept: Path, key: Path) -> bytes:
    """Return a signature: the one that is *kept* where it is of this manifest and by this key."""
    with suppress(OSError, WrongSignatureError):
        signature = kept.read_bytes()
        verify(manifest, signature, signers_of(key))
        return signature
    return sign(manifest, key)
