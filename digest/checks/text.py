"""Everything that is wrong with the words of one file by themselves, whatever the other files say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.checks.headings import check_headings
from digest.checks.marks import check_marks
from digest.checks.privacy import check_privacy
from digest.checks.prose import Prose
from digest.checks.rawhtml import check_raw_html
from digest.schema import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digest.checks.content import Article, Checked
    from digest.checks.privacy import Privacy
    from digest.model import Problem


def check_text(
    article: Article, body: str, privacy: Privacy, find_private: Callable[[str], Iterable[str]]
) -> Iterator[Problem]:
    """Yield what is wrong with the words of an article; a draft may be unfinished, but holds nothing private."""
    prose = _prose(article, body)
    yield from check_privacy(article, prose, privacy, find_private)
    yield from check_words(article, body)


def check_words(one: Checked[Any], body: str) -> Iterator[Problem]:
    """Yield what is wrong with the words of any content file that readers see."""
    if one.matter.status in PUBLIC:
        prose = _prose(one, body)
        yield from check_headings(prose)
        yield from check_marks(prose)
        yield from check_raw_html(prose)


def _prose(one: Checked[Any], body: str) -> Prose:
    return Prose(one.path, one.matter.lang, body, one.body_line)
