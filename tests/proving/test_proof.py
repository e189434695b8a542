"""The privacy proof: which pages it looks at, what it sees of the site, and that it sees what breaks a promise."""

from __future__ import annotations

import json
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import jsonschema
import msgspec
import pytest
import urllib3

from digest import __version__
from digest.hosting import HEADERS
from digest.manifest import PROOF
from digest.proving.promises import PROMISES, broken_promises
from digest.proving.proof import Broken, Proof, Request, Stored, Visit, parse_proof, proof_schema, render_proof
from digest.proving.proving import Occasion, fingerprint, known_proof, prove_once, served
from digest.proving.samples import Sample, samples
from digest.proving.watching import visit
from digest.serving import answering
from tests.publishing.helpers import ONE, write_site
from tests.support.project import digest
from tests.support.templates import page_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

OCCASION = Occasion("2026-11-26", "0" * 40)
FRAME = '<!doctype html><html lang="en"><title>x</title><body class="page page--{kind}">{body}'
STORING = """\
if (self.document) {
localStorage.setItem("local", "1"); sessionStorage.setItem("session", "1"); document.cookie = "own=1";
indexedDB.open("database"); caches.open("cache"); navigator.sendBeacon("/beacon", "x");
fetch("http://127.0.0.1:9/foreign").catch(() => 0);
navigator.serviceWorker.register("/worker.js");
navigator.storage.getDirectory().then((top) => top.getFileHandle("file", {create: true}));
}
"""
BAD = {
    "/": FRAME.format(kind="front", body='<script src="/store.js"></script>'),
    "/inline/": FRAME.format(kind="page", body='<p style="color: red" onclick="x()">x<style>p {}</style>'),
    "/abroad/": FRAME.format(
        kind="list",
        body='<form action="https://elsewhere.example/"></form><link rel="preconnect" href="https://cdn.example/">'
        '<a href="/" ping="https://told.example/">x</a><a href="https://linked.example/">y</a>',
    ),
}


class Careless(BaseHTTPRequestHandler):
    """A server that tells browsers nothing, and gives every reader a number."""

    def do_GET(self) -> None:
        content = STORING if self.path.endswith(".js") else BAD.get(self.path, "")
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Set-Cookie", "reader=7; HttpOnly")
        self.end_headers()
        self.wfile.write(content.encode())

    do_POST = do_GET  # noqa: N815 - as above

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def careless() -> Iterator[str]:
    """Return the address of a site that breaks every promise."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Careless) as server, answering(server) as address:
        yield address


def test_page_of_every_template_is_looked_at_in_every_edition(site: Path) -> None:
    found = Counter((sample.template, sample.lang) for sample in samples(site))

    alone = {"missing"}  # a server has one for all editions
    langs = {"en", "ru", "kk", "ar"}
    wanted = {(template, lang) for template in {*page_templates(), "mail"} - alone for lang in langs}
    assert wanted | {("missing", "en")} <= found.keys()


def test_article_is_looked_at_with_all_that_articles_may_have(showcase: Path) -> None:
    articles = [sample for sample in samples(showcase) if sample.template == "article" and sample.lang == "en"]

    assert len(articles) > 1


def test_site_keeps_its_promises(site: Path, tmp_path: Path) -> None:
    path = tmp_path / PROOF
    only = [word for template in ("search", "missing", "mail") for word in ("--only", template)]
    done = digest("prove", str(site), "--into", str(path), "--commit", "abc", *only, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "9 pages of 3 templates in Chromium" in done.stdout
    said = json.loads(path.read_bytes())
    jsonschema.validate(said, proof_schema())
    assert said["promises"] == dict.fromkeys(PROMISES, True)
    assert said["commit"] == "abc"
    assert said["site"] == fingerprint(site)
    search = next(page for page in parse_proof(path.read_bytes()).pages if page.path == "/search/")
    assert any(request.address.startswith("/search/index/") for request in search.requests)  # it did search
    assert search.headers["referrer-policy"] == "no-referrer"


def test_site_below_a_path_is_served_there(tmp_path: Path) -> None:
    front = b'<link rel="canonical" href="https://desk.example/digest/">'
    with served(write_site(tmp_path / "site", ONE | {"index.html": front})) as address:
        asked = {path: urllib3.request("GET", address + path, retries=False) for path in ("/", "/about/", "/../about/")}

    assert address.endswith("/digest")
    assert [asked[path].data for path in ("/", "/about/")] == [front, ONE["about/index.html"]]
    assert asked["/../about/"].status == 404
    assert asked["/about/"].headers["referrer-policy"] == "no-referrer"


def test_every_breach_is_seen(careless: str, browser: Browser) -> None:
    pages = [Sample("/", "front", "en"), Sample("/inline/", "page", "en"), Sample("/abroad/", "list", "en")]

    front, inline, abroad = (visit(browser, careless, page) for page in pages)

    told = {(one.path, one.promise, one.seen) for one in broken_promises([front, inline, abroad])}
    assert told >= {
        ("/", "asks no other site", "http://127.0.0.1:9/foreign"),
        ("/", "sends nothing", "POST /beacon"),
        ("/", "sets no cookie", "reader (127.0.0.1)"),
        ("/", "sets no cookie", "own (127.0.0.1)"),
        ("/", "sets no cookie", "/store.js"),
        ("/", "stores nothing", "local: local"),
        ("/", "stores nothing", "session: session"),
        ("/", "stores nothing", "databases: database"),
        ("/", "stores nothing", "caches: cache"),
        ("/", "stores nothing", "files: file"),
        ("/inline/", "runs nothing inline", "3 in the page itself"),
        ("/abroad/", "asks no other site", "https://cdn.example/"),
        ("/abroad/", "asks no other site", "https://elsewhere.example/"),
        ("/abroad/", "asks no other site", "https://told.example/"),
        *((page.path, "is told by the headers", f"{name}: missing") for page in pages for name in HEADERS),
    }
    assert any(seen.startswith("workers: ") for path, _, seen in told if path == "/")
    assert not any("linked.example" in seen for _, _, seen in told)  # a reader clicks there, or not


def test_what_is_searched_for_is_not_told_to_the_server() -> None:
    asked = [Request("/search/?q=hope", "GET", "document")]
    seen = Visit(
        path="/search/",
        template="search",
        lang="en",
        scripts=True,
        searched="hope",
        requests=asked,
        stored=Stored(),
        headers={name.lower(): value for name, value in HEADERS.items()},
    )

    assert [(one.promise, one.seen) for one in broken_promises([seen])] == [("sends nothing", "GET /search/?q=hope")]


def test_proof_of_the_same_site_is_kept_with_its_day(tmp_path: Path) -> None:
    site, kept = write_site(tmp_path / "site", ONE), tmp_path / "kept"
    proof = Proof(
        made="2026-11-26",
        commit=OCCASION.commit,
        program=f"digest {__version__}",
        browser="Chromium 1",
        served_by="digest serve",
        site=fingerprint(site),
        promises=dict.fromkeys(PROMISES, True),
        broken=[],
        pages=[],
    )
    kept.write_bytes(render_proof(proof))
    later = Occasion("2026-12-24", OCCASION.commit)

    assert prove_once(site, later, kept) == proof
    assert known_proof(site, Occasion("2026-12-24", "another"), kept) is None
    for content in (render_proof(msgspec.structs.replace(proof, broken=[Broken("/", "stores nothing", "x")])), b"{"):
        kept.write_bytes(content)
        assert known_proof(site, later, kept) is None
    kept.write_bytes(render_proof(proof))
    (site / "index.html").write_bytes(b"<p>Other</p>")
    assert known_proof(site, later, kept) is None
