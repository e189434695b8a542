"""What nginx is to be told: a part for `http`, where maps stand, and one for `server`. Checked with nginx 1.22.

No location adds a header, since it would then have those of its own alone: what differs from file to file is a map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.hosting import (
    CHARSET,
    EARLIER,
    FOR_EVER,
    HASHED,
    HEADERS,
    JSON_FEED,
    JSON_FEED_TYPE,
    MARK,
    MARKED,
    MEDIA_TYPES,
    PACKABLE,
    PICTURES,
    SHORTLY,
    TEXT_TYPES,
    UNKNOWN_TYPE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.moves import Moves

_BUCKETS = (64, 128, 256, 512)  # bytes of a bucket of nginx's hash; a key and some more must fit into one
_MORE = 32
_HTTP = """\
# For the `http` part of nginx.conf:  include /etc/nginx/digest/nginx-http.conf;
# Written by `digest publish --server-files`; not to be edited.
{sizes}map $uri$is_args$args $digest_cache {{
    default "{shortly}";
    "~{marked}" "{for_ever}";
    "~{hashed}" "{for_ever}";
}}
map $arg_v $digest_mark {{
    default "";
    "~{mark}" $arg_v;
}}
map $uri $digest_resources {{
    default same-origin;
    "~\\.(?:{pictures})$" cross-origin;
}}
map $uri $digest_list {{
    default "";
    "~^(?<digest_whole>/.*/)page/[0-9]+/$" $digest_whole;
}}
map $digest_list $digest_onward {{
    default "";
{onward}}}
map $uri $digest_moved {{
    default "";
{moved}}}
map $uri $digest_gone {{
    default "";
{gone}}}
"""
_SERVER = """\
# For the `server` part of nginx.conf, below its `listen` and `root`:  include /etc/nginx/digest/nginx-server.conf;
# Written by `digest publish --server-files`; not to be edited.
{headers}
types {{
{types}}}
default_type {unknown};
charset {charset};
charset_types {texts};

gzip on;
gzip_static on;
gzip_vary on;
gzip_min_length 512;
gzip_types {packable};

absolute_redirect off;
server_tokens off;
autoindex off;
error_page 403 404 =404 /404.html;
error_page 410 @digest_gone;
if ($digest_moved) {{ return 301 $digest_moved; }}
if ($digest_onward) {{ return 301 $digest_onward; }}
if ($digest_gone) {{ return 410; }}
if (-f $request_filename/index.html) {{ rewrite ^(.*[^/])$ $1/ permanent; }}
location @digest_gone {{ try_files $digest_gone =410; }}
location ~ /\\.(?!well-known/) {{ return 404; }}
location ~ /{json_feed}$ {{ types {{ }} default_type {json_feed_type}; }}
location /theme/ {{ try_files /{earlier}/$digest_mark$uri $uri =404; }}
location / {{ try_files $uri $uri/index.html =404; }}
"""


def render_http(moves: Moves) -> str:
    """Return the part for `http`."""
    return _HTTP.format(
        sizes=_sizes([*moves.moved, *moves.gone]),
        shortly=SHORTLY,
        marked=MARKED,
        for_ever=FOR_EVER,
        hashed=HASHED,
        mark=MARK,
        pictures="|".join(sorted(PICTURES)),
        onward=_entries(moves.onward),
        moved=_entries(moves.moved),
        gone=_entries({old: f"{page}index.html" for old, page in moves.gone.items()}),
    )


def render_server(more: Iterable[tuple[str, str]] = ()) -> str:
    """Return the part for `server`; *more* are headers for every answer."""
    said = [*HEADERS.items(), *more]
    said += [("Cross-Origin-Resource-Policy", "$digest_resources"), ("Cache-Control", "$digest_cache")]
    packable = {MEDIA_TYPES[suffix] for suffix in PACKABLE} | {JSON_FEED_TYPE}
    return _SERVER.format(
        earlier=EARLIER,
        headers="".join(f'add_header {name} "{value}" always;\n' for name, value in said),
        types="".join(f"    {kind} {suffix};\n" for suffix, kind in MEDIA_TYPES.items()),
        unknown=UNKNOWN_TYPE,
        charset=CHARSET,
        texts=_but_html(TEXT_TYPES),
        packable=_but_html(packable),
        json_feed=JSON_FEED.replace(".", r"\."),
        json_feed_type=JSON_FEED_TYPE,
    )


def _but_html(types: Iterable[str]) -> str:
    """Return *types* in order; HTML is always among them for nginx, which complains of its being named."""
    return " ".join(sorted(set(types) - {"text/html"}))


def _entries(pairs: Mapping[str, str]) -> str:
    return "".join(f'    "{old}" "{new}";\n' for old, new in pairs.items())


def _sizes(keys: list[str]) -> str:
    """Return how large nginx's tables must be, where that is more than it takes for granted."""
    longest = max(map(len, keys), default=0) + _MORE
    bucket = next((size for size in _BUCKETS if size >= longest), 1024)
    told = f"map_hash_bucket_size {bucket};\n" if bucket > _BUCKETS[0] else ""
    return told + (f"map_hash_max_size {4 * len(keys)};\n" if 4 * len(keys) > 2048 else "")  # noqa: PLR2004 - its own
