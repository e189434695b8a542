"""What the preview writes itself, without the theme, since that may be what is wrong: its bar, its list, its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from digest.languages import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.preview.issue import Unlisted

HOME = "/.preview/"
STYLE, SCRIPT, EVENTS = f"{HOME}preview.css", f"{HOME}reload.js", f"{HOME}events"

_HEAD_END, _BODY = b"</head>", b"<body"


def inject(page: bytes, bar: Markup, seen: str) -> bytes:
    """Return an HTML page with the preview's style, script and bar in it; *seen* tells it from any other page."""
    extra = Markup('<link rel="stylesheet" href="{}">\n<script src="{}" data-seen="{}" defer></script>\n')
    head, found, rest = page.partition(_HEAD_END)
    if not found:
        head, rest = b"", page
    before, body, after = rest.partition(_BODY)
    tag, end, content = after.partition(b">")
    if not body:
        tag, end, content, before = b"", b"", before, b""
    return b"".join((
        *(head, extra.format(STYLE, SCRIPT, seen).encode(), found, before, body, tag, end),
        *(b"\n", bar.encode(), content),
    ))  # fmt: skip


def bar(problems: Sequence[str], notes: Iterable[str], count: int) -> Markup:
    """Return what stands on top of every page: *notes* on this one, what is wrong, and how much is in no list."""
    link = Markup('<a href="{}">{}</a>').format(
        HOME, _counted(count, "text that readers do not find", "texts that readers do not find")
    )
    said = [Markup("<strong>Preview</strong>"), *(Markup("{}").format(note) for note in notes), link]
    wrong = _wrong(problems) if problems else Markup("")
    return Markup('<aside class="digest-preview" lang="en" dir="ltr" aria-label="Preview">{}{}</aside>').format(
        Markup(" · ").join(said), wrong
    )


def _wrong(problems: Sequence[str]) -> Markup:
    summary = _counted(len(problems), "problem", "problems")
    return Markup("<details><summary>{}</summary>{}</details>").format(summary, _list(problems))


def _list(lines: Iterable[str]) -> Markup:
    items = Markup("").join(Markup("<li><code>{}</code></li>").format(line) for line in lines)
    return Markup('<ul class="digest-problems">{}</ul>').format(items)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def fault_page(path: str, faults: Sequence[str]) -> bytes:
    """Return the page that stands in place of *path* until *faults* are mended."""
    told = Markup("<p><code>{}</code> comes back as soon as this is mended.</p>{}").format(path, _list(faults))
    return _page("This page cannot be shown", told)


def home_page(problems: Sequence[str], found: Sequence[Unlisted], search: str) -> bytes:
    """Return the preview's own page: what is wrong, and what readers do not find."""
    wrong = Markup("<h2>{}</h2>{}").format(_counted(len(problems), "problem", "problems"), _list(problems))
    rows = Markup("").join(map(_row, found))
    head = Markup("<thead><tr><th>Standing</th><th>Text</th><th>File</th></tr></thead>")
    table = Markup("<table>{}<tbody>{}</tbody></table>").format(head, rows) if found else Markup("<p>None.</p>")
    parts = (
        Markup('<p><a href="/">To the front page</a></p>'),
        wrong if problems else Markup("<p>No problems.</p>"),
        Markup("<h2>What readers do not find</h2>{}").format(table),
        Markup("<h2>Search</h2><p>{}</p>").format(search),
    )
    return _page("Preview", Markup("\n").join(parts))


def _row(one: Unlisted) -> Markup:
    link = Markup('<a href="{}" lang="{}" dir="{}">{}</a>').format(
        quote(one.path), one.lang, direction(one.lang), one.title
    )
    return Markup("<tr><td>{}</td><td>{}</td><td><code>{}</code></td></tr>").format(one.standing, link, one.source)


def _page(title: str, content: Markup) -> bytes:
    return (
        Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{0}</title>
</head>
<body>
<main class="digest-preview digest-preview--page">
<h1>{0}</h1>
{1}
</main>
</body>
</html>
""")
        .format(title, content)
        .encode()
    )
