"""Invented articles about libraries and museums, as fields: what a page or a text of one is to come out as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

LANGS = ("en", "ru", "kk", "ar")


@dataclass(frozen=True, slots=True)
class Story:
    """An article: *body* is its blocks in order, each with the element of HTML that it is."""

    lang: str
    headline: str
    standfirst: str | None
    authors: tuple[str, ...]
    published: date
    caption: str | None
    body: tuple[tuple[str, str], ...]


_NAMES = {
    "en": ("Jane Roe", "John Doe", "Mary Poe"),
    "ru": ("Анна Иванова", "Пётр Петров", "Ольга Сидорова"),
    "kk": ("Әсел Әлиева", "Болат Сәрсенов", "Гүлнар Оспанова"),
    "ar": ("سارة أحمد", "خالد يوسف", "ليلى حسن"),
}
_HEADLINES = {
    "en": (
        "Library opens its reading room on Sundays",
        "Museum shows old maps of the harbour",
        "City lends tools and tents",
    ),
    "ru": ("Библиотека открывает читальный зал по воскресеньям", "Музей показывает старые карты порта"),
    "kk": ("Кітапхана оқу залын жексенбіде ашады", "Мұражай көне карталарды көрсетеді"),
    "ar": ("المكتبة تفتح قاعة المطالعة يوم الأحد", "المتحف يعرض خرائط قديمة للميناء"),
}
_SUBHEADS = {
    "en": ("What is new", "How to get there", "What comes next"),
    "ru": ("Что нового", "Как добраться", "Что дальше"),
    "kk": ("Не жаңалық бар", "Қалай жетуге болады"),
    "ar": ("ما الجديد", "كيف تصل إلى هناك"),
}
_ITEMS = {
    "en": ("story hours for children", "a quiet floor for students", "a repair shop for old books"),
    "ru": ("час сказки для детей", "тихий этаж для студентов", "мастерская старых книг"),
    "kk": ("балаларға арналған ертегі сағаты", "студенттерге арналған тыныш қабат"),
    "ar": ("ساعة حكاية للأطفال", "طابق هادئ للطلاب", "ورشة لترميم الكتب القديمة"),
}
_SENTENCES = {
    "en": (
        "The reading room will be open from noon until six, the library said.",
        "Readers had asked for it for many years, and the city has found the money for the staff.",
        "The museum across the street is thinking about the same step, its director told the council.",
        "About two hundred people came on the first day, most of them with their children.",
        "The shelves were moved to the upper floor, where the light is better in the morning.",
        "Nobody has to pay for a card, and nobody is asked where he lives.",
        "The old catalogue with its wooden drawers stays where it is, next to the stairs.",
        "In winter the house closes an hour earlier, because the heating is being renewed.",
        "The maps were drawn by hand and had lain in a cellar since the harbour was moved.",
        "Whoever wants to help can come on Thursdays, when the volunteers meet for tea.",
    ),
    "ru": (
        "Читальный зал будет открыт с полудня до шести, сообщили в библиотеке.",
        "Читатели просили об этом много лет, и город нашёл деньги на сотрудников.",
        "Музей напротив думает о таком же шаге, рассказал его директор совету.",
        "В первый день пришли около двухсот человек, большинство из них с детьми.",
        "Полки перенесли на верхний этаж, где по утрам больше света.",
        "За билет никто не платит, и никого не спрашивают, где он живёт.",
        "Старый каталог с деревянными ящиками остаётся на своём месте у лестницы.",
        "Зимой дом закрывается на час раньше, потому что меняют отопление.",
    ),
    "kk": (
        "Оқу залы түстен кешкі алтыға дейін ашық болады, деп хабарлады кітапхана.",
        "Оқырмандар мұны көп жыл бойы сұраған еді, енді қала қаражат тапты.",
        "Көшенің арғы бетіндегі мұражай да осындай қадамды ойластырып жатыр, деді директоры.",
        "Алғашқы күні екі жүзге жуық адам келді, көбі балаларымен бірге болды.",
        "Сөрелер жоғарғы қабатқа көшірілді, таңертең ол жерде жарық көбірек.",
        "Ескі каталог ағаш жәшіктерімен баспалдақтың жанында қалады.",
        "Қыста ғимарат бір сағат ерте жабылады, себебі жылу жүйесі жаңартылуда.",
    ),
    "ar": (
        "ستكون قاعة المطالعة مفتوحة من الظهر حتى السادسة مساء، كما قالت المكتبة.",
        "طلب القراء ذلك منذ سنوات عديدة، وقد وجدت المدينة المال اللازم للموظفين.",
        "ويفكر المتحف المقابل في الخطوة نفسها، كما قال مديره لمجلس المدينة.",
        "حضر في اليوم الأول نحو مئتي شخص، وكان معظمهم مع أطفالهم.",
        "نقلت الرفوف إلى الطابق العلوي، حيث يكون الضوء أفضل في الصباح.",
        "لا يدفع أحد ثمن البطاقة، ولا يسأل أحد عن مكان سكنه.",
        "يبقى الفهرس القديم بأدراجه الخشبية في مكانه بجانب الدرج.",
    ),
}
_CREDITS = {"en": "Photo: Jane Roe", "ru": "Фото: Анна Иванова", "kk": "Фото: Болат Сәрсенов", "ar": "صورة: سارة أحمد"}


def make_story(seed: int, lang: str) -> Story:
    """Return the same invented article for the same *seed* and *lang*."""
    rng = Random(f"{lang}{seed}")
    body: list[tuple[str, str]] = []
    for number in range(rng.randint(4, 11)):
        if number > 1 and rng.random() < 0.25 and body[-1][0] == "p":
            body.append(("h2", rng.choice(_SUBHEADS[lang])))
        body.append(("p", " ".join(rng.sample(_SENTENCES[lang], rng.randint(1, 4)))))
    if rng.random() < 0.4:
        body += [("li", item) for item in _ITEMS[lang]]
        body.append(("p", " ".join(rng.sample(_SENTENCES[lang], 2))))
    return Story(
        lang=lang,
        headline=rng.choice(_HEADLINES[lang]),
        standfirst=rng.choice(_SENTENCES[lang]) if rng.random() < 0.4 else None,
        authors=tuple(rng.sample(_NAMES[lang], rng.choice((1, 1, 1, 2)))),
        published=date(2012, 1, 1) + timedelta(days=rng.randrange(4000)),
        caption=rng.choice(_SENTENCES[lang]) + " " + _CREDITS[lang] if rng.random() < 0.4 else None,
        body=tuple(dict.fromkeys(body)),
    )
