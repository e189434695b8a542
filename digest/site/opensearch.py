"""What tells a browser how to search the digest (OpenSearch 1.1): an edition's own search page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from digest.site.views import Edition, Site

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
TYPE = "application/opensearchdescription+xml"
# OpenSearch 1.1 draft 6: how long a short name, a long name and a description may be.
_SHORT, _LONG, _DESCRIPTION = 16, 48, 1024


def render_description(site: Site, edition: Edition, short_name: str, search: str) -> bytes:
    """Return the description of the search page at the whole address *search*."""
    lines = [
        _element("ShortName", _cut(short_name or site.name, _SHORT)),
        _element("LongName", _cut(site.name, _LONG)),
        _element("Description", _cut(site.tagline or site.name, _DESCRIPTION)),
        # After the #: what a reader types into the browser's own field is not sent to the server (docs/search.md).
        f'<Url type="text/html" method="get" template={quoteattr(f"{search}#q={{searchTerms}}")}/>',
        _element("Language", edition.lang),
        _element("InputEncoding", "UTF-8"),
        _element("OutputEncoding", "UTF-8"),
    ]
    inner = "".join(f"  {line}\n" for line in lines)
    declaration = "<?xml version='1.0' encoding='utf-8'?>\n"
    return f'{declaration}<OpenSearchDescription xmlns="{_NAMESPACE}">\n{inner}</OpenSearchDescription>\n'.encode()


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _cut(text: str, most: int) -> str:
    """Return *text*, or as many whole words of it as fit."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0] or text[:most]
