"""Articles as the web pages that sites make of them: navigation, banners, related links, comments, data for programs.

For tests of the HTML route and for the bench, which compares it with other ways of reading the same pages.
"""

from __future__ import annotations

import json
from html import escape
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.importer.stories import Story

SITE = {"en": "City Paper", "ru": "Городская газета", "kk": "Қала газеті", "ar": "جريدة المدينة"}
_BY = {"en": "By {}", "ru": "Автор: {}", "kk": "Автор: {}", "ar": "بقلم: {}"}
_AND = {"en": " and ", "ru": " и ", "kk": " және ", "ar": ", "}
_MENU = {
    "en": ("Home", "City", "Culture", "Sport", "Weather", "About us", "Contact"),
    "ru": ("Главная", "Город", "Культура", "Спорт", "Погода", "О нас", "Контакты"),
    "kk": ("Басты бет", "Қала", "Мәдениет", "Спорт", "Ауа райы", "Біз туралы", "Байланыс"),
    "ar": ("الرئيسية", "المدينة", "الثقافة", "الرياضة", "الطقس", "من نحن", "اتصل بنا"),
}
_RELATED = {
    "en": (
        "Theatre sells its old curtains",
        "Bus line twelve gets longer",
        "Park bench finds its owner",
        "Pool opens early",
    ),
    "ru": ("Театр продаёт старый занавес", "Автобус номер двенадцать пойдёт дальше", "Бассейн открылся раньше"),
    "kk": ("Театр ескі шымылдығын сатады", "Он екінші автобус ұзағырақ жүреді", "Бассейн ерте ашылды"),
    "ar": ("المسرح يبيع ستائره القديمة", "خط الحافلة رقم اثني عشر يطول", "المسبح يفتح مبكرا"),
}
_NOISE = {
    "en": (
        "We use cookies to make this site better. By going on you agree to our terms of use.",
        "Get the news of the week in your mailbox every Friday.",
        "Copyright City Paper. All rights reserved. No part of this page may be copied.",
        "What a good idea, I will be there with my whole family next week!",
    ),
    "ru": (
        "Мы используем файлы cookie, чтобы сделать сайт лучше. Оставаясь на сайте, вы соглашаетесь с условиями.",
        "Получайте новости недели по почте каждую пятницу.",
        "Все права защищены. Копирование материалов запрещено.",
        "Какая хорошая мысль, приду с семьёй на следующей неделе!",
    ),
    "kk": (
        "Сайтты жақсарту үшін cookie файлдарын пайдаланамыз. Сайтта қалу арқылы шарттармен келісесіз.",
        "Апта жаңалықтарын әр жұма сайын поштаңызға алыңыз.",
        "Барлық құқықтар қорғалған. Материалдарды көшіруге болмайды.",
        "Қандай жақсы ой, келесі аптада отбасыммен барамын!",
    ),
    "ar": (
        "نستخدم ملفات تعريف الارتباط لتحسين هذا الموقع. باستمرارك فإنك توافق على شروط الاستخدام.",
        "احصل على أخبار الأسبوع في بريدك كل يوم جمعة.",
        "جميع الحقوق محفوظة. لا يجوز نسخ أي جزء من هذه الصفحة.",
        "يا لها من فكرة جيدة، سأكون هناك مع عائلتي الأسبوع المقبل!",
    ),
}


def as_page(story: Story, seed: int) -> bytes:
    """Return *story* as a page in one of the layouts, by *seed*; the same bytes for the same two."""
    layout = LAYOUTS[seed % len(LAYOUTS)]
    text = "\n".join(layout(story, Random(f"{story.lang}{seed}")))
    legacy = {"ru": "windows-1251", "ar": "windows-1256"}.get(story.lang) if layout is _table_page else None
    if legacy:
        return text.replace('charset="utf-8"', f'charset="{legacy}"').encode(legacy, "xmlcharrefreplace")
    return text.encode()


def _head(story: Story, *data: str) -> Iterator[str]:
    direction = ' dir="rtl"' if story.lang == "ar" else ""
    yield f'<!DOCTYPE html>\n<html lang="{story.lang}"{direction}>\n<head>\n<meta charset="utf-8">'
    yield f"<title>{escape(story.headline)} | {SITE[story.lang]}</title>"
    yield "<style>p { margin: 1em }</style>\n<script>var page = '<p>not a text</p>';</script>"
    yield from data
    yield "</head>"


def _json_ld(story: Story) -> str:
    authors = [{"@type": "Person", "name": name} for name in story.authors]
    node = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": SITE[story.lang]},
            {
                "@type": "NewsArticle",
                "headline": story.headline,
                "datePublished": f"{story.published}T08:30:00+00:00",
                "author": authors,
                "publisher": {"@type": "Organization", "name": SITE[story.lang]},
            },
        ],
    }
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def _open_graph(story: Story) -> str:
    values = {
        "og:title": story.headline,
        "og:site_name": SITE[story.lang],
        "og:url": address(story),
        "og:type": "article",
    }
    return "\n".join(f'<meta property="{key}" content="{escape(value)}">' for key, value in values.items())


def address(story: Story) -> str:
    """Return the address that the pages of *story* call their own."""
    return f"https://paper.example/{story.published:%Y/%m}/story-{len(story.body)}.html"


def _links(texts: tuple[str, ...]) -> str:
    items = "".join(f'<li><a href="/{number}">{text}</a></li>' for number, text in enumerate(texts))
    return f"<ul>\n{items}\n</ul>"


def _byline(story: Story) -> str:
    return _BY[story.lang].format(_AND[story.lang].join(story.authors))


def _body(story: Story, paragraph: str = "<p>{}</p>") -> Iterator[str]:
    is_list = False
    for tag, text in story.body:
        if (tag == "li") is not is_list:
            is_list = tag == "li"
            yield "<ul>" if is_list else "</ul>"
        yield paragraph.format(escape(text)) if tag == "p" else f"<{tag}>{escape(text)}</{tag}>"
    if is_list:
        yield "</ul>"


def _figure(story: Story) -> str:
    caption = f"<figcaption>{escape(story.caption)}</figcaption>" if story.caption else ""
    return f'<figure><img src="a.jpg" alt="">{caption}</figure>' if story.caption else ""


def _semantic_page(story: Story, rng: Random) -> Iterator[str]:
    cookies, letter, rights, _ = _NOISE[story.lang]
    canonical = f'<link rel="canonical" href="{address(story)}">'
    yield from _head(story, canonical, _open_graph(story), _json_ld(story))
    yield f'<body>\n<div class="cookie-banner"><p>{cookies}</p><button>OK</button></div>'
    yield f"<header><nav>{_links(_MENU[story.lang])}</nav></header>\n<main>\n<article>"
    yield f"<h1>{escape(story.headline)}</h1>"
    yield f'<p class="standfirst">{escape(story.standfirst)}</p>' if story.standfirst else ""
    yield f'<div class="byline">{_byline(story)} <time datetime="{story.published}">{story.published}</time></div>'
    yield _figure(story)
    blocks = list(_body(story))
    middle = rng.randrange(1, 3)
    yield from blocks[:middle]
    yield f'<aside class="related"><h3>{_MENU[story.lang][1]}</h3>{_links(_RELATED[story.lang])}</aside>'
    yield from blocks[middle:]
    yield f'</article>\n<form class="newsletter"><p>{letter}</p><input type="email"></form>\n</main>'
    yield f"<footer><p>{rights}</p>{_links(_MENU[story.lang][-2:])}</footer>\n</body>\n</html>"


def _blog_page(story: Story, _rng: Random) -> Iterator[str]:
    _, letter, rights, comment = _NOISE[story.lang]
    published = f'<meta property="article:published_time" content="{story.published}T10:00:00+00:00">'
    yield from _head(story, _open_graph(story), published)
    yield f'<body class="single-post"><div id="header"><a href="/">{SITE[story.lang]}</a>'
    yield f"{_links(_MENU[story.lang])}</div>"
    yield '<div id="content"><div class="post">'
    yield f'<h1 class="entry-title">{escape(story.headline)}</h1>'
    names = ", ".join(f'<a href="/author/{n}" rel="author">{name}</a>' for n, name in enumerate(story.authors))
    yield f'<div class="entry-meta"><span class="author vcard">{names}</span></div>'
    yield '<div class="entry-content">'
    yield _figure(story)
    yield from _body(story)
    yield '<div class="sharedaddy"><a href="#">Facebook</a> <a href="#">Twitter</a></div></div></div>'
    yield f'<div id="comments"><h3>1</h3><ol class="comment-list"><li class="comment"><p>{comment}</p></li></ol></div>'
    yield f'</div><div id="sidebar"><div class="widget"><h3>{SITE[story.lang]}</h3>{_links(_RELATED[story.lang])}</div>'
    yield f'<div class="widget"><p>{letter}</p></div></div><div id="footer">{rights}</div></body></html>'


def _table_page(story: Story, _rng: Random) -> Iterator[str]:
    _, _, rights, _ = _NOISE[story.lang]
    yield from _head(story)
    yield '<body bgcolor="#ffffff"><table width="760"><tr><td colspan="2">'
    yield " | ".join(f'<a href="/{n}">{text}</a>' for n, text in enumerate(_MENU[story.lang])) + "</td></tr><tr>"
    yield '<td width="160" valign="top">' + "<br>".join(
        f'<a href="/{text}">{text}</a>' for text in _RELATED[story.lang]
    )
    yield f'</td><td valign="top"><h1>{escape(story.headline)}</h1>'
    yield f"<b>{_byline(story)}</b><br>{story.published:%d.%m.%Y}<br><br>"
    yield from _body(story, "{}<br><br>")
    yield f'</td></tr><tr><td colspan="2"><font size="1">{rights}</font></td></tr></table></body></html>'


def _split_page(story: Story, rng: Random) -> Iterator[str]:
    cookies, letter, rights, _ = _NOISE[story.lang]
    yield from _head(story, _json_ld(story))
    yield f'<body><div class="top">{_links(_MENU[story.lang])}</div><div class="page-header"><div class="section-name">'
    yield f"{_MENU[story.lang][2]}</div><h1>{escape(story.headline)}</h1>"
    yield f'<h2 class="subtitle">{escape(story.standfirst)}</h2>' if story.standfirst else ""
    yield f'<div class="info"><span class="date">{story.published:%d.%m.%Y}</span></div></div>'
    yield (
        '<div class="share">' + "".join(f'<a href="#">{name}</a> ' for name in ("Facebook", "Twitter", "VK")) + "</div>"
    )
    yield _figure(story)
    yield '<div class="story-body">'
    blocks = list(_body(story))
    middle = rng.randrange(1, 3)
    yield from blocks[:middle]
    yield f'<div class="promo"><a href="/x">{rng.choice(_RELATED[story.lang])}</a></div>'
    yield from blocks[middle:]
    yield f'</div><div class="tags"><a href="/t">{_MENU[story.lang][2]}</a></div><div class="more">'
    for text in _RELATED[story.lang]:
        yield f'<div class="card"><h3><a href="/r">{text}</a></h3><p>{letter}</p></div>'
    yield f'</div><div class="bottom"><p>{rights}</p></div><div class="gdpr"><p>{cookies}</p></div></body></html>'


def _microdata_page(story: Story, _rng: Random) -> Iterator[str]:
    _, letter, rights, _ = _NOISE[story.lang]
    yield from _head(story, _open_graph(story))
    yield f"<body><header>{SITE[story.lang]}<nav>{_links(_MENU[story.lang])}</nav></header>"
    yield '<div itemscope itemtype="https://schema.org/NewsArticle">'
    yield f'<h1 itemprop="headline">{escape(story.headline)}</h1>'
    yield f'<meta itemprop="datePublished" content="{story.published}">'
    yield "".join(f'<span itemprop="author">{name}</span> ' for name in story.authors)
    yield f'<p itemprop="description">{escape(story.standfirst)}</p>' if story.standfirst else ""
    yield _figure(story)
    yield '<div itemprop="articleBody">'
    yield from _body(story)
    yield f"</div></div><aside><p>{letter}</p>{_links(_RELATED[story.lang])}</aside>"
    yield f"<footer>{rights}</footer></body></html>"


def _plain_page(story: Story, _rng: Random) -> Iterator[str]:
    yield f"<html><body><h1>{escape(story.headline)}</h1>"
    yield f"<p>{_byline(story)}</p>\n<p>{story.published}</p>"
    yield from _body(story)
    yield "</body></html>"


LAYOUTS: tuple[Callable[[Story, Random], Iterator[str]], ...] = (
    _semantic_page,
    _blog_page,
    _table_page,
    _split_page,
    _microdata_page,
    _plain_page,
)
