"""How far a run has come: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import io

from digest.progress import LINE_EVERY, Lines, show_progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_short_phase_is_not_worth_a_line() -> None:
    stream = io.StringIO()
    with show_progress(stream) as progress:
        progress.begin("reading", 26)
        progress.advance(26)

    assert stream.getvalue() == ""


def test_a_long_phase_is_told_in_plain_lines_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    progress = Lines(stream)
    progress.begin("reading", 3 * LINE_EVERY)
    for _ in range(3 * LINE_EVERY // 64):
        progress.advance(64)

    assert stream.getvalue().splitlines() == ["reading: 10,048 of 30,000", "reading: 20,032 of 30,000"]


def test_a_phase_of_nobody_knows_how_many_steps_is_told_without_a_total() -> None:
    stream = io.StringIO()
    progress = Lines(stream)
    progress.begin("finding", None)
    progress.advance(LINE_EVERY)

    assert stream.getvalue() == "finding: 10,000\n"


def test_a_terminal_gets_a_bar_with_the_phase_and_its_figures() -> None:
    stream = Terminal()
    with show_progress(stream) as progress:
        progress.begin("reading", 200)
        progress.advance(200)
        progress.begin("writing", 50)
        progress.advance(50)

    assert "writing" in stream.getvalue()
    assert "50/50" in stream.getvalue()
