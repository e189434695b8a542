"""Strings that break programs: a list of our own, and two of other people's where they are."""

from __future__ import annotations

import json

from tests.importer.helpers import SHARED

YAML = (
    'title: "x" # !!python',
    "!!python/object/apply:os.system ['true']",
    "- item: [a, b",
    "{a: b, c: [d}",
    "&anchor *alias",
    "key: |",
    "? complex : key",
    "%YAML 1.1",
    "--- # a document",
    "... and so it ends",
    "no",
    "~",
    "null",
    "2016-12-26",
    "1e3",
    "0x1F",
    "12:30:45",
    "'single' and \"double\" and `back`",
    "ends in a colon:",
    "a # comment that is none",
    "<<: *base",
    "\\x41 \\u0041 \\N",
)
TEMPLATES = (
    "{{ article.title }}",
    "{{ ''.__class__.__mro__ }}",
    "{% include 'secret' %}",
    "{# a comment #}",
    "{% raw %}{{ x }}{% endraw %}",
    "{{ x | safe }}",
    "{filename}../about.md",
    "|static|/images/x.png",
    "{attach}x.pdf {author}jane {tag}law",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{% liquid assign x = 1 %}",
    "[[!include page]]",
)
MARKDOWN = (
    "**bold** __strong__ *em* _em_ `code`",
    "[text](https://example.org) ![alt](x.png)",
    "[x]: https://example.org 'title'",
    "[^1]: a footnote",
    "*[HTML]: an abbreviation",
    "# heading #",
    "===",
    "> quotation",
    "1. first",
    "``` fence",
    "| a | b |",
    "{: .class #id onclick=x }",
    "[TOC]",
    "!!! warning",
    "Key: value",
    ":   definition",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "</p></article></body>",
    "<!-- comment -->",
    "<![CDATA[ x ]]>",
    "<?php echo 1; ?>",
    "&lt;b&gt; &amp;amp; &#60;i&#62; &notit;",
    "<iframe srcdoc='&lt;script&gt;'>",
    "<style>*{display:none}</style>",
    "a < b > c && d",
)
LETTERS = (
    "\u202etxet desrever\u202c",
    "\u2066isolated\u2069 \u200emark\u200f",
    "zero\u200bwidth\u2060joined\ufeffand\u00adsoft",
    "می\u200cخواهم",
    "e\u0301e\u0301 a\u0308\u0323 n\u0303",
    "Z\u0351\u0343\u034d\u0347a\u0334\u0315lgo",
    "\N{WOMAN}\u200d\N{ROCKET} \U0001f1f0\U0001f1ff 1\ufe0f\u20e3",
    "\U0001d518\U0001d52b \U0001f600",
    "\ue000 private \uf8ff",
    "\ufdd0\uffff\ufffe nothing",
    "ﬁne ﬀ Ⅷ ½ ①",
    "İstanbul ırmak ß ẞ ſ",
    "Кириллицa с лaтиницей",
    "١٢٣ ۴۵۶ १२३",
    "bell\x07 and escape\x1b[31m",
    "a\x00b",
    "a\x85b\u2028c\u2029d",
    "a\x0bb\x0cc",
    "\x7f\x80\x9f",
    "w" * 5_000,
    "https://example.org/" + "a/" * 300,
    "(" * 300 + ")" * 300,
    "\u0301",
    "\u200f",
)
NAMES = (
    "CON",
    "aux.txt",
    "LPT1",
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/dev/null",
    "%2e%2e%2f",
    "file:///etc/hosts",
    "-rf *",
    "; rm -rf .",
    "$(id) `id` | id",
    "' OR 1=1 --",
    "a\tb",
    ".hidden",
    "feed",
    "index.html",
)
OWN = (*YAML, *TEMPLATES, *MARKDOWN, *MARKUP, *LETTERS, *NAMES)


def _shared() -> list[str]:
    folder = SHARED / "hostile"
    if not folder.is_dir():
        return []
    naughty: list[str] = json.loads((folder / "naughty-strings.json").read_text("utf-8"))
    return [*naughty, *(folder / "xss.txt").read_text("utf-8").split("\n")]


FOREIGN = tuple(dict.fromkeys(_shared()))
