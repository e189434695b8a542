"""A small project whose articles have everything that an article can have, and nothing that it need not have."""

from __future__ import annotations

from tests.support.project import article

PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360">
<rect width="640" height="360" fill="#d8d4c9"/><rect x="40" y="140" width="560" height="180" fill="#0d5560"/>
<path d="M20 140 320 40l300 100z" fill="#55595e"/></svg>
"""

REGISTRIES = {
    "content/registry/sections.yaml": """\
law:
  name: {en: Law, ru: Право, kk: Құқық, ar: القانون}
  description: {en: Laws and rules., ru: Законы и правила., kk: Заңдар мен ережелер., ar: قوانين وقواعد.}
""",
    "content/registry/tags.yaml": """\
prevention:
  name: {en: Prevention, ru: Профилактика, kk: Алдын алу, ar: الوقاية}
  description: {en: Before violence., ru: До насилия., kk: Зорлыққа дейін., ar: قبل العنف.}
reading:
  name: {en: Reading, ru: Чтение, kk: Оқу, ar: القراءة}
  description: {en: Books and readers., ru: Книги и читатели., kk: Кітаптар мен оқырмандар., ar: كتب وقراء.}
  broader: prevention
""",
    "content/registry/authors.yaml": """\
law-desk:
  name: {en: Law desk, ru: Отдел права, kk: Құқық бөлімі, ar: قسم القانون}
  kind: desk
  description: {en: Law and rules., ru: Право., kk: Құқық., ar: القانون.}
""",
    "content/registry/places.yaml": """\
aktobe:
  name: {en: Aktobe, ru: Актобе, kk: Ақтөбе, ar: أقتوبي}
  kind: city
  country: KZ
  description: {en: A city., ru: Город., kk: Қала., ar: مدينة.}
kazakhstan:
  name: {en: Kazakhstan, ru: Казахстан, kk: Қазақстан, ar: كازاخستان}
  kind: country
  country: KZ
  description: {en: A country., ru: Страна., kk: Ел., ar: بلد.}
""",
    "content/registry/helplines.yaml": """\
desk:
  name: {en: The reading desk, ru: Читальный стол, kk: Оқу үстелі, ar: مكتب القراءة}
  description: {en: Helps those who lost a book., ru: Помогает тем, kk: Көмектеседі., ar: يساعد من أضاع كتاباً.}
  url: https://desk.example/a-very-long-address-of-a-page-for-all-those-who-have-lost-a-book-and-look-for-it
  phone: "+7 7132 00 00 00"
  languages: [kk, ru, en]
  country: KZ
  hours: {en: Every day from 9 to 18., ru: Ежедневно с 9 до 18., kk: Күн сайын., ar: كل يوم.}
  cost: {en: "Free, and nobody asks for a name.", ru: Бесплатно., kk: Тегін., ar: مجاناً.}
  topics: [reading]
  checked: 2026-05-04
shelf:
  name: {en: The Shelf}
  description: {en: For readers of old maps.}
  url: https://shelf.example/
  topics: [reading]
""",
    "content/registry/publications.yaml": """\
gazette:
  name: {en: The Library Gazette, ru: Библиотечная газета, kk: Кітапхана газеті, ar: جريدة المكتبات}
  url: https://gazette.example/
  owner: {en: A society of readers., ru: Общество читателей., kk: Оқырмандар қоғамы., ar: جمعية القراء.}
  funder: {en: Its subscribers., ru: Подписчики., kk: Жазылушылар., ar: المشتركون.}
  country: KZ
  languages: [en, ru, kk, ar]
  licence: {en: Free to quote., ru: Можно цитировать., kk: Дәйексөз алуға болады., ar: يجوز الاقتباس منها.}
  criticism:
    - text: {en: "It names the donors of the library late, a reader wrote."}
      url: https://reader.example/2016/a-very-long-address-of-a-letter-about-the-donors-of-the-library
      date: 2016-05
    - text: {en: Its map was upside down., ru: Карта перевёрнута., kk: Картасы төңкерілген., ar: كانت خريطتها مقلوبة.}
      url: https://reader.example/map
      date: 2015-03-02
  rights: full
  description: {en: On libraries., ru: О библиотеках., kk: Кітапханалар туралы., ar: عن المكتبات.}
""",
}

BODY = """\
AKTOBE, Kazakhstan -- The library of the town opened its reading room again, the [gazette](https://gazette.example/room)
reported, and quoted the keeper of the old maps.

## What is new

- **Chairs**: as many as there are readers.
- *Lamps*: one to a table, and [a list of all of them](https://gazette.example/lamps).

> A reading room is a promise: whoever comes finds a place.

1. First come the children,
2. then everybody.

| Room | Places | Responsible | Acquisitions | Restorations | Classification |
|---|---|---|---|---|---|
| Maps | 12 | cartographer | atlases | watermarks | geographical |
| Newspapers | 40 | archivist | supplements | microfilming | chronological |

    A line of code that is much longer than a phone is wide, and longer than the text beside it is: shelf = room[12];

### Later

Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichensammlerverein is the longest name on the list of donors.
"""

FULL = {
    "date": "2016-12",
    "date_evidence": '"December 2016, as the foot of the page says"',
    "modified": "2026-02-01",
    "authors": "[Aigerim Ә. Қ. Ңұрова, Law desk]",
    "agency": "Wire of the Libraries",
    "publication": "gazette",
    "tags": "[prevention, reading]",
    "dateline": "{text: 'AKTOBE, Kazakhstan', place: AKTOBE, country: KZ}",
    "places": "[aktobe, kazakhstan]",
    "summary": '"The reading room is open again, with a chair for everybody who comes, and a keeper for the maps."',
    "images": "[{file: images/room.svg, caption: The reading room on its first morning., credit: A. Keeper, alt: Hut},"
    " {caption: The map room before the move., credit: The Library Gazette}]",
    "source": "{url: 'https://gazette.example/2016/12/a-very-long-address-of-an-article-about-the-reading-room/',"
    " archive_url: 'https://archive.example/20161231/https://gazette.example/2016/12/reading-room'}",
    "content_note": "Mentions a flood in which books were lost.",
    "corrections": "[{date: 2026-02-01, text: An earlier version gave the wrong number of chairs.},"
    " {date: 2026-03-05, text: The name of the keeper was misspelt.}]",
}

ARABIC = FULL | {
    "title": "قاعة القراءة تفتح أبوابها من جديد لكل من يأتي إليها",
    "lang": "ar",
    "authors": "[قسم القانون]",
    "summary": "فتحت قاعة القراءة أبوابها من جديد، وفيها كرسي لكل زائر وأمين للخرائط.",
    "images": "[{file: images/room.svg, caption: قاعة القراءة في صباحها الأول., credit: A. Keeper, alt: بيت.}]",
    "content_note": "يذكر فيضاناً ضاعت فيه كتب.",
    "corrections": "[{date: 2026-02-01, text: ذكرت نسخة سابقة عدداً خاطئاً من الكراسي.}]",
    "date_evidence": "كانون الأول 2016",
}

ARABIC_BODY = """\
أكتوبي -- فتحت مكتبة المدينة قاعة القراءة من جديد، كما ذكرت [الجريدة](https://gazette.example/) في عددها 12 لسنة 2016.

## ما الجديد

- كراسٍ بعدد القراء.
- مصباح لكل طاولة، وقائمة بها من UNESCO.

> قاعة القراءة وعد: من يأتي يجد مكاناً.
"""

KAZAKH = FULL | {
    "title": "Оқу залы қайта ашылды, әр оқырманға бір орындық, үлкен қала үшін жаңа үміт",
    "lang": "kk",
    "summary": "Оқу залы қайта ашылды; онда әр оқырманға орындық бар.",
    "corrections": "",
}

KAZAKH_BODY = """\
АҚТӨБЕ -- Қала кітапханасы оқу залын қайта ашты. Әріптер: Ә Ғ Қ Ң Ө Ұ Ү Һ І, ә ғ қ ң ө ұ ү һ і, and UNESCO.

## Не жаңа

- Орындықтар оқырмандар санындай.
"""

FILES = REGISTRIES | {
    "content/images/room.svg": PICTURE,
    "content/articles/2016/everything.md": article(
        "everything", BODY, **FULL | {"title": "Reading room opens again with a chair for everybody who comes"}
    ),
    "content/articles/2016/everything-ar.md": article(
        "everything-ar", ARABIC_BODY, translation_of="everything", **ARABIC
    ),
    "content/articles/2016/everything-kk.md": article(
        "everything-kk", KAZAKH_BODY, translation_of="everything", **KAZAKH
    ),
    **{
        f"content/articles/undated/nothing{ending}.md": article(
            f"nothing{ending}",
            text,
            title=title,
            lang=lang,
            date="",
            authors="[]",
            publication="",
            category="",
            tags="",
        )
        for ending, lang, title, text in [
            ("", "en", "Nothing is known of this text", "One paragraph is all there is."),
            ("-ar", "ar", "لا يعرف شيء عن هذا النص", "فقرة واحدة هي كل ما هناك."),
        ]
    },
    **{
        f"content/articles/{year}/reading-{year}{ending}.md": article(
            f"reading-{year}{ending}",
            text,
            title=f"{title} {year}",
            lang=lang,
            date=f"{year}-03-0{year % 9 + 1}",
            publication="gazette",
        )
        for year in range(2008, 2014)
        for ending, lang, title, text in [
            ("", "en", "The library counts its readers in", "It counted them one by one."),
            ("-ar", "ar", "المكتبة تعد قراءها في سنة", "عدتهم واحداً واحداً."),
        ]
    },
    **{
        f"content/pages/about{ending}.md": f"---\ntitle: {title}\nslug: about\nlang: {lang}\n---\n\n{text}\n"
        for ending, lang, title, text in [
            ("", "en", "About the digest", "A digest of libraries."),
            (".ar", "ar", "عن الموجز", "موجز عن المكتبات."),
        ]
    },
}
