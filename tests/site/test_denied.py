"""No file of a site leads to a host that links.yaml denies: not a page, not a feed, not a record, not the index."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.pages import read_page
from tests.support.project import SETTINGS, SETTINGS_NAME, article, build, digest, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES = "denied:\n  denied.example: It shows what no reader should be led to.\n"
BODY = """\
The library wrote of it on [a page](https://www.denied.example/page) and on <https://denied.example/other>, it said.

See denied.example[^1], [the digest](https://example.org/) and ![A map]({static}/images/map.svg "denied.example").

[^1]: [A note](HTTPS://user@denied%2Eexample/).
"""
EVERYWHERE = {
    "title": "'Library answers denied.example'",
    "summary": "'It is at https://denied.example/summary.'",
    "authors": "['Denied.example desk']",
    "agency": "denied.example",
    "date_evidence": "'as denied.example has it'",
    "dateline": "{text: denied.example, place: denied.example}",
    "content_note": "'It names denied.example.'",
    "images": "[{file: images/map.svg, alt: denied.example, caption: denied.example, credit: denied.example}]",
    "corrections": "[{date: 2026-02-01, text: 'It is denied.example.'}]",
    "quoted": "[{name: denied.example, role: denied.example}]",
    "source": "{url: 'https://denied.example/a', archive_url: 'https://archive.example/1', archived: 2026-01-02}",
}
FILES = {
    SETTINGS_NAME: f'{SETTINGS}\nDIGEST["site"] |= {{"offline": True}}\n',
    "content/registry/links.yaml": RULES,
    "content/images/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"/>\n',
    "content/articles/2016/named.md": article("named", BODY, **EVERYWHERE),
    "content/articles/2016/other.md": article("other", "It leads [there](https://example.org/a)."),
    "content/dossiers/file.md": (
        "---\ntitle: On denied.example\nslug: file\nlang: en\nadded: 2026-01-05\nsummary: Of denied.example.\n"
        "articles: [{slug: named, note: denied.example}]\n---\n\nOf [them](https://denied.example/).\n"
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("denied"), FILES)
    build(folder, folder / "output")
    return folder


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a site with what they hold; what is packed is unpacked."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = file.relative_to(folder).as_posix(), file.read_bytes()
        yield name, gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as packed:
                yield from ((f"{name}/{one}", packed.read(one)) for one in packed.namelist())


def test_no_file_has_an_address_of_a_denied_host(project: Path) -> None:
    found = [name for name, content in contents(project / "output") if b"denied.example" in content.lower()]

    assert found == []


def test_readers_can_read_where_it_would_have_led(project: Path) -> None:
    page = read_page("/", (project / "output/articles/named/index.html").read_text("utf-8"))

    assert "a page (hxxps://www[.]denied[.]example/page)" in page.text
    assert "hxxps://denied[.]example/a This digest does not link there." in page.text
    assert "Library answers denied[.]example" in page.text


def test_links_that_lead_out_hand_on_nothing(project: Path) -> None:
    for file in (project / "output").rglob("*.html"):
        for link in read_page("/", file.read_text("utf-8")).all("a"):
            if link.get("href", "").startswith("http") and file.name != "mail.html":
                assert {"noopener", "noreferrer"} <= set(link.get("rel", "").split()), (file, link.attrib)


def test_link_to_an_original_names_its_copy_and_the_day_of_it(tmp_path: Path) -> None:
    files = FILES | {"content/registry/links.yaml": "denied:\n"}
    folder = write_project(tmp_path, files)
    page = read_page("/", (build(folder, folder / "output") / "articles/named/index.html").read_text("utf-8"))

    (original,) = [link for link in page.all("a") if "data-versionurl" in link.attrib]
    assert original.attrib["href"] == "https://denied.example/a"
    assert original.attrib["data-versionurl"] == "https://archive.example/1"
    assert original.attrib["data-versiondate"] == "2026-01-02"


def test_new_rule_changes_a_site_that_was_built_without_it(tmp_path: Path) -> None:
    folder = write_project(tmp_path, FILES | {"content/registry/links.yaml": "denied:\n"})
    build(folder, folder / "output")
    assert any(b"denied.example" in content for _, content in contents(folder / "output"))
    (folder / "content/registry/links.yaml").write_text(RULES, "utf-8")

    build(folder, folder / "output")

    assert [name for name, content in contents(folder / "output") if b"denied.example" in content.lower()] == []


def test_stock_pelican_gives_the_same(tmp_path: Path, project: Path) -> None:
    stock = build(project, tmp_path / "stock", env={"DIGEST_ENGINE": "off"})

    assert dict(contents(stock)) == dict(contents(project / "output"))


def test_editors_are_told_where_an_address_is_shown_as_text(project: Path) -> None:
    told = digest("check", "content", cwd=project).stderr.splitlines()

    assert [line for line in told if "named.md" in line and " C333 " in line]
    assert [line for line in told if " C333 " not in line] == []


def test_publication_at_a_denied_host_is_refused(tmp_path: Path) -> None:
    outlet = "digest: {name: {en: Digest}, url: https://denied.example/, rights: full, description: {en: Us.}}\n"
    folder = write_project(tmp_path, FILES | {"content/registry/publications.yaml": outlet})

    done = digest("check", "content", cwd=folder)

    assert done.returncode == 1
    assert "publications.yaml: R117 'digest' has an address of a host that links.yaml denies" in done.stderr
