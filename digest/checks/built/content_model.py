"""What may stand where in HTML, as far as a template or a body can get it wrong (https://html.spec.whatwg.org/#elements-3)."""

from __future__ import annotations

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CONTROLS = frozenset({"input", "select", "textarea", "meter", "progress"})
UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})
NAMING = ("aria-label", "aria-labelledby", "title")
REFERRING = frozenset({"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list"})

WHOLE = {
    "main": "<main>",
    "h1": "<h1>",
    "title": "<title> with words",
    "doctype": "<!doctype html>",
    "lang": "lang of <html>",
}
"""What every page has once."""

OBSOLETE = frozenset(
    [
        "acronym",
        "applet",
        "basefont",
        "big",
        "blink",
        "center",
        "dir",
        "font",
        "frame",
        "frameset",
        "marquee",
        "nobr",
        "noframes",
        "strike",
        "tt",
        "xmp",
    ]
)
OBSOLETE_ATTRIBUTES = frozenset(
    [
        "align",
        "bgcolor",
        "border",
        "cellpadding",
        "cellspacing",
        "clear",
        "frame",
        "hspace",
        "noshade",
        "nowrap",
        "rules",
        "valign",
        "vspace",
    ]
)

_SCRIPTS = frozenset({"script", "template"})

CHILDREN = {
    "ul": frozenset({"li"}) | _SCRIPTS,
    "ol": frozenset({"li"}) | _SCRIPTS,
    "menu": frozenset({"li"}) | _SCRIPTS,
    "dl": frozenset({"dt", "dd", "div"}) | _SCRIPTS,
    "tr": frozenset({"td", "th"}) | _SCRIPTS,
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}) | _SCRIPTS,
    "thead": frozenset({"tr"}) | _SCRIPTS,
    "tbody": frozenset({"tr"}) | _SCRIPTS,
    "tfoot": frozenset({"tr"}) | _SCRIPTS,
    "picture": frozenset({"source", "img"}) | _SCRIPTS,
    "select": frozenset({"option", "optgroup", "hr"}) | _SCRIPTS,
    "colgroup": frozenset({"col", "template"}),
}
"""What may stand in it, where that is little."""

PARENTS = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "tr": frozenset({"table", "thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "caption": frozenset({"table"}),
    "colgroup": frozenset({"table"}),
    "source": frozenset({"picture", "audio", "video"}),
    "option": frozenset({"select", "optgroup", "datalist"}),
    "figcaption": frozenset({"figure"}),
    "summary": frozenset({"details"}),
    "legend": frozenset({"fieldset"}),
    "html": frozenset({""}),
    "head": frozenset({"html"}),
    "body": frozenset({"html"}),
    "title": frozenset({"head"}),
}
"""What it may stand in, and in nothing else."""

# What may hold words and what is said of words, and no blocks.
_OF_WORDS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "span",
        "em",
        "strong",
        "small",
        "cite",
        "code",
        "time",
        "q",
        "s",
        "b",
        "i",
        "u",
        "sub",
        "sup",
        "mark",
        "abbr",
        "bdi",
        "bdo",
        "kbd",
        "samp",
        "var",
        "dfn",
        "label",
        "button",
        "summary",
    ]
)
_BLOCKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
]
_INTERACTIVE = frozenset({"a", "button"})

NOT_WITHIN = {
    **dict.fromkeys(_BLOCKS, _OF_WORDS),
    **{tag: _OF_WORDS - {"summary"} for tag in HEADINGS},
    **dict.fromkeys(("a", "button", "select", "textarea", "input", "details", "iframe"), _INTERACTIVE),
    "label": _INTERACTIVE | {"label"},
    "form": _OF_WORDS | {"form"},
    "main": _OF_WORDS | {"article", "aside", "footer", "header", "nav", "section"},
    "header": _OF_WORDS | {"header", "footer", "address"},
    "footer": _OF_WORDS | {"header", "footer", "address"},
}
"""What it may not stand in, at any depth."""
