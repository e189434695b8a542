"""An article as the text of its Markdown file, and the fingerprint that tells whether an editor has changed it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from digest import frontmatter
from digest.importer.body.escape import escape, escape_first, escape_heading
from digest.importer.head.dateline_head import WIRE_TAGS
from digest.importer.model import VERSION, Role
from digest.importer.problems import needs_review
from digest.importer.texts.marks import BULLET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from digest.importer.model import Article, Part
    from digest.model import Dateline, Image, Source

PIECE = 1_000_000  # characters that are hashed or written at once
NEWLINE = "\n"
MAX_TITLE = 90  # characters of a headline that has to be made of the first words
MAX_LEDE = 2000  # characters in which they are looked for
MAX_SUGGESTED = 8  # tags; more would be read by nobody
_NO_FINGERPRINT = "0" * 64

# import:
#   fingerprint: 5b1c…
_FINGERPRINT = re.compile(r"^  fingerprint:(?P<value>[^\n]*)$", re.MULTILINE)
# slug: library-opens
_SLUG = re.compile(r"^slug: (?P<value>[^\n]*)$", re.MULTILINE)
# added: 2026-11-22
_ADDED = re.compile(r"^added: (?P<value>[^\n]*)$", re.MULTILINE)
_SENTENCE_STOP = re.compile(r"(?<=[^\W\d_]{3}[.!?…؟۔])[\"'”’»)\]]*\s")


def render_article(article: Article, slug: str, added: date, publication: str | None) -> str:
    """Return the Markdown file of *article*, with its fingerprint in it."""
    return "".join(render_apart(article, slug, added, publication))


def render_apart(article: Article, slug: str, added: date, publication: str | None) -> tuple[str, str]:
    """Return the Markdown file of *article* as front matter and body: only the first changes when it finds its place.

    So a body of 20 MB is not copied for another slug.
    """
    body = f"{render_body(article.body).strip(NEWLINE)}{NEWLINE}"
    front = frontmatter.write_front(_metadata(article, slug, added, publication), _comments(article))
    return _signed(front, body), body


def readdress(front: str, body: str, slug: str, added: date) -> str:
    """Return front matter that was rendered, with another slug and day, and with the fingerprint that it then has."""
    placed = _put(_put(front, _SLUG, _written(slug)), _ADDED, added.isoformat())
    return front if placed == front else _signed(placed, body)


def _written(slug: str) -> str:
    """Return a slug as it stands in the front matter: `null` and `0x1f` in quotation marks, `library-opens` without."""
    return slug if "-" in slug and slug[0].isalpha() else frontmatter.write_word(slug)


def _signed(front: str, body: str) -> str:
    return _put(front, _FINGERPRINT, f" {fingerprint(front, body)}")


def _put(front: str, line: re.Pattern[str], value: str) -> str:
    """Return *front* with another value in its first line that *line* matches."""
    found = line.search(front)
    if found is None or found["value"] == value:
        return front
    return f"{front[: found.start('value')]}{value}{front[found.end('value') :]}"


def fingerprint(text: str, body: str = "") -> str:
    """Return the sha256 of a Markdown file with newlines as LF, whatever fingerprint it holds.

    A *body* that is given apart stands after *text*, and has LF already.
    """
    text = frontmatter.plain_lines(text)
    match = _FINGERPRINT.search(text)
    start, end = match.span("value") if match else (0, 0)
    found = hashlib.sha256(text[:start].encode("utf-8", "surrogatepass"))
    for piece in chain(each_piece(text, end), each_piece(body)):
        found.update(piece.encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def each_piece(text: str, start: int = 0) -> Iterator[str]:
    """Yield *text* from *start* on in pieces, so that a large one need not be encoded whole."""
    return (text[at : at + PIECE] for at in range(start, len(text), PIECE))


def _metadata(article: Article, slug: str, added: date, publication: str | None) -> dict[str, Any]:
    filed = article.filed
    return {
        "title": title_of(article),
        "slug": slug,
        "date": article.date,
        "date_evidence": article.date_evidence,
        "added": added,
        "modified": article.modified,
        "lang": article.lang,
        "authors": list(article.authors),
        "agency": article.agency,
        "publication": publication,
        "dateline": _fields(filed.dateline) if filed else None,
        "places": [filed.place_id] if filed and filed.place_id else [],
        "summary": article.summary,
        "images": [_without_none(_fields(image)) for image in article.images],
        "source": _without_none(_fields(article.source)),
        "status": "review" if any(map(needs_review, article.problems)) else "published",
        "import": _without_none({"version": VERSION, "fingerprint": _NO_FINGERPRINT, "notes": _notes(article)}),
    }


def _comments(article: Article) -> dict[str, str]:
    """Return what is said to the editor beside a key: ids and numbers alone, which YAML cannot trip over."""
    tags = ", ".join(f"{tag.id} ({tag.count})" for tag in article.suggested[:MAX_SUGGESTED])
    return {"tags": f"tags suggested: {tags}"} if tags else {}


def _fields(value: Dateline | Image | Source) -> dict[str, Any]:
    """Return the fields by their names, as `asdict` does, which copies each of them in five times the time."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, [])}


def _notes(article: Article) -> list[str]:
    places = (f"line {found.line}: " if found.line else "" for found in article.problems)
    doubts = (f"{found.code} {place}{found.message}" for found, place in zip(article.problems, places, strict=True))
    return [*doubts, *article.asides]


def title_of(article: Article) -> str:
    """Return the headline, or the first words of the text where there is none."""
    if article.headline:
        return article.headline
    first = next((part.text for part in article.parts if part.role in {Role.PARAGRAPH, Role.ITEM}), None)
    text = (first or article.parts[0].text)[:MAX_LEDE]
    lede = text[article.filed.lede_at :] if article.filed and text.startswith(article.filed.dateline.text) else text
    lede = BULLET.sub("", WIRE_TAGS.sub("", lede, count=1), count=1) or text
    sentence = _SENTENCE_STOP.split(lede, maxsplit=1)[0]
    if len(sentence) <= MAX_TITLE:
        return sentence.removesuffix(".") or sentence
    return f"{sentence[:MAX_TITLE].rpartition(' ')[0].rstrip(' ,;:') or sentence[:MAX_TITLE]}…"


def render_body(parts: Sequence[Part]) -> str:
    """Return the body as Markdown: paragraphs, `##` subheads and lists, a blank line between them.

    The lines of a table end in `<br>`: two spaces, which mean the same, are lost in editors that trim lines.
    """
    blocks: list[str] = []
    for is_list, run in groupby(parts, key=lambda part: part.role is Role.ITEM):
        lines = [_render_part(part, is_first=not blocks and index == 0) for index, part in enumerate(run)]
        blocks += ["\n".join(lines)] if is_list else lines
    return "\n\n".join(blocks)


def _render_part(part: Part, *, is_first: bool) -> str:
    if part.role is Role.SUBHEAD:
        return f"## {escape_heading(part.text)}"
    if part.role is Role.TABLE:
        return (escape_first(part.text) if is_first else escape(part.text)).replace("\n", "<br>\n")
    if part.role is Role.ITEM:
        return f"- {escape(BULLET.sub('', part.text, count=1))}"
    return escape_first(part.text) if is_first else escape(part.text)
