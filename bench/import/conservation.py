"""Whether words are lost or made up on the way: from the text to its parts, to Markdown, to HTML by two engines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from bench.document import Table
from bench.measure import in_fresh_process
from digest import frontmatter
from digest.importer import Article
from digest.importer.model import BODY_ROLES, Role
from digest.importer.render import render_article
from digest.importer.texts.clean import clean
from tests.importer.dumps import clean_article
from tests.importer.dumps import generate as generate_dump
from tests.importer.grammar import generate
from tests.importer.helpers import OPTIONS, commonmark, python_markdown, run, visible, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.importer import Skip

    from .sizes import Size

REJOINED, REPAIRED = "I321", "I307"  # a divided word is put together; garbled letters are put right
KINDS = ("clean articles", "whole pages", "articles that look like pages", "hostile lines")
STEPS = ("parts", "markdown", "commonmark", "invented")
LINES = (
    "By Jane Roe", "By —", "Jane Roe", "(Reporting by Jane Roe; editing by John Doe)", "Автор: Иван Петров",
    "https://example.org/2016/12/26/library", "Photo: Jane Roe", "Video", "Library opens",
    "OSLO -- The library opens on Monday, it said.",
    "0 Comment(s)", "3 Comment(s)", "---", "# # #", "26 December 2016", "Published: 2016-12-26",
    "01/02/2016", "A reading room in Oslo. [Jane Roe/AFP]", "- one", "- two", "• три", "1. first", "[sic]", "Politics",
    "القاهرة – تفتح المكتبة أبوابها يوم الاثنين.", "What happens next?", "    indented text that goes on for a while",
    "A sentence that is rather longer than the others, so that it is prose for certain and has a full stop.", "\f",
    "North Side   12   9", "Mill Lane 4, Harbour 7", "| a | 1 | b |", "Read also:", "Home | News | Sport", "кiтап",
    "title: Library\ndate: 2016-12-26", "...", "{{ library }} {% raw %}", "|filename|a.md", "{filename}a.md", "[TOC]",
    "*[abbr]: word", "[^1]: a note", "{: .class #id }", "```", "~~~ python", "<script>library</script>", "<b>bold</b>",
    "![picture](a.jpg) [link](javascript:library)", "&amp; &#42; &nbsp", "$x$ ^up^ ==marked== ~~gone~~", "!!! note",
    "Library\n=======", "Library\n-------", "term\n: definition", "www.example.org http://example.org",
    "@library #maps",
    "the reading room of the library was closed in the summer, and the exam-\nple of the museum was not taken\nexample",
)  # fmt: skip
SOUP = "ab АБ كت 12 .,!?-–—[](){}<>*_`#+=|~&:;^$\\/\"'\n\t"
AFTER = 14  # lines at most


@dataclass(frozen=True, slots=True)
class Conservation:
    """How many documents of a kind there were, how many are articles, and in how many words differ, by the step."""

    kind: str
    documents: int
    articles: int
    wrong: dict[str, int]


def measure(size: Size) -> list[Conservation]:
    """Return what became of the words of so many documents."""
    return [Conservation(**one) for one in in_fresh_process(_measure, number=size.documents)]


def hostile(seed: int) -> str:
    """Return lines in which Markdown, YAML, HTML and templates find something, and signs without any sense."""
    rng = Random(seed)
    soup = ["".join(rng.choices(SOUP, k=rng.randint(1, 70))) for _ in range(3)]
    return "\n".join(rng.choice([*LINES, *soup, *soup, "", "", ""]) for _ in range(rng.randint(1, AFTER)))


def _measure(number: int) -> list[dict[str, object]]:
    makers: tuple[Callable[[int], str], ...] = (
        lambda seed: generate(seed)[0],
        lambda seed: generate_dump(seed)[0],
        clean_article,
        hostile,
    )
    each = number // len(KINDS)
    return [_count(kind, make, each) for kind, make in zip(KINDS, makers, strict=True)]


def _count(kind: str, make: Callable[[int], str], number: int) -> dict[str, object]:
    wrong = Counter(dict.fromkeys(STEPS, 0))
    articles = 0
    for seed in range(number):
        text = make(seed)
        found = run(text)
        articles += isinstance(found, Article)
        wrong.update(faults(text, found))
    return {"kind": kind, "documents": number, "articles": articles, "wrong": dict(wrong)}


def faults(text: str, found: Article | Skip) -> list[str]:
    """Return the steps at which words of *text* were lost or made up."""
    return [step for step, is_right in _steps(text, found).items() if not is_right]


def _steps(text: str, found: Article | Skip) -> dict[str, bool]:
    if not isinstance(found, Article):
        dropped = words(" ".join(part.text for part in found.dropped))
        return {"parts": not found.dropped or dropped == words(clean(text))}
    body = words(" ".join(part.text for part in found.body))
    written = frontmatter.read(render_article(found, "slug", OPTIONS.added, None))
    return {
        "parts": _has_all_words(text, found),
        "markdown": words(visible(python_markdown(written.body))) == body,
        "commonmark": words(visible(commonmark(written.body))) == body,
        "invented": _is_printed(found),
    }


def _has_all_words(text: str, found: Article) -> bool:
    codes = {problem.code for problem in found.problems}
    before, after = words(clean(text)), words(" ".join(part.text for part in found.parts))
    if REJOINED in codes:
        return "".join(before) == "".join(after)
    return before == after or REPAIRED in codes


def _is_printed(found: Article) -> bool:
    """Return whether authors, date and place stand in the text as its bylines, its dates and its dateline."""
    bylines = " ".join(part.text for part in found.parts if part.role is Role.BYLINE)
    lines = [part.text for part in found.parts if part.role in BODY_ROLES]
    return (
        all(name.split(",")[0] in bylines for name in found.authors)
        and (found.date is None or str(found.date.year)[2:] in str(found.date_evidence))
        and (found.filed is None or any(line.startswith(found.filed.dateline.text) for line in lines))
    )


def table(kinds: list[Conservation]) -> Table:
    """Return the figures."""
    rows = [
        (one.kind, f"{one.documents:,}", f"{one.articles:,}", *(f"{one.wrong[step]:,}" for step in STEPS))
        for one in kinds
    ]
    note = (
        "Documents in which words differ, in kind, number or order, between the text and the parts of the article with "
        "what was dropped; between the body and what a reader sees of it through Python-Markdown, and through "
        "CommonMark; and documents with an author, date or place that they do not print. What is no article is whole "
        "in the report."
    )
    columns = (
        "documents",
        "number",
        "articles",
        "parts differ",
        "Python-Markdown differs",
        "CommonMark differs",
        "made up",
    )
    return Table("Conservation of words", note, columns, tuple(rows))
