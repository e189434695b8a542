"""A weekly digest as one entry of a feed: its content is the list of its articles, with the introduction before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from digest.site.addresses import ROOT
from digest.site.feeds import FeedItem
from digest.site.mails import FEED_BYTES
from digest.site.mailtext import figures, meta, more
from digest.site.week_pages import full_title, mail_view

if TYPE_CHECKING:
    from digest.site.syndication import Syndication
    from digest.site.views import Card
    from digest.site.week_views import WeekPart, WeekView
    from digest.site.weekly import Weekly
    from digest.site.words import Words


def week_item(press: Syndication, weekly: Weekly) -> FeedItem:
    """Return a week as the feed of weeks shows it."""
    view = mail_view(press, weekly, FEED_BYTES)
    introduction = view.introduction
    return FeedItem(
        url=press.url(view.path),
        title=full_title(weekly, press),
        lang=press.edition.lang,
        summary=(introduction.summary if introduction else "") or figures(view, press.words),
        html=render_entry(view, press.options.url, press.words),
        authors=tuple(author.name for author in introduction.authors) if introduction else (),
        tags=(),
        added=weekly.changed,
        modified=None,
        published=None,
    )


def render_entry(week: WeekView, url: str, words: Words) -> str:
    """Return the content of the entry as HTML; *url* is the site's address."""
    introduction = week.introduction
    pieces = [
        Markup("<p>{}</p>").format(introduction.summary) if introduction and introduction.summary else "",
        introduction.body.replace(ROOT, url) if introduction else "",
        Markup("<p>{}</p>").format(figures(week, words)),
        *(_part(part, url, words) for part in week.parts),
        _more(week.left, f"{url}{week.path}", words),
    ]
    return "\n".join(filter(None, pieces))


def _part(part: WeekPart, url: str, words: Words) -> str:
    name = part.section.name if part.section else words.plain("Without a section")
    items = "\n".join(_item(card, url, words) for card in part.cards)
    rest = _more(part.rest, f"{url}{part.more}", words)
    return f"<h2>{escape(name)}</h2>\n<ul>\n{items}\n</ul>\n{rest}".rstrip()


def _item(card: Card, url: str, words: Words) -> str:
    lang = Markup(' lang="{}" dir="{}"').format(card.lang, card.dir) if card.lang != words.lang else Markup()
    link = Markup('<a href="{}"{}>{}</a>').format(url + card.path, lang, card.title)
    standfirst = Markup("<br><span{}>{}</span>").format(lang, card.standfirst) if card.standfirst else Markup()
    return Markup("<li>{}<br>{}{}</li>").format(link, meta(card, words), standfirst)


def _more(number: int, address: str, words: Words) -> str:
    return Markup('<p>{} <a href="{}">{}</a></p>').format(more(number, words), address, address) if number else ""
