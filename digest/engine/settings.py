"""What the engine is told: where everything is, and what the settings say that can change a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from jinja2 import Environment

    from digest.site.given import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a build is told.

    *environment* is how templates are read, *digest* the fingerprint of the settings as a whole. *statics* are the
    folders of the content folder that are copied as they are, *renamed* where a file of them goes that goes elsewhere.
    With *drafts* the site shows what is not published; what is embargoed or expired is judged at the moment *now*.
    """

    content: Path
    theme: Path
    options: Options
    environment: Environment
    digest: bytes
    now: datetime
    drafts: bool = False
    statics: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
