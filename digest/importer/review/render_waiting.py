"""What waits for an editor as text for a terminal, and as JSON for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from digest.importer.texts.clean import clean, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.importer.review.waiting import Line, Reason, Waiting

MIN_WIDTH = 40  # columns; less is no terminal that one reads on
_BREAKS = dict.fromkeys(map(ord, "\n\t\v\f\x85"), " ")  # what `clean` leaves of what moves the cursor


def render_text(waiting: Sequence[Waiting], width: int = 120) -> str:
    """Return what waits as text, the lines of sources and articles cut to *width* columns."""
    blocks = ["\n".join(_render(found, max(width, MIN_WIDTH))) for found in waiting]
    count = f"{len(waiting)} wait{'s' if len(waiting) == 1 else ''}" if waiting else "nothing waits"
    return "\n\n".join([*blocks, count]) + "\n"


def render_json(waiting: Sequence[Waiting]) -> str:
    """Return what waits as JSON, one object a line."""
    return "".join(json.dumps(_plain(found), ensure_ascii=False) + "\n" for found in waiting)


def _render(waiting: Waiting, width: int) -> Iterator[str]:
    place = f"{waiting.path}:{waiting.status_line}" if waiting.status_line else waiting.path
    yield _show(f"{place}  {waiting.title}" if waiting.title else place)
    for reason in waiting.reasons:
        yield _show(f"  {_tell(reason)}. Hint: {reason.hint}")
        yield from (_render_line(line, width) for line in (reason.source, reason.result) if line)
        if waiting.title and reason.source and not reason.result:
            yield "    not in the article as it stands"
    if waiting.is_gone:
        yield _show(f"  its source is gone: {waiting.source}")
    yield f"  clear it: {_way_out(waiting)}"


def _tell(reason: Reason) -> str:
    """Return what is wrong, and in which line of the source where that cannot be shown."""
    place = f" (line {reason.number} of the source)" if reason.number and not reason.source else ""
    return f"{reason.code} {reason.message}{place}".strip()


def _render_line(line: Line, width: int) -> str:
    text = f"{line.path}:{line.number} | {squash(line.text)}"
    shown = f"    {_show(text)}"
    return shown if len(shown) <= width else f"{shown[: width - 1]}…"


def _way_out(waiting: Waiting) -> str:
    """Return what an editor has to do so that it waits no more."""
    codes = {reason.code for reason in waiting.reasons}
    if waiting.status_line:
        return f"mend what is told, then set `status: published` (line {waiting.status_line})"
    if "I208" in codes:
        return f"take over what you need from {waiting.source}, set `source.sha256` as it is there, delete that file"
    return "mend its front matter" if "I210" in codes else "mend what is told, then import it again"


def _show(text: str) -> str:
    """Return *text* without anything that a terminal would obey."""
    return clean(text).translate(_BREAKS)


def _plain(waiting: Waiting) -> dict[str, object]:
    return {
        "path": waiting.path,
        "title": waiting.title,
        "line": waiting.status_line,
        "source": waiting.source,
        "gone": waiting.is_gone,
        "reasons": [_plain_reason(reason) for reason in waiting.reasons],
    }


def _plain_reason(reason: Reason) -> dict[str, object]:
    return {
        "code": reason.code,
        "message": reason.message,
        "hint": reason.hint,
        "line": reason.number,
        "source": asdict(reason.source) if reason.source else None,
        "result": asdict(reason.result) if reason.result else None,
    }
