"""How large what readers load may be, as a server sends it that compresses: each kind of file has a budget."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from digest.checks.built.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator


class Budget(NamedTuple):
    """A kind of file: what it is called, which files it is, and how many bytes of it a server may send."""

    name: str
    pattern: re.Pattern[str]
    most: int


_EDITION = r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]+)*/)?"
# The first that fits counts. An article and the style take 15,000 together; lists grow with the site, to these.
BUDGETS = tuple(
    Budget(name, re.compile(pattern), most)
    for name, pattern, most in (
        ("mail", rf"{_EDITION}digest/[^/]+/mail\.(?:html|txt)", 40_000),
        ("article", rf"{_EDITION}articles/[^/]+/index\.html", 12_000),
        ("search page", rf"{_EDITION}search/index\.html", 16_000),
        ("weekly digest", rf"{_EDITION}digest/[^/]+/index\.html", 80_000),
        ("dossier", rf"{_EDITION}dossiers/[^/]+/index\.html", 40_000),
        ("index", rf"{_EDITION}[a-z-]+/index\.html", 80_000),
        ("page", r".*\.html", 20_000),
        ("feed", r".*feed\.(?:atom|json)", 120_000),
        ("style sheet", r"theme/[^/]+\.css", 12_000),
        ("script", r"theme/.*\.js", 12_000),
        ("drawing", r"images/.*\.svg", 60_000),
        ("card", r".*card\.png", 60_000),
        ("picture", r"images/.*", 500_000),
    )
)
ORDINARY = 12_000
"""An article with no more letters is to keep to its budget; one of a book's length is allowed what its words take."""
_ZIPPED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_TAGS = re.compile(r"<[^>]*>")
# What a page is made of, for whoever has to make it smaller.
_PARTS = (
    ("JSON-LD", re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)),
    ("drawings", re.compile(r"<svg.*?</svg>", re.DOTALL)),
    ("the frame around <main>", re.compile(r"\A.*?<main|</main>.*\Z", re.DOTALL)),
    ("<main>", re.compile(r"<main.*</main>", re.DOTALL)),
)


def budget_of(path: str) -> Budget | None:
    """Return the budget of the file *path*, if it has one."""
    return next((budget for budget in BUDGETS if budget.pattern.fullmatch(path)), None)


def judge_weight(path: str, content: bytes) -> Iterator[Fault]:
    """Yield whether the file *path* is larger than its kind may be, with what is large in it."""
    budget = budget_of(path)
    if budget is None or len(content) <= budget.most:  # compressed it is smaller still
        return
    size = len(content) if path.endswith(_ZIPPED) else sent(content)
    most = budget.most + (_more_for_words(content) if budget.name == "article" else 0)
    if size > most:
        message = f"it has {size:,} bytes as it is sent, and a file of its kind ({budget.name}) may have {most:,}"
        yield Fault(
            0,
            "O145",
            message + _largest(path, content),
            "see what is large in it; the budgets are in digest/checks/built/weights.py",
        )


def sent(content: bytes) -> int:
    """Return how many bytes a server sends that compresses by gzip."""
    return len(zlib.compress(content, 6)) + 12  # gzip's frame is so much longer than that of zlib


def _more_for_words(content: bytes) -> int:
    words = _TAGS.sub("", content.decode("utf-8", "replace"))
    return sent(words.encode()) * (len(words) - ORDINARY) // len(words) if len(words) > ORDINARY else 0


def _largest(path: str, content: bytes) -> str:
    """Return, in words, which parts of a page take how much."""
    if not path.endswith(".html"):
        return ""
    text = content.decode("utf-8", "replace")
    sizes = {name: sum(len(found.group().encode()) for found in part.finditer(text)) for name, part in _PARTS}
    told = ", ".join(f"{name} {size:,}" for name, size in sorted(sizes.items(), key=lambda one: -one[1]) if size)
    return f"; of {len(content):,} before: {told}"
