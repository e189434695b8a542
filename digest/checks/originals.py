"""Digest, not copy: how much of an original an article may have, and whether it has more.

Originals stand in `originals/` beside the content folder, by the slug of the article: they are read by the check alone,
never by a build. Of an article that is shown in part only, its own text is the original where there is no other.
`content/registry/copying.yaml` has the limits.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digest.checks.copying import measure
from digest.checks.marks import NO_WORDS
from digest.checks.prose import blank
from digest.model import Problem
from digest.registryfile import read_registry_file
from digest.schema import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.checks.content import Article
    from digest.checks.copying import Measured, Run

FOLDER = "originals"
NAME = "copying.yaml"
OWN, EXCERPT, LINK = "own", "excerpt", "link"
_KEYS = ("run", "share", "quoted")
_ENDINGS = (".txt", ".md", ".html")
_LEAST_ORIGINAL = 50  # words of a text of which an excerpt can be too much
_SHOWN_WORDS = 4  # of a run, at either end of it
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
# The front matter of an original that was kept as Markdown.
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Limit:
    """How much may be an original's: so many words in a *run*, and *share* and *quoted* in per cent.

    The share of our own words is that of ours which are taken; that of an excerpt is how much of the original it shows.
    """

    run: int
    share: int
    quoted: int


DEFAULTS: Mapping[str, Limit] = {OWN: Limit(25, 25, 40), EXCERPT: Limit(100, 50, 100), LINK: Limit(25, 100, 100)}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limit of each kind of text."""

    by_kind: Mapping[str, Limit] = field(default_factory=lambda: DEFAULTS)


def load_limits(folder: Path) -> tuple[Limits, list[Problem]]:
    """Return the limits that the registry in *folder* sets, or the usual ones, and what is wrong with it."""
    path = folder / NAME
    values, lines, problems = read_registry_file(path, "R131")
    found = dict(DEFAULTS)
    for kind, value in values.items():
        said = _numbers(value) if kind in DEFAULTS else None
        if said is None:
            message = f"{kind!r} sets no limits"
            hint = f"write {', '.join(DEFAULTS)}, each with {', '.join(_KEYS)} as whole numbers: words, and per cent"
            problems.append(Problem(path.as_posix(), lines[kind], "R131", message, hint))
        else:
            usual = DEFAULTS[kind]
            found[kind] = Limit(**{key: said.get(key, getattr(usual, key)) for key in _KEYS})
    return Limits(found), problems


def _numbers(value: Any) -> dict[str, int] | None:
    if not isinstance(value, dict) or not value.keys() <= set(_KEYS):
        return None
    if not all(isinstance(number, str) and re.fullmatch("[0-9]{1,4}", number) for number in value.values()):
        return None
    return {key: int(number) for key, number in value.items()}


# --- the originals ---


def files_of(folder: Path) -> dict[str, list[Path]]:
    """Return the originals in *folder* by the slugs of the articles: `SLUG.txt`, or all of a folder `SLUG`."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix in _ENDINGS and path.is_file() and not path.name.startswith("."):
            parts = path.relative_to(folder).parts
            found.setdefault(parts[0] if len(parts) > 1 else path.stem, []).append(path)
    return found


def read_original(path: Path) -> str:
    """Return the words of an original: of a page without its tags, of Markdown without its front matter."""
    text = path.read_text("utf-8", "replace")
    if path.suffix == ".html":
        return html.unescape(_TAG.sub(" ", text))
    return _bare(_FRONT.sub("", text)) if path.suffix == ".md" else text


def _bare(markdown: str) -> str:
    """Return Markdown with spaces in place of what is no words: every word stays where it is."""
    return re.sub(r"[*_`\\]", " ", NO_WORDS.sub(blank, markdown))


# --- the rule ---


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of an article: *kind* is whose words they are, *lede* what of an excerpt readers get."""

    kind: str
    body: str
    lede: str = ""


def check_copying(
    article: Article, shown: Shown, originals: Sequence[str], limits: Limits, speakers: Sequence[str]
) -> Iterator[Problem]:
    """Yield where an article has more of its original than it may."""
    if article.matter.status not in PUBLIC or (shown.kind == OWN and not originals):
        return
    against = list(originals) or [_bare(shown.body)]
    limit = limits.by_kind[shown.kind]
    parts = [("title", article.matter.title)]
    if shown.kind != LINK:
        parts += [
            ("summary", article.matter.summary or ""),
            ("", _bare(shown.body) if shown.kind == OWN else shown.lede),
        ]
    measured = [(key, text, measure(text, against, speakers)) for key, text in parts if text]
    for key, text, one in measured:
        for run in one.runs:
            if run.words > limit.run:
                yield _too_long(article, key, text, run, limit)
    yield from _too_much(article, shown.kind, [one for _, _, one in measured], limit)


def _too_long(article: Article, key: str, text: str, run: Run, limit: Limit) -> Problem:
    words = text[run.start : run.end].split()
    begins, ends = " ".join(words[:_SHOWN_WORDS]), " ".join(words[-_SHOWN_WORDS:])
    line = article.lines.get(key, 1) if key else article.body_line + text.count("\n", 0, run.start)
    message = f"{run.words} words in a row are the original's (limit {limit.run}): “{begins} … {ends}”"
    hint = "say it in words of your own, or quote it and say whose words they are"
    return Problem(article.path, line, "C147", message, hint)


def _too_much(article: Article, kind: str, measured: Sequence[Measured], limit: Limit) -> Iterator[Problem]:
    words, quoted, taken = (sum(getattr(one, name) for one in measured) for name in ("words", "quoted", "taken"))
    own = words - quoted
    original = measured[0].original if measured else 0
    if kind == OWN:
        share, what = (taken / own if own else 0.0), "of the words are the original's"
    else:
        share, what = (min(1.0, taken / original) if original else 0.0), "of the original is shown"
    if share * 100 > limit.share and (kind == OWN or original >= _LEAST_ORIGINAL):
        message = f"{share:.0%} {what} (limit {limit.share}%)"
        hint = "say more of it in words of your own" if kind == OWN else "show less: `rights: link`, or a shorter lede"
        yield Problem(article.path, article.body_line, "C148", message, hint)
    if words and quoted / words * 100 > limit.quoted:
        message = f"{quoted / words:.0%} of the words are quotations (limit {limit.quoted}%)"
        yield Problem(article.path, article.body_line, "C148", message, "quote less, and say more of it yourself")
