"""The settings of a project, read again when one of the files that they stand in has changed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from digest.engine.faults import fault_of
from digest.engine.stamps import Stamp, scan, stamp_of
from digest.model import DigestError, UsageError
from digest.plugins.incremental import engine_settings
from digest.plugins.settings import SettingsError, read_project

if TYPE_CHECKING:
    from digest.engine.settings import Settings

# The folder of content whose files get their addresses from the settings, which name each.
_EXTRA = "extra"


@dataclass(slots=True)
class LiveSettings:
    """The settings in the file *main*; *plugins* are those of which the preview knows nothing."""

    main: Path
    drafts: bool
    plugins: tuple[str, ...] = ()
    last: Settings | None = None
    _files: tuple[Path, ...] = ()
    _seen: object = None

    def read(self) -> Settings:
        """Return the settings as they are now; raise DigestError where they cannot be read."""
        if self.last is None or self.have_changed():
            self._read()
        if self.last is None:
            raise AssertionError
        return self.last

    def have_changed(self) -> bool:
        """Return whether they look otherwise than when they were last read."""
        return self._seen != (self._stamps(), self._names())

    def forget(self) -> None:
        """Have them read again, as when the time that they tell is another."""
        self._seen = None

    def _read(self) -> None:
        if not self.main.is_file():
            message = f"{self.main}: there are no settings. Hint: run this where pelicanconf.py is, or use --project"
            raise UsageError(message)
        before = self._stamps()
        self._forget_compiled()
        try:
            read = read_project(self.main, drafts=self.drafts)
            self.last = engine_settings(read.pelican.settings, read.files)
        except DigestError:
            self._seen = None
            raise
        except Exception as error:
            self._seen = None
            raise SettingsError(str(fault_of(error, str(self.main)))) from error
        self.plugins = tuple(getattr(read.pelican, "other_plugins", ()))
        self._files = read.files
        # What was saved while they were read looks otherwise than before that, and has them read once more.
        self._seen = (self._stamps() | before, self._names())

    def _forget_compiled(self) -> None:
        """Take away what Python has compiled: it would take that for the settings of the same second and length."""
        for file in self._files:
            Path(cache_from_source(str(file))).unlink(missing_ok=True)

    def _stamps(self) -> dict[Path, Stamp]:
        return {file: stamp_of(file) for file in (self.main, *self._files)}

    def _names(self) -> list[str]:
        return sorted(name for name, _ in scan(self.last.content / _EXTRA)) if self.last else []
