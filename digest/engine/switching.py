"""Letting two folders change places, so that no reader ever finds neither."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD
# What a kernel, a file system or a sandbox says that does not know how.
_UNKNOWN = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})


def switch(standby: Path, live: Path, spare: Path) -> None:
    """Let *standby* and *live* change places; where nothing is live, *standby* goes there.

    Where the system cannot do it in one step, *live* is at *spare* for a moment; `recover` mends what a kill leaves.
    """
    if not live.exists():
        standby.rename(live)
    elif not exchange(standby, live):
        switch_in_steps(standby, live, spare)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return False where the system does not know how."""
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if call(*paths, _EXCHANGE) if sys.platform == "darwin" else call(_HERE, paths[0], _HERE, paths[1], _EXCHANGE):
        number = ctypes.get_errno()
        if number not in _UNKNOWN:
            raise OSError(number, os.strerror(number), str(other))
        return False
    return True


def switch_in_steps(standby: Path, live: Path, spare: Path) -> None:
    """Let *standby* and *live* change places by renames; for a moment nothing is live."""
    live.rename(spare)
    try:
        standby.rename(live)
    except BaseException:
        spare.rename(live)
        raise
    spare.rename(standby)


def recover(standby: Path, live: Path, spare: Path) -> None:
    """Put right what a kill between two renames left: what was live before is live again, or is the standby."""
    if not spare.exists():
        return
    if not live.exists():
        spare.rename(live)
    elif not standby.exists():
        spare.rename(standby)
    else:  # somebody has made another one since
        with suppress(OSError):
            shutil.rmtree(spare)
