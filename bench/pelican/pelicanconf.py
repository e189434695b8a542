# ruff: noqa: INP001 - settings of a site, copied to where it is built
"""A site of stock Pelican with its own theme, as near to the digest as it comes without the plugins of others.

Its lists are of tags, authors and categories, and of years and months; places and publications are tags too. It has no
JSON feeds, no related articles, no sitemap and no search page; nothing for each week, no dossiers, no citations and no
table of all articles; nothing is said to programs in its pages. The archives of a period are not paginated, since its
theme lists headlines there.
"""

SITENAME = "Counter-Extremism Digest"
SITESUBTITLE = "What is known, said and done about preventing and countering extremism"
SITEURL = "https://example.org"
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C"]
PLUGINS: list[str] = []

ARTICLE_PATHS = ["articles"]
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives"]

ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
CATEGORY_URL = "sections/{slug}/"
CATEGORY_SAVE_AS = "sections/{slug}/index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}/{date:%m}/index.html"

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 20
FEED_ALL_ATOM = "feed.atom"
TAG_FEED_ATOM = "tags/{slug}/feed.atom"
AUTHOR_FEED_ATOM = "authors/{slug}/feed.atom"
CATEGORY_FEED_ATOM = "sections/{slug}/feed.atom"
TRANSLATION_FEED_ATOM = AUTHOR_FEED_RSS = None
