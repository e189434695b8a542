"""Articles made by a grammar, with known answers: heads of all the shapes that the rules name, in seven languages.

`generate` is used by tests and by the bench. What it makes are clean articles: an importer has to get all of it.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.importer.grammar_words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.importer.grammar_words import Words

FIRST_DAY = date(1995, 1, 1)
DAYS = 365 * 29
WIDTH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What there is to be found in a text; *captions* are pairs of caption and credit, *date* is as ISO writes it."""

    title: str
    lang: str
    authors: tuple[str, ...] = ()
    agency: str | None = None
    dateline_place: str | None = None
    date: str | None = None
    captions: tuple[tuple[str | None, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    subheads: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """An article being written: its blocks so far, and what they say."""

    chance: random.Random
    words: Words
    expected: Expected
    blocks: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Write a block."""
        self.blocks.append(text)

    def says(self, **found: object) -> None:
        """Note what the blocks say."""
        self.expected = replace(self.expected, **found)  # type: ignore[arg-type]

    def one_in(self, number: int) -> bool:
        """Return whether something happens that happens once in *number* times."""
        return self.chance.randrange(number) == 0


def generate(seed: int) -> tuple[str, Expected]:
    """Return the text of an article, always the same for *seed*, and what there is to be found in it."""
    chance = random.Random(seed)
    lang = chance.choice([*LANGUAGES, "en", "en", "ru"])
    draft = _Draft(chance, LANGUAGES[lang], Expected(title="", lang=lang))
    _write_title(draft)
    if draft.one_in(4):
        draft.add(_sentence(draft, 0))
        _write_byline(draft, is_needed=True)
    elif not draft.one_in(4):
        _write_byline(draft)
    dateline = _dateline(draft)
    _write_dates(draft)
    _write_captions(draft, has_dateline=bool(dateline))
    _write_body(draft, dateline)
    _write_end(draft)
    return _lay_out(draft), draft.expected


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _clause(draft: _Draft, end: str) -> str:
    words, pick = draft.words, draft.chance.choice
    text = words.order.format(
        subject=pick(words.subjects), predicate=pick(words.predicates), time=pick(words.times), end=end
    )
    return _capital(" ".join(text.split()))


def _sentence(draft: _Draft, end: int | None = None) -> str:
    """Return a sentence, with the end of that number or any."""
    return _clause(draft, draft.chance.choice(draft.words.ends) if end is None else draft.words.ends[end])


def _write_title(draft: _Draft) -> None:
    pick = draft.chance.choice
    title = _clause(draft, "")
    if draft.words.is_cased:
        title = pick([title, title, title.upper(), f"SPOTLIGHT - {title}"])
    title += pick(["", "", "", "", "?" if draft.words.is_cased else "؟", "!", "…"])
    if draft.one_in(6):
        draft.add(pick(draft.words.kickers))
        title = title.rstrip("!…")
    draft.add(title)
    draft.says(title=title)
    if draft.one_in(10):
        draft.add(title)
        draft.says(boilerplate=(title,))


def _write_byline(draft: _Draft, *, is_needed: bool = False) -> None:
    words, pick = draft.words, draft.chance.choice
    if words.agencies and draft.one_in(8) and not is_needed:
        agency = pick(words.agencies)
        draft.add(pick([agency, f"({agency})"]))
        draft.says(agency=agency)
        return
    names = draft.chance.sample(words.names, draft.chance.choice([1, 1, 1, 2, 3]))
    text = words.comma.join([*names[:-2], words.joiner.join(names[-2:])])
    if words.agencies and draft.one_in(6):
        agency = pick(words.agencies)
        text += f"{words.comma}{agency}"
        draft.says(agency=agency)
    elif words.roles and draft.one_in(4):
        role = pick(words.roles)
        text += role
        draft.says(agency="RFE/RL" if "RFE/RL" in role else None)
    draft.says(authors=tuple(names))
    if draft.expected.lang == "en" and draft.one_in(12):
        draft.add("By —")
        draft.add(text)
    else:
        draft.add(pick(words.bylines).format(text))


def _day(draft: _Draft) -> date:
    return FIRST_DAY + timedelta(days=draft.chance.randrange(DAYS))


def _print_date(draft: _Draft, form: str, day: date) -> str:
    return form.format(day=day.day, month=draft.words.months[day.month - 1], number=day.month, year=day.year)


def _write_dates(draft: _Draft) -> None:
    """Write a date line, a date beside the byline, one of the last change, one of two readings, or none."""
    pick, day = draft.chance.choice, _day(draft)
    kind = pick(["line", "line", "line", "none", "none", "byline", "updated", "ambiguous"])
    if kind == "line":
        draft.add(_print_date(draft, pick(draft.words.dates), day))
        draft.says(date=day.isoformat())
    elif kind == "byline" and draft.expected.authors and len(draft.expected.authors) < len(draft.words.names):
        draft.blocks[-1] += f" | {_print_date(draft, draft.words.dates[0], day)}"
        draft.says(date=day.isoformat())
    elif kind == "updated" and draft.words.updated:
        draft.add(_print_date(draft, draft.words.updated, day))
    elif kind == "ambiguous" and draft.expected.date is None:
        draft.add(f"{draft.chance.randrange(1, 6):02}/{draft.chance.randrange(7, 13):02}/{day.year}")


def _dateline(draft: _Draft) -> str:
    """Return the words before the lede, if any, with their dash."""
    words, pick = draft.words, draft.chance.choice
    if draft.one_in(3):
        return ""
    printed = pick(words.places)
    draft.says(dateline_place=printed.replace("،", ",").split(",")[0])
    day = _day(draft)
    dated = draft.chance.randrange(5)
    if dated == 0:
        printed += words.comma + f"{day.day} {words.months[day.month - 1]} {day.year}"
        draft.says(date=draft.expected.date or day.isoformat())
    elif dated == 1:
        printed += words.comma + f"{day.day} {words.months[day.month - 1]}"
    if words.agencies and draft.one_in(3):
        agency = pick(words.agencies)
        draft.says(agency=draft.expected.agency or agency)
        return f"{printed} ({agency}){pick([*words.dashes, ' - '])}"
    return printed + pick(words.dashes)


def _write_captions(draft: _Draft, *, has_dateline: bool) -> None:
    """Write pictures above the lede: where there is no dateline below, only with a credit that is marked as one."""
    usual = draft.words.credits
    marked = [credit for credit in usual if credit != "[Ann Poe]"]
    for _ in range(draft.chance.choice([0, 0, 1, 1, 2])):
        credit = draft.chance.choice(usual if has_dateline else marked)
        _write_caption(draft, credit, on_own_line=has_dateline and draft.one_in(5))


def _write_caption(draft: _Draft, credit: str, *, on_own_line: bool = False) -> None:
    caption = _clause(draft, ".") if draft.words.ends[-1] != "۔" else _clause(draft, "۔")
    if any(caption == known for known, _ in draft.expected.captions):
        return
    if on_own_line:
        draft.add(caption)
        draft.add(credit)
    else:
        draft.add(f"{caption} {credit}")
    draft.says(captions=(*draft.expected.captions, (caption, credit[1:-1])))


def _write_body(draft: _Draft, dateline: str) -> None:
    count = draft.chance.randrange(5, 10)
    subheads = list(draft.chance.sample(draft.words.subheads, draft.chance.randrange(len(draft.words.subheads))))
    for number in range(count):
        if number > 1 and subheads and draft.one_in(3):
            draft.says(subheads=(*draft.expected.subheads, subheads[-1]))
            draft.add(subheads.pop())
        elif number > 2 and draft.one_in(12):
            _write_caption(draft, draft.words.credits[0])
        elif number and draft.one_in(3):
            _write_paragraph(draft, draft.chance.choice(draft.words.traps))
        text = " ".join(_sentence(draft, 0 if part == 0 else None) for part in range(draft.chance.randrange(1, 4)))
        _write_paragraph(draft, text if number else dateline + text)


def _write_paragraph(draft: _Draft, text: str) -> None:
    draft.add(text)
    draft.says(paragraphs=(*draft.expected.paragraphs, text))


def _write_end(draft: _Draft) -> None:
    if draft.expected.lang == "en" and draft.one_in(6):
        line = f"(Reporting by {draft.chance.choice(draft.words.names)}; editing by {draft.words.names[0]})"
        _write_paragraph(draft, line)
    for line in draft.words.boilerplate if draft.one_in(3) else ():
        draft.add(line)
        draft.says(boilerplate=(*draft.expected.boilerplate, line))


def _lay_out(draft: _Draft) -> str:
    """Return the blocks as programs save them: with blank lines between, without, wrapped, with other line ends."""
    layout = draft.chance.choice(["blank", "blank", "blank", "blanks", "tight", "crlf", "wrapped"])
    if layout == "wrapped" and draft.words.is_cased:
        return "\n\n".join(_wrap(draft.blocks)) + "\n"
    between = {"blanks": "\n\n\n", "tight": "\n", "crlf": "\r\n\r\n"}.get(layout, "\n\n")
    return between.join(draft.blocks) + "\n"


def _wrap(blocks: Sequence[str]) -> list[str]:
    return [textwrap.fill(block, WIDTH, break_on_hyphens=False, break_long_words=False) for block in blocks]
