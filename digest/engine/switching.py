"""Letting two folders, or two files, change places, so that no reader ever finds neither."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD


def switch(standby: Path, live: Path, spare: Path) -> None:
    """Let *standby* and *live* change places; where nothing is live, *standby* goes there.

    Where the system cannot do it in one step, *live* is at *spare* for a moment; `recover` mends what a kill leaves.
    """
    if not live.exists():
        standby.rename(live)
    elif not exchange(str(standby), str(live)):
        _switch_in_steps(standby, live, spare)


def exchange(one: str, other: str) -> bool:
    """Let *one* and *other* change places in one step; return False where that did not go, whatever the reason."""
    call = _find_call()
    return call is not None and call(os.fsencode(one), os.fsencode(other), _EXCHANGE) == 0


@cache
def _find_call() -> Callable[[bytes, bytes, int], int] | None:
    """Return what the system has for it: a function of two names and a flag, which returns 0 when it is done."""
    system = ctypes.CDLL(None)
    if sys.platform == "darwin":
        return getattr(system, "renamex_np", None)
    call = getattr(system, "renameat2", None)
    return call and (lambda one, other, flag: call(_HERE, one, _HERE, other, flag))


def _switch_in_steps(standby: Path, live: Path, spare: Path) -> None:
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
