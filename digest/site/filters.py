"""What templates call: filters, and functions with the words of an edition in them.

None of them looks at the page that it stands on: a piece of a page is the same wherever it stands, and is made once.
"""

from __future__ import annotations

from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Macro

from digest.languages import direction
from digest.model import PartialDate
from digest.site.addresses import ROOT
from digest.site.assets import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

    from digest.site.press import Press
    from digest.site.words import Words


def href(path: str) -> str:
    """Return a site path as an address; the way to the root is put in when the page is whole."""
    return ROOT + path


def lang_dir(lang: str) -> str:
    """Return `ltr` or `rtl`."""
    return direction(lang)


def once(piece: Callable[..., str], *given: object) -> str:
    """Return what the macro *piece* makes of *given*, as a call of it would.

    A filter, since a call costs a template more. `Once` is what has it done no more than once.
    """
    return piece(*given)


FILTERS: Mapping[str, Callable[..., str]] = {
    "href": href, "lang_dir": lang_dir, "day": str, "number": str, "lang_name": str, "once": once,
}  # fmt: skip
"""The filters by name, for what only wants to know them: an edition puts its words into them."""


def filters(words: Words) -> Mapping[str, Callable[..., str]]:
    """Return the filters of the templates of an edition that speaks *words*."""

    def day(value: PartialDate | date) -> str:
        """Return a date in words, as exactly as it is known."""
        return words.day(value)

    def number(value: float) -> str:
        """Return a number as the language writes it."""
        return words.number(value)

    def lang_name(lang: str) -> str:
        """Return the name of a language in the language of the edition."""
        return words.lang_name(lang)

    return {**FILTERS, "day": day, "number": number, "lang_name": lang_name}


_KNOWN_BY_VALUE = frozenset({str, int, date, PartialDate, NoneType})  # and nothing derived of them


class Once:
    """Calls a macro with the same values once, and knows what it made from then on.

    Texts, numbers and dates are the same if they are equal; other values if they are the same object, as an article's
    card is, and the parts of a site. They are kept, so that no other object can take their place.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], tuple[str, tuple[object, ...]]] = {}

    def __call__(self, piece: Callable[..., str], *given: object) -> str:
        """Return what the macro *piece* makes of *given*."""
        key = (id(piece), *[value if type(value) in _KNOWN_BY_VALUE else id(value) for value in given])
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = (piece(*given), (piece, *given))
        return found[0]


def edition_environment(
    theme: Environment, press: Press, marks: Mapping[str, bytes], once: Callable[..., str] = once
) -> Environment:
    """Return the environment of the templates of one edition.

    *theme* finds the templates and says how they are read; *marks* holds the files of the theme by name, *once* calls
    macros. What is here belongs to the edition, what belongs to a page comes with it. The macros are here by their
    names: a page that imported them would have that done anew each time.
    """
    words = press.words
    addresses = {name: ROOT + marked(name, content) for name, content in marks.items()}

    def asset(name: str) -> str:
        return addresses[name]

    environment = theme.overlay()
    own: dict[str, Any] = {"_": words.text, "ngettext": words.plural, "words": words, "asset": asset}
    environment.globals = {**theme.globals, **own, "edition": press.edition}
    environment.filters = {**theme.filters, **filters(words), "once": once}
    for name in macro_files(environment):
        module = environment.get_template(name).module
        # Not by their syntax, for which each would be read a second time.
        environment.globals.update((name, macro) for name, macro in vars(module).items() if isinstance(macro, Macro))
    # Nothing is added from here on, so that one table does: Jinja has two, and copies both name by name for each page.
    # The method is replaced and not overridden, for the environment is a copy of one that whoever has the theme made.
    environment.make_globals = lambda more: {**environment.globals, **(more or {})}  # type: ignore[assignment]
    return environment


def macro_files(environment: Environment) -> list[str]:
    """Return the templates that hold macros, in alphabetical order."""
    return environment.list_templates(filter_func=lambda name: name.startswith("macros/"))
