"""Whether a page is sound HTML: closed and nested as it may be, named for those who do not see it, whole as a page.

One walk over its tags. It holds our own pages to more than HTML does: what is opened is closed, so that a template that
forgets one end is found. What the Nu Html Checker knows besides, it is asked in the tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from digest.checks.built import content_model as model
from digest.checks.built.faults import Fault, line_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#  class="card"    hidden    href='x'
_GIVEN = r"""(?>(?:[^"'<>]++|"[^"]*+"|'[^']*+')*)"""
# <p class="x">    </p>    <title>…</title>    <!-- … -->    <!doctype html>    and a < that begins none of these
_TOKEN = re.compile(
    rf"""
    <(?:
        (?P<end>/?)(?!(?i:script|style|textarea|title)[\s>])(?P<tag>[a-zA-Z][^\s/>]*+)(?P<given>{_GIVEN})>
    |   (?P<raw>(?i:script|style|textarea|title))(?P<raw_given>{_GIVEN})>
        (?P<said>(?>(?:(?!</(?P=raw)).)*))</(?P=raw)\s*+>
    |   !--(?>(?:(?!-->).)*)-->
    |   !(?P<declared>[^>]*+)>
    |   (?P<stray>)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<value>[^"]*)"|'(?P<quoted>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"""
)
_TAGS = re.compile(r"<[^>]*>")
# alt="The hall"    aria-label="Menu"
_SPOKEN = re.compile(r"""(?:alt|aria-label|title)="[^"]*[^"\s][^"]*"|<title>[^<]*[^<\s]""")


_NOTHING: Mapping[str, str] = {}
_SPEAKING = frozenset({"a", "button"})


class Open(NamedTuple):
    """An element that has begun: its tag, where its tag begins and ends, and its attributes."""

    tag: str
    start: int
    end: int
    given: Mapping[str, str]


class Said(NamedTuple):
    """A fault that has yet to get its line."""

    at: int
    code: str
    message: str
    hint: str


@dataclass(slots=True)
class _Walk:
    """One walk over the page at the whole *address*; in a mail, which has none, some of what is obsolete has to be."""

    text: str
    address: str | None
    open: list[Open] = field(default_factory=list)
    told: list[Said] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=lambda: {"main": 0, "h1": 0, "title": 0, "doctype": 0, "lang": 0})
    ids: set[str] = field(default_factory=set)
    named: list[tuple[int, str, str]] = field(default_factory=list)
    controls: list[tuple[int, str, str]] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    level: int = 0
    drawing: int = 0
    is_of_other: bool = False
    refresh: int | None = None

    def tell(self, at: int, code: str, message: str, hint: str) -> None:
        self.told.append(Said(at, code, message, hint))

    def run(self) -> None:
        for token in _TOKEN.finditer(self.text):
            ends, tag, written = token.group("end", "tag", "given")
            if tag is None:
                self.pass_by(token)
                continue
            if not self.drawing:
                tag = tag.lower()
            if not ends:
                self.begin(tag, written, token.start(), token.end())
            elif self.open and self.open[-1].tag == tag:
                self.end(token.start())
            else:
                self.end_amiss(tag, token.start())
        for one in self.open:
            self.tell(one.start, "O106", f"<{one.tag}> is not closed", f"write </{one.tag}> where it ends")

    def pass_by(self, token: re.Match[str]) -> None:
        """Look at what holds no elements: a comment, the doctype, or an element of text alone."""
        if token["raw"]:
            tag = token["raw"].lower()
            self.look(tag, _attributes(token["raw_given"]), token.start())
            if tag == "title" and not self.drawing and token["said"].strip():
                self.counted["title"] += 1
        elif token["declared"]:
            self.counted["doctype"] += token["declared"].lower().startswith("doctype html")
        elif token["stray"] is not None:
            self.tell(token.start(), "O106", "a < begins no tag", "write &lt; for it, or mend the tag")

    def begin(self, tag: str, written: str, start: int, end: int) -> None:
        given = _attributes(written) if written else _NOTHING
        self.look(tag, given, start)
        if tag in model.VOID and not self.drawing:
            return
        if written.endswith("/") and (self.drawing or tag == "svg"):
            return
        self.open.append(Open(tag, start, end, given))
        if self.drawing or tag == "svg":
            self.drawing += 1

    def end(self, at: int) -> None:
        """End the element that began last."""
        one = self.open.pop()
        if self.drawing:
            self.drawing -= 1
        if one.tag in _SPEAKING and not self.drawing and not self.is_named(one, at):
            hint = "write words into it, or say in aria-label where it leads"
            self.tell(one.start, "O114", f"<{one.tag}> says nothing to those who do not see it", hint)

    def end_amiss(self, tag: str, at: int) -> None:
        """End an element that did not begin last, if it began at all."""
        if all(one.tag != tag for one in self.open):
            self.tell(at, "O106", f"</{tag}> closes nothing", f"take it out, or write <{tag}> where it begins")
            return
        while self.open[-1].tag != tag:
            one = self.open[-1]
            message = f"<{one.tag}> is not closed before </{tag}>"
            self.tell(one.start, "O106", message, f"write </{one.tag}> where it ends")
            self.end(at)
        self.end(at)

    def is_named(self, one: Open, end: int) -> bool:
        if one.tag == "a" and "href" not in one.given:
            return True
        inner = self.text[one.end : end]
        said = one.given.get("aria-label") or one.given.get("aria-labelledby") or one.given.get("title")
        return bool(said or _TAGS.sub("", inner).strip() or _SPOKEN.search(inner))

    def look(self, tag: str, given: Mapping[str, str], at: int) -> None:
        """Look at one start tag, where it stands."""
        if self.drawing:
            return
        if given and "" in given:
            self.tell(at, "O108", f"<{tag}> has {given['']!r} twice", "leave one of the two")
        self.look_at_place(tag, at)
        if self.address is not None:
            self.look_at_names(tag, given, at)
        special = _SPECIAL.get(tag)
        if special is not None:
            special(self, tag, given, at)

    def look_at_picture(self, _: str, given: Mapping[str, str], at: int) -> None:
        if "alt" not in given:
            self.tell(at, "O110", f"a picture has no alt: {given.get('src', '')}", 'say what it shows, or write alt=""')

    def look_at_part(self, tag: str, given: Mapping[str, str], _: int) -> None:
        self.counted["main"] += tag == "main"
        self.counted["lang"] += tag == "html" and bool(given.get("lang"))

    def look_at_label(self, _: str, given: Mapping[str, str], __: int) -> None:
        self.labelled.add(given.get("for", ""))

    def look_at_meta(self, _: str, given: Mapping[str, str], at: int) -> None:
        if given.get("http-equiv", "").lower() == "refresh":
            self.refresh = at
        elif given.get("name") == "robots":
            self.is_of_other |= "noindex" in given.get("content", "")

    def look_at_link(self, _: str, given: Mapping[str, str], __: int) -> None:
        self.is_of_other |= given.get("rel") == "canonical" and given.get("href") != self.address

    def look_at_names(self, tag: str, given: Mapping[str, str], at: int) -> None:
        """Look at what is obsolete, and note what refers to something else on the page."""
        if tag in model.OBSOLETE:
            hint = "say it with an element of today, and in a style sheet"
            self.tell(at, "O109", f"<{tag}> is no element of HTML any more", hint)
        if not given:
            return
        for name in given:
            if name in model.OBSOLETE_ATTRIBUTES:
                self.tell(at, "O109", f"<{tag}> has the obsolete attribute {name!r}", "say it in a style sheet")
            elif name == "id":
                self.ids.add(given[name])
            elif name in model.REFERRING:
                self.named += [(at, name, one) for one in given[name].split()]

    def look_at_place(self, tag: str, at: int) -> None:
        parent = self.open[-1].tag if self.open else ""
        wanted = model.PARENTS.get(tag)
        if wanted is not None and parent not in wanted:
            places = " or ".join(f"<{name}>" for name in sorted(wanted) if name)
            self.tell(at, "O107", f"<{tag}> stands in <{parent}>", f"it may stand in {places} only")
            return
        held = model.CHILDREN.get(parent)
        if held is not None and tag not in held:
            hint = f"in <{parent}> only {', '.join(sorted(held))} may stand"
            self.tell(at, "O107", f"<{tag}> stands in <{parent}>", hint)
            return
        around = model.NOT_WITHIN.get(tag)
        if around is not None:
            found = next((one.tag for one in reversed(self.open) if one.tag in around), None)
            if found is not None:
                self.tell(at, "O107", f"<{tag}> stands in <{found}>", f"end <{found}> before, or put it elsewhere")

    def look_at_heading(self, tag: str, _: Mapping[str, str], at: int) -> None:
        level = int(tag[1])
        self.counted["h1"] += level == 1
        if self.level and level > self.level + 1 and self.address is not None:
            hint = f"make it <h{self.level + 1}>: readers who hear the page go by the levels"
            self.tell(at, "O112", f"<{tag}> follows a heading of level {self.level}", hint)
        self.level = level

    def look_at_control(self, tag: str, given: Mapping[str, str], at: int) -> None:
        if given.get("type", "") in model.UNLABELLED or any(given.get(name) for name in model.NAMING):
            return
        if not any(one.tag == "label" for one in self.open):
            self.controls.append((at, tag, given.get("id", "")))

    def look_at_whole(self) -> None:
        """Look at what can be known only when all has been seen."""
        for at, tag, own in self.controls:
            if not own or own not in self.labelled:
                hint = "write a <label> for it, or aria-label"
                self.tell(at, "O113", f"<{tag}> has no label", hint)
        for at, name, wanted in self.named:
            if wanted not in self.ids:
                self.tell(
                    at, "O115", f"{name} names {wanted!r}, an id that the page does not have", "mend one of the two"
                )
        if self.refresh is not None and not self.is_of_other:
            hint = "only a page that stands for another may do that: it names that one as canonical, or says noindex"
            self.tell(self.refresh, "O116", "the page leads away by itself", hint)
        if self.refresh is None:
            for name, times in self.counted.items():
                if times != 1:
                    how = f"has {times} of: {model.WHOLE[name]}" if times else f"has not: {model.WHOLE[name]}"
                    self.tell(0, "O111", f"the page {how}", "mend base.html, or the template of the page: it needs one")


_SPECIAL: Mapping[str, Callable[[_Walk, str, Mapping[str, str], int], None]] = {
    "img": _Walk.look_at_picture,
    "main": _Walk.look_at_part,
    "html": _Walk.look_at_part,
    "label": _Walk.look_at_label,
    "meta": _Walk.look_at_meta,
    "link": _Walk.look_at_link,
    **dict.fromkeys(model.HEADINGS, _Walk.look_at_heading),
    **dict.fromkeys(model.CONTROLS, _Walk.look_at_control),
}


def judge_structure(text: str, address: str | None) -> Iterator[Fault]:
    """Yield what is wrong with the page *text* at *address* by itself, in the order of its lines.

    A mail, which has no address, is held to less.
    """
    walk = _Walk(text, address)
    walk.run()
    if address is not None:
        walk.look_at_whole()
    for said in sorted(walk.told):
        yield Fault(line_at(text, said.at), said.code, said.message, said.hint)


@lru_cache(maxsize=1 << 14)
def _attributes(written: str) -> Mapping[str, str]:
    """Return the attributes that are *written* in a tag; under no name the one that stands twice."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        name = match["name"].lower()
        value = match["value"] or match["quoted"] or match["bare"] or ""
        if name in found:
            found[""] = name
        found.setdefault(name, value)
    return found
