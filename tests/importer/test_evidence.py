"""What the fields of an article rest on, and by which rule a block was left out."""

from __future__ import annotations

from digest.importer import Hints, convert
from digest.importer.evidence import rule_of
from digest.importer.model import Profile
from digest.registry import Registry, parse_table
from tests.importer.helpers import OPTIONS, article

SENTENCE = "The reading room opens on Monday, the library said in a notice on the door."


def test_every_kind_of_what_was_dropped_has_its_rule() -> None:
    sentence = f"\n\n{SENTENCE}"
    caption = "\n\nThe room. [Roe/AFP]"
    text = f"Library opens\n\nLibrary opens{caption}{caption}\n\nOSLO -- {SENTENCE}{sentence}\n\nEmbed code{sentence}"
    text += f"\n\nView this post on Instagram{sentence * 4}\n\n---{sentence}\n\n2 Comments\n\nWhat a fine room it is!"

    found = article(text)

    assert [(dropped.role, rule_of(dropped)) for dropped in found.dropped] == [
        ("repeat", "29"),
        ("copy", "51"),
        ("placeholder", "52"),
        ("embed", "80"),
        ("separator", "25"),
        ("boilerplate", "83"),
        ("comment", "87"),
    ]


def test_the_marks_of_a_wire_have_their_rule() -> None:
    hints = Hints(OPTIONS, profile=Profile(drop_wire_tags=True))

    found = convert(f"OSLO -- [TEXT] [REPORT] {SENTENCE}\n\n{SENTENCE}".encode(), "a.txt", hints)

    assert [(dropped.text, dropped.role, rule_of(dropped)) for dropped in found.dropped] == [
        ("[TEXT] [REPORT]", "wire tag", "61")
    ]


def test_change_and_place_have_their_evidence() -> None:
    text = f"Library opens\n\nPublished 1 March 2016 | Updated 2 March 2016\n\nOSLO -- {SENTENCE}\n\n{SENTENCE}"
    oslo = Registry(places=parse_table("places", "oslo: {name: Oslo, kind: city, country: 'NO'}\n", "places.yaml")[0])

    found = {trace.field: (trace.rule, trace.line) for trace in article(text, oslo).evidence}

    assert (found["modified"], found["places"]) == (("68", 3), ("59", 5))


def test_the_address_and_the_change_of_a_page_have_their_evidence() -> None:
    head = (
        '<link rel="canonical" href="https://paper.example/a"><meta property="article:published_time" '
        'content="2016-03-01"><meta property="article:modified_time" content="2016-03-02">'
    )

    found = article(f"<html><head>{head}</head><body><h1>Library opens</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></body>")

    traces = {trace.field: (trace.rule, trace.line) for trace in found.evidence}
    assert (traces["url"], traces["modified"]) == (("14", 0), ("14", 0))
