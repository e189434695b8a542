"""The settings of a project, read again when one of the files that they stand in has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.engine.faults import fault_of
from digest.engine.stamps import Stamp, scan, stamp_of
from digest.model import DigestError, UsageError
from digest.plugins.incremental import engine_settings
from digest.plugins.settings import SettingsError, read_project

if TYPE_CHECKING:
    from pathlib import Path

    from digest.engine.settings import Settings

# The folder of content whose files get their addresses from the settings, which name each.
_EXTRA = "extra"


@dataclass(slots=True)
class LiveSettings:
    """The settings in the file *main*.

    *last* is as they could be read last; *error* says why they cannot be now. *plugins* are those of which the preview
    knows nothing.
    """

    main: Path
    drafts: bool
    plugins: tuple[str, ...] = ()
    last: Settings | None = None
    error: DigestError | None = None
    _files: tuple[Path, ...] = ()
    _seen: object = None

    def read(self) -> Settings:
        """Return the settings as they are now; raise DigestError where they cannot be read."""
        if self.have_changed():
            self._read()
        if self.error is not None:
            raise self.error
        return self.last  # type: ignore[return-value] # read without an error

    def have_changed(self) -> bool:
        """Return whether they look otherwise than when they were last read."""
        return self._seen != self._look()

    def forget(self) -> None:
        """Have them read again though they look the same, as when the time that they tell is another."""
        self._seen = None

    def _read(self) -> None:
        before, _ = self._look()
        self.error = None
        try:
            self.last = self._new()
        except DigestError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 - a setting of a wrong kind can fail in any way
            self.error = SettingsError(str(fault_of(error, str(self.main))))
        stamps, names = self._look()
        # What was saved while they were read looks otherwise than before that, and has them read once more.
        self._seen = (stamps | before, names)

    def _new(self) -> Settings:
        if not self.main.is_file():
            message = (
                f"{self.main}: there are no settings. Hint: run this in the project's folder, or name it with --project"
            )
            raise UsageError(message)
        read = read_project(self.main, drafts=self.drafts)
        self.plugins = tuple(getattr(read.pelican, "other_plugins", ()))
        self._files = read.files
        return engine_settings(read.pelican.settings, read.files)

    def _look(self) -> tuple[dict[Path, Stamp], list[str]]:
        """Return how the files look, and which files there are whose addresses stand in the settings."""
        names = sorted(name for name, _ in scan(self.last.content / _EXTRA)) if self.last else []
        return {file: stamp_of(file) for file in (self.main, *self._files)}, names
