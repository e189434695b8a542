"""What is not for readers is in no file of the site: no page, feed, list, sitemap or index, under no address."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest.engine.examining import examine
from digest.importer import ImportOptions, import_articles
from tests.support.project import SETTINGS, SETTINGS_NAME, article, build, digest, write_project

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
        assert any(name.startswith("search/index/") for name in found), found


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


# --- files that texts show ---

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="36"><rect width="{}" height="36"/></svg>\n'
OTHERS = ("both", "page", "dossier", "week", "idle")
ALWAYS = {"images/both.svg", "images/page.svg", "images/dossier.svg", "images/week.svg"}
IDLE = {"images/idle.svg", "images/idle.csv"}
EXTRA = "EXTRA_PATH_METADATA = {'extra/key.txt': {'path': 'key.txt'}}\n"


def files_of(word: str) -> set[str]:
    """Return the files of the site that the article with this word shows or offers, and no other does."""
    return {f"images/{word}.svg", f"images/in-{word}.svg", f"images/{word}.csv"}


def files_of_all(*groups: dict[str, dict[str, str]]) -> set[str]:
    return {name for group in groups for word in group for name in files_of(word)}


def with_files(folder: Path) -> Path:
    """Write a project of articles of every kind, each with files of its own, and of other texts with theirs."""
    everything = UNPUBLISHED | HIDDEN | PUBLISHED
    body = "![A]({{static}}/images/in-{0}.svg) [a sheet]({{static}}/images/{0}.csv) ![B]({{static}}/images/both.svg)"
    files = {
        f"content/articles/2016/a-{word}.md": article(
            f"a-{word}", body.format(word), images=f"[{{file: images/{word}.svg, alt: A plan}}]", **keys
        )
        for word, keys in everything.items()
    }
    drawings = [name for word in everything for name in (word, f"in-{word}")] + [*OTHERS]
    files |= {f"content/images/{name}.svg": DRAWING.format(*[64 + at] * 2) for at, name in enumerate(drawings)}
    files |= {f"content/images/{name}.csv": f"{name},b\n" for name in (*everything, "idle")}
    head = "lang: en\nadded: 2026-01-05\n"
    picture = "![A]({{static}}/images/{}.svg)\n"
    files |= {
        "content/pages/about.md": f"---\ntitle: A\nslug: about\nlang: en\n---\n\n{picture.format('page')}",
        "content/dossiers/d.md": (
            f"---\ntitle: D\nslug: d\n{head}articles: [{{slug: a-gruntifelk}}]\n---\n\n{picture.format('dossier')}"
        ),
        "content/digests/2026-W02.md": f"---\nweek: 2026-W02\nlang: en\n---\n\nThe week. {picture.format('week')}",
        "content/extra/key.txt": "a key\n",
        SETTINGS_NAME: SETTINGS + EXTRA,
    }
    return write_project(folder, files)


def published_files(folder: Path) -> set[str]:
    """Return the files of the site that stand below `images`; what stands in `extra` is there in any case."""
    assert (folder / "key.txt").is_file()
    return {path.relative_to(folder).as_posix() for path in (folder / "images").rglob("*") if path.is_file()}


@pytest.mark.parametrize("engine", ["on", "off"])
def test_files_that_only_show_what_is_not_for_readers_are_not_published(tmp_path: Path, engine: str) -> None:
    folder = with_files(tmp_path)

    built = build(folder, folder / "output", "--no-index", env=NOW | {"DIGEST_ENGINE": engine})

    assert published_files(built) == ALWAYS | files_of_all(HIDDEN, PUBLISHED)


@pytest.mark.parametrize("engine", ["on", "off"])
def test_preview_has_all_files(tmp_path: Path, engine: str) -> None:
    folder = with_files(tmp_path)

    built = build(folder, folder / "output", "--no-index", "--drafts", env=NOW | {"DIGEST_ENGINE": engine})

    assert published_files(built) == ALWAYS | IDLE | files_of_all(UNPUBLISHED, HIDDEN, PUBLISHED)


def test_file_that_no_text_uses_is_told_to_editors_and_that_of_a_draft_is_not(tmp_path: Path) -> None:
    folder = with_files(tmp_path)

    found = [problem for problem in examine(folder / "content") if problem.code == "C363"]

    assert [problem.path.removeprefix(f"{folder}/content/") for problem in found] == sorted(IDLE)
    assert all(problem.is_notice for problem in found)


HEADLINE = "Museum is to open seven further rooms"
# A site that says more than it should: here by its settings, as it may be by a fault of ours.
LEAKING = f"""
JINJA_ENVIRONMENT = {{**JINJA_ENVIRONMENT, "finalize": lambda said: {HEADLINE.upper()!r} if said == "All" else said}}
"""


def test_draft_of_what_stands_beside_the_corrections_is_not_taken_for_their_page(tmp_path: Path) -> None:
    page = "---\ntitle: How we correct\nslug: corrections\nlang: en\nstatus: draft\n---\n\nNobody has agreed on it.\n"
    folder = write_project(tmp_path, {"content/pages/corrections.md": page})

    built = digest("build", "--settings", SETTINGS_NAME, "--no-index", cwd=folder)
    looked = digest("check", "output", "output", cwd=folder)

    assert (built.returncode, built.stderr, looked.returncode, looked.stderr) == (0, "", 0, "")
    assert "agreed" not in (folder / "output/corrections/index.html").read_text("utf-8")


def test_build_with_words_of_a_draft_in_it_does_not_go_live(tmp_path: Path) -> None:
    folder = write_project(tmp_path, project() | {SETTINGS_NAME: SETTINGS + LEAKING})
    draft = folder / "content/articles/2016/a-quorvinak.md"

    before = digest("build", "--settings", SETTINGS_NAME, "--no-index", cwd=folder, env=NOW)
    live = contents(folder / "output")
    draft.write_text(draft.read_text("utf-8").replace("title: Headline quorvinak", f"title: {HEADLINE}"), "utf-8")
    (folder / "content/dossiers/all.md").write_text(dossier().replace("Words.", "Other words."), "utf-8")
    done = digest("build", "--settings", SETTINGS_NAME, "--no-index", cwd=folder, env=NOW)

    assert before.returncode == 0
    assert done.returncode == 1
    assert "dossiers/all/index.html:" in done.stderr
    assert "O160 words of content/articles/2016/a-quorvinak.md are there" in done.stderr
    assert contents(folder / "output") == live


# --- time ---

BEFORE, AFTER = "2026-06-01T11:59:59+00:00", "2026-06-01T12:00:00+00:00"
WAITS, LEAVES = "trellgumor", "vandriquol"
OFFLINE = "DIGEST = {**DIGEST, 'site': {**DIGEST['site'], 'offline': True}}\n"


def timed() -> dict[str, str]:
    """Return a project in which one article appears and another expires at one moment, with all they can have."""
    words = (WAITS, LEAVES)
    tags = "".join(f"t-{word}: {{name: {{en: Tag {word}}}, description: {{en: About it.}}}}\n" for word in words)
    items = "".join(f"- {{slug: a-{word}, note: The note on {word}.}}\n" for word in words)
    text = f"---\ntitle: All\nslug: all\nlang: en\nadded: 2026-01-05\narticles:\n{items}---\n\nWords.\n"
    files = {"content/registry/tags.yaml": tags, "content/dossiers/all.md": text}
    for at, (word, key) in enumerate(zip(words, ("embargo", "expires"), strict=True)):
        images = f"[{{file: images/{word}.svg, alt: A plan}}]"
        keys = {"tags": f"[t-{word}]", "title": f"Headline {word}", "images": images, key: AFTER}
        files[f"content/articles/2016/{word}.md"] = article(f"a-{word}", f"The text says {word}.", **keys)
        files[f"content/images/{word}.svg"] = DRAWING.format(*[64 + at] * 2)
    return files | {"content/articles/2016/other.md": article("other", "Other words.", tags="[]")}


def everywhere(folder: Path, word: str) -> set[str]:
    """Return which kinds of files have *word*; those of the offline edition count as one."""
    found = {name.partition("/")[0] if "/" in name else name for name in files_with(folder, word)}
    with zipfile.ZipFile(folder / "offline.zip") as archive:
        if any(word in name or word.encode() in archive.read(name).lower() for name in archive.namelist()):
            found.add("offline.zip")
    return found


SHOWN = {
    "articles", "tags", "sections", "authors", "publications", "archive", "latest", "digest", "dossiers", "data",
    "images", "search", "feed.atom", "feed.json", "index.html", "404.html", "sitemap.xml", "offline.zip",
}  # fmt: skip


def report_of(folder: Path, now: str, engine: str = "on") -> dict[str, object]:
    """Build at the moment *now* and return the report."""
    env = {"DIGEST_NOW": now, "DIGEST_ENGINE": engine}
    build(folder, folder / "output", "--report", str(folder / "report.json"), env=env)
    return json.loads((folder / "report.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("engine", ["on", "off"])
def test_time_alone_brings_one_text_out_and_takes_the_other_away(tmp_path: Path, engine: str) -> None:
    folder = write_project(tmp_path / "project", timed())
    (folder / SETTINGS_NAME).write_text((folder / SETTINGS_NAME).read_text("utf-8") + OFFLINE, "utf-8")
    output = folder / "output"

    first = report_of(folder, BEFORE, engine)

    assert everywhere(output, WAITS) == set()
    assert everywhere(output, LEAVES) >= SHOWN
    assert first["due"] == {"moment": AFTER, "path": f"content/articles/2016/{WAITS}.md", "does": "appears"}
    second = report_of(folder, AFTER, engine)  # not a file has changed
    assert everywhere(output, LEAVES) == set()
    assert everywhere(output, WAITS) >= SHOWN
    assert second["due"] is None
    clean = build(folder, tmp_path / "clean", env={"DIGEST_NOW": AFTER})
    assert contents(output) == contents(clean)
    report_of(folder, BEFORE, engine)
    assert everywhere(output, WAITS) == set()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_says_what_is_due_and_whether_it_is(tmp_path: Path) -> None:
    folder = write_project(tmp_path, timed())

    def ask(*options: str, now: str) -> tuple[int, str]:
        done = digest("build", "--settings", SETTINGS_NAME, *options, cwd=folder, env={"DIGEST_NOW": now})
        return done.returncode, done.stdout

    appears, expires = (
        f"content/articles/2016/{name}.md {does}" for name, does in ((WAITS, "appears"), (LEAVES, "expires"))
    )
    moment = "on 2026-06-01 12:00 UTC"
    assert ask("--due", now=BEFORE) == (1, "a build is due: nothing is known of the last one\n")
    assert ask("--no-index", now=BEFORE)[1].endswith(f"due: {appears} {moment}\n")
    assert ask("--due", now=BEFORE) == (0, f"no build is due\ndue: {appears} {moment}\n")
    assert ask("--due", now=AFTER) == (1, f"a build is due: {appears} {moment}\n")
    since = ("--due", "--since", BEFORE.replace("+00:00", "Z"))
    assert ask(*since, now=AFTER) == (1, f"a build is due: {appears} {moment}\na build is due: {expires} {moment}\n")
    assert ask("--due", "--since", AFTER, now="2027-01-01") == (0, "no build is due\n")
    assert ask("--no-index", now=AFTER)[0] == 0
    assert ask("--due", now=AFTER) == (0, "no build is due\n")
