"""Pelican with the engine of the digest: it reads the settings and the plugins, and builds only what changed.

It is `PELICAN_CLASS` in pelicanconf.py. What it makes is what the stock class makes with the same settings and plugins.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from pelican import Pelican

from digest.engine.settings import Settings
from digest.site.fingerprints import SIZE
from digest.site.given import Options

if TYPE_CHECKING:
    from collections.abc import Mapping


def settings_of(pelican: Mapping[str, Any], files: tuple[Path, ...]) -> Settings:
    """Return what the engine is told by Pelican's settings, which *files* were read for."""
    own = pelican["DIGEST"]
    environment = Environment(**pelican["JINJA_ENVIRONMENT"], autoescape=True) if False else Environment(
        **pelican["JINJA_ENVIRONMENT"]
    )
    environment.filters.update(pelican["JINJA_FILTERS"])
    environment.globals.update(pelican["JINJA_GLOBALS"])
    environment.tests.update(pelican["JINJA_TESTS"])
    state = blake2b(digest_size=SIZE)
    for file in files:
        state.update(file.read_bytes())
    return Settings(
        content=Path(pelican["PATH"]),
        theme=Path(pelican["THEME"]),
        options=Options(**own["site"], url=pelican["SITEURL"].rstrip("/")),
        environment=environment,
        digest=state.digest(),
        now=own["now"],
        drafts=bool(own["drafts"]),
        statics=tuple(pelican["STATIC_PATHS"]),
        renamed={name: said["path"] for name, said in pelican["EXTRA_PATH_METADATA"].items() if "path" in said},
    )
