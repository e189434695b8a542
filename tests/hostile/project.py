"""Projects with an enemy's strings in every field that takes words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from digest.importer.body.escape import escape
from digest.shapes import is_readable, readable
from tests.support.project import article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_END = "The end of the text."
LANGS = ("en", "ru", "kk", "ar")
# A field of an article, and its value in YAML with a text in the place of $.
FIELDS: Mapping[str, str] = {
    "title": "$",
    "date_evidence": "$",
    "authors": "[$, Law desk]",
    "agency": "$",
    "dateline": "{text: $, place: $, country: KZ}",
    "summary": "$",
    "images": "[{file: images/room.svg, caption: $, credit: $, alt: $}, {caption: $, credit: $}]",
    "content_note": "$",
    "corrections": "[{date: 2026-02-01, text: $}]",
    "quoted": "[{name: $, role: $}]",
}
"""The fields of an article that hold words."""
# Of files, as a disk takes them; no address is made of them.
NAMES = (
    "'><img src=x onerror=window.ran=1>", '"onload="window.ran=1', "{{ 7 * 7 }}", "%2e%2e%2findex", "a\u202egnp",
    "$(touch ran)", "a;touch ran", "-rf", "\u2028",
)  # fmt: skip


def everywhere(texts: Sequence[str]) -> dict[str, str]:
    """Return the files of a project in which each of *texts* stands in every field of each kind of content.

    Not in registries stand those that the check refuses there: what no page can show, and what is another's name.
    """
    named = {" ".join(unicodedata.normalize("NFKC", text).casefold().split()): text for text in texts}
    names = [text for text in named.values() if is_readable(text)]
    return {**_articles([[text] * (len(FIELDS) + 1) for text in texts]), **_registries(names), **_others(names)}


def somewhere(texts: Sequence[str]) -> dict[str, str]:
    """Return the files of a project in which each of *texts* stands in one field or another of an article."""
    size = len(FIELDS) + 1
    portions = [[*texts[start : start + size]] for start in range(0, len(texts), size)]
    portions[-1] += texts[: size - len(portions[-1])]
    return {**_articles(portions), **_registries([]), **_others([])}


def _articles(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    return {f"content/articles/2016/text-{number}.md": _article(number, *texts) for number, texts in enumerate(groups)}


def _article(number: int, *texts: str) -> str:
    values = zip(FIELDS.items(), texts[:-1], strict=True)
    keys = {key: value.replace("$", quoted(text)) for (key, value), text in values}
    return article(f"text-{number}", body_of(texts[-1]), lang=LANGS[number % len(LANGS)], **keys)


def body_of(text: str) -> str:
    """Return a body that shows *text*, written as the importer writes it."""
    return f"{escape(squash(text))}\n\n> {escape(squash(text))}\n\n{_END}"


def without_text(written: str) -> str:
    """Return an article that keeps all but what its body shows of a text."""
    head, mark, _ = written.rpartition("\n---\n")
    return f"{head}{mark}\n{_END}\n"


def squash(text: str) -> str:
    """Return *text* in one line, as the importer hands it on, and as a reader sees it."""
    return " ".join(readable(text).split())


def quoted(text: str) -> str:
    """Return *text* as YAML, whatever is in it; what cannot be seen stands there by its number."""
    return '"' + "".join(map(_in_quotes, text)) + '"'


def _in_quotes(mark: str) -> str:
    if mark in {'"', "\\"}:
        return f"\\{mark}"
    return mark if mark.isprintable() else f"\\U{ord(mark):08x}"


def _registries(texts: Sequence[str]) -> dict[str, str]:
    """Return registries whose entries have *texts* for names, and for all else that they say."""
    more = {
        "sections": "law: {name: {en: Law}, description: {en: Laws.}}",
        "tags": "prevention: {name: {en: Prevention}, description: {en: Before violence.}}",
        "authors": "law-desk: {name: {en: Law desk}, kind: desk, description: {en: Rules.}}",
        "places": "aktobe: {name: {en: Aktobe}, kind: city, country: KZ, description: {en: A city.}}",
        "publications": "digest: {name: {en: Digest}, url: https://example.org/, rights: full, description: {en: Us.}}",
        "helplines": "desk: {name: {en: Desk}, url: https://example.org/, description: {en: It helps.}}",
    }
    outlet = (
        "rights: full, url: https://example.org/NUMBER, owner: {en: SAID}, funder: {en: SAID}, licence: {en: WORDS},"
        " criticism: [{text: {en: SAID, ar: SAID}, url: https://example.org/NUMBER, date: 2016}]"
    )
    helpline = "url: https://example.org/NUMBER, hours: {en: SAID}, cost: {en: SAID}, topics: [entry-NUMBER]"
    extra = {"places": "kind: city, country: KZ", "authors": "kind: desk"}
    extra |= {"publications": outlet, "helplines": helpline}
    return {
        f"content/registry/{kind}.yaml": "\n".join([first, *_entries(texts, extra.get(kind, ""))]) + "\n"
        for kind, first in more.items()
    }


def _entries(texts: Sequence[str], more: str) -> Iterator[str]:
    for number, text in enumerate(texts):
        said = quoted(text)
        # Terms that are an address alone are meant to be led to.
        words = quoted(f"So: {text}")
        rest = more.replace("NUMBER", str(number)).replace("WORDS", words).replace("SAID", said)
        end = f", {rest}" if rest else ""
        yield f"entry-{number}: {{name: {{en: {said}}}, description: {{en: {said}, ar: {said}}}{end}}}"


def _others(texts: Sequence[str]) -> dict[str, str]:
    """Return pages, dossiers and an introduction that have *texts* in all their fields, and who uses the registries."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"/>\n'
    files = {"content/images/room.svg": drawing}
    for number, name in enumerate(NAMES if texts else ()):
        files[f"content/articles/2018/{name}.md"] = article(f"named-{number}", f"Text {number} of the names.")
    for number, text in enumerate(texts):
        said, entry = quoted(text), f"entry-{number}"
        keys = {"tags": f"[{entry}]", "authors": "[]", "publication": entry, "category": entry, "places": f"[{entry}]"}
        files[f"content/articles/2017/use-{number}.md"] = article(
            f"use-{number}", f"Text {number} of the uses.", **keys
        )
        files[f"content/dossiers/file-{number}.md"] = _written(
            title=said, slug=f"file-{number}", lang="en", added="2026-01-05", summary=said, authors=f"[{said}]",
            tag=entry, articles=f"[{{slug: use-{number}, note: {said}, heading: {said}}}]",
        )  # fmt: skip
        files[f"content/pages/page-{number}.md"] = _written(title=said, slug=f"page-{number}", lang="en", summary=said)
    if texts:
        said = quoted(" ".join(map(squash, texts[:8])))
        files["content/digests/2026-W02.md"] = _written(week="2026-W02", lang="en", title=said, summary=said)
    return files


def _written(**keys: str) -> str:
    return "\n".join(["---", *(f"{key}: {value}" for key, value in keys.items()), "---", "", "A paragraph.", ""])
