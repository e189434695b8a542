"""A text as other programs might have saved it: in other encodings, with other line ends, wrapped, damaged."""

from __future__ import annotations

import textwrap


def variants(text: str) -> dict[str, bytes]:
    """Return *text*, with dumb quotes, blank lines between its blocks and ` -- ` in its dateline, in other forms."""
    return {
        "bom": text.encode("utf-8-sig"),
        "utf-16": text.encode("utf-16"),
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "utf-32": text.encode("utf-32"),
        "crlf": text.replace("\n", "\r\n").encode(),
        "cr": text.replace("\n", "\r").encode(),
        "nel": text.replace("\n", "\x85").encode(),
        "ls": text.replace("\n", "\u2028").encode(),
        "ps": text.replace("\n\n", "\u2029").encode(),
        "ff": text.replace("\n\n", "\f").encode(),
        "no-blank-lines": text.replace("\n\n\n", "\n").replace("\n\n", "\n").encode(),
        "many-blank-lines": text.replace("\n", "\n\n\n").encode(),
        "wrapped": "\n\n".join(_wrap(block) for block in text.split("\n\n")).encode(),
        "wrapped-indented": "\n\n".join("    " + _wrap(block) for block in text.split("\n\n")).encode(),
        "all-indented": "\n".join("    " + line for line in text.split("\n")).encode(),
        "tabs": text.replace(" ", "\t").encode(),
        "nbsp": text.replace(" ", "\xa0").encode(),
        "zero-width": text.replace("e", "e\u200b").encode(),
        "soft-hyphens": text.replace("ti", "t\u00adi").encode(),
        "bidi": text.replace("\n\n", "\n\n\u202a").encode(),
        "em-dash": text.replace(" -- ", " — ", 1).encode(),
        "en-dash": text.replace(" -- ", " – ", 1).encode(),
        "hyphen": text.replace(" -- ", " - ", 1).encode(),
        "mojibake": text.replace("'", "’").encode().decode("cp1252").encode(),
        "cp1252": text.replace("'", "’").encode("cp1252"),
    }


def same(value: object) -> str:
    """Return *value* as words, with the marks alike in which two variants of a text may differ."""
    return str(value).replace("’", "'").replace("—", "--").replace("–", "--").replace(" - ", " -- ")


def _wrap(block: str) -> str:
    return "\n".join(textwrap.wrap(block, 72, break_on_hyphens=False))
