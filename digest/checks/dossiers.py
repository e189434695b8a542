"""Rules over dossiers: what each lists is there, is published, and stands in it once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from digest import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.checks.content import Article, Checked
    from digest.model import Problem
    from digest.registry import Registry

    Dossier: TypeAlias = Checked[schema.DossierMatter]


def check_dossiers(dossiers: Sequence[Dossier], articles: Sequence[Article], registry: Registry) -> Iterator[Problem]:
    """Yield what is wrong between dossiers and the articles and tags that they name."""
    statuses = {article.matter.slug: article.matter.status for article in articles}
    for dossier in dossiers:
        yield from _check_tag(dossier, registry)
        yield from _check_items(dossier, statuses)


def _check_items(dossier: Dossier, statuses: Mapping[str, Any]) -> Iterator[Problem]:
    listed = dossier.matter.articles
    if not listed and dossier.matter.status in schema.PUBLIC:
        yield dossier.problem("articles", "C188", "the dossier lists no article", "write one `- slug` a line")
    first: dict[str, int] = {}
    for at, item in enumerate(listed):
        line = dossier.line_of_item("articles", at)
        if item.slug not in statuses:
            hint = schema.did_you_mean(item.slug, sorted(statuses)) or "write the slug of an article"
            yield dossier.problem_at(line, "C185", f"no article has the slug {item.slug!r}", hint)
        elif statuses[item.slug] != "published" and dossier.matter.status == "published":
            message = f"the article {item.slug!r} is not published: its status is {statuses[item.slug]}"
            hint = "readers do not see it there; take it out, or publish it"
            yield dossier.problem_at(line, "C302", message, hint)
        if item.slug in first:
            message = f"the article {item.slug!r} stands in the dossier twice, first in line {first[item.slug]}"
            yield dossier.problem_at(line, "C187", message, "keep one of the two")
        first.setdefault(item.slug, line)


def _check_tag(dossier: Dossier, registry: Registry) -> Iterator[Problem]:
    tag = dossier.matter.tag
    if tag is not None and registry.tags.find(tag) is None:
        hint = schema.did_you_mean(tag, registry.tags.names()) or "use one of content/registry/tags.yaml"
        yield dossier.problem("tag", "C112", f"unknown tag {tag!r}", hint)
