"""Packages of the system that tests need, put in place without a question being asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DOWNLOAD_SECONDS = 300


def find_program(variable: str, places: Sequence[str]) -> str | None:
    """Return the path of a program: the one that the environment *variable* names, or the first of *places*."""
    named = os.environ.get(variable)
    return next((found for place in ([named] if named else places) if (found := shutil.which(place))), None)


def put_in_place(find: Callable[[], object], variable: str, package: str, by_hand: str) -> int:
    """Install *package* where *find* finds nothing and *variable* names nothing; return the exit status.

    Where that does not help, *by_hand* tells what does.
    """
    if find() or (not os.environ.get(variable) and install_package(package) and find()):
        return 0
    print(by_hand, file=sys.stderr)
    return 1


def ways_by_hand(variable: str, apt: str, brew: str, path: str, systems: str = "Debian, Ubuntu") -> str:
    """Return three lines, each of which gets a program: two package managers, and *variable* with its *path*."""
    ways = [
        (f"sudo apt-get update && sudo apt-get install {apt}", systems),
        (f"brew install {brew}", "macOS"),
        (f"export {variable}={path}", "one that is there already"),
    ]
    wide = max(len(command) for command, _ in ways)
    return "\n".join(f"  {command:{wide}}     ({where})" for command, where in ways)


def install_package(name: str) -> bool:
    """Install a package of Debian or Ubuntu; tell whether that went well, which it does not elsewhere."""
    root = as_root()
    if root is None or not Path("/etc/debian_version").is_file():
        return False
    print(f"Getting the system's package {name} …", flush=True)
    apt = [*root, "apt-get", "--quiet"]
    return run([*apt, "update"]) and run([*apt, "install", "--yes", "--no-install-recommends", name])


def is_ubuntu() -> bool:
    """Tell whether this is Ubuntu, where some packages have other names."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=ubuntu" in release.read_text("utf-8").splitlines()


def as_root() -> list[str] | None:
    """Return what goes before a command to run it as root without being asked anything; None where nothing does."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") else None


def run(command: Sequence[str], folder: Path | None = None, *, quiet: bool = False) -> bool:
    """Run *command* in *folder*, without questions and within `DOWNLOAD_SECONDS`; tell whether it went well."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    said = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(
            command,
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=environment,
            timeout=DOWNLOAD_SECONDS,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        print(f"{' '.join(command)}: {error}", file=sys.stderr)
        return False
    return done.returncode == 0
