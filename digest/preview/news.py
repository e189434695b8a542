"""What is shown now, for those who answer requests; who shows a page waits here for another."""

from __future__ import annotations

from threading import Condition
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.preview.showing import Showing


class News:
    """The newest showing."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._changed = Condition()
        self._is_over = False

    @property
    def showing(self) -> Showing:
        """What is shown now."""
        return self._showing

    @property
    def is_over(self) -> bool:
        """Whether no other will come."""
        return self._is_over

    def publish(self, showing: Showing) -> None:
        """Show *showing* from now on."""
        with self._changed:
            self._showing = showing
            self._changed.notify_all()

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def after(self, known: Showing | None, seconds: float) -> Showing:
        """Return what is shown as soon as it is another than *known*, or when *seconds* have passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or self._showing is not known, seconds)
            return self._showing
