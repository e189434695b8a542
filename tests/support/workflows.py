"""Workflows of GitHub Actions, carried out here: each step in a clone, in its order, with what GitHub gives it.

Actions themselves are not run: what checks out is done by git, and of the others it is seen that what they are handed
is there. Of expressions only those that `Context` knows are understood; another one raises.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = ROOT / ".github/workflows"
STEP_SECONDS = 300

# Actions that may be used, by what is handed to them that has to be there when their turn comes.
ACTIONS = {
    "actions/checkout": None,
    "actions/setup-python": "cache-dependency-path",
    "actions/cache": None,
    "actions/configure-pages": None,
    "actions/upload-pages-artifact": "path",
    "actions/upload-artifact": "path",
    "actions/deploy-pages": None,
}

# ${{ github.ref }}
_EXPRESSION = re.compile(r"\$\{\{\s*(?P<inside>.+?)\s*\}\}")
_TERM = re.compile(r"'(?P<text>[^']*)'|(?P<name>[\w.-]+)|hashFiles\('(?P<files>[^']+)'\)")
# steps.pages.outputs.base_url == 'x'
_COMPARED = re.compile(r"(?P<left>.+?)\s*(?P<how>==|!=)\s*(?P<right>.+)")

# Stands for the environment of the project: programs of the one that runs the tests, with the code of the clone. It
# installs nothing.
PROGRAM = """\
#!/bin/sh
case "$*" in "-m pip "*|"-m venv "*) echo "$0 installs nothing: $*" >&2; exit 1 ;; esac
PYTHONPATH="$(cd "$(dirname "$0")/../.." && pwd)" exec {python} {module} "$@"
"""
PROGRAMS = {"python": "", "inv": "-m invoke", "digest": "-m digest"}


def workflows() -> dict[str, dict[str, Any]]:
    """Return what each workflow file says, by its name."""
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.iterdir())}


def steps_of(workflow: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all steps of a workflow."""
    return [step for job in workflow["jobs"].values() for step in job.get("steps", ())]


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a value out of YAML."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@dataclass
class Context:
    """What expressions name: values by name, such as `github.ref`; those of steps and jobs come as they are done."""

    values: dict[str, str] = field(default_factory=dict)

    def fill(self, text: Any) -> str:
        """Return *text* with the values of its expressions."""
        return _EXPRESSION.sub(lambda found: self.value(found["inside"]), str(text))

    def holds(self, condition: str) -> bool:
        """Return whether a condition of `if` holds."""
        found = _EXPRESSION.fullmatch(condition.strip())
        inside = found["inside"] if found else condition
        return all(self.value(part) not in ("", "false") for part in inside.split("&&"))

    def value(self, expression: str) -> str:
        """Return the value of one expression, as a text."""
        if compared := _COMPARED.fullmatch(expression.strip()):
            same = self.value(compared["left"]) == self.value(compared["right"])
            return str(same if compared["how"] == "==" else not same).lower()
        found = _TERM.fullmatch(expression.strip())
        if found is None or (found["name"] and found["name"] not in self.values):
            message = f"the tests do not know the expression {expression!r}"
            raise LookupError(message)
        if found["files"]:
            return str(len(list(ROOT.glob(found["files"]))))
        return found["text"] if found["name"] is None else self.values[found["name"]]


class StepFailedError(AssertionError):
    """A step of a workflow that failed: its name, what it ran and what it printed."""

    def __init__(self, step: str, script: str, done: subprocess.CompletedProcess[str]) -> None:
        super().__init__(f"{step}: exit {done.returncode}\n{script}\n{done.stdout}{done.stderr}")


@dataclass
class Runner:
    """A machine of GitHub with nothing on it: *home* is its folder, *origin* the repository, *programs* go first.

    *instead* has what is run in place of some steps, by their names; *outputs* those of actions, by the action.
    """

    home: Path
    origin: Path
    programs: Path
    context: Context
    instead: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def work(self) -> Path:
        """The folder that a job works in."""
        return self.home / "work"

    @property
    def summary(self) -> str:
        """What steps have added to the summary of the run."""
        return (self.home / "summary.md").read_text("utf-8")

    def run(self, workflow: Mapping[str, Any], name: str) -> None:
        """Carry out the job *name*."""
        job = workflow["jobs"][name]
        self.work.mkdir(parents=True)
        (self.home / "summary.md").touch()
        for number, step in enumerate(job["steps"]):
            if "if" not in step or self.context.holds(step["if"]):
                self.run_step(workflow, step, number)
        for output, said in job.get("outputs", {}).items():
            self.context.values[f"needs.{name}.outputs.{output}"] = self.context.fill(said)

    def run_step(self, workflow: Mapping[str, Any], step: Mapping[str, Any], number: int = 0) -> None:
        """Carry out one step, which is that of a *number* in its job."""
        told = step.get("name") or step.get("uses", "").partition("@")[0]
        outputs = self._act(step) if "uses" in step else self._run_script(workflow, step, told, number)
        for name, value in outputs.items():
            self.context.values[f"steps.{step.get('id')}.outputs.{name}"] = value
        self.done.append(told)

    def _act(self, step: Mapping[str, Any]) -> Mapping[str, str]:
        action = step["uses"].partition("@")[0]
        given = {key: self.context.fill(value) for key, value in step.get("with", {}).items()}
        if action == "actions/checkout":
            self._check_out(given)
        wanted = given.get(ACTIONS[action] or "")
        if wanted and not any(self.work.glob(wanted)):
            message = f"{action} is handed {wanted!r}, which is not there"
            raise AssertionError(message)
        return self.outputs.get(action, {})

    def _check_out(self, given: Mapping[str, str]) -> None:
        """Do as actions/checkout does: one commit alone, or with all of all branches where its depth is 0."""
        ref = given.get("ref") or self.context.values["github.sha"]
        depth = ["--depth", "1"] if given.get("fetch-depth", "1") == "1" else []
        everything = ["+refs/heads/*:refs/remotes/origin/*"] if not depth else []
        for command in (
            ["init", "--quiet"],
            ["remote", "add", "origin", self.origin.as_uri()],
            ["fetch", "--quiet", "--no-tags", *depth, "origin", ref, *everything],
            ["checkout", "--quiet", "--detach", ref],
        ):
            subprocess.run(["git", *command], cwd=self.work, check=True, capture_output=True)
        lend_environment(self.work)

    def _run_script(
        self, workflow: Mapping[str, Any], step: Mapping[str, Any], told: str, number: int
    ) -> Mapping[str, str]:
        script = self.instead.get(told, self.context.fill(step["run"]))
        file = self.home / f"{number}.sh"
        file.write_text(script, "utf-8")
        output = self.home / f"{number}.out"
        output.touch()
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", file],
            cwd=self.work / step.get("working-directory", "."),
            env=self._environment(workflow, step) | {"GITHUB_OUTPUT": str(output)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=STEP_SECONDS,
            check=False,
        )
        self.said[told] = done.stdout
        if done.returncode:
            raise StepFailedError(told, script, done)
        return dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())

    def _environment(self, workflow: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, str]:
        """Return what a step finds: nothing of the tests' own settings, what GitHub sets, and what the file says."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("GITHUB_", "DIGEST_", "MAKE", "PYTEST"))
        }
        said = {**workflow.get("env", {}), **step.get("env", {})}
        return {
            **kept,
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_RUN_ID": self.context.values["github.run_id"],
            "GITHUB_WORKSPACE": str(self.work),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            "RUNNER_TEMP": str(self.home),
            **{key: self.context.fill(value) for key, value in said.items()},
        }


def lend_environment(folder: Path) -> None:
    """Put into *folder* an environment that is as `make environment` leaves it, and can install nothing."""
    programs = folder / ".venv/bin"
    programs.mkdir(parents=True)
    for name, module in PROGRAMS.items():
        (programs / name).write_text(PROGRAM.format(python=sys.executable, module=module), "utf-8")
        (programs / name).chmod(0o755)
    said = "cat requirements.txt requirements-test.txt pyproject.toml | cksum"
    sums = subprocess.run(["sh", "-c", said], cwd=folder, capture_output=True, text=True, check=True).stdout
    for lock in ("requirements.txt", "requirements-test.txt"):
        note = folder / f".venv/made-from-{lock}"
        note.write_text(f"{folder.resolve()} {sums.strip()}\n", "utf-8")
