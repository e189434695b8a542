"""Rules over what programs read of the site besides feeds: the table of all articles, citations, and the like."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, json

from digest.checks.built.faults import Fault, line_of
from digest.checks.built.xml import line, read_xml, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.checks.built.site import Site

TABLE_CSV, TABLE_JSON = "data/articles.csv", "data/articles.json"
_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_MOST = {"ShortName": 16, "LongName": 48, "Description": 1024}  # OpenSearch 1.1 draft 6
_TABLE = "see digest/site/corpus.py"
_CITING = "see digest/site/citing.py"
# <code>date_precision</code>, as the codebook names a column
_WORDS = re.compile(r">\s*(?P<word>[a-z][a-z0-9_]*)\s*<")


def judge_table(site: Site) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong between the two forms of the table of all articles, and the page that explains it."""
    if not site.has_file(TABLE_CSV) or not site.has_file(TABLE_JSON):
        missing = TABLE_CSV if site.has_file(TABLE_JSON) else TABLE_JSON
        if site.has_file(TABLE_CSV) or site.has_file(TABLE_JSON):
            yield missing, Fault(0, "O138", "the table of all articles is not there in this form", _TABLE)
        return
    try:
        table = json.decode(site.read(TABLE_JSON))
        rows = [row["id"] for row in table["articles"]]
        names = list(table["articles"][0]) if rows else []
    except (DecodeError, UnicodeError, KeyError, TypeError) as error:
        yield TABLE_JSON, Fault(0, "O138", f"the table of all articles cannot be read: {error}", _TABLE)
        return
    columns, *lines = list(csv.reader(io.StringIO(site.read(TABLE_CSV).decode("utf-8-sig", "replace")))) or [[]]
    odd = next((at for at, row in enumerate(lines, 2) if len(row) != len(columns)), 0)
    if odd:
        yield TABLE_CSV, Fault(0, "O138", f"row {odd} has other columns than the first", _TABLE)
    if table.get("count") != len(rows) or len(lines) != len(rows):
        told = f"it counts {table.get('count')} articles, has {len(rows)}, and the CSV has {len(lines)}"
        yield TABLE_JSON, Fault(0, "O138", told, _TABLE)
    elif [row[:1] for row in lines] != [[name] for name in rows]:
        yield TABLE_JSON, Fault(0, "O138", "its articles are not those of the CSV, in that order", _TABLE)
    if names and names != columns:
        yield TABLE_JSON, Fault(0, "O138", "its columns are not those of the CSV", _TABLE)
    for path in sorted(site.files):
        if path == "data/index.html" or path.endswith("/data/index.html"):
            yield from ((path, fault) for fault in _judge_codebook(site.read(path).decode("utf-8", "replace"), columns))


def _judge_codebook(page: str, columns: list[str]) -> Iterator[Fault]:
    said = {match["word"] for match in _WORDS.finditer(page)}
    missing = [column for column in columns if column not in said]
    if missing:
        yield Fault(
            0, "O139", f"the codebook does not name {', '.join(missing)}", "see COLUMNS in digest/site/corpus.py"
        )


def judge_citation(path: str, content: bytes) -> Iterator[Fault]:
    """Yield what is wrong with the citation of an article that reference managers read."""
    said = content.decode("utf-8", "replace")
    if path.endswith(".bib"):
        sound = said.startswith("@") and said.rstrip().endswith("}") and "\n  title = {" in said
    elif path.endswith(".ris"):
        sound = said.startswith("TY  - ") and "\nTI  - " in said and "\nER  - " in said
    else:
        sound = _is_csl(content)
    if not sound:
        yield Fault(0, "O140", "reference managers cannot read this citation", _CITING)


def _is_csl(content: bytes) -> bool:
    try:
        found = json.decode(content)
    except (DecodeError, UnicodeError):
        return False
    return (
        isinstance(found, list)
        and bool(found)
        and all(isinstance(one, dict) and all(one.get(name) for name in ("id", "type", "title")) for one in found)
    )


def judge_search_description(content: bytes, site: Site) -> Iterator[Fault]:
    """Yield what is wrong with what tells browsers how to search here."""
    found = read_xml(content, "O136", f"{_OPENSEARCH}OpenSearchDescription")
    if isinstance(found, Fault):
        yield found
        return
    hint = "see digest/site/opensearch.py"
    for name, most in _MOST.items():
        said = text(found, f"{_OPENSEARCH}{name}")
        if not said or len(said) > most:
            yield Fault(line(found), "O136", f"{name} has {len(said)} letters, and 1 to {most} are right", hint)
    addresses = [one.get("template", "") for one in found.findall(f"{_OPENSEARCH}Url")]
    if not any("{searchTerms}" in one and site.file_at(one.partition("#")[0]) in site.files for one in addresses):
        yield Fault(line(found), "O136", "it has no address of this site with {searchTerms}", hint)


def judge_manifest(content: bytes) -> Iterator[Fault]:
    """Yield what is wrong with what tells telephones how the site looks among programs."""
    try:
        said = json.decode(content)
    except (DecodeError, UnicodeError) as error:
        yield Fault(0, "O137", f"it is not JSON: {error}", "mend the file")
        return
    if not isinstance(said, dict) or not said.get("name") or not isinstance(said.get("icons", []), list):
        yield Fault(0, "O137", "it has no name, or its icons are no list", "see the W3C's Web Application Manifest")
        return
    for address in [*_addresses(said), str(said.get("start_url", "./"))]:
        if "//" in address:
            at = line_of(content.decode("utf-8", "replace"), address)
            yield Fault(at, "O104", f"the manifest fetches {address} from another site", "keep the file with the site")


def _addresses(manifest: dict[str, Any]) -> Iterator[str]:
    for icon in manifest.get("icons", []):
        if isinstance(icon, dict):
            yield str(icon.get("src", ""))


# href="https://example.org/a.png"    xlink:href='//example.org/b'    url(https://example.org/c)    @import "d.css"
_FETCHED = re.compile(
    r"""(?:\b(?:xlink:)?href\s*=\s*["']|\bsrc\s*=\s*["']|url\(\s*["']?|@import\s+["'])(?P<address>[^"')\s]+)""",
    re.IGNORECASE,
)
# <script>    <foreignObject>    onload="…"; style of its own a drawing may have, since what it fetches is seen to
_RUNNING = re.compile(r"<(?P<element>script|foreignObject)\b|\s(?P<name>on[a-z]+)\s*=", re.IGNORECASE)
# <a href="…"> leads somewhere, and fetches nothing
_LINK = re.compile(r"<a\b[^>]*>", re.IGNORECASE)


def judge_drawing(content: bytes) -> Iterator[Fault]:
    """Yield what a drawing would fetch from another site, or run."""
    said = content.decode("utf-8", "replace")
    fetching = _LINK.sub(lambda link: " " * len(link.group()), said)
    for match in _FETCHED.finditer(fetching):
        address = unescape(match["address"])
        if address.startswith(("http:", "https:", "//")):
            at = said.count("\n", 0, match.start()) + 1
            yield Fault(at, "O104", f"the drawing fetches {address} from another site", "keep the file with the site")
    for match in _RUNNING.finditer(said):
        what = f"element <{match['element']}>" if match["element"] else f"attribute {match['name']}"
        at = said.count("\n", 0, match.start()) + 1
        yield Fault(at, "O105", f"the drawing has script inside it: {what}", "say it with shapes")
