"""Signing and verifying by OpenSSH (`ssh-keygen -Y`), whose keys are on every desk and in every agent.

The site names its key in the form of OpenSSH's ALLOWED SIGNERS, so that nobody needs this program to verify:

    ssh-keygen -Y verify -f manifest.signers -I digest -n digest-manifest -s manifest.txt.sig < manifest.txt
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from digest.model import DigestError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMESPACE = "digest-manifest"
"""What is signed: a signature for anything else, such as a commit, is none of a manifest."""
_WHO = "digest"
# ssh-ed25519 AAAAC3… desk@example.org
_PUBLIC = re.compile(r"(?P<key>(?:sk-)?(?:ssh|ecdsa)-[\w@.-]+\s+[A-Za-z0-9+/]+=*)(?:\s.*)?")
# Good "digest-manifest" signature for digest with ED25519 key SHA256:3pYf…
_GOOD = re.compile(r"Good .* key (?P<fingerprint>\S+)$", re.MULTILINE)


class SigningError(DigestError):
    """What keeps the manifest from being signed."""


class WrongSignatureError(DigestError):
    """A signature that is not of this content by one of these keys."""


def sign(content: bytes, key: Path) -> bytes:
    """Return the signature of *content* by *key*: a private key, or a public one whose private half an agent holds."""
    done = _call(["-q", "-Y", "sign", "-f", str(key.expanduser()), "-n", NAMESPACE], content)
    if done.returncode:
        raise _cannot(key, done)
    return done.stdout


def is_private(key: Path) -> bool:
    """Return whether the file holds a private key."""
    return b"PRIVATE KEY" in key.read_bytes()[:100]


def signers_of(key: Path) -> bytes:
    """Return who may sign as the site says it: the public half of *key*."""
    path = key.expanduser()
    for public in (path, path.with_name(f"{path.name}.pub")):
        if public.is_file() and (found := _PUBLIC.match(public.read_text("utf-8", "replace"))):
            return _signer(found["key"])
    done = _call(["-y", "-f", str(path)])
    found = _PUBLIC.match(done.stdout.decode("utf-8", "replace"))
    if done.returncode or found is None:
        raise _cannot(key, done)
    return _signer(found["key"])


def _signer(public: str) -> bytes:
    return f'{_WHO} namespaces="{NAMESPACE}" {" ".join(public.split())}\n'.encode()


def read_signers(path: Path) -> bytes:
    """Return the keys in the file at *path*, public ones or as the site names them; raise UsageError without any."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: the key cannot be read: {error}. Hint: name a public key, such as id_ed25519.pub"
        raise UsageError(message) from error
    signers = b"".join(map(_as_signer, lines))
    if not signers:
        message = f"{path} holds no public key. Hint: it begins with its kind, as in `ssh-ed25519 AAAA…`"
        raise UsageError(message)
    return signers


def _as_signer(line: str) -> bytes:
    """Return a line as one of allowed signers, whoever it says they are; nothing where it names no key."""
    if found := _PUBLIC.fullmatch(line.strip()):
        return _signer(found["key"])
    _, _, rest = line.strip().partition(" ")
    return f"{_WHO} {rest}\n".encode() if not line.startswith("#") and _PUBLIC.search(rest) else b""


def verify(content: bytes, signature: bytes, signers: bytes) -> str:
    """Return the fingerprint of the key among *signers* that has signed *content*, or raise WrongSignatureError."""
    with tempfile.TemporaryDirectory(prefix="digest-verify-") as name:
        folder = Path(name)
        (folder / "signers").write_bytes(signers)
        (folder / "signature").write_bytes(signature)
        files = ["-f", str(folder / "signers"), "-s", str(folder / "signature")]
        done = _call(["-Y", "verify", *files, "-I", _WHO, "-n", NAMESPACE], content)
    good = _GOOD.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode or good is None:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        message = said.replace(str(folder), "") or "the signature is not of this content"
        raise WrongSignatureError(message)
    return good["fingerprint"]


def _call(arguments: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Return what ssh-keygen did; without a terminal, so that it asks nobody."""
    try:
        return subprocess.run(  # noqa: S603 - the program stands there
            ["ssh-keygen", *arguments],  # noqa: S607 - it is where the machine has it
            input=given,
            capture_output=True,
            check=False,
            start_new_session=True,
            env=os.environ | {"SSH_ASKPASS_REQUIRE": "never"},
        )
    except FileNotFoundError as error:
        message = "there is no ssh-keygen. Hint: install OpenSSH 8.1 or newer"
        raise SigningError(message) from error


def _cannot(key: Path, done: subprocess.CompletedProcess[bytes]) -> SigningError:
    said = " ".join(done.stderr.decode("utf-8", "replace").split()[-25:])
    hint = "a key with a passphrase goes into ssh-agent; name its .pub then"
    return SigningError(f"{key}: nothing can be signed with this key: {said}. Hint: {hint}")
