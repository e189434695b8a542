"""Rounds: who is asked, how politely, within which bounds, and what is kept for the next."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from digest.checks.external.memory import read_kept, write_kept
from digest.checks.external.model import DEAD, FINE, MOVED, UNSURE, Answer, Kept, Link, Manners, Round
from digest.checks.external.rounds import go_round, is_cut_off
from digest.checks.external.telling import problems_of, render_report, summary_of
from digest.progress import SILENCE
from tests.checks.external.hosts import Host, run_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TODAY = date(2026, 11, 26)
MANNERS = Manners("digest/0 (link check)", pause=0, allowed=frozenset({"127.0.0.1", "localhost"}))


@pytest.fixture
def host() -> Iterator[Host]:
    with run_host() as running:
        yield running


def links(*addresses: str, archive: str | None = None) -> list[Link]:
    return [Link(address, "content/a.md", line, 3, archive) for line, address in enumerate(addresses, 1)]


def go(
    given: list[Link], known: Mapping[str, Kept] | None = None, manners: Manners = MANNERS, today: date = TODAY
) -> Round:
    return go_round(given, known or {}, manners, today, SILENCE)


def verdicts(found: Round) -> dict[str, str]:
    return {address.split("/", 3)[3]: kept.answer.verdict for address, kept in found.kept.items()}


def test_each_address_is_asked_for_once_wherever_it_stands(host: Host) -> None:
    found = go(links(f"{host.address}/fine", f"{host.address}/fine#part", f"{host.address}/fine"))

    assert host.of("/fine") == ["HEAD"]
    assert found.asked == 1


def test_host_is_asked_one_at_a_time_with_a_pause(host: Host) -> None:
    pause = 0.02
    many = [f"{host.address}/fine/{number}" for number in range(6)]
    many += [address.replace("127.0.0.1", "localhost") for address in many]  # another host, to who asks
    go(links(*many), manners=Manners("x", pause=pause, allowed=MANNERS.allowed))

    assert host.most_at_once <= 2
    by_host = [time for (_, _), time in zip(host.requests, host.times, strict=True)]
    assert all(third - first >= pause for first, third in zip(by_host, by_host[2:], strict=False))


def test_redirect_waits_for_its_turn_as_well(host: Host) -> None:
    pause = 0.02
    go(links(f"{host.address}/moved-twice"), manners=Manners("x", pause=pause, allowed=MANNERS.allowed))

    assert all(after - before >= pause for before, after in pairwise(host.times))


def test_what_was_fine_lately_is_not_asked_again(host: Host) -> None:
    given = links(f"{host.address}/fine", f"{host.address}/moved", f"{host.address}/missing", f"{host.address}/broken")
    first = go(given)
    asked = len(host.requests)

    second = go(given, first.kept, today=TODAY + timedelta(days=7))
    third = go(given[:1], second.kept, today=TODAY + timedelta(days=21))

    again = [path for _, path in host.requests[asked:]]
    assert again == ["/missing", "/missing", "/broken", "/broken", "/fine"]
    assert verdicts(second) == {"fine": FINE, "moved": MOVED, "missing": DEAD, "broken": UNSURE}
    assert third.asked == 1


def test_dead_link_is_told_since_it_was_first_seen(host: Host) -> None:
    given = links(f"{host.address}/missing", f"{host.address}/fine")
    first = go(given)
    second = go(given, first.kept, today=TODAY + timedelta(days=7))

    [problem] = problems_of(given, second)

    assert problem.code == "L101"
    assert problem.message.endswith("404 Not Found, first seen on 2026-11-26")


def test_address_that_no_text_has_any_more_is_forgotten(host: Host) -> None:
    first = go(links(f"{host.address}/fine", f"{host.address}/missing"))

    second = go(links(f"{host.address}/fine"), first.kept)

    assert list(second.kept) == [f"{host.address}/fine"]


def test_round_asks_for_so_many_and_begins_with_those_that_were_not_asked_longest(host: Host) -> None:
    given = links(*(f"{host.address}/{name}" for name in ("fine/a", "missing", "fine/b")))
    old = Answer(UNSURE, "500")
    known = {
        given[0].address: Kept(old, TODAY - timedelta(days=7), TODAY),
        given[1].address: Kept(old, TODAY - timedelta(days=14), TODAY),
    }

    found = go(given, known, Manners("x", pause=0, most=2, allowed=MANNERS.allowed))

    assert [path for method, path in host.requests if method == "HEAD"] == ["/fine/b", "/missing"]
    assert found.left == (given[0].address,)
    assert found.kept[given[0].address].answer == old


def test_round_ends_in_time_whatever_a_server_does(host: Host) -> None:
    given = links(f"{host.address}/slow", f"{host.address}/fine")

    found = go(given, manners=Manners("x", pause=0, seconds=0.1, timeout=600, allowed=MANNERS.allowed))

    assert found.asked == 0
    assert found.left == (given[0].address, given[1].address)


def test_host_that_wants_to_be_left_alone_for_long_is_left_alone(host: Host) -> None:
    given = links(*(f"{host.address}/{name}" for name in ("fine/a", "busy", "fine/b", "fine/c")))

    found = go(given)

    assert [path for _, path in host.requests] == ["/fine/a", "/busy"]
    assert found.left == (given[2].address, given[3].address)
    assert verdicts(found) == {"fine/a": FINE, "busy": UNSURE}


def test_host_that_wants_a_moment_is_asked_again(host: Host) -> None:
    found = go(links(f"{host.address}/busy-once", f"{host.address}/fine"))

    assert verdicts(found) == {"busy-once": FINE, "fine": FINE}


def test_no_host_at_all_is_a_fault_of_the_connection() -> None:
    lost = Answer(DEAD, "there is no host a.example", nameless=True)
    gone = Answer(DEAD, "404 Not Found")

    assert is_cut_off([lost, lost])
    assert not is_cut_off([lost, gone])
    assert not is_cut_off([lost])


def test_round_that_was_cut_off_is_told_and_forgets_nothing() -> None:
    given = links("https://example.org/a", "https://example.org/b")
    found = Round({given[0].address: kept(FINE)}, 0, (given[1].address,), cut_off=True)

    assert summary_of(given, found).endswith(
        "1 are left for the next time; no host at all could be found: is there a connection?"
    )


def test_answers_are_kept_in_a_file(host: Host, tmp_path: Path) -> None:
    found = go(links(f"{host.address}/moved", f"{host.address}/missing", f"{host.address}/busy"))
    write_kept(tmp_path / ".cache/links.json", found.kept)

    assert read_kept(tmp_path / ".cache/links.json") == found.kept


@pytest.mark.parametrize("content", ["", "{", "[]", '{"x": 1}', '{"x": {"answer": {"verdict": "odd", "told": ""}}}'])
def test_file_that_is_damaged_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "links.json").write_text(content, "utf-8")

    assert read_kept(tmp_path / "links.json") == {}


def kept(verdict: str, told: str = "x", moved_to: str | None = None) -> Kept:
    return Kept(Answer(verdict, told, moved_to), TODAY, TODAY)


def test_copy_in_an_archive_is_told_wherever_the_dead_link_stands() -> None:
    dead = "https://example.org/a"
    given = [Link(dead, "content/b.md", 9), Link(dead, "content/a.md", 4, 8, "https://archive.example/a")]

    first, second = problems_of(given, Round({dead: kept(DEAD, "410 Gone")}))

    assert (first.path, first.line, first.column, second.path) == ("content/a.md", 4, 8, "content/b.md")
    assert first.hint == second.hint == "link to the copy, https://archive.example/a"


def test_report_has_a_table_for_each_verdict_and_nothing_that_runs_off() -> None:
    given = links("https://example.org/a|b", "https://example.org/c", "https://example.org/d", "https://e.example/")
    found = Round(
        {
            given[0].address: kept(DEAD, "404 <b>@you</b>"),
            given[1].address: kept(MOVED, moved_to="https://example.org/new"),
            given[2].address: kept(FINE),
        },
        asked=3,
        left=(given[3].address,),
    )

    report = render_report(given, found)

    assert "| <code>https://example.org/a\\|b</code> | 404 &lt;b&gt;&#64;you&lt;/b&gt; | 2026-11-26 |" in report
    assert "now <code>https://example.org/new</code>" in report
    assert "example.org/d" not in report
    assert report.index("### Gone") < report.index("### Moved for good")
    assert summary_of(given, found) in report
    assert summary_of(given, found) == (
        "4 addresses of other sites: 1 fine, 1 moved, 1 dead, 0 unsure, 0 refused; 3 asked now; "
        "1 are left for the next time"
    )
