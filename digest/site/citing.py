"""One article as reference managers read it: BibTeX, RIS and CSL-JSON.

All three say the same. What the digest restates in its own words appeared here, on the day it was added, and names its
original beside it; any other text appeared where it was published. A date is as exact as it is known, and a name stands
as it is printed: which part of it is the family's nobody knows for all the languages here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import json

from digest.languages import locale_for
from digest.site.views import Download

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS = (
    ("cite.bib", "BibTeX", "application/x-bibtex"),
    ("cite.ris", "RIS", "application/x-research-info-systems"),
    ("cite.json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
)
"""The files of each article: name, what the format is called, media type."""


def citation_files(path: str, slug: str) -> tuple[Download, ...]:
    """Return the citation files of the article at *path*."""
    return tuple(
        Download(path=f"{path}{name}", name=form, type=kind, file=slug + name.removeprefix("cite"))
        for name, form, kind in FORMS
    )


class Citation(NamedTuple):
    """Everything that is said of an article to those who cite it; what is not known is empty.

    *issued* is the date of this text and *original* that of the one which it restates (ISO 8601, as exactly as known);
    *outlet* is where that, or this, was published. *site* is its name, *source_url* the address of the
    original.
    """

    slug: str
    title: str
    lang: str
    authors: tuple[str, ...]
    issued: str
    outlet: str
    is_own_text: bool
    original: str
    site: str
    added: str
    url: str
    source_url: str

    @property
    def publisher(self) -> str:
        """Who published this text."""
        return self.site if self.is_own_text else self.outlet or self.site

    @property
    def is_news(self) -> bool:
        """Whether it is an article of a publication, and not a page of the digest."""
        return bool(self.outlet) and not self.is_own_text


# --- BibTeX ---

# BibTeX counts braces even behind a backslash, and the rest of these means something to TeX.
_TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    }
)  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What no line of these formats can hold: line ends and other control characters, of whatever age.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def render_bibtex(citation: Citation, note: str) -> bytes:
    """Return the citation as BibTeX in UTF-8, with *note*: what else those who cite should know."""
    kind = "article" if citation.is_news else "misc"
    lines = ",\n".join(f"  {name} = {value}" for name, value in _bibtex_fields(citation, note))
    return f"@{kind}{{{citation.slug},\n{lines}\n}}\n".encode()


def _bibtex_fields(citation: Citation, note: str) -> Iterator[tuple[str, str]]:
    if citation.authors:  # each in braces: BibTeX would look for the family's name
        yield "author", f"{{{' and '.join(map(_braced, citation.authors))}}}"
    yield "title", f"{{{_braced(citation.title)}}}"  # twice: its capitals stay
    yield "journal" if citation.is_news else "publisher", _braced(citation.publisher)
    year, month, day = _parts(citation.issued)
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if day:
        yield "day", f"{{{int(day)}}}"
    yield "url", f"{{{_address(citation.url)}}}"
    yield "language", _braced(citation.lang)
    yield "langid", _braced(_language(citation.lang))
    yield "note", _braced(note)


@cache
def _language(lang: str) -> str:
    """Return the name that LaTeX knows a language by."""
    return (locale_for(lang).english_name or lang).partition(" ")[0].lower()


def _braced(text: str) -> str:
    return f"{{{_line(text).translate(_TEX)}}}"


def _address(url: str) -> str:
    """Return an address so that no brace of it is counted; other signs are taken as they are."""
    return url.replace("{", "%7B").replace("}", "%7D")


# --- RIS ---


def render_ris(citation: Citation, note: str) -> bytes:
    """Return the citation as RIS, with *note*: a newspaper article, or else a page of the web."""
    year, month, day = _parts(citation.issued)
    pairs = [
        ("TY", "NEWS" if citation.is_news else "ELEC"),
        ("ID", citation.slug),
        *(("AU", name) for name in citation.authors),
        ("TI", citation.title),
        ("T2", citation.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("LA", citation.lang),
        ("UR", citation.url),
        ("L2", citation.source_url),
        ("N1", note),
    ]
    lines = [f"{tag}  - {_line(value)}\r\n" for tag, value in pairs if value]
    return f"{''.join(lines)}ER  - \r\n".encode()


# --- CSL-JSON ---


def render_csl(citation: Citation, note: str) -> bytes:
    """Return the citation as CSL-JSON, with *note*: a list of one item."""
    restated = citation if citation.is_own_text else None
    values = {
        "id": citation.slug,
        "type": "article-newspaper" if citation.is_news else "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.publisher,
        "publisher": citation.publisher,
        "issued": _csl_date(citation.issued),
        "original-date": _csl_date(restated.original) if restated else None,
        "original-publisher": restated.outlet if restated else "",
        "language": citation.lang,
        "URL": citation.url,
        "note": note,
    }
    return json.encode([{key: value for key, value in values.items() if value}]) + b"\n"


def _csl_date(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


# --- of all ---


def _parts(date: str) -> tuple[str, str, str]:
    """Return year, month and day of a date (ISO 8601), as far as it has them."""
    year, month, day, *_ = [*date.split("-"), "", ""]
    return year, month, day


def _line(text: str) -> str:
    """Return *text* in one line without what cannot stand in one."""
    plain = text if text.isprintable() else _CONTROL.sub(" ", text)
    return " ".join(plain.split())
