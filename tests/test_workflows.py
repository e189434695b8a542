"""The workflows: what they may do, and each step of them carried out in a fresh clone, so that none of them can rot."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from digest.__main__ import main
from digest.proving.proof import parse_proof
from tests.support.keys import make_key
from tests.support.project import ROOT, article
from tests.support.server import serve
from tests.support.workflows import ACTIONS, FOLDER, Context, Runner, StepFailedError, steps_of, texts, workflows

WORKFLOWS = workflows()
NAMES = tuple(WORKFLOWS)

# Steps that are not run here, and what is run instead of each: by file and name.
INSTEAD = {
    # It is this suite, and more: it has run if this test does.
    ("site.yml", "Check, build and test"): "bash -n .ci/run",
    # It gets packages from their registry; that they can be had by these hashes is seen where they are locked.
    ("dependencies.yml", "Install what looks"): "grep --quiet -- '--hash=sha256:' requirements-audit.txt",
    # What looks is not installed here.
    ("dependencies.yml", "Write the bill of materials"): (
        "grep --quiet '^cyclonedx-bom==' requirements-audit.txt; echo {} > bom.json"
    ),
    # It asks a service for vulnerabilities, besides.
    ("dependencies.yml", "Look for known vulnerabilities"): "grep --quiet '^pip-audit==' requirements-audit.txt",
}

# Stands for GitHub's program: it keeps what it is asked, and knows of one issue once one was made.
GH = """\
#!/bin/sh
test "$GH_TOKEN" = token || { echo "gh: no token" >&2; exit 4; }
echo "$*" >> "$GH_REPO.log"
case "$1 $2" in
    "issue create") echo 7 > "$GH_REPO.issue" ;;
    "issue list") cat "$GH_REPO.issue" 2>/dev/null || true ;;
    "issue close") rm "$GH_REPO.issue" ;;
esac
"""


# --- what they say ---


def test_workflows_and_what_keeps_them_new_are_as_github_wants_them() -> None:
    files = [str(FOLDER / name) for name in NAMES]
    for schema, given in (("github-workflows", files), ("dependabot", [str(ROOT / ".github/dependabot.yml")])):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *given]
        done = subprocess.run(command, capture_output=True, text=True, check=False)

        assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_give_nobody_a_way_in() -> None:
    command = [shutil.which("zizmor", path=Path(sys.executable).parent) or "zizmor"]
    command += ["--offline", "--no-config", "--no-progress", "--min-severity", "medium", str(ROOT / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit_with_their_version_and_are_those_that_are_known(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if re.search(r"\buses: [^.]", line)]
    pinned = re.compile(r"(?:- )?uses: (?P<action>[\w-]+/[\w/-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    found = [pinned.fullmatch(line) for line in lines]

    assert len(lines) == sum("uses" in step for step in steps_of(WORKFLOWS[name]))
    assert [line for line, match in zip(lines, found, strict=True) if match is None] == []
    assert {match["action"] for match in found if match} <= set(ACTIONS)


def test_an_action_is_pinned_to_the_same_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for workflow in WORKFLOWS.values():
        for step in steps_of(workflow):
            action, _, commit = step.get("uses", "").partition("@")
            pins.setdefault(action, set()).add(commit)

    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


def test_workflows_give_nothing_and_each_job_only_what_it_names() -> None:
    given = {
        f"{name}: {job}": said["permissions"]
        for name, workflow in WORKFLOWS.items()
        for job, said in workflow["jobs"].items()
    }

    assert [name for name, workflow in WORKFLOWS.items() if workflow["permissions"] != {}] == []
    assert given == {
        "content.yml: check": {"contents": "read"},
        "dependencies.yml: look": {"contents": "read"},
        "links.yml: ask": {"contents": "read", "issues": "write"},
        "preview.yml: build": {"contents": "read"},
        "publish.yml: build": {"contents": "read", "pages": "read"},
        "publish.yml: publish": {"pages": "write", "id-token": "write"},
        "site.yml: check": {"contents": "read"},
        "site.yml: publish": {"contents": "read", "pages": "write", "id-token": "write"},
    }


def test_site_is_published_after_what_a_desk_runs_and_only_from_main() -> None:
    jobs = WORKFLOWS["site.yml"]["jobs"]

    assert {"push", "pull_request"} <= set(WORKFLOWS["site.yml"][True])  # YAML 1.1 reads the key `on` as true
    assert "bash .ci/run" in [step.get("run") for step in jobs["check"]["steps"]]
    assert jobs["publish"]["needs"] == "check"
    assert "refs/heads/main" in jobs["publish"]["if"]


@pytest.mark.parametrize("name", NAMES)
def test_workflow_is_bounded_in_time_and_does_not_run_twice_at_once(name: str) -> None:
    workflow = WORKFLOWS[name]

    assert all(job["timeout-minutes"] <= 40 for job in workflow["jobs"].values() if "steps" in job)
    assert workflow["concurrency"]["group"]
    assert "pull_request_target" not in workflow[True]


@pytest.mark.parametrize("name", NAMES)
def test_steps_keep_no_credentials_and_take_values_from_the_environment(name: str) -> None:
    steps = steps_of(WORKFLOWS[name])
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]

    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


# --- what they do ---


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with this working tree as main, and a branch `edit` whose article is a draft with a fault."""
    folder = tmp_path_factory.mktemp("origin")
    desk = folder / "desk"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in listed:
        if (ROOT / name).is_file():
            (desk / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, desk / name, follow_symlinks=False)
    git(desk, "init", "--quiet", "--initial-branch", "main")
    commit(desk, "The project as it is")
    git(desk, "checkout", "--quiet", "-b", "edit")
    path = desk / "content/articles/2016/reading-room.md"
    path.parent.mkdir(exist_ok=True)
    text = article("reading-room", "The reading room opens.", status="draft", category="", tags="", publication="")
    path.write_text(text, "utf-8")
    commit(desk, "A draft")
    git(desk, "checkout", "--quiet", "-b", "faulty")
    path.write_text(text.replace("slug:", "sulg: x\nslug:"), "utf-8")
    commit(desk, "A slip")
    git(folder, "clone", "--quiet", "--bare", "desk", "origin.git")
    return folder / "origin.git"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path, message: str) -> None:
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    git(folder, "add", "--all")
    git(folder, *who, "commit", "--quiet", "--no-verify", "--message", message)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with the programs that only GitHub's machines have."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "gh").write_text(GH, "utf-8")
    (folder / "gh").chmod(0o755)
    return folder


def runner(folder: Path, origin: Path, programs: Path, name: str, branch: str = "main", **values: str) -> Runner:
    """Return a machine for the workflow *name* on *branch*."""
    known = {
        "github.ref": f"refs/heads/{branch}",
        "github.sha": git(origin, "rev-parse", branch),
        "github.base_ref": "main",
        "github.event_name": "push" if branch == "main" else "pull_request",
        "github.repository": str(folder / "repository"),
        "github.server_url": "https://git.example",
        "github.token": "token",
        "github.run_id": "1",
        "runner.os": "Linux",
        "inputs.commit": "",
        "secrets.DIGEST_SIGNING_KEY": "",
        "steps.deployment.outputs.page_url": "https://digest.example/",
    }
    instead = {step: script for (file, step), script in INSTEAD.items() if file == name}
    return Runner(folder / name.removesuffix(".yml"), origin, programs, Context(known | values), instead)


def step_named(name: str, step: str) -> dict[str, Any]:
    return next(one for one in steps_of(WORKFLOWS[name]) if one.get("name") == step)


def done_whole(machine: Runner, name: str) -> None:
    """See that no expression of the workflow is one that nobody knows."""
    for text in texts(WORKFLOWS[name]):
        machine.context.fill(text)


def test_steps_that_are_not_run_are_those_that_are_named() -> None:
    there = {(name, step.get("name")) for name, workflow in WORKFLOWS.items() for step in steps_of(workflow)}

    assert set(INSTEAD) <= there


def test_check_of_everything_begins_in_a_fresh_clone(tmp_path: Path, origin: Path, programs: Path) -> None:
    machine = runner(tmp_path, origin, programs, "site.yml")
    machine.run(WORKFLOWS["site.yml"], "check")

    assert machine.done[-1] == "Check, build and test"
    assert machine.context.holds(WORKFLOWS["site.yml"]["jobs"]["publish"]["if"])
    done_whole(machine, "site.yml")


def test_dependencies_are_looked_at(tmp_path: Path, origin: Path, programs: Path) -> None:
    machine = runner(tmp_path, origin, programs, "dependencies.yml")
    machine.run(WORKFLOWS["dependencies.yml"], "look")

    assert "actions/upload-artifact" in machine.done
    done_whole(machine, "dependencies.yml")


def test_content_of_a_pull_request_is_checked_against_main(tmp_path: Path, origin: Path, programs: Path) -> None:
    machine = runner(tmp_path, origin, programs, "content.yml", "edit")
    machine.run(WORKFLOWS["content.yml"], "check")

    assert machine.summary.startswith("## Check of content\n")
    assert "::error " not in machine.said["Look for mistakes"]
    done_whole(machine, "content.yml")


def test_mistake_of_a_pull_request_is_the_first_annotation(tmp_path: Path, origin: Path, programs: Path) -> None:
    machine = runner(tmp_path, origin, programs, "content.yml", "faulty")

    with pytest.raises(StepFailedError, match="exit 1"):
        machine.run(WORKFLOWS["content.yml"], "check")

    first = machine.said["Look for mistakes"].splitlines()[0]
    assert first == (
        "::error file=content/articles/2016/reading-room.md,line=3::C102 unknown key 'sulg'. Hint: did you mean 'slug'?"
    )
    assert "C102 | unknown key 'sulg'" in machine.summary


def test_preview_of_a_pull_request_opens_from_a_disk(tmp_path: Path, origin: Path, programs: Path) -> None:
    machine = runner(tmp_path, origin, programs, "preview.yml", "edit")
    machine.run(WORKFLOWS["preview.yml"], "build")

    page = (machine.work / "preview/digest/articles/reading-room/index.html").read_text("utf-8")
    assert "The reading room opens." in page
    assert "noindex" in page
    assert 'href="../../index.html"' in page
    done_whole(machine, "preview.yml")


def test_links_are_told_in_one_issue_that_closes_by_itself(tmp_path: Path, origin: Path, programs: Path) -> None:
    machine = runner(tmp_path, origin, programs, "links.yml")
    machine.work.mkdir(parents=True)
    asked = []
    for report in ("### Gone\n", "### Gone\nx\n", "Nothing.\n", "Nothing.\n"):
        (machine.work / "links.md").write_text(report, "utf-8")
        machine.run_step(WORKFLOWS["links.yml"], step_named("links.yml", "Tell the editors in an issue"))
        log = Path(f"{machine.context.values['github.repository']}.log")
        asked.append([" ".join(line.split()[:2]) for line in log.read_text("utf-8").splitlines()])
        log.unlink()

    begin = ["label create", "issue list"]
    assert asked == [[*begin, "issue create"], [*begin, "issue edit"], [*begin, "issue close"], begin]


def test_links_are_asked_for_and_their_report_is_kept(tmp_path: Path, origin: Path, programs: Path) -> None:
    machine = runner(tmp_path, origin, programs, "links.yml")
    script = step_named("links.yml", "Ask for what is linked")["run"]
    # The links of this repository lead out of this machine: here they are read, and nobody is asked.
    machine.instead = {"Ask for what is linked": script.replace("check links", "check links --most 0")}
    machine.run(WORKFLOWS["links.yml"], "ask")

    assert machine.summary.startswith("## Links to other sites\n")
    assert (machine.work / ".cache/links-content.json").is_file()
    done_whole(machine, "links.yml")


def test_what_passed_is_published_and_made_anew_only_when_that_changes_it(
    tmp_path: Path, origin: Path, programs: Path
) -> None:
    passed = git(origin, "rev-parse", "main")
    live = tmp_path / "live"
    live.mkdir()
    (live / "index.html").write_text("Not published yet", "utf-8")
    first, again = (runner(tmp_path / name, origin, programs, "publish.yml") for name in ("first", "again"))

    with serve(live) as address:
        with pytest.raises(StepFailedError, match="names no commit"):
            publish(runner(tmp_path / "none", origin, programs, "publish.yml"), address, event="schedule")
        first.context.values["secrets.DIGEST_SIGNING_KEY"] = make_key(tmp_path / "key").read_text("utf-8").strip()
        publish(first, address, commit=passed)
        shutil.copytree(first.work / "output", live, dirs_exist_ok=True)
        publish(again, address, event="schedule")

    assert main(["verify", str(first.work / "output"), "--key", str(tmp_path / "key.pub")]) == 0
    assert not (first.home / "signing-key").exists()
    assert parse_proof((first.work / "output/privacy-proof.json").read_bytes()).commit == passed
    changed = [one.context.values["needs.build.outputs.changed"] for one in (first, again)]
    assert changed == ["true", "false"]
    assert "actions/upload-pages-artifact" not in again.done
    assert git(again.work, "rev-parse", "HEAD") == passed
    assert (again.work / "output/published.txt").read_bytes() == (live / "published.txt").read_bytes()
    done_whole(first, "publish.yml")
    # Hours later an article has come out: the site is not any more what was published.
    (again.work / "output/index.html").write_text("Another front page", "utf-8")
    again.run_step(WORKFLOWS["publish.yml"], step_named("publish.yml", "Compare it with what is published"))
    assert again.context.values["steps.compare.outputs.changed"] == "true"


def publish(machine: Runner, address: str, *, commit: str = "", event: str = "push") -> None:
    """Carry out the workflow as it is for what passed as *commit*, or at its hour."""
    machine.context.values |= {"inputs.commit": commit, "github.event_name": event}
    machine.outputs = {"actions/configure-pages": {"base_url": address}}
    # Of all templates one is enough to see that the step works.
    look = "Look at every template in a browser"
    script = machine.context.fill(step_named("publish.yml", look)["run"])
    machine.instead = {look: script.replace("prove output", "prove output --only front")}
    workflow = WORKFLOWS["publish.yml"]
    machine.run(workflow, "build")
    assert machine.context.holds(workflow["jobs"]["publish"]["if"]) == ("actions/upload-pages-artifact" in machine.done)
