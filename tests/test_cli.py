"""The command line: what it prints where, and its exit status."""

from __future__ import annotations

import json
import shlex
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from digest import __version__
from digest.__main__ import main
from tests.checks.external.hosts import run_host
from tests.support.project import REGISTRIES, ROOT, SETTINGS, SETTINGS_NAME, article, digest

if TYPE_CHECKING:
    from pathlib import Path

NO_FRONT_MATTER = "begin it with a line `---`, then `title: ...`, then a line `---`"
INBOX_TEXT = "A headline of a text\n\nBy A B\n\nASTANA -- The first paragraph of the text, which is long enough.\n"
FAULTY = {"articles/a.md": article("a", tags="[prevention]", tag="x"), "articles/b.md": "Words.\n"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder without faults."""
    files = {f"registry/{kind}.yaml": text for kind, text in REGISTRIES.items()} | {"articles/fine.md": article("fine")}
    return write(tmp_path / "content", files)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str], list[str]]:
    """Return the exit status of a command, and the lines it printed to stdout and stderr."""
    try:
        status = main(list(map(str, arguments)))
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    out, err = capsys.readouterr()
    return status, out.splitlines(), err.splitlines()


def test_content_without_faults_is_fine(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "content", content) == (
        0,
        ["content: no problems", "Next: `inv serve` shows the site as it is written, `inv build` makes it"],
        [],
    )


def test_every_fault_is_one_line_on_stderr_with_a_hint(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, FAULTY)
    status, out, err = run(capsys, "check", "content", content)

    assert status == 1
    assert out == [
        "content: 2 problems",
        "Next: mend what is told above; `inv fix` mends some of it, docs/problems.md explains each code",
    ]
    assert err == [
        f"{content}/articles/a.md:11: C102 unknown key 'tag'. Hint: did you mean 'tags'?",
        f"{content}/articles/b.md:1: C101 the file has no front matter. Hint: {NO_FRONT_MATTER}",
    ]


def test_faults_are_annotations_for_github(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, {"articles/a.md": article("a", tag="x"), "articles/b.md": article("b", tags="['50%,\n  y']")})
    status, out, err = run(capsys, "check", "content", content, "--format", "github")

    assert (status, err) == (1, [])
    assert out[0] == f"::error file={content}/articles/a.md,line=11::C102 unknown key 'tag'. Hint: did you mean 'tags'?"
    assert out[1].startswith(f"::error file={content}/articles/b.md,line=10::C112 unknown tag '50%25,")
    assert len(out) == 2


def test_annotation_of_a_whole_file_stands_at_its_first_line(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "articles/gone.md").symlink_to(content / "nowhere")
    _, out, _ = run(capsys, "check", "content", content, "--format", "github")

    assert out[0].startswith(f"::error file={content}/articles/gone.md,line=1::C106 ")


def test_annotation_survives_a_strange_file_name(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, {"articles/a, b: 50%.md": "Words.\n"})
    _, out, _ = run(capsys, "check", "content", content, "--format", "github")

    assert out[0].startswith(f"::error file={content}/articles/a%2C b%3A 50%25.md,line=1::C101 ")


def test_faults_are_objects_for_programs(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, FAULTY)
    status, out, err = run(capsys, "check", "content", content, "--format", "json")

    assert (status, err) == (1, [])
    assert json.loads(out[0]) == {
        "path": f"{content}/articles/a.md", "line": 11,
        "column": 0, "code": "C102", "message": "unknown key 'tag'",
        "hint": "did you mean 'tags'?",
    }  # fmt: skip
    assert len(out) == 2


def test_nothing_to_tell_is_no_object(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "content", content, "--format", "json") == (0, [], [])


def test_built_site_is_checked_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"index.html": '<p>\n<a href="/no/">x</a>'})
    status, _, err = run(capsys, "check", "output", tmp_path)

    assert status == 1
    assert any(line.startswith(f"{tmp_path}/index.html:2: O101 ") for line in err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "content", "{}/nowhere"),
        ("check", "output", "{}/nowhere"),
        ("check", "links", "{}/nowhere"),
        ("build", "--project", "{}/nowhere"),
        ("serve", "--output", "{}/nowhere"),
        ("new", "!?", "--into", "{}"),
        ("new", "A headline", "--into", "{}/nowhere"),
        ("new", "A headline", "--into", "{}", "--lang", "english"),
        ("fix", "{}/nowhere"),
        ("schema", "--content", "{}/nowhere"),
        ("import", "{}/nowhere", "--into", "{}/content"),
        ("review", "{}/nowhere", "--into", "{}"),
    ],
)
def test_wrong_usage_is_one_line_with_a_hint_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, *(argument.format(tmp_path) for argument in arguments))

    assert (status, out, len(err)) == (2, [], 1)
    assert "Hint: " in err[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("check", "theme"),
        ("check", "--format", "xml"),
        ("new",),
        ("new", "A headline", "--kind", "letter"),
        ("new", "A headline", "--week", "47"),
        ("schema", "--kind", "letters"),
        ("import",),
        ("import", "x", "--date", "26.12.2016"),
        ("import", "x", "--added", "2016"),
        ("serve", "--port", "http"),
    ],
)
def test_command_that_is_mistyped_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, *arguments)

    assert (status, out) == (2, [])
    assert err[0].startswith("usage: digest")


def test_port_that_is_taken_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"index.html": "x"})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status, _, err = run(capsys, "serve", "--output", tmp_path, "--port", str(taken.getsockname()[1]))

    assert (status, len(err)) == (2, 1)
    assert "Hint: " in err[0]


def test_new_article_is_named_with_what_to_do_next(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "new", "A new headline", "--into", content, "--lang", "kk")

    assert (status, err) == (0, [])
    assert out[0].startswith(f"{content}/articles/undated/a-new-headline.md: ")
    assert out[1] == "Next:"
    assert [line[:2] for line in out[2:]] == ["- "] * 3
    assert "lang: kk\n" in (content / "articles/undated/a-new-headline.md").read_text("utf-8")


def test_new_introduction_is_of_the_week_that_is_named(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "new", "A week", "--into", content, "--kind", "digest", "--week", "2026-W40")

    assert status == 0
    assert out[0].startswith(f"{content}/digests/2026-W40.md: ")


def test_build_tells_the_faults_of_the_content(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, FAULTY)
    write(content.parent, {SETTINGS_NAME: SETTINGS})
    status, out, err = run(capsys, "build", "--project", content.parent, "--settings", SETTINGS_NAME)

    assert status == 1
    assert out[0] == f"{content.parent}/output: not built, 2 problems; what stood there stands"
    assert out[1].startswith("Next: ")
    assert [line.split(": ")[1][:4] for line in err] == ["C102", "C101"]
    assert not (content.parent / "output").exists()


def test_report_that_cannot_be_written_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"inbox/a.txt": "A headline\n\nBy A B\n\nASTANA -- The first paragraph of the text.\n"})
    arguments = ("import", tmp_path / "inbox", "--into", tmp_path / "content", "--report", tmp_path / "no/report.jsonl")
    status, _, err = run(capsys, *arguments)

    assert status == 2
    assert "report.jsonl: " in err[-1]
    assert "Hint: " in err[-1]


EDITORS_DAY = (
    (("import", "inbox", "--dry-run"), "2 texts read: 1 created, 1 skipped"),
    (("import", "inbox"), "2 texts read: 1 created, 1 skipped"),
    (("new", "A headline"), "content/articles/undated/a-headline.md: begun as a draft, which no reader sees"),
    (("check",), "content: 1 problem and 1 notice"),
    (("build", "--settings", SETTINGS_NAME), "output: not built, 1 problem; what stood there stands"),
    (("fix",), "content: 1 file to mend: date (1); nothing is written yet"),
    (("fix", "--write"), "content: 1 file mended: date (1)"),
    (("fix",), "content: nothing to mend"),
    (("check", "--baseline", "old.jsonl", "--write-baseline"), "old.jsonl: 1 problem known from now on"),
    (("check", "--baseline", "old.jsonl"), "content: no problems; 1 known one not told"),
)


def test_each_command_of_an_editor_says_what_it_did_and_what_comes_next(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    write(content.parent, {"inbox/a.txt": INBOX_TEXT, "inbox/empty.txt": "", SETTINGS_NAME: SETTINGS})
    write(content, {"articles/a.md": article("a", added="15.01.2026")})

    for command, did in EDITORS_DAY:
        _, out, _ = run(capsys, *command)

        assert did in out
        assert out[out.index(did) + 1].startswith("Next:")


@pytest.mark.parametrize(
    ("options", "after"),
    [
        ((), "Next: `digest serve --output output` shows it"),
        (("--drafts",), "Next: look at it; with what is not published"),
    ],
)
def test_build_says_what_comes_next(
    content: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    after: str,
) -> None:
    monkeypatch.chdir(write(content.parent, {SETTINGS_NAME: SETTINGS}))
    status, out, _ = run(capsys, "build", "--settings", SETTINGS_NAME, "--no-index", *options)

    assert status == 0
    assert out[0].startswith("output: ")
    assert out[-1].startswith(after)


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, [f"digest {__version__}"], [])


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--help")

    assert status == 0
    assert all(
        any(line.split()[:1] == [command] for line in out) for command in ("import", "check", "new", "build", "serve")
    )


def test_program_runs_as_a_module_and_its_status_is_that_of_the_process(content: Path) -> None:
    write(content, FAULTY)
    done = digest("check", "content", content)

    assert (done.returncode, len(done.stdout.splitlines()), len(done.stderr.splitlines())) == (1, 2, 2)


def test_name_that_the_terminal_cannot_show_does_not_stop_the_telling(content: Path) -> None:
    write(content, {"articles/ақтөбе.md": "Words.\n"})
    done = digest("check", "content", content, env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 1
    assert "C101" in done.stderr
    assert "Traceback" not in done.stderr


def test_reader_that_goes_away_is_no_fault_of_the_run(content: Path) -> None:
    write(content, {f"articles/{'x' * 150}-{number}.md": "Words.\n" for number in range(400)})
    command = shlex.join([sys.executable, "-m", "digest", "check", "content", str(content), "--format", "json"])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert '"C101"' in done.stdout
    assert done.stderr == ""


def test_problems_are_added_to_a_summary_beside_what_is_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, FAULTY)
    summary = content.parent / "summary.md"
    summary.write_text("Before.\n", "utf-8")
    status, _, err = run(capsys, "check", "content", content, "--summary", summary)

    assert (status, len(err)) == (1, 2)
    assert summary.read_text("utf-8").startswith("Before.\n## Check of content\n\n2 problems to mend.\n")


def test_problems_are_a_table_for_people(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, FAULTY)
    status, out, err = run(capsys, "check", "content", content, "--format", "markdown")

    assert (status, err) == (1, [])
    assert f"| <code>{content}/articles/b.md:1</code> | C101 |".replace("_", "\\_") in "\n".join(out)


def test_annotations_of_changed_lines_come_first(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(content, {"articles/a.md": article("a", tag="x"), "articles/z.md": article("z")})
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    for command in (("init", "--initial-branch", "main"), ("add", "."), (*who, "commit", "--message", "begin")):
        subprocess.run(["git", "-C", content, *command], check=True, capture_output=True)
    write(content, {"articles/z.md": article("z", tag="x")})
    _, out, _ = run(capsys, "check", "content", content, "--format", "github", "--against", "main")

    assert [line.partition("articles/")[2].partition(",")[0] for line in out] == ["z.md", "a.md"]


def test_links_to_other_sites_are_told_and_stop_nothing(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_SITEURL", "https://digest.example")
    (content / "registry/publications.yaml").unlink()
    with run_host() as host:
        body = f"See [one]({host.address}/fine) and [other]({host.address}/missing)."
        write(content, {"articles/a.md": article("a", body, publication="")})
        command = ("check", "links", content, "--allow", "127.0.0.1", "--pause", "0")
        status, out, err = run(capsys, *command)
        asked = len(host.requests)
        failing, _, _ = run(capsys, *command, "--fail")
        again = host.requests[asked:]
        run(capsys, *command, "--no-cache")
        anew = host.requests[-3:]
        summary = content.parent / "summary.md"
        _, annotations, _ = run(capsys, *command, "--format", "github", "--summary", summary)

    assert (status, failing) == (0, 1)
    assert [line.split(": ")[1].split()[0] for line in err] == ["L101"]
    assert out == ["links: 2 addresses of other sites: 1 fine, 0 moved, 1 dead, 0 unsure, 0 refused; 2 asked now"]
    assert again == [("HEAD", "/missing"), ("GET", "/missing")]
    assert sorted(anew) == [("GET", "/missing"), ("HEAD", "/fine"), ("HEAD", "/missing")]
    assert annotations[0].startswith("::warning ")
    assert "### Gone" in summary.read_text("utf-8")
    assert host.agents == {f"digest/{__version__} (link check; +https://digest.example)"}


def test_link_into_the_own_network_is_told_and_not_asked(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "registry/publications.yaml").unlink()
    with run_host() as host:
        write(content, {"articles/a.md": article("a", f"See [it]({host.address}/fine).", publication="")})
        status, out, err = run(capsys, "check", "links", content, "--format", "markdown")

    assert (status, err, host.requests) == (0, [], [])
    assert "### Not asked" in out
