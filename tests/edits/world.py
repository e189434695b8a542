"""A project on the disk that edits change: articles, pages, pictures, registries, the theme, settings, and the time.

What it holds is held in memory and written where it differs, so that it can be set back to how it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from random import Random

SETTINGS, OTHER_SETTINGS = "testconf.py", "otherconf.py"


@dataclass(frozen=True, slots=True)
class Text:
    """An article or a page: its front matter as YAML values by key, and its body."""

    keys: Mapping[str, str]
    body: str

    def with_keys(self, **keys: str) -> Text:
        """Return it with other *keys*; an empty value takes one out."""
        return replace(self, keys={name: value for name, value in {**self.keys, **keys}.items() if value})

    def content(self) -> bytes:
        lines = [f"{key}: {value}" for key, value in self.keys.items()]
        return "\n".join(["---", *lines, "---", "", self.body, ""]).encode()


@dataclass(frozen=True)
class State:
    """All that a world is: what `World.restore` goes back to."""

    texts: dict[str, Text]
    files: dict[str, bytes]
    registry: dict[str, dict[str, dict[str, Any]]]
    settings: dict[str, Any]
    env: dict[str, str]


@dataclass
class World:
    """The project in *folder*; *texts* and *files* are by path in it.

    *names* counts what was made, so that nothing gets a name that another thing had, unless an edit means it.
    """

    folder: Path
    texts: dict[str, Text] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    registry: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    env: dict[str, str] = field(default_factory=dict)
    names: int = 0

    def name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}-{self.names}"

    @property
    def articles(self) -> list[str]:
        return sorted(path for path in self.texts if path.startswith("content/articles/"))

    @property
    def pages(self) -> list[str]:
        return sorted(path for path in self.texts if path.startswith("content/pages/"))

    @property
    def dossiers(self) -> list[str]:
        return sorted(path for path in self.texts if path.startswith("content/dossiers/"))

    @property
    def introductions(self) -> list[str]:
        return sorted(path for path in self.texts if path.startswith("content/digests/"))

    @property
    def written(self) -> list[str]:
        """The paths of all texts with an address of their own."""
        return [*self.articles, *self.pages, *self.dossiers]

    @property
    def images(self) -> list[str]:
        return sorted(path for path in self.files if path.startswith("content/images/"))

    @property
    def templates(self) -> list[str]:
        return sorted(path for path in self.files if path.startswith("theme/templates/"))

    def slugs(self) -> dict[str, str]:
        """Return the path of each article by its slug."""
        return {self.texts[path].keys["slug"]: path for path in self.articles}

    # --- the disk ---

    def state(self) -> State:
        registry = {kind: {name: dict(entry) for name, entry in table.items()} for kind, table in self.registry.items()}
        return State(dict(self.texts), dict(self.files), registry, dict(self.settings), dict(self.env))

    def restore(self, state: State) -> None:
        """Have all be as it was, in memory."""
        copied = World(self.folder, state.texts, state.files, state.registry, state.settings, state.env).state()
        self.texts, self.files, self.registry = copied.texts, copied.files, copied.registry
        self.settings, self.env = copied.settings, copied.env

    def sync(self) -> None:
        """Write what differs to the disk, and remove what is not any more."""
        wanted = self.wanted()
        for path, content in wanted.items():
            if self._written.get(path) != content:
                target = self.folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        for path in self._written.keys() - wanted.keys():
            (self.folder / path).unlink()
        self._written.clear()
        self._written.update(wanted)

    def wanted(self) -> dict[str, bytes]:
        """Return every file of the project by its path."""
        registries = {
            f"content/registry/{kind}.yaml": "".join(
                f"{name}: {json.dumps(entry, ensure_ascii=False)}\n" for name, entry in table.items()
            ).encode()
            for kind, table in self.registry.items()
        }
        texts = {path: text.content() for path, text in self.texts.items()}
        return {**texts, **self.files, **registries, **self._settings_files()}

    @cached_property
    def _written(self) -> dict[str, bytes]:
        return {}

    def _settings_files(self) -> dict[str, bytes]:
        said = self.settings
        main = f"""\
from pathlib import Path

from pelicanconf import *

PATH = "content"
THEME = "theme"
STATIC_PATHS = {said["statics"]!r}
EXTRA_PATH_METADATA = {{
    f"extra/{{file.name}}": {{"path": file.name}} for file in (Path(__file__).parent / "content/extra").glob("*")
}}
DIGEST["site"] |= {{"name": {said["name"]!r}, "tagline": {said["tagline"]!r}, "page_size": {said["page_size"]!r}}}
JINJA_GLOBALS = {{"motto": {said["motto"]!r}}}
"""
        other = f"""\
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from testconf import *

DIGEST["site"] |= {{"tagline": "Another settings file", "page_size": {said["page_size"]!r}}}
"""
        return {SETTINGS: main.encode(), OTHER_SETTINGS: other.encode()}


# --- what edits do with it ---


class NothingToDoError(Exception):
    """There is nothing in the project that an edit could change."""


def some(random: Random, values: Sequence[str]) -> str:
    if not values:
        raise NothingToDoError
    return random.choice(values)


def change(world: World, path: str, **keys: str) -> str:
    """Set keys of the front matter of *path*."""
    world.texts[path] = world.texts[path].with_keys(**keys)
    return f"{path}: {keys}"
