"""`digest publish` and `digest rollback`, as an editor types them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from digest.__main__ import main
from digest.manifest import MANIFEST, SIGNATURE
from tests.publishing.helpers import read
from tests.support.keys import make_key
from tests.support.project import SETTINGS, SETTINGS_NAME, article, build, digest, write_project

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

SECRET = "What nobody may read yet"  # noqa: S105 - words of a draft
FILES = {
    "content/articles/2016/one.md": article("one"),
    "content/articles/2016/two.md": article("two", tags="[prevention]"),
    "content/articles/2016/draft.md": article("draft", f"{SECRET}.", status="draft"),
    "content/registry/redirects.yaml": "/articles/old/: /articles/one/\n/articles/none/: gone\n",
}
TARGETS = (
    '\nDIGEST = DIGEST | {"publish": {"server": {"kind": "folder", "path": "srv", "keep": 2, "compress": ["gz"]}}}\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that publishes to the folder `srv` beside it."""
    return write_project(tmp_path / "project", FILES | {SETTINGS_NAME: SETTINGS + TARGETS})


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command, *others = arguments
    return digest(command, "--settings", SETTINGS_NAME, *others, cwd=project)


def publish(project: Path, *arguments: str) -> str:
    """Publish, see that it goes well, and return what is said."""
    done = run(project, "publish", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def releases(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "srv/releases").iterdir() if path.is_dir())


def test_publish_says_what_it_did_and_how_to_go_back(project: Path) -> None:
    first = publish(project)
    again = publish(project)
    (project / "content/articles/2016/one.md").write_text(article("one", "Another paragraph."), "utf-8")
    changed = publish(project)

    (one, two) = releases(project)
    figures = r"^server \(folder srv\): \d+ files sent \([\d,]+ kB\), 0 kept, 0 deleted, [\d.]+ s$"
    assert re.search(figures, first, re.MULTILINE)
    assert f"  live: {one} at http://127.0.0.1:8000/\n" in first
    assert "rollback" not in first
    assert "server (folder srv): 0 files sent (0 kB)" in again
    assert f"  live: {two} at http://127.0.0.1:8000/\n  back: digest rollback --to server\n" in changed
    sent = re.search(r": (\d+) files sent .*, (\d+) kept", changed)
    assert sent
    assert int(sent[1]) < int(sent[2])


def test_file_that_did_not_change_is_the_same_file_in_both_releases(project: Path) -> None:
    publish(project)
    (project / "content/articles/2016/one.md").write_text(article("one", "Another paragraph."), "utf-8")
    publish(project)

    one, two = (project / "srv/releases" / name for name in releases(project))
    others = {path: two / path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    same = [path for path, other in others.items() if other.exists() and path.samefile(other)]
    assert one / "theme/site.css" in same
    assert one / "theme/site.css.gz" in same
    assert one / "articles/one/index.html" not in same
    assert not (two / "theme/site.css").samefile(project / "output/theme/site.css")


def test_what_is_published_is_the_built_site_without_drafts(project: Path) -> None:
    build(project, project / "output", "--drafts")

    publish(project)

    seen = read(project / "srv/current")
    made = {path: content for path, content in seen.items() if not path.endswith(".gz") and path != MANIFEST}
    assert made == read(project / "output")
    assert SECRET.encode() not in b"".join(seen.values())
    assert "articles/draft/index.html" not in seen


def test_release_has_a_manifest_signed_by_the_key_of_the_settings_and_so_has_the_way_back(
    project: Path, tmp_path: Path
) -> None:
    key = make_key(tmp_path / "key")
    (project / SETTINGS_NAME).write_text(f"{SETTINGS}{TARGETS}DIGEST = DIGEST | {{'sign': {str(key)!r}}}\n", "utf-8")
    public, live = tmp_path / "key.pub", project / "srv/current"
    publish(project)
    first = read(live)
    (project / "content/articles/2016/one.md").write_text(article("one", "Another paragraph."), "utf-8")
    publish(project)
    again = publish(project)

    assert first[SIGNATURE] != read(live)[SIGNATURE]
    assert "0 files sent" in again
    assert main(["verify", str(live), "--key", str(public)]) == 0
    assert run(project, "rollback").returncode == 0
    assert read(live) == first
    assert main(["verify", str(live), "--key", str(public)]) == 0


@pytest.mark.parametrize(("named", "why"), [("nowhere", "there is no key"), ("key", "within the project")])
def test_key_that_is_not_there_or_lies_in_the_project_keeps_anything_from_being_built(
    project: Path, named: str, why: str
) -> None:
    make_key(project / "key")
    key = str(project / named)
    (project / SETTINGS_NAME).write_text(f"{SETTINGS}{TARGETS}DIGEST = DIGEST | {{'sign': {key!r}}}\n", "utf-8")

    refused = run(project, "publish")

    assert refused.returncode == 2
    assert why in refused.stderr
    assert not (project / "output").exists()


def test_lost_address_keeps_the_site_from_going_out_until_somebody_says_where_it_leads(project: Path) -> None:
    publish(project)
    before = read(project / "srv/current")
    (project / "content/articles/2016/two.md").unlink()

    refused = run(project, "publish")

    assert refused.returncode == 1
    assert "content/registry/redirects.yaml: B120 /articles/two/ was published" in refused.stderr
    assert "add a line `/articles/two/: `" in refused.stderr
    assert read(project / "srv/current") == before
    redirects = project / "content/registry/redirects.yaml"
    redirects.write_text(redirects.read_text("utf-8") + "/articles/two/: /articles/one/\n", "utf-8")
    publish(project)
    assert b"../../articles/one/" in read(project / "srv/current")["articles/two/index.html"]


def test_what_has_expired_goes_and_takes_its_lists_along(project: Path) -> None:
    path = project / "content/articles/2016/two.md"
    path.write_text(article("two", date="2015-03-04"), "utf-8")
    publish(project)
    path.write_text(article("two", date="2015-03-04", expires="2026-01-01T00:00:00Z"), "utf-8")

    said = publish(project)

    assert "server: /articles/two/ has expired and answers no more" in said
    assert "server: /archive/2015/ has no article left and answers no more" in said
    assert "articles/two/index.html" not in read(project / "srv/current")


def test_dry_run_sends_nothing(project: Path) -> None:
    said = publish(project, "--dry-run")

    assert "files would be sent" in said
    assert releases(project) == []


def test_fault_of_the_content_keeps_all_as_it_was(project: Path) -> None:
    publish(project)
    (project / "content/articles/2016/one.md").write_text(article("one", tagz="x"), "utf-8")

    done = run(project, "publish")

    assert done.returncode == 1
    assert "content/articles/2016/one.md:11: C102" in done.stderr
    assert len(releases(project)) == 1


def test_way_back_is_to_the_release_before_and_by_name_to_any(project: Path) -> None:
    bodies = ("One.", "Two.")
    for body in bodies:
        (project / "content/articles/2016/one.md").write_text(article("one", body), "utf-8")
        publish(project)
    one, two = releases(project)

    back = run(project, "rollback")
    listed = run(project, "rollback", "--list")
    again = run(project, "rollback", two)
    unknown = run(project, "rollback", "2020")

    assert f"went back from {two} to {one}" in back.stdout
    assert f"  {two}\n  {one}  live\n" in listed.stdout
    assert f"went back from {one} to {two}" in again.stdout
    assert b"Two." in read(project / "srv/current")["articles/one/index.html"]
    assert (unknown.returncode, f"Hint: name one of {one}, {two}" in unknown.stderr) == (1, True)


def test_without_a_target_the_site_is_made_ready(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", FILES)

    assert "output is ready: upload the whole folder" in publish(project)
    assert (project / "output/index.html").is_file()
    done = run(project, "rollback")
    assert (done.returncode, "there is no target" in done.stderr) == (2, True)


def test_target_can_be_spelt_out(project: Path) -> None:
    publish(project, "--to", "folder:other", "--server-files", "told")

    assert (project / "other/current/index.html").is_file()
    assert not (project / "srv").exists()
    assert sorted(path.name for path in (project / "told").iterdir()) == [
        "_headers",
        "_redirects",
        "digest.caddy",
        "nginx-http.conf",
        "nginx-server.conf",
    ]
    assert b'"/articles/old/" "/articles/one/";' in (project / "told/nginx-http.conf").read_bytes()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('{"server": {"kind": "folder", "path": "srv", "kept": 3}}', "unknown field `kept`"),
        ('{"server": {"kind": "ftp", "path": "srv"}}', "'ftp'"),
        ('{"server": {"kind": "folder"}}', "missing required field `path`"),
        ('{"server": {"kind": "folder", "path": "srv", "keep": 0}}', "keeps no release"),
        ('{"server": {"kind": "folder", "path": "srv", "compress": ["zip"]}}', "'zip'"),
        ('["server"]', "Expected `object`"),
    ],
)
def test_settings_that_are_not_understood_are_told(tmp_path: Path, said: str, told: str) -> None:
    settings = f'{SETTINGS}\nDIGEST = DIGEST | {{"publish": {said}}}\n'
    project = write_project(tmp_path / "project", {SETTINGS_NAME: settings})

    done = run(project, "publish")

    assert done.returncode == 2
    assert told in done.stderr
    assert "Hint:" in done.stderr


def test_folder_within_the_built_site_is_refused(project: Path) -> None:
    done = run(project, "publish", "--to", "folder:output/srv")

    assert done.returncode == 2
    assert "output/srv lies in the built site" in done.stderr
    assert not (project / "output").exists()


def test_files_for_servers_are_refused_for_a_site_below_a_path(project: Path) -> None:
    env = {"DIGEST_SITEURL": "https://example.org/digest"}
    done = digest("publish", "--settings", SETTINGS_NAME, "--server-files", "told", cwd=project, env=env)

    assert done.returncode == 2
    assert "https://example.org/digest is below a path" in done.stderr


def test_unknown_target_is_told_with_those_there_are(project: Path) -> None:
    done = run(project, "publish", "--to", "sever")

    assert done.returncode == 2
    assert "there is no target 'sever'. Hint: name one of server, or spell it out" in done.stderr


def test_pages_at_old_addresses_are_the_same_by_stock_pelican(project: Path) -> None:
    build(project, project / "output")
    build(project, project / "stock", env={"DIGEST_ENGINE": "off"})

    ours, theirs = read(project / "output"), read(project / "stock")
    assert {
        "articles/old/index.html",
        "articles/none/index.html",
        "moved.json",
        "_redirects",
        "_headers",
    } <= ours.keys()
    assert [path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)] == []
