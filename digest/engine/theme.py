"""The theme: its templates with everything that each of them takes in, its files, and the words of its catalogs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, TemplateSyntaxError, meta, nodes

from digest.engine.quickness import QuickGenerator, SharedCode
from digest.model import DigestError
from digest.site.assets import marked, read_assets
from digest.site.filters import edition_environment, macro_files
from digest.site.fingerprints import fingerprint
from digest.site.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping

    from jinja2 import Template

    from digest.site.press import Press


class MissingTemplateError(DigestError):
    """A template that a page needs and the theme does not have."""


class _Templates(FileSystemLoader):
    """Reads each template once, so that a build is of one state of it, whoever writes it meanwhile."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._sources: dict[str, tuple[str, str, Callable[[], bool]]] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its file, and whether it is still that; tell one that is no text."""
        if template not in self._sources:
            try:
                self._sources[template] = super().get_source(environment, template)
            except UnicodeDecodeError as error:
                line = error.object.count(b"\n", 0, error.start) + 1
                file = str(Path(self.searchpath[0], template))
                message = "the template is not UTF-8"
                raise TemplateSyntaxError(message, line, template, file) from error
        return self._sources[template]


class _Asks(NamedTuple):
    """The text of a template, and the *others* that it extends, includes, imports or takes macros from."""

    text: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """The theme in *folder*; *environment* is how the settings have templates read, without a loader.

    *known* are fingerprints of templates, as `digest_of` has them, of a theme with the same `digest`.
    *code* keeps what was compiled: a theme that is read again with the same environment can have that of the last.
    """

    folder: Path
    environment: Environment
    known: MutableMapping[str, bytes] = field(default_factory=dict)
    code: SharedCode = field(default_factory=SharedCode)

    @cached_property
    def loaded(self) -> Environment:
        """The environment that finds the templates of the theme."""
        loader = _Templates(self.folder / "templates")
        loaded = self.environment.overlay(loader=loader, auto_reload=False, bytecode_cache=self.code)
        loaded.code_generator_class = QuickGenerator
        return loaded

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """The files of the theme as they are served, by name."""
        return read_assets(self.folder / "static")

    @cached_property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """The address of each file, which says what is in it."""
        return tuple((name, marked(name, content)) for name, content in sorted(self.assets.items()))

    @cached_property
    def digest(self) -> bytes:
        """The fingerprint of all its files."""
        templates = sorted(path for path in (self.folder / "templates").rglob("*") if path.is_file())
        return fingerprint(self.marks, tuple((path.as_posix(), path.read_bytes()) for path in templates))

    def digest_of(self, template: str) -> bytes:
        """Return the fingerprint of a template: of its text, and of all that it extends, includes or imports."""
        found = self.known.get(template)
        if found is None:
            found = self.known[template] = fingerprint(self.marks, self._broken, self._closure(template))
        return found

    def _closure(self, template: str) -> tuple[object, ...]:
        seen: dict[str, str] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                asks = self._asks_of(name)
                seen[name] = asks.text
                waiting += asks.others
        return tuple(sorted(seen.items()))

    def _asks_of(self, name: str) -> _Asks:
        """Return what a template asks for; looked into once, since most templates take in the same few."""
        found = self._asks.get(name)
        if found is None:
            found = self._asks[name] = self._look_into(name)
        return found

    @cached_property
    def _asks(self) -> dict[str, _Asks]:
        return {}

    def _look_into(self, name: str) -> _Asks:
        text = ""
        try:
            text = self.loaded.loader.get_source(self.loaded, name)[0]  # type: ignore[union-attr]
            tree = self._tree(name)
        except (TemplateNotFound, TemplateSyntaxError):
            return _Asks(text)  # told when a page is made of it
        referenced = list(meta.find_referenced_templates(tree))
        if None in referenced:  # {% include name %}: it can be any
            referenced += self.loaded.list_templates()
        used = meta.find_undeclared_variables(tree)
        of_macros = (file for file, macros in self._macros.items() if used & macros)
        return _Asks(text, tuple({*of_macros, *filter(None, referenced)}))

    def _tree(self, name: str) -> nodes.Template:
        """Return a template as Jinja reads it, which is done once."""
        found = self._trees.get(name)
        if found is None:
            text = self.loaded.loader.get_source(self.loaded, name)[0]  # type: ignore[union-attr]
            found = self._trees[name] = self.loaded.parse(text)
        return found

    @cached_property
    def _trees(self) -> dict[str, nodes.Template]:
        return {}

    @cached_property
    def _macros(self) -> dict[str, set[str]]:
        """The names of the macros in each file of them, which every template can use."""
        found = {}
        for name in macro_files(self.loaded):
            with suppress(TemplateSyntaxError):
                found[name] = {macro.name for macro in self._tree(name).find_all(nodes.Macro)}
        return found

    @cached_property
    def _broken(self) -> tuple[str, ...]:
        """The files of macros that cannot be loaded, which every page needs, whether it uses them or not."""
        there = set(self.loaded.list_templates())
        found = []
        for name in macro_files(self.loaded):
            try:
                tree = self._tree(name)
            except TemplateSyntaxError:
                found.append(name)
                continue
            if not {other for other in meta.find_referenced_templates(tree) if other} <= there:
                found.append(name)
        return tuple(found)

    def words(self, lang: str, default: str) -> Words | None:
        """Return the words of a language: of the default one, and of those with a catalog in the theme."""
        found = self._words.get(lang)
        if found is None and (lang == default or (self.folder / "locale" / f"{lang}.po").is_file()):
            found = self._words[lang] = Words(lang, self.folder / "locale")
        return found

    @cached_property
    def _words(self) -> dict[str, Words]:
        return {}


class Printer:
    """What renders pages: one environment for each press, and every piece of a page that is the same made once."""

    def __init__(self, theme: Theme, once: Callable[[], Callable[..., str]]) -> None:
        self.theme = theme
        self.once = once
        self._environments: dict[int, Environment] = {}

    def template(self, press: Press, name: str) -> Template:
        """Return a template in the words of the edition of *press*."""
        environment = self._environments.get(id(press))
        if environment is None:
            environment = edition_environment(self.theme.loaded, press, self.theme.assets, self.once())
            self._environments[id(press)] = environment
        try:
            return environment.get_template(name)
        except TemplateNotFound as error:
            message = f"the theme has no template {error.name}. Hint: restore theme/templates/{error.name}"
            raise MissingTemplateError(message) from error
