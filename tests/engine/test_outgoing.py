"""Which links to other sites a content folder has: those that readers see, each with its place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.checks.external.model import Link
from digest.engine.outgoing import outgoing
from digest.model import UsageError
from digest.progress import SILENCE
from tests.support.project import article, write_project

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 26, tzinfo=UTC)
REGISTRY = Link("https://example.org/", "content/registry/publications.yaml", 1, 35)


def found(tmp_path: Path, files: dict[str, str]) -> list[Link]:
    folder = write_project(tmp_path, files) / "content"
    links = outgoing(folder, NOW, SILENCE)
    return [
        Link(link.address, link.path.removeprefix(f"{tmp_path.as_posix()}/"), link.line, link.column, link.archive)
        for link in links
    ]


def test_links_of_text_source_and_registry_are_told_with_their_places(tmp_path: Path) -> None:
    body = "See [the report](https://museum.example/report?a=1&b=2#s-3).\n\nAnd <https://museum.example/reports>."
    source = "{url: 'https://museum.example/news', archive_url: 'https://archive.example/news'}"
    links = found(tmp_path, {"content/articles/a.md": article("a", body, source=source)})

    path = "content/articles/a.md"
    assert [(link.address, link.path, link.line, link.archive) for link in links] == [
        ("https://museum.example/news", path, 11, "https://archive.example/news"),
        ("https://archive.example/news", path, 11, None),
        ("https://museum.example/report?a=1&b=2#s-3", path, 14, None),
        ("https://museum.example/reports", path, 16, None),
        (REGISTRY.address, REGISTRY.path, REGISTRY.line, None),
    ]


def test_address_is_found_where_it_ends(tmp_path: Path) -> None:
    body = "See [all](https://museum.example/reports) and [one](https://museum.example/report)."
    links = found(tmp_path, {"content/articles/a.md": article("a", body)})

    assert [(link.address, link.column) for link in links if link.path.endswith("a.md")] == [
        ("https://museum.example/reports", 11),
        ("https://museum.example/report", 53),
    ]


@pytest.mark.parametrize(
    "keys",
    [{"status": "draft"}, {"status": "review"}, {"embargo": "2026-11-27T00:00:00+00:00"}, {"tags": "[[", "lang": "xx"}],
)
def test_what_readers_do_not_see_leads_nowhere(tmp_path: Path, keys: dict[str, str]) -> None:
    text = article("a", "See [it](https://museum.example/).", source="{url: 'https://museum.example/a'}", **keys)
    links = found(tmp_path, {"content/articles/a.md": text})

    assert [link.path for link in links] == [REGISTRY.path]


def test_links_within_the_site_and_to_people_are_not_asked(tmp_path: Path) -> None:
    body = "[a]({filename}/articles/a.md) [b](/tags/) [c](mailto:desk@museum.example) `https://museum.example/`"
    links = found(tmp_path, {"content/articles/a.md": article("a", body)})

    assert [link.path for link in links] == [REGISTRY.path]


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Hint: "):
        outgoing(tmp_path / "nowhere", NOW, SILENCE)
