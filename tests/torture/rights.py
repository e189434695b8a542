"""What root may and others may not, given up for good: else no folder is read-only to a run that root begins."""

from __future__ import annotations

import ctypes
import os
import sys

# Of linux/capability.h and linux/prctl.h: to write and to read whatever the mode of a file says.
_OVERRIDE, _SEARCH = 1, 2
_VERSION = 0x20080522
_DROP_FOR_GOOD = 24


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class _Rights(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def give_up_rights() -> None:
    """Let the mode of files hold for this process, and for those that it begins, as for anybody but root."""
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return
    system = ctypes.CDLL(None, use_errno=True)
    header, rights = _Header(_VERSION, 0), (_Rights * 2)()
    for right in (_OVERRIDE, _SEARCH):
        system.prctl(_DROP_FOR_GOOD, right, 0, 0, 0)
    _see(system.capget(ctypes.byref(header), rights))
    kept = ~(1 << _OVERRIDE | 1 << _SEARCH)
    for field, _ in _Rights._fields_:
        setattr(rights[0], field, getattr(rights[0], field) & kept)
    _see(system.capset(ctypes.byref(header), rights))


def _see(status: int) -> None:
    if status:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
