"""The places that a site can go to, each with what shows what readers see there."""

from __future__ import annotations

import logging
import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

import pytest

from digest.publishing.branch import NO_JEKYLL, Branch
from digest.publishing.bucket import open_bucket
from digest.publishing.folder import Folder
from digest.publishing.remote import Remote
from tests.publishing.helpers import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.publishing.bucket import Bucket
    from digest.publishing.release import Place
    from tests.publishing.helpers import Files

KEEP = 3
KINDS = (
    "folder",
    pytest.param("rsync", marks=pytest.mark.server),
    pytest.param("ssh", marks=pytest.mark.server),
    "git",
    "s3",
)
# What plays ssh: the shell of this machine, told as ssh is told: `-l` and who, a host, then words that make a command.
PLAYED_SSH = '#!/bin/sh\ntest "$1" != -l || shift 2\nshift\nexec sh -c "$*"\n'


class There(Protocol):
    """A place, and what is seen there."""

    place: Place

    def seen(self) -> Files:
        """Return the files that readers see."""


@dataclass
class Linked:
    """A folder with releases, and the link to one of them."""

    place: Place
    root: Path

    def seen(self) -> Files:
        # One release: what a killed process had begun may lead the link to the next one meanwhile.
        return read((self.root / "current").resolve())


@dataclass
class Pushed:
    """A bare repository."""

    place: Place
    repository: Path

    def seen(self) -> Files:
        command = ["git", "-C", self.repository, "archive", "--format=tar", "gh-pages"]
        done = subprocess.run(command, capture_output=True, check=True)
        with tarfile.open(fileobj=BytesIO(done.stdout)) as packed:
            contents = ((each.name, packed.extractfile(each)) for each in packed.getmembers())
            files = {name: content.read() for name, content in contents if content}
        assert files.pop(NO_JEKYLL) == b""
        return files


def played_ssh(folder: Path) -> str:
    """Return a program that takes the place of ssh."""
    program = folder / "ssh"
    program.write_text(PLAYED_SSH, "utf-8")
    program.chmod(0o755)
    return str(program)


@dataclass
class Stored:
    """A bucket."""

    place: Bucket

    def seen(self) -> Files:
        return {key: content for key, content in self.all().items() if not key.startswith(f"{self.place.hidden}/")}

    def all(self) -> Files:
        """Return every object, those too that are not of the site."""
        client, bucket = self.place.client, self.place.bucket
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        keys = [each["Key"] for page in pages for each in page.get("Contents", ())]
        return {key: client.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


@pytest.fixture(scope="session")
def storage() -> Iterator[str]:
    """Return the address of a server of this machine that speaks S3."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - takes seconds to load

    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
        server.stop()


@pytest.fixture
def stored(storage: str) -> Stored:
    """Return an empty bucket."""
    place = open_bucket(f"site-{uuid4().hex}", "", ".digest", storage, "us-east-1", KEEP)
    place.client.create_bucket(Bucket=place.bucket)
    return Stored(place)


def make(kind: str, folder: Path) -> There:
    """Return the place of that kind in *folder*."""
    root = folder / "srv"
    if kind == "folder":
        return Linked(Folder(root, KEEP), root)
    if kind == "rsync":
        return Linked(Remote.of(str(root), "ssh", KEEP), root)
    if kind == "ssh":
        return Linked(Remote.of(f"desk@example.org:{root}", played_ssh(folder), KEEP), root)
    repository = folder / "pages.git"
    if not repository.exists():
        subprocess.run(["git", "init", "--quiet", "--bare", repository], check=True)
    return Pushed(Branch(str(repository), "gh-pages", folder / "store.git", KEEP), repository)


@pytest.fixture(params=KINDS)
def there(request: pytest.FixtureRequest, tmp_path: Path) -> There:
    """Return each place in turn."""
    if request.param == "s3":
        stored: There = request.getfixturevalue("stored")
        return stored
    return make(request.param, tmp_path)
