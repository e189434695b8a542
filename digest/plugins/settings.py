"""Reading a settings file as Pelican does, with a note of every file that it takes in."""

from __future__ import annotations

import importlib
import locale
import os
import sys
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.settings import read_settings

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pelican import Pelican


class SettingsError(DigestError):
    """A settings file that cannot be read; tells the line."""


@dataclass(frozen=True, slots=True)
class Read:
    """Settings as they were read: Pelican's class for them, with them in it, and the files that they stand in."""

    pelican: Any
    files: tuple[Path, ...]


def read_project(settings: Path, *, drafts: bool) -> Read:
    """Return what the settings file *settings* says; with *drafts* as it says it for a preview."""
    with _environment(DIGEST_DRAFTS="1" if drafts else "0"), _same_locale(), _told(settings), _own_modules() as own:
        values = read_settings(str(settings.resolve()))
        files = {settings.resolve(), *own()}
        pelican = _pelican_class(values["PELICAN_CLASS"])(values)
    return Read(pelican, tuple(sorted(files)))


@contextmanager
def _own_modules() -> Iterator[Callable[[], set[Path]]]:
    """Give what returns the files of the modules that were imported since, and are neither libraries nor this package.

    These are forgotten in the end: who reads the settings once more, is to read all of them.
    """
    known = set(sys.modules)
    importlib.invalidate_caches()

    def own() -> dict[str, Path]:
        found = ((name, _own_file(name)) for name in sys.modules.keys() - known)
        return {name: file for name, file in found if file is not None}

    try:
        yield lambda: set(own().values())
    finally:
        for name in own():
            del sys.modules[name]


def _pelican_class(named: Any) -> type[Pelican]:
    """Return the class that the settings name, as Pelican's own command line finds it."""
    if not isinstance(named, str):
        found: type[Pelican] = named
        return found
    module, _, name = named.rpartition(".")
    by_name: type[Pelican] = getattr(__import__(module), name)
    return by_name


def _own_file(module: str) -> Path | None:
    """Return the file of a module, unless it is of a library or of this package: these are known elsewhere."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if not file or "site-packages" in file or file.startswith(sys.base_prefix):
        return None
    path = Path(file).resolve()
    return None if path.is_relative_to(Path(__file__).resolve().parent.parent) else path


@contextmanager
def _told(settings: Path) -> Iterator[None]:
    """Tell what is wrong with a settings file by its line."""
    try:
        yield
    except DigestError:
        raise
    except SystemExit as error:
        raise SettingsError(str(error)) from error
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).resolve() == settings.resolve()]
        place = f"{settings}:{own[-1].lineno}" if own else str(settings)
        if isinstance(error, SyntaxError):
            place = f"{error.filename}:{error.lineno}"
        message = f"{place}: the settings cannot be read: {type(error).__name__}: {error}. Hint: mend that line"
        raise SettingsError(message) from error


@contextmanager
def _same_locale() -> Iterator[None]:
    """Take back the locale that Pelican sets: it would also decide in which encoding files are read."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        yield
    finally:
        locale.setlocale(locale.LC_ALL, before)


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
