"""Nothing that stands in the content runs, loads, leads away or breaks a file, and all of it is read as it was written.

The pages are opened without the policy that the site is served with: what keeps them harmless is how they are made.
"""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

import bibtexparser
import pytest
import rispy
from lxml import etree
from playwright.sync_api import expect

from tests.browser.search.support import EVERYTHING, results
from tests.conftest import alone
from tests.hostile.payloads import OWN
from tests.hostile.project import everywhere, somewhere, squash, without_text
from tests.support.hostile import FOREIGN
from tests.support.hostile import OWN as BREAKING
from tests.support.pages import read_page, read_pages
from tests.support.project import build, digest, write_project
from tests.support.server import serve_bare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.support.pages import BuiltPage

PROJECTS = {
    "own": partial(everywhere, OWN),
    "breaking": partial(somewhere, [text for text in BREAKING if text.strip()]),
    **({"foreign": partial(somewhere, [text for text in FOREIGN if text.strip()])} if FOREIGN else {}),
}
ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = "evil.example"
_NEVER = {"base", "embed", "frame", "iframe", "math", "object", "plaintext", "style", "video"}


@dataclass(frozen=True, slots=True)
class Hostile:
    """A site built of hostile texts: the files of its project, its folder, and its pages as trees by path."""

    SPARED: ClassVar[int] = 12  # of so many lists one is opened

    files: dict[str, str]
    output: Path
    pages: dict[str, BuiltPage]

    def articles(self) -> Iterator[tuple[str, str]]:
        """Yield the page of each article whose title is hostile, and that title as readers are to see it."""
        for path, written in self.files.items():
            if found := re.search(r"^title: (?P<title>\".*\")$\n^slug: (?P<slug>text-\d+)$", written, re.MULTILINE):
                lang = re.search(r"^lang: (..)$", written, re.MULTILINE)
                assert lang, path
                prefix = "" if lang[1] == "en" else f"{lang[1]}/"
                yield f"/{prefix}articles/{found['slug']}/", squash(_unquoted(found["title"]))

    def opened(self) -> list[str]:
        """Return the pages worth opening: all articles and indexes, and some of the many lists of one entry."""
        shown = [path for path, page in self.pages.items() if not page.is_redirect]
        whole = [path for path in shown if "/articles/" in path or path.strip("/").count("/") == 0]
        return [*whole, *[path for path in shown if path not in whole][:: self.SPARED]]


def _unquoted(value: str) -> str:
    marks = re.compile(r'\\(?:U(?P<number>[0-9a-f]{8})|(?P<mark>["\\]))')
    return marks.sub(lambda found: found["mark"] or chr(int(found["number"], 16)), value[1:-1])


@pytest.fixture(scope="session", params=sorted(PROJECTS))
def hostile(request: pytest.FixtureRequest, shared_folder: Path) -> Hostile:
    """Return a site of hostile texts; bodies that the check refuses are left out of it, and nothing else is."""
    files = PROJECTS[request.param]()
    folder, read = shared_folder / f"hostile-{request.param}", shared_folder / f"hostile-{request.param}.pages"
    with alone(shared_folder / f"hostile-{request.param}.lock"):
        if not read.is_file():  # to take a thousand pages apart strictly takes half a minute: one of us does it
            write_project(folder, files)
            for path in _refused(folder):
                (folder / path).write_text(without_text(files[path]), "utf-8")
            build(folder, folder / "output")
            read.write_bytes(pickle.dumps(read_pages(folder / "output")))
    return Hostile(files, folder / "output", pickle.loads(read.read_bytes()))  # noqa: S301 - our own


def _refused(folder: Path) -> set[str]:
    told = [json.loads(line) for line in digest("check", "content", "--format", "json", cwd=folder).stdout.splitlines()]
    return {problem["path"] for problem in told if not re.match("[A-Z]3", problem["code"])}


def test_headlines_are_read_as_they_were_written(hostile: Hostile) -> None:
    wrong = {}
    for path, title in hostile.articles():
        (shown,) = ("".join(heading.itertext()) for heading in hostile.pages[path].all("h1"))
        if " ".join(shown.split()) != title:
            wrong[path] = (ascii(title), ascii(shown))

    assert wrong == {}


def test_pages_have_no_element_and_no_address_of_an_enemys(hostile: Hostile) -> None:
    wrong = [f"{path}: {fault}" for path, page in hostile.pages.items() for fault in _faults(page)]

    assert wrong == []


def _faults(page: BuiltPage) -> Iterator[str]:
    """Yield what a page may not have; a strict parser has to be content with it too."""
    yield from page.errors
    for element in page.tree.iter():
        if not isinstance(element.tag, str):  # a comment: the templates have none
            yield f"a comment: {element.text}"
            continue
        name = element.tag.rpartition("}")[2]
        kind, source = element.get("type"), element.get("src", "")
        if name == "script" and not (kind == "application/ld+json" or _is_own(source)):
            yield f"a script: {element.attrib}"
        if name in _NEVER and (name, page.path.rpartition("/")[2]) != ("style", "mail.html"):
            yield f"an element: {name}"
        if name == "meta" and element.get("http-equiv") and not page.is_redirect:
            yield f"a meta element: {element.attrib}"
        if name == "template" and "id" not in element.attrib:
            yield "a template that is none of the search page's"
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute in {"style", "ping", "srcdoc", "formaction", "autofocus"}:
                yield f"an attribute: {attribute}={value}"
            if attribute in {"href", "src", "srcset", "action"} and not _is_harmless(value):
                yield f"an address: {attribute}={value[:100]}"


def _is_own(address: str) -> bool:
    return bool(address) and not urlsplit(address).netloc and "/theme/" in f"/{address}"


def _is_harmless(address: str) -> bool:
    scheme = re.match(r"[\x00-\x20]*([a-zA-Z][\w+.-]*):", re.sub(r"[\t\n\r]", "", address))
    return EVIL not in address and (scheme is None or scheme[1].lower() in {"http", "https", "mailto"})


def test_files_for_programs_can_be_read_and_say_the_same(hostile: Hostile) -> None:
    titles = dict(hostile.articles())
    for file in hostile.output.rglob("*.atom"):
        root = etree.parse(file, etree.XMLParser(resolve_entities=False)).getroot()
        for entry in root.iter(f"{ATOM}entry"):
            path = urlsplit(entry.find(f"{ATOM}link").get("href")).path
            if path in titles:
                title = " ".join((entry.findtext(f"{ATOM}title") or "").split())
                before = title.removesuffix(titles[path])  # of a correction: what it is
                assert before + titles[path] == title, file
                assert not before or file.parent.name == "corrections", file
    for file in hostile.output.rglob("*.xml"):
        etree.parse(file)
    for file in [*hostile.output.rglob("*.json"), *hostile.output.rglob("*.webmanifest")]:
        json.loads(file.read_bytes())
    for path, page in hostile.pages.items():
        for script in page.all("script"):
            if script.get("type") == "application/ld+json":
                graph = json.loads(script.text or "")["@graph"]
                heads = [squash(node["headline"]) for node in graph if "headline" in node]
                assert path not in titles or heads == [titles[path]]


def test_markup_in_feeds_has_no_element_and_no_address_of_an_enemys(hostile: Hostile) -> None:
    wrong = []
    for file in hostile.output.rglob("feed.*"):
        path = file.relative_to(hostile.output).as_posix()
        markup, addresses = _of_json(file) if file.suffix == ".json" else _of_atom(file)
        wrong += [f"{path}: {address}" for address in addresses if not _is_harmless(address)]
        page = read_page(path, f"<!doctype html><html lang=en><title>x</title><body>{'<hr>'.join(markup)}")
        wrong += [f"{path}: {fault}" for fault in _faults(page)]

    assert wrong == []


def _of_atom(file: Path) -> tuple[list[str], list[str]]:
    """Return the markup and the addresses that a feed has."""
    root = etree.parse(file, etree.XMLParser(resolve_entities=False)).getroot()
    texts = [text for name in ("content", "summary", "title") for text in root.iter(f"{ATOM}{name}")]
    links = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
    return [text.text or "" for text in texts if text.get("type") == "html"], links


def _of_json(file: Path) -> tuple[list[str], list[str]]:
    items = json.loads(file.read_bytes())["items"]
    addresses = [item[key] for item in items for key in ("url", "external_url", "image") if key in item]
    return [item["content_html"] for item in items if "content_html" in item], addresses


def test_sitemap_leads_to_pages_of_the_site_alone(hostile: Hostile) -> None:
    files = sorted(hostile.output.glob("sitemap*.xml"))
    places = [place for file in files for place in etree.parse(file).getroot().iter("{*}loc")]

    assert len(places) > len(dict(hostile.articles()))
    assert {urlsplit(place.text or "").netloc for place in places} == {urlsplit(places[0].text or "").netloc}


def test_records_stay_one_record_each(hostile: Hostile) -> None:
    for name in ("articles", "corrections"):
        text = (hostile.output / "data" / f"{name}.csv").read_text("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        listed = json.loads((hostile.output / "data" / f"{name}.json").read_bytes())[name]

        assert len(rows) == len(listed) + 1
        assert {len(row) for row in rows} == {len(rows[0])}
        assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@", "\t"}] == []
    for file in hostile.output.rglob("cite.bib"):
        assert len(bibtexparser.loads(file.read_text("utf-8")).entries) == 1, file
    for file in hostile.output.rglob("cite.ris"):
        assert len(rispy.loads(file.read_text("utf-8"))) == 1, file


def test_nothing_runs_loads_or_complains_in_a_browser_without_a_policy(hostile: Hostile, browser: Browser) -> None:
    seen: list[str] = []
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.on("dialog", lambda dialog: (seen.append(f"{page.url}: a dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: seen.append(f"{page.url}: an error: {error}"))
    with serve_bare(hostile.output) as base:
        context.on("request", lambda asked: None if asked.url.startswith(base) else seen.append(asked.url))
        for path in hostile.opened():
            page.goto(f"{base}{path}", wait_until="load")
            ran = page.evaluate("[window.ran, document.forms.length, document.baseURI, location.href]")
            if ran[0] is not None or ran[1] > 2 or ran[2] != ran[3] or urlsplit(ran[3]).path != path:
                seen.append(f"{path}: {ran}")
        page.goto("about:blank")
        page.goto(f"{base}/search/{EVERYTHING}&q=end", wait_until="load")  # as all bodies do: "The end of the text."
        expect(results(page).first).to_be_visible(timeout=60_000)
        ran = page.evaluate("window.ran")
        if ran is not None or page.locator("main script, main iframe, main img[onerror]").count():
            seen.append(f"searching: {ran}")
    context.close()

    assert seen == []
