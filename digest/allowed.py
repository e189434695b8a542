"""What HTML an editor may write into a body: the rest is dropped where the body is rendered, and told by the checks."""

from __future__ import annotations

# What Markdown with the extensions of digest/site/body.py writes, and nothing that runs or loads.
TAGS = {
    "a", "abbr", "bdi", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption",
    "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "li", "ol", "p", "pre", "q", "s", "section", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
# Those that stand in lines of their own, and end the line before.
BLOCKS = {
    "p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr", "dt", "dd", "figcaption", "ul", "ol", "hr",
    "div", "table", "section", "figure",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "dir", "id", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "mailto"}
