"""A process that publishes and can be killed: `python -m tests.publishing.sending KIND FOLDER OUTPUT`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from digest.publishing.release import Outgoing, release_of
from digest.publishing.staging import stage
from tests.publishing.conftest import make

if __name__ == "__main__":
    kind, folder, output = sys.argv[1:]
    place = make(kind, Path(folder)).place
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    with stage(Path(output), [], lambda _: None) as staged, place.hold(lambda _: None):
        place.put(Outgoing(staged, release_of(staged.files(), datetime.now(UTC))))
