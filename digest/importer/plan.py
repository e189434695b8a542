"""What is to be written: the only step that sees more than one article (rules 92, 93, 96, 99 and 100)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.importer.existing import match_existing
from digest.importer.model import Article
from digest.importer.problems import needs_review, problem
from digest.importer.render import render_article
from digest.importer.results import Change, Decision, ImportResult
from digest.importer.slugs import assign_slugs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.importer.model import ImportOptions, Skip
    from digest.importer.results import Existing
    from digest.model import Problem


def plan_changes(
    outcomes: Mapping[str, Article | Skip], existing: Sequence[Existing], options: ImportOptions
) -> list[Decision]:
    """Return what is to become of each source, by its path as given; nothing is written yet."""
    articles = {shown: found for shown, found in outcomes.items() if isinstance(found, Article)}
    matched = match_existing(articles, existing)
    copies = _find_copies(articles, matched)
    new = {shown: article for shown, article in articles.items() if shown not in matched and shown not in copies}
    slugs = assign_slugs(new, [old.slug for old in existing])
    decisions = []
    for shown, found in sorted(outcomes.items()):
        if not isinstance(found, Article):
            result = ImportResult(shown, found.outcome, None, found.encoding, found.dropped, found.problems)
            decisions.append(_told(Decision(result)))
        elif shown in copies:
            note = problem("I303", shown, 0, copies[shown])
            decisions.append(Decision(ImportResult(shown, "skipped", None, found.source.encoding, (), (note,))))
        elif shown in matched:
            decisions.append(_told(_decide_again(shown, found, matched[shown], options)))
        else:
            decisions.append(_told(_decide_new(shown, found, slugs[shown], options)))
    return decisions


def _find_copies(articles: Mapping[str, Article], matched: Mapping[str, Existing]) -> dict[str, str]:
    """Return the sources that repeat another's words, and whose: of several the first by name is the original.

    A source that has a file already is never a copy: what is there stays.
    """
    originals: dict[str, str] = {}
    copies: dict[str, str] = {}
    for shown in sorted(articles, key=lambda name: (name not in matched, name)):
        original = originals.setdefault(articles[shown].content_sha, shown)
        if original != shown and shown not in matched:
            copies[shown] = original
    return copies


def _decide_new(shown: str, article: Article, slug: str, options: ImportOptions) -> Decision:
    folder = f"{article.date.year:04}" if article.date else "undated"
    path = f"articles/{folder}/{slug}.md"
    text = render_article(article, slug, options.added, options.publication)
    return Decision(_result(shown, article, _written("created", article), path), Change(path, text))


def _decide_again(shown: str, article: Article, old: Existing, options: ImportOptions) -> Decision:
    """Decide about a source that has a file: one that an editor has changed is never written."""
    if old.fault:
        note = problem("I210", shown, 0, old.fault[0], old.path)
        return Decision(_result(shown, article, "kept", old.path, note))
    if old.edited and old.source_sha256 == article.source.sha256:
        return Decision(_result(shown, article, "kept", old.path))
    text = render_article(article, old.slug, old.added or options.added, options.publication)
    if old.edited:
        beside = f"{old.path}.incoming"
        result = _result(shown, article, "conflict", old.path, problem("I208", shown, 0, beside, old.path))
        return Decision(result, None if old.incoming == text else Change(beside, text))
    if text == old.text:
        return Decision(_result(shown, article, "unchanged", old.path))
    return Decision(_result(shown, article, _written("updated", article), old.path), Change(old.path, text))


def _written(outcome: str, article: Article) -> str:
    return "review" if any(map(needs_review, article.problems)) else outcome


def _result(shown: str, article: Article, outcome: str, path: str, *more: Problem) -> ImportResult:
    problems = (*more, *article.problems)
    return ImportResult(shown, outcome, path, article.source.encoding, article.dropped, problems)


def _told(decision: Decision) -> Decision:
    """Return *decision* with the path of the source as it was given in every problem."""
    result = decision.result
    problems = sorted(replace(found, path=result.source) for found in result.problems)
    return replace(decision, result=replace(result, problems=tuple(problems)))
