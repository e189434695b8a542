"""Rules over what could harm people: names where they are not to stand, links that nobody is to follow, exceptions.

A message never repeats the name: it goes into logs that others read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from digest.checks.privacy import shown_texts
from digest.harm import KEEP_OUT, NAMES, NO_LINK
from digest.model import Problem
from digest.schema import FrontMatter
from digest.shapes import did_you_mean
from digest.standards import Standards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digest.checks.content import Article, Checked
    from digest.harm import Harm, Rule
    from digest.masking import Names
    from digest.registry import Registry

_REASON = "or say under `exceptions` why it may stand here; readers are told"
# [words](https://example.org/)   [words][1]
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\](?=[(\[])")


def check_address(one: Checked[Any], harm: Harm) -> Iterator[Problem]:
    """Yield the names of a file that become addresses: no other words can be put there, so it is not published."""
    if not harm.kept_out:
        return
    slug = getattr(one.matter, "slug", "")
    if isinstance(slug, str) and (rule := _broken(harm, slug)):
        message = f"the address has a name that {rule.cited} keeps out"
        yield one.problem("slug", "C143", message, f"give it a slug without the name, {_REASON}")
    for image in getattr(one.matter, "images", ()):
        if image.file and (rule := _broken(harm, image.file)):
            message = f"the address of a picture has a name that {rule.cited} keeps out"
            yield one.problem("images", "C143", message, "give the file another name")


def _broken(harm: Harm, address: str) -> Rule | None:
    if not harm.kept_out.in_address(address):
        return None
    return next((rule for rule, names in harm.named if names.in_address(address)), None)


def check_harm(one: Checked[Any], body: str, standards: Standards) -> Iterator[Problem]:
    """Yield what a file says that a rule keeps from readers: as it was written, before anything is put in its place."""
    harm = standards.of(one.matter).harm
    for rule, names in harm.named:
        yield from _kept_out(one, rule, names) if rule.does == KEEP_OUT else _masked(one, body, rule, names)
    for rule in harm.that(NO_LINK):
        yield from _forbidden(one, body, rule, harm)


def _kept_out(one: Checked[Any], rule: Rule, names: Names) -> Iterator[Problem]:
    for key, what, texts in (
        ("title", "the headline", [getattr(one.matter, "title", None) or ""]),
        ("tags", "a tag", getattr(one.matter, "tags", ())),
    ):
        if any(map(names.is_in, texts)):
            message = f"{what} has a name that {rule.cited} keeps out of headlines, addresses, tags and cards"
            yield one.problem(key, "C142", message, f"say it without the name, {_REASON}")


def _masked(one: Checked[Any], body: str, rule: Rule, names: Names) -> Iterator[Problem]:
    message = f"a name that {rule.cited} keeps out of every text"
    hint = f"write what stands in its place (`digest fix --write` does), {_REASON}"
    told = {key for key, text in _texts(one) if names.is_in(text)}
    for key in sorted(told):
        yield one.problem(key, "C144", message, hint)
    for hit in names.find(body):
        line = body.count("\n", 0, hit.start)
        column = hit.start - body.rfind("\n", 0, hit.start)
        yield Problem(one.path, one.body_line + line, "C144", message, hint, column)


def _texts(one: Checked[Any]) -> Iterator[tuple[str, str]]:
    """Yield what readers see of the front matter of a file, with its keys."""
    matter = one.matter
    if isinstance(matter, FrontMatter):
        yield from ((key, text) for key, text, _ in shown_texts(one))
        yield from (("authors", name) for name in matter.authors)
        yield from (("quoted", text) for person in matter.quoted for text in (person.name, person.role or ""))
        yield from (("date_evidence", matter.date_evidence or ""), ("agency", matter.agency or ""))
        yield from (("exceptions", one.reason) for one in matter.exceptions)
        return
    yield from (("title", getattr(matter, "title", None) or ""), ("summary", getattr(matter, "summary", None) or ""))
    for listed in getattr(matter, "articles", ()):
        yield from (("articles", listed.note or ""), ("articles", listed.heading or ""))


def _forbidden(one: Checked[Any], body: str, rule: Rule, harm: Harm) -> Iterator[Problem]:
    only = type(harm)({rule.id: rule})
    forbidden = Standards(harm=only).forbidden
    if not forbidden:
        return
    message = f"a link that {rule.cited} forbids"
    hint = f"take the link away: readers get it as text that leads nowhere, {_REASON}"
    source = getattr(one.matter, "source", None)
    if source and any(forbidden.has(address) for address in (source.url, source.archive_url) if address):
        yield one.problem("source", "C145", message, hint)
    titles = {match.start() for match in _LINK.finditer(body) if forbidden.names(match["words"])}
    lines = {body.count("\n", 0, at) for at in titles}
    if forbidden.is_in(body):
        lines |= {at for at, line in enumerate(body.split("\n")) if forbidden.inert(line) != line}
    yield from (Problem(one.path, one.body_line + line, "C145", message, hint) for line in sorted(lines))


# --- exceptions ---


def check_exceptions(articles: Iterable[Article], harm: Harm) -> Iterator[Problem]:
    """Yield exceptions to rules that are not there, and those that say twice what one says."""
    for article in articles:
        seen: set[str] = set()
        for one in article.matter.exceptions:
            if one.rule not in harm.rules:
                hint = did_you_mean(one.rule, list(harm.rules)) or "name a rule of content/registry/harm.yaml"
                yield article.problem("exceptions", "C146", f"an exception to {one.rule!r}, which is no rule", hint)
            elif one.rule in seen:
                message = f"two exceptions to {one.rule!r}"
                yield article.problem("exceptions", "C146", message, "keep one of the two, with both reasons")
            seen.add(one.rule)


# --- registries ---


def check_named(folder: Path, registry: Registry) -> Iterator[Problem]:
    """Yield lines of the registries in *folder* with a name that no list and no address may have."""
    names = registry.harm.kept_out
    if not names:
        return
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text("utf-8", "replace") if path.name != NAMES else ""
        for line in sorted({text.count("\n", 0, hit.start) for hit in names.find(text)}):
            message = f"a name that {NAMES} lists, in a registry: it would stand in lists and addresses"
            yield Problem(path.as_posix(), line + 1, "R129", message, "say it without the name")
