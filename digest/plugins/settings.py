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

from digest.model import DigestError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pelican import Pelican

_NO_CONTENT = "You need to specify a path containing the content"  # what Pelican says then


class SettingsError(DigestError):
    """A settings file that cannot be read; tells the line."""


@dataclass(frozen=True, slots=True)
class Read:
    """Settings as they were read: Pelican's class for them, with them in it, and the files that they stand in."""

    pelican: Any
    files: tuple[Path, ...]


def read_project(settings: Path, *, drafts: bool) -> Read:
    """Return what the settings file *settings* says; with *drafts* as it says it for a preview."""
    with _environment(DIGEST_DRAFTS="1" if drafts else "0"), _same_locale(), _no_bytecode(), _told(settings):
        with _own_modules() as own:
            values = read_settings(str(settings.resolve()))
            pelican = _pelican_class(values["PELICAN_CLASS"])(values)
        files = {settings.resolve(), *own}
    return Read(pelican, tuple(sorted(files)))


def _pelican_class(named: Any) -> type[Pelican]:
    """Return the class that the settings name, as Pelican's own command line finds it."""
    if not isinstance(named, str):
        found: type[Pelican] = named
        return found
    module, _, name = named.rpartition(".")
    by_name: type[Pelican] = getattr(__import__(module), name)
    return by_name


def own_modules(names: Iterable[str]) -> dict[str, Path]:
    """Return the files of those modules that are neither of a library nor of this package: these are known by looks."""
    package = Path(__file__).resolve().parent.parent
    found = {}
    for name in names:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file and "site-packages" not in file and not file.startswith(sys.base_prefix):
            path = Path(file).resolve()
            if not path.is_relative_to(package):
                found[name] = path
    return found


@contextmanager
def _own_modules() -> Iterator[set[Path]]:
    """Give, at the end, the files of the modules that are loaded within: anew, and anew the next time."""
    for name in own_modules([*sys.modules]):
        if _is_of_settings(name):  # somebody else has read it; and settings change what they take from each other
            del sys.modules[name]
    known = set(sys.modules)
    files: set[Path] = set()
    importlib.invalidate_caches()
    try:
        yield files
    finally:
        own = own_modules(sys.modules.keys() - known)
        files.update(own.values())
        for name in own:
            del sys.modules[name]


def _is_of_settings(name: str) -> bool:
    """Return whether a module can be one of settings: they stand side by side, in no package."""
    return name != "__main__" and "." not in name and not hasattr(sys.modules[name], "__path__")


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
        if _NO_CONTENT in str(error):
            message = f"{settings}: there is no content folder. Hint: make the one that PATH names"
            raise UsageError(message) from error
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).resolve() == settings.resolve()]
        place = f"{settings}:{own[-1].lineno}" if own else str(settings)
        if isinstance(error, SyntaxError):
            place = f"{error.filename}:{error.lineno}"
        message = f"{place}: the settings cannot be read: {type(error).__name__}: {error}. Hint: mend that line"
        raise SettingsError(message) from error


@contextmanager
def _no_bytecode() -> Iterator[None]:
    """Keep no bytecode of settings: Python takes it for that of another text of the same size and second."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


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
