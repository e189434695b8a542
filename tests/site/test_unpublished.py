"""What is not for readers is in no file of the site: no page, feed, list, sitemap or index, under no address."""

from __future__ import annotations

import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest.importer import ImportOptions, import_articles
from tests.support.project import article, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeSite

NOW = {"DIGEST_NOW": "2026-06-01T12:00:00+00:00"}
GZIP = b"\x1f\x8b"
STEM = 7  # letters; the index holds words without their endings

# Each article has a word that stands nowhere else, in its headline, text, tag and slug.
UNPUBLISHED = {
    "quorvinak": {"status": "draft"},
    "blenthorug": {"status": "review"},
    "mistovakal": {"embargo": "2026-06-01T12:00:01+00:00"},
    "trellgumor": {"embargo": "2026-06-01T11:59:00-05:00"},
    "vandriquol": {"expires": "2026-06-01T11:59:59+00:00"},
}
HIDDEN = {"soplornat": {"status": "hidden"}}
PUBLISHED = {
    "gruntifelk": {},
    "yelmarokun": {"embargo": "2026-06-01T12:00:00+00:00"},
    "fobrundash": {"expires": "2026-06-01T12:00:01+00:00"},
}


def project() -> dict[str, str]:
    """Return the files of a project with articles of every kind, each with a tag that only it has."""
    everything = UNPUBLISHED | HIDDEN | PUBLISHED
    tags = "".join(f"t-{word}: {{name: {{en: Tag {word}}}, description: {{en: About it.}}}}\n" for word in everything)
    articles = {
        f"content/articles/2016/a-{word}.md": article(
            f"a-{word}", f"The text says {word}.", tags=f"[t-{word}]", title=f"Headline {word}", **keys
        )
        for word, keys in everything.items()
    }
    return {"content/registry/tags.yaml": tags, "content/dossiers/all.md": dossier(), **articles}


def dossier() -> str:
    """Return a dossier of all that is published, was, or will be, each with a note that names it."""
    listed = [word for word, keys in (UNPUBLISHED | PUBLISHED).items() if "status" not in keys]
    items = "".join(f"- {{slug: a-{word}, note: The note on {word}.}}\n" for word in listed)
    return f"---\ntitle: All\nslug: all\nlang: en\nadded: 2026-01-05\narticles:\n{items}---\n\nWords.\n"


def inflate(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(GZIP) else content


def files_with(folder: Path, word: str) -> list[str]:
    """Return the files of *folder* whose name or content, unpacked where it is packed, has *word*."""
    needle = word.encode()
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = [path.relative_to(folder).as_posix() for path in files]
    return [
        name
        for name, path in zip(names, files, strict=True)
        if word in name or needle in inflate(path.read_bytes()).lower()
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("unpublished"), project())
    return build(folder, folder / "output", env=NOW)


def test_what_is_not_for_readers_is_nowhere(built: Path) -> None:
    for word in UNPUBLISHED:
        assert files_with(built, word[:STEM]) == []


def test_what_is_hidden_is_for_those_who_know_its_address(built: Path) -> None:
    for word in HIDDEN:
        assert files_with(built, word) == [f"articles/a-{word}/index.html"]
        assert "noindex" in (built / f"articles/a-{word}/index.html").read_text("utf-8")


def test_what_is_for_readers_is_there(built: Path) -> None:
    for word in PUBLISHED:
        found = files_with(built, word)

        assert f"articles/a-{word}/index.html" in found
        assert "feed.atom" in found
        assert "dossiers/all/index.html" in found
        assert any(name.startswith("pagefind/fragment/") for name in found), found


def test_draft_of_a_dossier_is_nowhere_but_in_a_preview(make_site: MakeSite) -> None:
    text = dossier().replace("title: All", "title: Plimwhortle").replace("slug: all", "slug: plimwhortle")
    files = project() | {"content/dossiers/plan.md": text.replace("---\n\nWords.", "status: draft\n---\n\nWords.")}

    assert files_with(make_site(files, name="for-readers", env=NOW), "plimwhortle") == []
    assert files_with(make_site(files, "--drafts", name="preview", env=NOW), "plimwhortle") == [
        "dossiers/plimwhortle/index.html", "sitemap.xml"
    ]  # fmt: skip


def test_preview_has_what_waits_marked_and_hidden_from_search_engines(make_site: MakeSite) -> None:
    built = make_site(project(), "--drafts", env=NOW)

    for word in ("quorvinak", "blenthorug", "mistovakal", "trellgumor"):
        page = (built / f"articles/a-{word}/index.html").read_text("utf-8")
        assert "noindex" in page


def test_what_an_import_holds_back_comes_out_when_it_is_cleared(make_site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for word in ("blenthorug", "gruntifelk"):
        text = f"OSLO (Reuters) -- The library lends {word} maps to schools, it said.\n"
        (tmp_path / "inbox" / f"{word}.txt").write_text(text, "utf-8")
    import_articles([tmp_path / "inbox"], into=tmp_path / "content", options=ImportOptions(added=date(2026, 1, 5)))
    articles = {path.stem: path.read_text("utf-8") for path in (tmp_path / "content").rglob("*.md")}
    (cleared,) = (stem for stem, text in articles.items() if "gruntifelk" in text)
    articles[cleared] = articles[cleared].replace("status: review", "status: published")

    built = make_site({f"content/articles/undated/{stem}.md": text for stem, text in articles.items()}, env=NOW)

    assert files_with(built, "blenthorug"[:STEM]) == []
    assert f"articles/{cleared}/index.html" in files_with(built, "gruntifelk")
