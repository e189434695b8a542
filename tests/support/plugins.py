"""Plugins that a project gave to Pelican in this process."""

from __future__ import annotations

import blinker
from pelican import signals


def forget_plugins() -> None:
    """Take all plugins from Pelican: it would hand them the projects of other tests."""
    for signal in vars(signals).values():
        if isinstance(signal, blinker.Signal):
            for handler in list(signal.receivers_for(blinker.ANY)):
                signal.disconnect(handler)
