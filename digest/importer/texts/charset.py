"""The encoding that a web page declares for itself, by the names that browsers know (rule 14)."""

from __future__ import annotations

import codecs
import re

SNIFF = 4096  # bytes in which a page has to say it; browsers look at a quarter of them

# <meta charset="windows-1251">   <meta http-equiv="Content-Type" content="text/html; charset=koi8-r">
_META = re.compile(rb"<meta\b[^<>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?(?P<name>[\w.:-]{3,30})", re.IGNORECASE)
# <?xml version="1.0" encoding="windows-1251"?>
_XML = re.compile(rb"<\?xml\b[^<>]{0,100}?encoding\s{0,9}=\s{0,9}[\"'](?P<name>[\w.:-]{3,30})", re.IGNORECASE)
# Python's names of them; browsers read the narrower standards as the Windows code pages that hold them
_KNOWN = re.compile(r"(?:cp|koi8_|iso8859_|mac_|shift_|euc_)\w{1,12}|gb18030|big5(?:hkscs)?|kz1048|ptcp154|utf_8")
_AS_READ = {
    "ascii": "cp1252", "us_ascii": "cp1252", "iso_8859_1": "cp1252", "latin1": "cp1252", "iso_8859_9": "cp1254",
    "latin5": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x_sjis": "shift_jis", "sjis": "shift_jis",
    "kz_1048": "kz1048", "x_mac_cyrillic": "mac_cyrillic", "utf8": "utf_8", "cp_1251": "cp1251", "win_1251": "cp1251",
}  # fmt: skip


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding that a page declares, as Python calls it; None when it is no page, or it is not known."""
    head = raw[:SNIFF]
    found = _META.search(head) or _XML.match(head.lstrip()) if b"<" in head else None
    if found is None:
        return None
    name = found["name"].decode("ascii", "replace").lower().replace("-", "_")
    name = _AS_READ.get(name, re.sub(r"^windows_?", "cp", re.sub(r"^iso_?8859_", "iso8859_", name)))
    if not _KNOWN.fullmatch(name):
        return None
    try:
        codecs.lookup(name)  # no bytes to decode would not ask: `b"".decode("cp9982")` is fine
    except LookupError:
        return None
    return name
