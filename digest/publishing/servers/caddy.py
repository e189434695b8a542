"""What Caddy is to be told, to be imported into a site's block. Checked with Caddy 2.6."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.hosting import (
    EARLIER,
    FOR_EVER,
    HASHED,
    HEADERS,
    JSON_FEED,
    JSON_FEED_TYPE,
    MARK,
    MARKED,
    MEDIA_TYPES,
    PICTURES,
    SHORTLY,
    UNKNOWN_TYPE,
    with_charset,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.moves import Moves

_HTML = with_charset(MEDIA_TYPES["html"])
_SITE = """\
# For the block of a site in the Caddyfile, below its `root`:  import /etc/caddy/digest.caddy
# Written by `digest publish --server-files`; not to be edited.
map {{path}} {{digest_type}} {{
	~/$ "{html}"
	~/{json_feed}$ "{json_feed_type}"
{types}	default "{unknown}"
}}
map {{uri}} {{digest_cache}} {{
	~{marked} "{for_ever}"
	~{hashed} "{for_ever}"
	default "{shortly}"
}}
map {{path}} {{digest_resources}} {{
	~\\.(?:{pictures})$ cross-origin
	default same-origin
}}
map {{query}} {{digest_query}} {{
	~.+ "?${{0}}"
	default ""
}}
header {{
{headers}}}
{moved}
@digest_folder {{
	not path */
	file {{path}}/index.html
}}
redir @digest_folder {{path}}/{{digest_query}} 301
@digest_hidden {{
	path */.*
	not path /.well-known/*
}}
@digest_earlier {{
	path /theme/*
	expression {{query.v}}.matches("{mark}")
	file /{earlier}/{{query.v}}{{path}}
}}
rewrite @digest_earlier {{file_match.relative}}
encode gzip
{gone}
handle @digest_hidden {{
	error 404
}}
handle {{
	file_server {{
		precompressed br gzip
		disable_canonical_uris
	}}
}}
handle_errors {{
	rewrite * /404.html
	header Content-Type "{html}"
	file_server {{
		precompressed br gzip
	}}
}}
"""
_GONE = """\
@digest_gone{number} path {paths}
handle @digest_gone{number} {{
	rewrite * {page}index.html
	header Content-Type "{html}"
	file_server {{
		status 410
	}}
}}
"""


def render_caddy(moves: Moves, more: Iterable[tuple[str, str]] = ()) -> str:
    """Return what stands in the site's block; *more* are headers for every answer."""
    said = [*HEADERS.items(), *more]
    said += [("Cross-Origin-Resource-Policy", "{digest_resources}"), ("Cache-Control", "{digest_cache}")]
    said.append(("Content-Type", "{digest_type}"))
    types = (f'	~\\.{suffix}$ "{with_charset(kind)}"\n' for suffix, kind in MEDIA_TYPES.items())
    return _SITE.format(
        html=_HTML,
        json_feed=JSON_FEED.replace(".", r"\."),
        json_feed_type=JSON_FEED_TYPE,
        types="".join(types),
        unknown=UNKNOWN_TYPE,
        marked=MARKED,
        for_ever=FOR_EVER,
        hashed=HASHED,
        mark=MARK,
        earlier=EARLIER,
        shortly=SHORTLY,
        pictures="|".join(sorted(PICTURES)),
        headers="".join(f'	{name} "{value}"\n' for name, value in said),
        moved="".join(_moved(moves)),
        gone="".join(_gone(moves)),
    )


def _moved(moves: Moves) -> Iterator[str]:
    for old, new in moves.moved.items():
        yield f"redir {old} {new} 301\n"
    for old, new in moves.onward.items():
        yield f"redir {old}page/* {new} 301\n"


def _gone(moves: Moves) -> Iterator[str]:
    pages = sorted(set(moves.gone.values()))
    for number, page in enumerate(pages):
        paths = [old for old, other in moves.gone.items() if other == page]
        yield _GONE.format(number=number, paths=" ".join(paths), page=page, html=_HTML)
