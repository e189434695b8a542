"""`make` sets itself up once, anew where it must, and says what is missing in plain words."""

from __future__ import annotations

import os
import shutil
import subprocess
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import SHELL, VARIABLE, find_shell
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# A Python that writes down what it is asked to do, and whose virtual environments hold itself.
PYTHON = """\
#!/bin/sh
echo "$*" >> "$LOG"
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    "--version") echo Python 3.12.1 ;;
esac
"""
TOO_OLD = "#!/bin/sh\nexit 1\n"
WITHOUT_VENV = """\
#!/bin/sh
case "$*" in
    *ensurepip*) exit 1 ;;
    *version_info\\[:2\\]*) echo python3.12 ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with what the set-up reads."""
    folder = tmp_path / "a project"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def python(folder: Path, script: str) -> Path:
    """Return a program in *folder* that stands for Python and does what *script* says."""
    path = folder / "python-of-the-test"
    path.write_text(script, "utf-8")
    path.chmod(0o755)
    return path


def make(project: Path, target: str, interpreter: Path) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run `make` *target* and return what it did, and what it asked of the interpreter."""
    log = project.parent / "log"
    log.write_text("", "utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", target, f"PYTHON={interpreter}"],
        cwd=project,
        env=environment | {"LOG": str(log)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, log.read_text("utf-8").splitlines()


def installs(calls: list[str]) -> list[str]:
    """Return what was installed: the lock, and the project itself."""
    return [call.split()[-1] for call in calls if "pip install" in call]


def test_first_run_makes_the_environment_from_the_lock_with_hashes(project: Path, tmp_path: Path) -> None:
    done, calls = make(project, "environment", python(tmp_path, PYTHON))

    assert done.returncode == 0, done.stderr
    assert installs(calls) == ["requirements.txt", "."]
    assert any("--require-hashes -r requirements.txt" in call for call in calls)


def test_second_run_installs_nothing(project: Path, tmp_path: Path) -> None:
    interpreter = python(tmp_path, PYTHON)
    make(project, "environment", interpreter)

    done, calls = make(project, "environment", interpreter)

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert installs(calls) == []


def test_what_the_tests_need_does_for_the_site(project: Path, tmp_path: Path) -> None:
    interpreter = python(tmp_path, PYTHON)
    make(project, "test-environment", interpreter)

    _, calls = make(project, "environment", interpreter)

    assert installs(calls) == []


def test_what_the_site_needs_is_completed_for_the_tests(project: Path, tmp_path: Path) -> None:
    interpreter = python(tmp_path, PYTHON)
    make(project, "environment", interpreter)

    _, calls = make(project, "test-environment", interpreter)

    assert installs(calls) == ["requirements-test.txt", "."]
    assert not any("-m venv" in call for call in calls)


def test_changed_lock_is_installed_into_the_same_environment(project: Path, tmp_path: Path) -> None:
    interpreter = python(tmp_path, PYTHON)
    make(project, "environment", interpreter)
    (project / "requirements.txt").write_text("# nothing\n", "utf-8")

    _, calls = make(project, "environment", interpreter)

    assert installs(calls) == ["requirements.txt", "."]
    assert not any("-m venv" in call for call in calls)


def test_environment_that_was_moved_is_made_anew(project: Path, tmp_path: Path) -> None:
    interpreter = python(tmp_path, PYTHON)
    make(project, "environment", interpreter)
    moved = project.rename(tmp_path / "elsewhere")

    _, calls = make(moved, "environment", interpreter)

    assert any("-m venv --clear" in call for call in calls)
    assert installs(calls) == ["requirements.txt", "."]


def test_environment_whose_python_is_gone_is_made_anew(project: Path, tmp_path: Path) -> None:
    interpreter = python(tmp_path, PYTHON)
    make(project, "environment", interpreter)
    (project / ".venv/bin/python").unlink()

    done, calls = make(project, "environment", interpreter)

    assert done.returncode == 0, done.stderr
    assert any("-m venv --clear" in call for call in calls)


def test_interrupted_installation_is_taken_up_again(project: Path, tmp_path: Path) -> None:
    failing = PYTHON + 'case "$*" in *"pip install"*) exit 1 ;; esac\n'
    done, _ = make(project, "environment", python(tmp_path, failing))
    assert done.returncode != 0
    shutil.copy(python(tmp_path, PYTHON), project / ".venv/bin/python")

    done, calls = make(project, "environment", python(tmp_path, PYTHON))

    assert done.returncode == 0, done.stderr
    assert installs(calls) == ["requirements.txt", "."]


def test_old_python_is_told_with_the_package_that_helps(project: Path, tmp_path: Path) -> None:
    done, _ = make(project, "environment", python(tmp_path, TOO_OLD))

    assert done.returncode != 0
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "apt-get install python3" in done.stderr


def test_python_without_venv_is_told_with_the_package_that_helps(project: Path, tmp_path: Path) -> None:
    done, _ = make(project, "environment", python(tmp_path, WITHOUT_VENV))

    assert done.returncode != 0
    assert "sudo apt-get install python3.12-venv" in done.stderr


def test_make_alone_names_the_targets_and_does_nothing(project: Path, tmp_path: Path) -> None:
    done, calls = make(project, "help", python(tmp_path, PYTHON))

    assert "make site" in done.stdout
    assert "make test" in done.stdout
    assert calls == []


@pytest.mark.parametrize("place", ["chrome-linux/chrome", "chrome-mac/Chromium.app/Contents/MacOS/Chromium"])
def test_shell_of_playwright_is_taken_before_that_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    kind = SimpleNamespace(executable_path=str(tmp_path / "chromium-12" / place))
    own, system = tmp_path / "chromium_headless_shell-12/chrome-any/headless_shell", tmp_path / "bin" / SHELL
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(system.parent))
    assert find_shell(kind) is None
    for shell in (system, own):
        shell.parent.mkdir(parents=True)
        shell.touch(0o755)
        assert find_shell(kind) == str(shell)
    monkeypatch.setenv(VARIABLE, "/usr/bin/chromium")
    assert find_shell(kind) is None
