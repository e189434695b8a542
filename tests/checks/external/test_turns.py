"""Turns at a host: one at a time, whichever thread it is; other hosts do not wait."""

from __future__ import annotations

from threading import Event, Thread

from digest.checks.external.turns import Turns


def test_second_request_to_a_host_waits_for_the_end_of_the_first() -> None:
    turns = Turns(0)
    entered = Event()

    def enter() -> None:
        with turns.at("museum.example"):
            entered.set()

    with turns.at("museum.example"):
        thread = Thread(target=enter)
        thread.start()
        came_in_between = entered.wait(0.2)
    thread.join()

    assert not came_in_between
    assert entered.is_set()


def test_request_to_another_host_does_not_wait() -> None:
    turns = Turns(600)

    with turns.at("museum.example"), turns.at("library.example"):
        pass
