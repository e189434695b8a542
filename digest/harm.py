"""What the digest does not do to people: the rules of `content/registry/harm.yaml`, each with the guideline it follows.

A rule says what it *does*: `keep-out` keeps names out of headlines, addresses, tags and cards, `mask` out of every
text; `no-link` has nothing lead to some addresses, `note` puts a note above articles on some topics. The guidelines are
those of `guidelines.yaml`. Names are in neither: they stand in `harm-names.yaml`, which need not be published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from digest.entries import SHAPES, text_of
from digest.masking import Name, Names
from digest.model import Problem, Text
from digest.registryfile import read_registry_file
from digest.shapes import did_you_mean, is_slug, is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

RULES, GUIDELINES, NAMES = "harm.yaml", "guidelines.yaml", "harm-names.yaml"
KEEP_OUT, MASK, NO_LINK, NOTE = "keep-out", "mask", "no-link", "note"

# What a rule may say, by what it does, with the shape of each; `why` and `guidelines` each rule must say.
_EVERY = {"does": "word", "why": "text", "guidelines": "list"}
RULE_KEYS: Mapping[str, dict[str, str]] = {
    KEEP_OUT: _EVERY,
    MASK: _EVERY,
    NO_LINK: _EVERY | {"hosts": "list", "addresses": "list", "titles": "list"},
    NOTE: _EVERY | {"topics": "list", "note": "text"},
}
GUIDELINE_KEYS = ("title", "publisher", "year", "url")


@dataclass(frozen=True, slots=True)
class Guideline:
    """What a rule follows, as it is cited; *year* is that of the edition, where there is one."""

    id: str
    title: str
    publisher: str
    url: str
    year: str = ""

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}{f' ({self.year})' if self.year else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: what it *does* and to what, *why* in words for readers, and the guidelines that ask for it."""

    id: str
    does: str
    why: Text
    guidelines: tuple[Guideline, ...]
    names: tuple[Name, ...] = ()
    hosts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    note: Text = Text()

    @property
    def cited(self) -> str:
        """What it is called where it is broken: its id, and the first of its guidelines."""
        return f"the rule {self.id!r} ({self.guidelines[0]})" if self.guidelines else f"the rule {self.id!r}"


@dataclass(frozen=True)
class Harm:
    """The rules by their ids, in the order of the file."""

    rules: Mapping[str, Rule] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rules)

    def that(self, does: str) -> Iterator[Rule]:
        """Yield the rules that do this."""
        return (rule for rule in self.rules.values() if rule.does == does)

    @cached_property
    def digest(self) -> bytes:
        """The fingerprint of what is done to texts; nothing where that is nothing. Notes are no part of a text."""
        acting = [rule for rule in self.rules.values() if rule.names or rule.does == NO_LINK]
        return blake2b(repr(acting).encode(), digest_size=16).digest() if acting else b""

    @cached_property
    def masked(self) -> Names:
        """The names that stand in no text."""
        return Names(tuple(name for rule in self.that(MASK) for name in rule.names))

    @cached_property
    def kept_out(self) -> Names:
        """The names that stand in no headline, address, tag or card; those of the others are among them."""
        return Names(tuple(name for does in (KEEP_OUT, MASK) for rule in self.that(does) for name in rule.names))

    @cached_property
    def named(self) -> tuple[tuple[Rule, Names], ...]:
        """The rules about names that have any, each with its names."""
        rules = (rule for does in (KEEP_OUT, MASK) for rule in self.that(does) if rule.names)
        return tuple((rule, Names(rule.names)) for rule in rules)

    def without(self, excepted: Iterable[str]) -> Harm:
        """Return the rules but for those that are *excepted*."""
        left = set(excepted)
        return Harm({identifier: rule for identifier, rule in self.rules.items() if identifier not in left})


# --- the registries ---


def load_harm(folder: Path, tags: Iterable[str] | None = None) -> tuple[Harm, list[Problem]]:
    """Return the rules in *folder*, and what is wrong with them; none of the files need be there.

    The topics of a note are among *tags*, where these are given.
    """
    guidelines, problems = _load_guidelines(folder / GUIDELINES)
    values, lines, found = read_registry_file(folder / RULES, "R123")
    named, found_names = _load_names(folder / NAMES, values)
    problems += [*found, *found_names]
    known = None if tags is None else frozenset(tags)
    rules = {}
    for identifier, value in values.items():
        faults = list(_faults(identifier, value, guidelines, known))
        problems += [Problem((folder / RULES).as_posix(), lines[identifier], *fault) for fault in faults]
        if isinstance(value, dict) and value.get("does") in RULE_KEYS:
            rules[identifier] = _rule(identifier, value, guidelines, named.get(identifier, ()))
    return Harm(rules), problems


def _rule(
    identifier: str, value: Mapping[str, Any], guidelines: Mapping[str, Guideline], names: tuple[Name, ...]
) -> Rule:
    shapes = RULE_KEYS[value["does"]]
    said = {key: item for key, item in value.items() if item and key in shapes and SHAPES[shapes[key]].is_right(item)}
    lists = {key: tuple(said.get(key, ())) for key in ("hosts", "addresses", "titles", "topics")}
    return Rule(
        id=identifier,
        does=value["does"],
        why=text_of(said.get("why", "")),
        guidelines=tuple(guidelines[one] for one in said.get("guidelines", ()) if one in guidelines),
        names=names,
        note=text_of(said.get("note", "")),
        **lists,
    )


def _faults(
    identifier: str, value: Any, guidelines: Mapping[str, Guideline], tags: frozenset[str] | None
) -> Iterator[tuple[str, str, str]]:
    does = str(value.get("does")) if isinstance(value, dict) else ""
    if does not in RULE_KEYS or not is_slug(identifier):
        yield "R124", f"{identifier!r} is no rule", f"give it an id of small letters, and say what it `does`: {_CHOICE}"
        return
    shapes = RULE_KEYS[does]
    for key, item in value.items():
        if key not in shapes:
            yield "R124", f"{identifier!r} has an unknown key {key!r}", f"the keys are {', '.join(shapes)}"
        elif item and not SHAPES[shapes[key]].is_right(item):
            yield "R124", f"{identifier!r} has a wrong {key}", f"write {SHAPES[shapes[key]].told}"
    for key in ("why", *(("note",) if does == NOTE else ())):
        if not text_of(value.get(key) or "").in_lang("en"):
            yield "R124", f"{identifier!r} has no {key} in English", f"add `{key}: {{en: ...}}`"
    yield from _strangers(identifier, value, guidelines, tags)


def _strangers(
    identifier: str, value: Mapping[str, Any], guidelines: Mapping[str, Guideline], tags: frozenset[str] | None
) -> Iterator[tuple[str, str, str]]:
    """Yield what a rule names that is not there: guidelines, of which it needs one, and topics."""
    said: dict[str, list[Any]] = {key: item for key, item in value.items() if isinstance(item, list)}
    cited, topics = said.get("guidelines", []), said.get("topics", [])
    if not cited:
        yield "R125", f"{identifier!r} cites no guideline", f"name one of {GUIDELINES} under `guidelines`"
    for one in cited:
        if one not in guidelines:
            hint = did_you_mean(str(one), list(guidelines)) or f"add it to {GUIDELINES}"
            yield "R125", f"{identifier!r} cites {one!r}, which is not there", hint
    for topic in topics:
        if tags is not None and topic not in tags:
            hint = did_you_mean(str(topic), sorted(tags)) or "name an id of tags.yaml"
            yield "R126", f"{identifier!r} is for {topic!r}, which is no tag", hint


_CHOICE = ", ".join(RULE_KEYS)


def _load_guidelines(path: Path) -> tuple[dict[str, Guideline], list[Problem]]:
    values, lines, problems = read_registry_file(path, "R123")
    found = {}
    for identifier, value in values.items():
        if _is_guideline(value):
            found[identifier] = Guideline(id=identifier, **value)
        else:
            hint = f"give it {', '.join(GUIDELINE_KEYS)}; only `year` may be left out"
            message = f"{identifier!r} cannot be cited"
            problems.append(Problem(path.as_posix(), lines[identifier], "R127", message, hint))
    return found, problems


def _is_guideline(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and {"title", "publisher", "url"} <= value.keys() <= set(GUIDELINE_KEYS)
        and all(isinstance(item, str) and item.strip() for item in value.values())
        and is_web_address(value["url"])
    )


def _load_names(path: Path, rules: Mapping[str, Any]) -> tuple[dict[str, tuple[Name, ...]], list[Problem]]:
    """Return the names by their rules: each a word, or `{name, aliases, shown}`."""
    values, lines, problems = read_registry_file(path, "R123")
    found = {}
    for identifier, given in values.items():
        does = rules[identifier].get("does") if isinstance(rules.get(identifier), dict) else None
        names = [_name(one) for one in given] if isinstance(given, list) else [None]
        if does not in {KEEP_OUT, MASK}:
            message, hint = f"{identifier!r} is no rule about names", f"name one of {RULES} that keeps out or masks"
        elif None in names:  # which one is not said: it goes into logs that others read
            message = f"{identifier!r} has a name that cannot be looked for"
            hint = "write each as a text, or as `{name: ..., aliases: [...], shown: {en: ...}}`"
        else:
            found[identifier] = tuple(name for name in names if name)
            continue
        problems.append(Problem(path.as_posix(), lines[identifier], "R128", message, hint))
    return found, problems


def _name(given: Any) -> Name | None:
    said = {"name": given} if isinstance(given, str) else given
    if not isinstance(said, dict) or not said.keys() <= {"name", "aliases", "shown"}:
        return None
    forms = [said.get("name"), *(said.get("aliases") or [])]
    shown = said.get("shown") or ""
    is_right = all(isinstance(form, str) and any(map(str.isalpha, form)) for form in forms)
    if not is_right or (shown and not SHAPES["text"].is_right(shown)):
        return None
    return Name(tuple(" ".join(str(form).split()) for form in forms), text_of(shown) if shown else Text())
