"""Looking at a site that is served, page by page, and saying what came of it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from digest import __version__
from digest.checks.judging import base_of
from digest.manifest import ADDED, list_folder, render_manifest
from digest.model import DigestError, UsageError
from digest.proving.chromium import VARIABLE, find_chromium, launch
from digest.proving.promises import PROMISES, broken_promises
from digest.proving.proof import Proof, parse_proof, render_proof
from digest.proving.samples import samples
from digest.serving import SiteHandler, SiteServer, answering, listen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from digest.proving.proof import Visit
    from digest.proving.samples import Sample

# Whatever a page asks for, nothing leaves this machine.
_NOBODY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


_PROGRAM = f"digest {__version__}"


class ProvingError(DigestError):
    """What keeps anybody from looking."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a proof says of itself: the day it was *made* on, the *commit* that the site was built from."""

    made: str
    commit: str = ""


def prove(site: Path, occasion: Occasion, at: str | None = None, only: Collection[str] = ()) -> Proof:
    """Return what a browser sees of the built *site*, served here, or where it stands *at*.

    *only* names the templates that are looked at, if not all are.
    """
    if not (site / "index.html").is_file():
        message = f"{site}: there is no built site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    with served(site) if at is None else _standing(at) as base:
        pages = [sample for sample in samples(site) if not only or sample.template in only]
        browser, visits = _look(base, pages, () if at else (_NOBODY,))
    broken = broken_promises(visits)
    kept = {promise: all(one.promise != promise for one in broken) for promise in PROMISES}
    return Proof(
        made=occasion.made,
        commit=occasion.commit,
        program=_PROGRAM,
        browser=browser,
        served_by=at or "digest serve",
        site=fingerprint(site),
        promises=kept,
        broken=broken,
        pages=visits,
    )


def prove_once(site: Path, occasion: Occasion, kept: Path) -> Proof:
    """Return the proof that is *kept*, if it is of the same *site*, commit and program; or else a new one, and keep it.

    So what is published a second time is the same to the day of its proof.
    """
    proof = known_proof(site, occasion, kept) or prove(site, occasion)
    kept.write_bytes(render_proof(proof))
    return proof


def known_proof(site: Path, occasion: Occasion, kept: Path) -> Proof | None:
    """Return the proof that is *kept*, if it is of the same *site*, commit and program, with nothing broken."""
    with suppress(OSError, msgspec.DecodeError):
        proof = parse_proof(kept.read_bytes())
        known = (proof.site, proof.commit, proof.program, proof.broken)
        return proof if known == (fingerprint(site), occasion.commit, _PROGRAM, []) else None
    return None


def fingerprint(site: Path) -> str:
    """Return what tells the files of one site from those of another."""
    files = {path: listed for path, listed in list_folder(site).items() if path not in ADDED}
    return sha256(render_manifest(files)).hexdigest()


class _Below(SiteHandler):
    """Serves a site at the path that its own addresses begin with."""

    base = "/"

    def send_head(self) -> BinaryIO | None:
        self.path = f"/{self.path.removeprefix(self.base)}" if self.path.startswith(self.base) else "/nothing-is-there"
        return super().send_head()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve the built *site* on this machine while the block runs, as real servers do; the value is its address."""
    base = base_of((site / "index.html").read_bytes())
    handler = type("_Handler", (_Below,), {"base": base})
    with (
        listen(0, partial(handler, directory=str(site)), SiteServer) as server,
        answering(server) as address,
    ):
        yield f"{address}{base.rstrip('/')}"


@contextmanager
def _standing(at: str) -> Iterator[str]:
    yield at.rstrip("/")


def _look(base: str, pages: Sequence[Sample], switches: Sequence[str]) -> tuple[str, list[Visit]]:
    """Return the browser that looked, and what it saw of each page."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - of the extra [proof]
    except ImportError as error:
        message = "there is no Playwright. Hint: install it with `pip install 'digest[proof]'`"
        raise UsageError(message) from error
    from digest.proving.watching import visit  # noqa: PLC0415 - the same

    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium)
        if path is None:
            hint = f"`playwright install chromium` gets one, or name it in {VARIABLE}"
            message = f"there is no Chromium. Hint: {hint}"
            raise UsageError(message)
        try:
            browser = launch(playwright, path, *switches)
            seen = [visit(browser, base, page) for page in pages]
        except Error as error:
            message = f"the browser could not look: {error.message.splitlines()[0]}. Hint: see that it starts here"
            raise ProvingError(message) from error
        return f"Chromium {browser.version}", seen
