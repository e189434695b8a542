"""Settings of the site for work on it; publishconf.py is what readers get."""

import os
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import StrictUndefined

from digest.plugins import incremental, publisher, reader
from digest.schema import LEAVES
from digest.site.filters import FILTERS

SITENAME = "Counter-Extremism Digest"
SITEURL = os.environ.get("DIGEST_SITEURL", "http://127.0.0.1:8000")
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
# Dates and words come from the theme; a machine without the locale that its environment names builds the same site.
LOCALE = ["C"]

# What is embargoed or expired is decided against this moment; a test or a rebuild of old days can set it.
_now = os.environ.get("DIGEST_NOW")


def _moment(text: str) -> datetime:
    """Return a moment; one without a time zone is in UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


DIGEST = {
    "site": {
        "name": SITENAME,
        "tagline": "What is known, said and done about preventing and countering extremism",
        "default_lang": DEFAULT_LANG,
        "page_size": 20,
        "short_name": "Digest",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "cards": True,  # a picture of its own for links to each article; without, all have that of the site
        # A way out for readers who must not be seen here (docs/publishing.md); which page is neutral, you know.
        # "exit": {"url": {"en": "https://…", "ru": "https://…"}, "tags": ["rehabilitation"]},
        # "onion": "http://….onion",  # the same site as an onion service, which Tor Browser offers to its readers
    },
    "drafts": os.environ.get("DIGEST_DRAFTS") == "1",
    "now": _moment(_now) if _now else datetime.now(UTC),
}

# Modules, not names: a name can be found in another folder, and one that cannot be imported is only logged.
PLUGINS = [reader, publisher]
# Makes only what changed; DIGEST_ENGINE=off has stock Pelican make everything, to the same bytes.
PELICAN_CLASS = incremental.Incremental

ARTICLE_PATHS = ["articles"]
PAGE_PATHS = [*LEAVES]  # each kind with its own front matter
STATIC_PATHS = ["images", "extra"]
# content/extra holds files that stand at the root of the site, whatever they are: CNAME, security.txt.
_extra = Path(__file__).parent / PATH / "extra"
EXTRA_PATH_METADATA = {f"extra/{file.name}": {"path": file.name} for file in sorted(_extra.glob("*"))}

# The addresses of links between articles; what Pelican would write there is written by the publisher plugin.
ARTICLE_URL = "articles/{slug}/"
ARTICLE_LANG_URL = "{lang}/articles/{slug}/"
PAGE_URL = "{slug}/"
PAGE_LANG_URL = "{lang}/{slug}/"
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
RELATIVE_URLS = True

# Everything that the publisher writes instead of Pelican.
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = ""
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME_STATIC_PATHS = []

# A template that asks for something that its page does not carry fails, rather than show nothing.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
JINJA_FILTERS = FILTERS
CACHE_CONTENT = False
