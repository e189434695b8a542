"""The index that Pagefind makes of a site."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from digest.model import DigestError
from digest.search import IndexReport, build_index
from digest.search.cbor import decode
from tests.search.pages import MarkedPage, many_pages, write_pages


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the hash of every file of the index in *folder* by its name."""
    index = folder / "pagefind"
    files = sorted(path for path in index.rglob("*") if path.is_file())
    return {path.relative_to(index).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_report_counts_pages_by_language(tmp_path: Path) -> None:
    pages = [MarkedPage("a", "One"), MarkedPage("b", "Two"), MarkedPage("v", "Три", lang="ru")]

    report = build_index(write_pages(tmp_path, pages))

    assert report.pages == 3
    assert report.languages == {"en": 2, "ru": 1}
    assert report.words > 0
    assert report.size == sum(path.stat().st_size for path in (tmp_path / "pagefind").rglob("*") if path.is_file())
    assert str(report).startswith("search index: 3 pages (en 2, ru 1)")


def test_page_without_the_mark_stays_out(tmp_path: Path) -> None:
    site = write_pages(tmp_path, [MarkedPage("a", "One")])
    (site / "index.html").write_text('<!doctype html><html lang="en"><body><p>A list.</p></body></html>')

    assert build_index(site).pages == 1


def test_same_pages_give_the_same_bytes_wherever_and_in_whatever_order_they_were_written(tmp_path: Path) -> None:
    pages = many_pages(60)
    shuffled = random.Random(4).sample(pages, len(pages))
    one = write_pages(tmp_path / "one", pages)
    other = write_pages(tmp_path / "another folder" / "deeper", shuffled)
    build_index(one)
    first = fingerprints(one)
    for _ in range(4):  # an order by chance would be the same once in a while
        build_index(other)

        assert fingerprints(other) == first
    assert len(first) > 60


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    site = write_pages(tmp_path, many_pages(12))
    build_index(site)
    before = fingerprints(site)
    shutil.rmtree(site / "en")

    report = build_index(site)

    assert "en" not in report.languages
    assert not any(name.startswith("fragment/en_") for name in fingerprints(site))
    assert any(name.startswith("fragment/en_") for name in before)


def test_files_that_stay_the_same_are_not_written_again(tmp_path: Path) -> None:
    pages = many_pages(12)
    site = write_pages(tmp_path, pages)
    build_index(site)
    index = site / "pagefind"
    before = {path.name: path.stat() for path in index.rglob("*.pf_*")}
    write_pages(tmp_path, [MarkedPage(pages[0].slug, "A title mended", lang=pages[0].lang)])

    build_index(site)

    after = {path.name: path.stat() for path in index.rglob("*.pf_*")}
    kept = before.keys() & after.keys()
    assert all(
        (before[name].st_mtime_ns, before[name].st_ino) == (after[name].st_mtime_ns, after[name].st_ino)
        for name in kept
    )
    assert len(kept) > len(pages) > len(before.keys() - kept) > 0


def test_files_are_given_away_the_one_that_names_the_others_last(tmp_path: Path) -> None:
    site = write_pages(tmp_path, many_pages(12))
    given: dict[str, bytes] = {}

    report = build_index(site, given.__setitem__)

    assert not (site / "pagefind").exists()
    assert {name: len(content) for name, content in given.items()} == report.files
    assert list(given)[-1] == "pagefind/pagefind-entry.json"
    build_index(site)
    assert fingerprints(site) == {
        name.removeprefix("pagefind/"): sha256(content).hexdigest() for name, content in given.items()
    }


def test_every_file_that_the_index_names_is_there_and_none_besides(tmp_path: Path) -> None:
    site = write_pages(tmp_path, many_pages(12))

    build_index(site)

    index = site / "pagefind"
    entry = json.loads((index / "pagefind-entry.json").read_text())
    metas = {f"pagefind.{language['hash']}.pf_meta" for language in entry["languages"].values()}
    wasms = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
    folders = {"filter", "fragment", "index"}
    assert {path.name for path in index.iterdir()} == metas | wasms | folders | {"pagefind.js", "pagefind-entry.json"}


def test_each_language_can_be_read_without_its_stemmer(tmp_path: Path) -> None:
    site = write_pages(tmp_path, many_pages(12))

    build_index(site)

    languages = json.loads((site / "pagefind" / "pagefind-entry.json").read_text())["languages"]
    assert list(languages) == ["ar", "ar-x-plain", "en", "en-x-plain", "kk", "kk-x-plain", "ru", "ru-x-plain"]
    assert languages["ru-x-plain"] == {**languages["ru"], "wasm": None}


def test_what_is_only_shown_is_no_filter(tmp_path: Path) -> None:
    facets = {"tag": ["law"]}
    build_index(write_pages(tmp_path, [MarkedPage("a", "One", facets=facets), MarkedPage("b", "Two", facets=facets)]))

    names = [decode(_content(path))[0] for path in (tmp_path / "pagefind" / "filter").iterdir()]  # type: ignore[index]
    assert sorted(map(str, names)) == ["language", "tag", "year"]
    [fragment, _] = (tmp_path / "pagefind" / "fragment").iterdir()
    assert json.loads(_content(fragment))["filters"]["shown-date"] == ["2016-12-26"]


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")


def test_settings_that_lie_about_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_pages(tmp_path / "site", [MarkedPage("a", "One")])
    (tmp_path / "pagefind.yml").write_text("force_language: fr\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "fr")

    assert build_index(Path("site")).languages == {"en": 1}
    assert (site / "pagefind").is_dir()


@pytest.mark.parametrize("make", [lambda folder: folder, lambda folder: folder.mkdir()])
def test_no_pages_are_told_with_what_to_do(tmp_path: Path, make: object) -> None:
    make(tmp_path / "site")  # type: ignore[operator]  # parametrize gives objects

    with pytest.raises(DigestError, match=r"site: there are no pages\. Hint: build the site first"):
        build_index(tmp_path / "site")


def test_pages_of_which_none_is_marked_are_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<!doctype html><html lang="en"><body><p>A list.</p></body></html>')

    with pytest.raises(DigestError, match=r"no page has the mark data-pagefind-body\. Hint: .*article\.html"):
        build_index(tmp_path)

    assert not (tmp_path / "pagefind").exists()


def failing_python(folder: Path, script: str) -> str:
    """Return the path of a program that does *script* where Pagefind would run."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'No module named pagefind' >&2; exit 1", "Pagefind failed: No module named pagefind. Hint: install"),
        ("exit 3", "Pagefind failed: exit 3. Hint: install"),
        ("true", "the index that Pagefind wrote cannot be read: .* Hint: install"),
    ],
)
def test_failure_is_told_and_the_former_index_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    site = write_pages(tmp_path / "site", [MarkedPage("a", "One")])
    build_index(site)
    before = fingerprints(site)
    monkeypatch.setattr(sys, "executable", failing_python(tmp_path, script))

    with pytest.raises(DigestError, match=message):
        build_index(site)

    assert fingerprints(site) == before


def test_a_count_that_differs_from_what_was_written_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_pages(tmp_path / "site", [MarkedPage("a", "One")])
    script = f"{sys.executable} \"$@\" | sed 's/Indexed 1 page/Indexed 7 pages/'"
    monkeypatch.setattr(sys, "executable", failing_python(tmp_path, script))

    with pytest.raises(DigestError, match="Pagefind says 7 pages and wrote 1"):
        build_index(site)


def test_nothing_is_left_where_temporary_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_pages(tmp_path / "site", [MarkedPage("a", "One")])
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))

    report = build_index(site)

    assert isinstance(report, IndexReport)
    assert list((tmp_path / "tmp").iterdir()) == []
