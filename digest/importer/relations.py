"""Which texts of an import are kin, to each other and to what is there already (rules 46, 97 and 98).

Told in the report and never acted upon: a version, a translation and a namesake are for an editor to see.
"""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from digest.importer.kin import kinship, same_names
from digest.importer.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digest.importer.kin.kinship import Kin
    from digest.importer.ledger import Ledger
    from digest.importer.reading import Draft
    from digest.registry import Table

AT_ONCE = 500  # articles whose kin are noted in one transaction

Numbered = TypeVar("Numbered")

# lang: kk
_LANG = re.compile(r"^lang: (?P<value>[A-Za-z-]{2,20})$", re.MULTILINE)
# \\*not emphasis\\*   `## Subhead`   `- item`   `one<br>`: what Markdown has of its own
_MARKUP = re.compile(r"\\(?=[^\w\s])|^(?:## |- )|<br>", re.MULTILINE)


def tell_kin(ledger: Ledger, old_text: Callable[[str], str | None]) -> None:
    """Note, for each source of this import, the versions and translations of it among the others and in the content."""
    sources = 0
    for sources, (name, draft) in _committed(ledger, enumerate(_drafts(ledger), 1)):
        ledger.give_number(sources, name)
        kinship.add(ledger.db, sources, draft.sketch, draft.echo, draft.lang)
    if not sources:
        return
    for number, path in _committed(ledger, enumerate(ledger.each_unmatched(), sources + 1)):
        ledger.give_number(number, path)
        _add_existing(ledger, number, old_text(path) or "")
    for kin in kinship.find_kin(ledger.db):
        _tell(ledger, kin, sources)


def _committed(ledger: Ledger, numbered: Iterable[Numbered]) -> Iterator[Numbered]:
    """Yield what is *numbered*, and commit what is done with it, some at a time: SQLite's log stays short."""
    waiting = iter(numbered)
    for first in waiting:
        with ledger.db:
            yield first
            yield from islice(waiting, AT_ONCE - 1)


def _drafts(ledger: Ledger) -> Iterator[tuple[str, Draft]]:
    """Yield the articles of this import by the names of their sources, each text once."""
    for reading in ledger.each_original():
        if reading.draft:
            yield reading.shown, reading.draft


def _add_existing(ledger: Ledger, number: int, text: str) -> None:
    body = html.unescape(_MARKUP.sub("", text.partition("\n---\n")[2]))
    lang = _LANG.search(text)
    sketched, echoed = kinship.relate([body])
    kinship.add(ledger.db, number, sketched, echoed, lang["value"] if lang else "en")


def _tell(ledger: Ledger, kin: Kin, sources: int) -> None:
    """Tell the later source of the other; an article that is there is told of, and not told."""
    if kin.a > sources:
        return
    one, other = (kin.b, kin.a) if kin.b <= sources else (kin.a, kin.b)
    ledger.tell(problem(kin.code, ledger.numbered(one), 0, ledger.numbered(other), kin.percent))


def tell_namesakes(ledger: Ledger, authors: Table) -> None:
    """Note, at the first text of an author, another spelling that may be of the same person."""
    first: dict[str, str] = {}
    for shown, draft in _drafts(ledger):
        for name in draft.authors:
            first.setdefault(name, shown)
    for same in same_names.suggest_same_names(first, authors):
        shown = first.get(same.b) or first[same.a]
        ledger.tell(problem(same_names.CODE, shown, 0, same.a, same.b))
