"""A round: which addresses are asked now, host by host, within bounds; what is known of all of them after it."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date, timedelta
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from digest.checks.external.asking import ask
from digest.checks.external.model import FINE, MOVED, REFUSED, Answer, Kept, Round
from digest.checks.external.places import bare
from digest.checks.external.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from digest.checks.external.model import Link, Manners
    from digest.progress import Progress

    Results: TypeAlias = SimpleQueue[tuple[str, Answer]]

_LATE = 1.0  # seconds that who was asked last may take longer than the round


def go_round(
    links: Iterable[Link], known: Mapping[str, Kept], manners: Manners, today: date, progress: Progress
) -> Round:
    """Ask what has not been asked lately, and return what is known of the address of each of *links*.

    *known* is what earlier rounds kept. What this one has no time for is left, and comes first in the next.
    """
    addresses = list(dict.fromkeys(bare(link.address) for link in links))
    wanted = [address for address in addresses if not _is_fresh(known.get(address), manners, today)]
    wanted.sort(key=lambda address: known[address].asked if address in known else date.min)
    asked = wanted[: manners.most]
    progress.begin("asking", len(asked))
    answers = dict(_ask_all(asked, manners, progress))
    kept = {address: known[address] for address in addresses if address in known}
    if is_cut_off(answers.values()):
        return Round(kept, 0, tuple(wanted), cut_off=True)
    for address, answer in answers.items():
        before = kept.get(address)
        same = before is not None and before.answer.verdict == answer.verdict
        kept[address] = Kept(answer.to_keep, today, before.since if same and before else today)
    return Round(kept, len(answers), tuple(address for address in wanted if address not in answers))


def is_cut_off(answers: Collection[Answer]) -> bool:
    """Return whether no host at all was found: then it is the connection that is not there."""
    return len(answers) > 1 and all(answer.nameless for answer in answers)


def _is_fresh(kept: Kept | None, manners: Manners, today: date) -> bool:
    if kept is None or kept.answer.verdict not in (FINE, MOVED):
        return False
    return today - kept.asked < timedelta(days=manners.fresh)


def _ask_all(addresses: list[str], manners: Manners, progress: Progress) -> Iterator[tuple[str, Answer]]:
    """Yield the answers as they come; a thread that a server keeps waiting is left behind at the end of the round."""
    hosts: SimpleQueue[list[str]] = SimpleQueue()
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[_host(address)].append(address)
    for same in sorted(by_host.values(), key=len, reverse=True):  # who has many takes longest
        hosts.put(same)
    results: Results = SimpleQueue()
    end = time.monotonic() + manners.seconds
    turns = Turns(manners.pause)
    threads = [
        Thread(target=_work, args=(hosts, results, manners, turns, end), daemon=True)
        for _ in range(min(manners.at_once, len(by_host)))
    ]
    for thread in threads:
        thread.start()
    left = len(threads)
    while left:
        try:
            address, answer = results.get(timeout=max(0.0, end + _LATE - time.monotonic()))
        except Empty:
            return
        if not address:  # a thread is done
            left -= 1
            continue
        progress.advance(1)
        yield address, answer


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


_DONE = ("", Answer(REFUSED, ""))


def _work(hosts: SimpleQueue[list[str]], results: Results, manners: Manners, turns: Turns, end: float) -> None:
    try:
        while time.monotonic() < end:
            _ask_host(hosts.get_nowait(), results, lambda one: ask(one, manners, turns.at), manners.patience, end)
    except Empty:
        pass
    finally:
        results.put(_DONE)


def _ask_host(
    addresses: list[str], results: Results, ask_for: Callable[[str], Answer], patience: float, end: float
) -> None:
    """Ask for *addresses* of one host; one that still wants to be left alone after its pause is left alone."""
    for address in addresses:
        if time.monotonic() >= end:
            return
        answer = ask_for(address)
        if answer.wait is not None and answer.wait <= min(patience, end - time.monotonic()):
            time.sleep(answer.wait)
            answer = ask_for(address)
        results.put((address, answer))
        if answer.wait is not None:
            return
