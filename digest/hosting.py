"""What a web server says of each file of the site: one table, for `digest serve` and for real servers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Nothing inline, nothing from elsewhere; no WebAssembly, no eval. A page that breaks it breaks at the desk first.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# What a page could ask a browser for; the site asks for none of it. The clipboard is left: search copies its address.
_POWERS = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "gamepad",
    "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "web-share",
    "xr-spatial-tracking",
)  # fmt: skip
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # To be seen reading this can be a risk: no site that a link leads to is told where its reader came from.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The headers that are the same for every answer."""

HSTS = "max-age=31536000"
"""What `Strict-Transport-Security` says where it is asked for: for a year no browser asks this host without TLS."""

# The media type of each kind of file, by the end of its name.
MEDIA_TYPES: Mapping[str, str] = {
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "bib": "application/x-bibtex",
    "bin": "application/octet-stream",
    "css": "text/css",
    "csv": "text/csv",
    "gif": "image/gif",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "ris": "application/x-research-info-systems",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "xml": "application/xml",
    "zip": "application/zip",
}
JSON_FEED, JSON_FEED_TYPE = "feed.json", "application/feed+json"
UNKNOWN_TYPE = "application/octet-stream"
# Those that do not say themselves what they are written in.
CHARSET = "utf-8"
TEXT_TYPES = frozenset({"text/css", "text/csv", "text/html", "text/javascript", "text/plain"})
TEXT_TYPES |= {"application/x-bibtex", "application/x-research-info-systems"}
# Pictures and archives are packed already, and so is the index of search.
PACKABLE = frozenset({"atom", "bib", "css", "csv", "html", "js", "json", "ris", "svg", "txt", "webmanifest", "xml"})
PICTURES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "svg", "webp"})

EARLIER = "earlier"
"""The folder of a release with what pages of the releases before still ask for, by the mark that they ask with."""

FOR_EVER, SHORTLY = "public, max-age=31536000, immutable", "public, max-age=300"
# Other content has another address, so a browser need never ask again: the regular expressions of these addresses,
# as every server reads them.
#     /theme/site.css?v=2804e93f
MARKED = r"^/theme/[^?]+\?v=[0-9a-f]+$"
#     /search/index/2767f7dabe01/12.bin    /search/index/names-c1a67ea90b3d.bin
HASHED = r"^/search/index/[^?]+$"
#     2804e93f
MARK = r"^[0-9a-f]{8}$"
_UNCHANGING = re.compile(f"{MARKED}|{HASHED}")


def suffix_of(path: str) -> str:
    """Return what follows the last point in the name of the file at *path*; nothing where there is none."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else ""


def content_type(path: str) -> str:
    """Return the media type of the file at *path*, with its encoding where it does not say that itself."""
    if path.rpartition("/")[2] == JSON_FEED:
        return JSON_FEED_TYPE
    return with_charset(MEDIA_TYPES.get(suffix_of(path), UNKNOWN_TYPE))


def with_charset(media_type: str) -> str:
    """Return a media type with its encoding, if files of it do not say that themselves."""
    return f"{media_type}; charset={CHARSET}" if media_type in TEXT_TYPES else media_type


def cache_control(address: str) -> str:
    """Return how long a browser may keep what answers at *address*, a path with its query."""
    return FOR_EVER if _UNCHANGING.search(address) else SHORTLY


def resource_policy(path: str) -> str:
    """Return who may show the file at *path*: a reader of feeds shows the pictures in them, and nothing else."""
    return "cross-origin" if suffix_of(path) in PICTURES else "same-origin"
