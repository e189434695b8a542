"""Bytes to text: what a file is, which encoding it is in, and what had to be mended to read it.

Rules 1 to 5, 13 and 14. Nothing is guessed silently.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

import charset_normalizer
from ftfy import fix_encoding
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad

from digest.importer.model import Doubt, SourceText
from digest.importer.texts.charset import declared_encoding
from digest.importer.texts.clean import drop_controls, end_lines, has_only_words

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BAD_SHARE = 0.02  # of the characters of UTF-8 with a few broken bytes
MAX_CONTROL_SHARE = 0.02  # more control characters than this, and it is not text
MIN_UTF16_BYTES = 64
MIN_UTF16 = 0.75  # of the bytes at odd, or at even, positions are the upper halves of letters
MIN_LETTERS = 0.5  # of what UTF-16 without a mark decodes to, as letters and spaces
MIN_LATIN = 0.75  # of the letters of a Western text are in ASCII
MAX_PLACES = 5  # of broken bytes that are told
SNIFF = 1024  # bytes in which a file says what it is

LEGACY = ("cp1251", "koi8_r", "cp866", "kz1048", "cp1256", "iso8859_6", "cp1254", "cp1252", "gb18030")

_BOMS = (  # UTF-32 before UTF-16, whose mark it begins with
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, odt)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (doc)"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SOMETHING = re.compile("[^\ufeff\x00 \t\r\n\f\v\u200b\xa0]")
_LATIN = re.compile(rb"[A-Za-z]")
_UPPER_HALF = re.compile(rb"[\x00\x04\x06]")  # of Latin, Cyrillic and Arabic letters in UTF-16
_HIGH = re.compile(rb"[\x80-\xff]")
# What `is_bad` finds has one of these beside another letter beyond ASCII (â€™, Ð°), or some that do alone, or a mark
# between two capitals (РґР«С); a test holds both in step. `№ 5`, `für` and `«Да»` have none.
_ODD = "\xc0-\xffЂ" + "".join(
    chars for kind, chars in MOJIBAKE_CATEGORIES.items() if not kind.endswith(("common", "punctuation"))
)
_ALONE = f"{MOJIBAKE_CATEGORIES['c1']}{MOJIBAKE_CATEGORIES['bad']}ŒœÃÂ"
_MARKS = MOJIBAKE_CATEGORIES["start_punctuation"] + MOJIBAKE_CATEGORIES["end_punctuation"]
_SUSPECT = re.compile(f"[{_ODD}](?:(?<=[{_ALONE}])|(?<=[^\\x00-\\x7f].)|(?=[^\\x00-\\x7f]))")
_SUSPECT_MARK = re.compile(f"[{_MARKS}](?<=[ВГРСΒΓΞΟ].)(?=[ВГРСΒΓΞΟ])")
# U+D83D and its like, which are halves of characters, in the form that UTF-8 has for whole ones
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_TURKISH = re.compile(rb"[\xf0\xfd\xfe\xd0\xdd\xde]")  # ğ ı ş Ğ İ Ş; in cp1252 ð ý þ


class NotTextError(ValueError):
    """Bytes that are no text: the code of the problem and its words."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def decode(raw: bytes, pinned: str | None = None) -> SourceText:
    """Return the text that *raw* holds, with newlines as LF, or raise NotTextError.

    What is not UTF-8 is read as *pinned*, the encoding that the profile of the publication names, if it can be.
    """
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise NotTextError("I102", name)
    text, encoding, repairs = _decode(raw, pinned)
    if not _SOMETHING.search(text):
        raise NotTextError("I101")
    repairs += _check_controls(text)
    text, mended = _mend(end_lines(text))
    return SourceText(text, encoding, (*repairs, *mended))


def _decode(raw: bytes, pinned: str | None) -> tuple[str, str, tuple[Doubt, ...]]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding, _count_bad(raw, encoding, len(mark))
    wide = _decode_utf16(raw)
    if wide:
        return (*wide, ())
    try:
        return raw.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _decode_declared(raw) or _decode_halves(raw) or _decode_broken(raw) or _decode_legacy(raw, pinned)


def _decode_declared(raw: bytes) -> tuple[str, str, tuple[Doubt, ...]] | None:
    """Return the text of a page in the encoding that it declares, if that is not UTF-8 and few bytes are bad."""
    encoding = declared_encoding(raw)
    if encoding is None or encoding == "utf_8":
        return None
    text = raw.decode(encoding, "replace")
    return (text, encoding, _count_bad(raw, encoding)) if text.count("\ufffd") <= MAX_BAD_SHARE * len(text) else None


def _count_bad(raw: bytes, encoding: str, start: int = 0) -> tuple[Doubt, ...]:
    """Return a note on the bytes from *start* that are broken: how many, and where the first of them are."""
    places = list(islice(_bad_places(raw, encoding, start), MAX_PLACES))
    if not places:
        return ()
    bad = raw[start:].decode(encoding, "replace").count("\ufffd")
    more = ", …" if bad > len(places) else ""
    detail = f"{bad} (at byte {', '.join(map(str, places))}{more})"
    return (Doubt("I202", raw.count(b"\n", 0, places[0]) + 1, (detail,)),)


def _bad_places(raw: bytes, encoding: str, start: int) -> Iterator[int]:
    """Yield where *raw* is broken, counted in bytes from 0."""
    view = memoryview(raw)
    while start < len(raw):
        try:
            codecs.decode(view[start:], encoding)
        except UnicodeDecodeError as error:
            yield start + error.start
            start += error.end
        else:
            return


def _decode_utf16(raw: bytes) -> tuple[str, str] | None:
    """Return the text of UTF-16 without a mark: the upper half of a letter at every other byte."""
    if len(raw) < MIN_UTF16_BYTES or len(raw) % 2 or not _UPPER_HALF.search(raw[:SNIFF]):
        return None
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(_UPPER_HALF.findall(raw[start::2])) > MIN_UTF16 * len(raw) / 2:
            text = raw.decode(encoding, "replace")
            if sum(char.isalpha() or char.isspace() for char in text) / len(text) > MIN_LETTERS:
                return text, encoding
    return None


def _decode_halves(raw: bytes) -> tuple[str, str, tuple[Doubt, ...]] | None:
    """Return the text of UTF-8 in which a program wrote halves of characters, in pairs or alone, as if whole."""
    if not _HALF.search(raw):
        return None
    try:
        halves = raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    alone = text.count("\ufffd") - halves.count("\ufffd")
    if alone > MAX_BAD_SHARE * len(text):
        return None
    return text, "utf-8", _count_bad(raw, "utf-8") if alone else ()


def _decode_broken(raw: bytes) -> tuple[str, str, tuple[Doubt, ...]] | None:
    """Return the text of UTF-8 with a few broken bytes; None when it has too many, or no whole letter beyond ASCII."""
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - bad
    if bad > MAX_BAD_SHARE * len(text) or whole < bad:
        return None
    return text, "utf-8", _count_bad(raw, "utf-8")


def _decode_legacy(raw: bytes, pinned: str | None) -> tuple[str, str, tuple[Doubt, ...]]:
    """Return the text in the encoding that the profile names, else in the most likely of the older ones."""
    if _CONTROLS.search(raw[:SNIFF].decode("latin-1")) and raw.count(0):
        raise NotTextError("I102", "a binary file")
    if pinned:
        try:
            return raw.decode(pinned), pinned, ()
        except ValueError:
            text, guessed, repairs = _decode_legacy(raw, None)
            return text, guessed, (Doubt("I350", 0, (pinned,)), *repairs)
    encoding = _western(raw)
    if encoding is None:
        guess = charset_normalizer.from_bytes(raw, cp_isolation=list(LEGACY)).best()
        if guess is None:
            raise NotTextError("I107")
        encoding = guess.encoding
    if encoding == "cp1251" and _is_kazakh(raw.decode("cp1251", "replace")):
        encoding = "kz1048"
    text = raw.decode(encoding, "replace")
    return text, encoding, (Doubt("I302", 0, (encoding,)),)


def _western(raw: bytes) -> str | None:
    """Return cp1252, or cp1254 for Turkish, when almost all letters are in ASCII."""
    high = len(_HIGH.findall(raw))
    plain = len(_LATIN.findall(raw))
    if plain < MIN_LATIN * (plain + high):
        return None
    return "cp1254" if len(_TURKISH.findall(raw)) * 2 > high else "cp1252"


def _is_kazakh(text: str) -> bool:
    """Return whether Serbian letters stand among Russian ones: қ, ә and ң of kz1048 read as cp1251."""
    return "ы" in text and any(letter in text for letter in "ќјѕ")


def _check_controls(text: str) -> tuple[Doubt, ...]:
    """Return a note on NULs in a text; raise NotTextError when control characters are too many for one."""
    if has_only_words(text):
        return ()
    controls = len(text) - len(drop_controls(text)) if text.isascii() else len(_CONTROLS.findall(text))
    if controls > MAX_CONTROL_SHARE * len(text):
        raise NotTextError("I102", "a binary file")
    return (Doubt("I203"),) if "\x00" in text else ()


def _mend(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """Return *text* with letters put right that were read in a wrong encoding (Ð°, â€™), line by line."""
    if not may_be_bad(text) or not is_bad(text):
        return text, ()
    lines = text.split("\n")
    mended = [_mend_line(line) if is_bad(line) else line for line in lines]
    first = next((number for number, pair in enumerate(zip(lines, mended, strict=True), 1) if pair[0] != pair[1]), 0)
    if not first:
        return text, ()
    detail = f"{_excerpt(lines[first - 1])} -> {_excerpt(mended[first - 1])}"
    return "\n".join(mended), (Doubt("I307", first, (detail,)),)


def may_be_bad(text: str) -> bool:
    """Return whether it is worth while to ask `is_bad`, which takes 0.2 ms for a page of Russian; this takes 0.02."""
    return not text.isascii() and (_SUSPECT.search(text) is not None or _SUSPECT_MARK.search(text) is not None)


def _mend_line(line: str) -> str:
    while is_bad(line) and (better := fix_encoding(line)) != line:
        line = better
    return line


def _excerpt(line: str) -> str:
    return line.strip()[:40]
