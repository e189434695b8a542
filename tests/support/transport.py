"""What carries a site to another machine, rsync and ssh, and the other machine: a real sshd that answers over a pipe.

`python -m tests.support.transport install` gets what is missing.
"""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.packages import install_package

INSTALL = "python -m tests.support.transport install"
PLACES = {"rsync": ("rsync",), "ssh": ("ssh",), "sshd": ("sshd", "/usr/sbin/sshd", "/usr/local/sbin/sshd")}
PACKAGES = {"rsync": "rsync", "ssh": "openssh-client", "sshd": "openssh-server"}
SERVER = """\
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
"""


def find(name: str) -> str | None:
    """Return the path of a program."""
    return next((found for place in PLACES[name] if (found := shutil.which(place))), None)


def need(name: str) -> str:
    """Return the path of a program, or say how to get it."""
    found = find(name)
    if found is None:
        message = f"There is no {name} for the tests of publishing. Get one: {INSTALL}"
        raise FileNotFoundError(message)
    return found


def ssh_to_here(folder: Path) -> str:
    """Return a command that is an ssh to this machine: its sshd, with keys in *folder*, listens to nobody else."""
    ssh, sshd = need("ssh"), need("sshd")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(
            exist_ok=True
        )  # where an sshd of root locks itself in; its service makes it at the start
    for name in ("host", "key"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    (folder / "sshd_config").write_text(SERVER.format(folder=folder), "utf-8")
    host = (folder / "host.pub").read_text("utf-8")
    (folder / "known_hosts").write_text(f"here {host}", "utf-8")
    proxy = shlex.join([sshd, "-i", "-f", f"{folder}/sshd_config", "-E", f"{folder}/sshd.log"])
    options = [f"ProxyCommand={proxy}", f"UserKnownHostsFile={folder}/known_hosts", "BatchMode=yes"]
    options += [f"User={getpass.getuser()}", f"IdentityFile={folder}/key", "IdentitiesOnly=yes", "LogLevel=ERROR"]
    return shlex.join([ssh, "-F", "none", *(part for option in options for part in ("-o", option))])


def install() -> int:
    """Put in place what is missing; return the exit status."""
    missing = [name for name in PLACES if not find(name) and not (install_package(PACKAGES[name]) and find(name))]
    if not missing:
        return 0
    print(_by_hand(missing), file=sys.stderr)
    return 1


def _by_hand(missing: list[str]) -> str:
    packages = " ".join(PACKAGES[name] for name in missing)
    return f"""\
Some tests need {" and ".join(missing)}, which could not be put in place. On Debian and Ubuntu:
  sudo apt-get update && sudo apt-get install {packages}
Then run the tests again. Without them: pytest -m "not server\""""


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit(f"usage: {INSTALL}")
    sys.exit(install())
