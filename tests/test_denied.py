"""Nothing leads to a denied host, however its address is written, and everybody can read where it would have led."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.denied import Denied, host_of, inert_address, load_denied, without_denied
from digest.model import Source
from digest.site.outgoing import REL, lead_out

if TYPE_CHECKING:
    from pathlib import Path

DENIED = Denied(frozenset({"denied.example", "xn--80a1acny.example"}))  # the second is почта.example


@pytest.mark.parametrize(
    "address",
    [
        "https://denied.example/a",
        "http://denied.example",
        "HTTPS://Denied.EXAMPLE/",
        "//denied.example/a",
        "https://www.denied.example/",
        "https://a.b.denied.example:8443/?q#f",
        "https://user:word@denied.example/",
        "https://good.example@denied.example/",
        "https://denied.example./",
        "https:\\\\denied.example\\a",
        "https:denied.example",
        "https:////denied.example",
        "ht\ntps://den\tied.example",
        " https://denied.example",
        "https://d%65nied.example/",
        "https://ｄｅｎｉｅｄ．example/",
        "https://denied。example/",
        "https://почта.example/",
        "https://ПОЧТА.example/",
        "https://xn--80a1acny.example/",
        "ftp://denied.example/a",
    ],
)
def test_address_of_a_denied_host_is_known_however_it_is_written(address: str) -> None:
    assert DENIED.has(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://notdenied.example/",
        "https://denied.example.org/",
        "https://example.org/denied.example",
        "https://example.org/?u=https://denied.example/",
        "/articles/denied.example/",
        "articles/a/#denied.example",
        "mailto:a@denied.example.org",
        "",
        "https://[bad",
    ],
)
def test_other_addresses_are_left_alone(address: str) -> None:
    assert not DENIED.has(address)


@given(st.text(alphabet="ab./\\:@%[]#?é。", max_size=30))
def test_any_text_can_be_asked_for_its_host(text: str) -> None:
    host_of(text)
    DENIED.inert(text)


def test_inert_address_can_be_read_and_not_followed() -> None:
    assert inert_address("https://www.denied.example:80/a.html?b=1") == "hxxps://www[.]denied[.]example:80/a.html?b=1"
    assert inert_address("//denied.example/a") == "//denied[.]example/a"


@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("See https://denied.example/a.b.", "See hxxps://denied[.]example/a.b."),
        ("See www.Denied.example, they say.", "See www[.]Denied[.]example, they say."),
        ("a@denied.example wrote", "a@denied[.]example wrote"),
        ("notdenied.example and denied.example.org", "notdenied.example and denied.example.org"),
        ("https://example.org/denied.example is a page", "https://example.org/denied[.]example is a page"),
        ("на почта.example", "на почта[.]example"),
        ("Nothing of the kind.", "Nothing of the kind."),
    ],
)
def test_mention_of_a_denied_host_is_no_address_any_more(text: str, calm: str) -> None:
    assert DENIED.inert(text) == calm
    assert DENIED.inert(calm) == calm


@pytest.mark.parametrize(
    ("body", "led"),
    [
        (
            '<p><a href="https://denied.example/a">their page</a></p>',
            '<p>their page (<bdi dir="ltr">hxxps://denied[.]example/a</bdi>)</p>',
        ),
        (
            '<p><a href="https://denied.example/?a=1&amp;b">https://denied.example/?a=1&amp;b</a></p>',
            '<p><bdi dir="ltr">hxxps://denied[.]example/?a=1&amp;b</bdi></p>',
        ),
        (
            '<p><a title="a > b" href="https://denied.example/"><em>x</em></a> y</p>',
            '<p><em>x</em> (<bdi dir="ltr">hxxps://denied[.]example/</bdi>) y</p>',
        ),
        (
            '<p>denied.example <img src="\0/images/denied.example.png" alt="denied.example"></p>',
            '<p>denied[.]example <img src="\0/images/denied.example.png" alt="denied[.]example"></p>',
        ),
        (
            '<a href="https://example.org/">x</a> <a href="\0/tags/">y</a> <a href="#s-z">z</a>',
            f'<a href="https://example.org/" rel="{REL}">x</a> <a href="\0/tags/">y</a> <a href="#s-z">z</a>',
        ),
    ],
)
def test_body_leads_to_no_denied_host_and_hands_nothing_on_to_others(body: str, led: str) -> None:
    assert lead_out(body, DENIED) == led


def test_without_rules_only_links_that_lead_out_are_touched() -> None:
    body = '<p>denied.example <a href="#a">b</a></p>'

    assert lead_out(body, Denied()) == body


def test_source_at_a_denied_host_is_text_and_no_address() -> None:
    source = Source(file="denied.example.txt", url="https://denied.example/a", archive_url="https://archive.example/1")

    calm = without_denied((source, "See denied.example"), DENIED)

    withheld = Source(
        file="denied.example.txt", archive_url="https://archive.example/1", withheld="hxxps://denied[.]example/a"
    )
    assert calm == (withheld, "See denied[.]example")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("denied:\n  denied.example: It shows what it should not.\n", []),
        ("denied:\n", []),
        ("denied: [denied.example]\n", ["'denied' is not a list of hosts with reasons"]),
        ("denied:\n  https://denied.example/: A reason.\n", ["'https://denied.example/' is not a host"]),
        ("denied:\n  denied.example:\n", ["'denied.example' is denied without a reason"]),
        ("deny: {}\n", ["unknown key 'deny'"]),
        ("denied: {a: [\n", ["the registry is not YAML"]),
    ],
)
def test_what_is_wrong_with_the_rules_is_told(tmp_path: Path, text: str, told: list[str]) -> None:
    (tmp_path / "links.yaml").write_text(text, "utf-8")

    _, problems = load_denied(tmp_path)

    assert [problem.code for problem in problems] == ["R116"] * len(told)
    assert all(problem.message.startswith(said) for problem, said in zip(problems, told, strict=True)), problems


def test_there_need_be_no_rules(tmp_path: Path) -> None:
    assert load_denied(tmp_path) == (Denied(), [])
