"""Made texts: clean articles in many layouts, and whole pages as they come out of a browser (rule 88).

`clean_article(seed)` is an article alone; `generate(seed)` is one within its page, with the lines between which it
stands. The same seed makes the same text. All of it is invented, and about reading rooms.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words from which texts of one language are made: sentences are *who* + *does* + *when* + *why*."""

    who: Sequence[str]
    does: Sequence[str]
    when: Sequence[str]
    why: Sequence[str]
    headlines: Sequence[str]
    names: Sequence[str]
    byline: str
    day: str
    menu: Sequence[str]
    sections: Sequence[str]
    tail: Sequence[str]
    footer: Sequence[str]
    notice: str
    related: str
    question: str
    subheads: Sequence[str]
    stop: str = "."


TONGUES = {
    "en": Tongue(
        who=(
            "The library",
            "The reading room",
            "A clerk at the desk",
            "The museum",
            "The keeper of the maps",
            "The council",
        ),
        does=(
            "will lend its atlases",
            "has moved the shelves",
            "wants to count the visitors",
            "keeps the lamps on",
            "has bought new chairs",
            "plans to open the attic",
        ),
        when=("from Monday", "until the end of the winter", "on Sundays and holidays", "for the first time in years"),
        why=(
            "because readers had asked for it",
            "as a notice on the door says",
            "after the roof was mended",
            "so that pupils can read there after school",
        ),
        headlines=(
            "Library opens its attic to readers",
            "Reading room keeps the lamps on",
            "Museum lends atlases to schools",
            "New chairs for the map room",
            "Council counts the visitors of its museum",
        ),
        names=("Jane Roe", "Tom Ash", "Mary Elm", "Sam Birch"),
        byline="By {name}",
        day="Published 12 March 2016",
        menu=(
            "Home",
            "News",
            "World",
            "Culture",
            "Sport",
            "Opinion",
            "Video",
            "Weather",
            "Contact us",
            "Search",
            "Log in",
            "About us",
            "Archive",
            "Newsletter",
        ),
        sections=(
            "Harbour",
            "Old town",
            "Villages",
            "Schools and teachers",
            "Letters",
            "Garden",
            "Markets",
            "Roads",
            "People",
            "Events this week",
            "Notices",
            "Property",
        ),
        tail=("Share", "Print", "Read more", "Related articles", "Most read"),
        footer=("Privacy policy", "Terms of use", "Advertise with us", "RSS", "Careers", "Site map", "Help", "Apps"),
        notice="This site uses cookies. By going on to read it you agree that they are stored on your device.",
        related="Related stories",
        question="What will readers find there?",
        subheads=("What is new", "Room for pupils", "The way to the attic", "A wish of long standing"),
    ),
    "ru": Tongue(
        who=("Библиотека", "Городской музей", "Сотрудница читального зала", "Хранитель карт", "Городской совет"),
        does=(
            "будет выдавать атласы",
            "переставит книжные полки",
            "хочет сосчитать посетителей",
            "закупит новые стулья",
            "готовит к открытию верхний этаж",
        ),
        when=("с понедельника", "до конца зимы", "по выходным и праздникам", "впервые за много лет"),
        why=(
            "потому что об этом просили читатели",
            "как сказано в объявлении на двери",
            "после ремонта крыши",
            "чтобы школьники могли читать там после уроков",
        ),
        headlines=(
            "Библиотека открывает верхний этаж",
            "Музей выдаст школам атласы на лето",
            "Новые стулья для зала карт",
            "В читальном зале не погаснут лампы",
        ),
        names=("Иван Петров", "Анна Белова", "Мария Ясенева"),
        byline="Автор: {name}",
        day="Опубликовано: 12 марта 2016 года",
        menu=(
            "Главная",
            "Новости",
            "Политика",
            "Общество",
            "Культура",
            "Спорт",
            "Видео",
            "Поиск",
            "Контакты",
            "О нас",
            "Архив",
            "Войти",
        ),
        sections=(
            "Набережная",
            "Старый город",
            "Сёла района",
            "Школы и учителя",
            "Письма",
            "Сад и огород",
            "Рынки",
            "Дороги",
            "Афиша недели",
            "Объявления",
        ),
        tail=("Поделиться", "Распечатать", "Читайте также", "Похожие статьи"),
        footer=("Политика конфиденциальности", "Реклама на сайте", "Карта сайта", "Вакансии", "Правила", "Помощь"),
        notice="Сайт использует файлы cookie. Продолжая читать его, вы соглашаетесь с тем, что они хранятся у вас.",
        related="Материалы по теме",
        question="Что найдут там читатели?",
        subheads=("Что нового", "Место для школьников", "Как подняться наверх"),
    ),
    "kk": Tongue(
        who=("Кітапхана", "Қалалық мұражай", "Оқу залының қызметкері", "Қалалық кеңес"),
        does=(
            "атластарды оқырмандарға береді",
            "кітап сөрелерін жылжытады",
            "жаңа орындықтар сатып алады",
            "жоғарғы қабатты ашуға дайындалып жатыр",
        ),
        when=("дүйсенбіден бастап", "қыстың соңына дейін", "демалыс және мереке күндері", "көп жылдан бері алғаш рет"),
        why=(
            "деп жазылған есіктегі хабарландыруда",
            "деп хабарлады кітапхана қызметкерлері",
            "өйткені оқырмандар мұны көптен бері сұраған",
        ),
        headlines=(
            "Кітапхана жоғарғы қабатын ашады",
            "Мұражай мектептерге атлас береді",
            "Карта залына жаңа орындықтар келді",
        ),
        names=("Айгүл Серікова", "Бауыржан Омаров"),
        byline="Автор: {name}",
        day="2016 жылғы 12 наурыз",
        menu=(
            "Басты бет",
            "Жаңалықтар",
            "Саясат",
            "Қоғам",
            "Мәдениет",
            "Спорт",
            "Іздеу",
            "Байланыс",
            "Біз туралы",
            "Мұрағат",
        ),
        sections=("Ескі қала", "Ауылдар", "Мектептер", "Хаттар", "Бақша", "Базарлар", "Жолдар", "Апта афишасы"),
        tail=("Бөлісу", "Басып шығару"),
        footer=("Сайт картасы", "Жарнама", "Ережелер", "Көмек", "Қолданбалар"),
        notice="Сайт cookie файлдарын пайдаланады. Оны әрі қарай оқысаңыз, олардың сақталуына келісесіз.",
        related="Тақырып бойынша",
        question="Оқырмандар онда не табады?",
        subheads=("Не жаңалық бар", "Оқушыларға арналған орын"),
    ),
    "ar": Tongue(
        who=("المكتبة", "متحف المدينة", "أمينة قاعة المطالعة", "مجلس المدينة"),
        does=("تعير الأطالس للقراء", "تنقل الرفوف إلى القاعة الكبيرة", "تشتري كراسي جديدة", "تفتح الطابق الأعلى"),
        when=("ابتداء من يوم الاثنين", "حتى نهاية الشتاء", "في أيام العطل والأعياد", "للمرة الأولى منذ سنوات"),
        why=(
            "لأن القراء طلبوا ذلك",
            "كما جاء في إعلان على الباب",
            "بعد إصلاح السقف",
            "كي يقرأ التلاميذ هناك بعد المدرسة",
        ),
        headlines=(
            "المكتبة تفتح طابقها الأعلى للقراء",
            "المتحف يعير المدارس أطالس قديمة",
            "كراسي جديدة في قاعة الخرائط",
        ),
        names=("سامي حداد", "ليلى نجار"),
        byline="بقلم: {name}",
        day="12 مارس 2016",
        menu=("الرئيسية", "أخبار", "سياسة", "ثقافة", "رياضة", "فيديو", "بحث", "اتصل بنا", "من نحن", "الأرشيف"),
        sections=(
            "الميناء",
            "المدينة القديمة",
            "القرى",
            "المدارس",
            "رسائل القراء",
            "الأسواق",
            "الطرق",
            "مواعيد الأسبوع",
        ),
        tail=("شارك", "طباعة"),
        footer=("سياسة الخصوصية", "شروط الاستخدام", "خريطة الموقع", "أعلن معنا", "وظائف"),
        notice="يستخدم هذا الموقع ملفات تعريف الارتباط. بمواصلة القراءة فإنك توافق على حفظها في جهازك.",
        related="مواضيع ذات صلة",
        question="ماذا سيجد القراء هناك؟",
        subheads=("ما الجديد", "مكان للتلاميذ"),
    ),
}


def generate(seed: int) -> tuple[str, int, int]:
    """Return a page around an article, and the first and last line of the article in it."""
    rng = random.Random(seed)
    tongue = rng.choice(list(TONGUES.values()))
    between = rng.choice(["\n", "\n", "\n\n"])
    above, below = rng.choice(PAGES)(rng, tongue, between)
    body = rng.choice(["\n\n", "\n\n", "\n"]).join(_plain(rng, tongue, rng.randint(4, 14)))
    head = between.join(above) + "\n\n" if above else ""
    first = head.count("\n") + 1
    return f"{head}{body}\n\n{between.join(below)}\n", first, first + body.count("\n")


def clean_article(seed: int) -> str:
    """Return an article without anything around it."""
    rng = random.Random(seed)
    tongue = rng.choice(list(TONGUES.values()))
    layout = rng.choice(LAYOUTS)
    return rng.choice(["\n\n", "\n\n", "\n\n\n", "\n"]).join(layout(rng, tongue)) + "\n"


def _sentence(rng: random.Random, tongue: Tongue) -> str:
    parts = (tongue.who, tongue.does, tongue.when, tongue.why)
    return " ".join(rng.choice(part) for part in parts) + tongue.stop


def _paragraph(rng: random.Random, tongue: Tongue) -> str:
    return " ".join(_sentence(rng, tongue) for _ in range(rng.randint(1, 4)))


def _head(rng: random.Random, tongue: Tongue) -> list[str]:
    head = [rng.choice(tongue.headlines)]
    if rng.random() < 0.7:
        head.append(tongue.byline.format(name=rng.choice(tongue.names)))
    if rng.random() < 0.5:
        head.append(tongue.day)
    return head


def _plain(rng: random.Random, tongue: Tongue, paragraphs: int = 0) -> list[str]:
    count = paragraphs or rng.randint(3, 12)
    return [*_head(rng, tongue), *(_paragraph(rng, tongue) for _ in range(count))]


def _short(rng: random.Random, tongue: Tongue) -> list[str]:
    return [rng.choice(tongue.headlines), *(_sentence(rng, tongue) for _ in range(rng.randint(1, 2)))]


def _with_subheads(rng: random.Random, tongue: Tongue) -> list[str]:
    blocks = _plain(rng, tongue, 3)
    for subhead in tongue.subheads:
        blocks += [subhead, *(_paragraph(rng, tongue) for _ in range(rng.randint(2, 4)))]
    return blocks


def _with_points(rng: random.Random, tongue: Tongue) -> list[str]:
    points = [f"• {name}" for name in rng.sample(tongue.sections, 6)]
    return [*_plain(rng, tongue, 4), *points, *(_paragraph(rng, tongue) for _ in range(2))]


def _with_numbers(rng: random.Random, tongue: Tongue) -> list[str]:
    points = [f"{number}. {name}" for number, name in enumerate(rng.sample(tongue.sections, 7), 1)]
    return [*_plain(rng, tongue, 4), *points, _paragraph(rng, tongue)]


def _with_names(rng: random.Random, tongue: Tongue) -> list[str]:
    return [*_plain(rng, tongue, 5), *rng.sample(tongue.sections, 5), *(_paragraph(rng, tongue) for _ in range(3))]


def _interview(rng: random.Random, tongue: Tongue) -> list[str]:
    blocks = _plain(rng, tongue, 1)
    for _ in range(rng.randint(5, 12)):
        blocks += [rng.choice(["", "— ", "– "]) + tongue.question, _paragraph(rng, tongue)]
    return blocks


def _with_tail(rng: random.Random, tongue: Tongue) -> list[str]:
    return [*_plain(rng, tongue), *tongue.tail]


LAYOUTS: Sequence[Callable[[random.Random, Tongue], list[str]]] = (
    _plain, _plain, _short, _with_subheads, _with_points, _with_numbers, _with_names, _interview, _with_tail,
)  # fmt: skip

Page = tuple[list[str], list[str]]


def _teasers(rng: random.Random, tongue: Tongue) -> list[str]:
    return [tongue.related, *(rng.choice(tongue.headlines) for _ in range(rng.randint(4, 9)))]


def _column(rng: random.Random, tongue: Tongue, _between: str) -> Page:
    """Return a menu with one word a line, and lists of links below."""
    above = [
        *rng.sample(tongue.menu, rng.randint(6, len(tongue.menu))),
        *rng.sample(tongue.sections, rng.randint(0, 6)),
    ]
    return above, [*tongue.tail, *_teasers(rng, tongue), *tongue.footer, "© 2016"]


def _row(rng: random.Random, tongue: Tongue, _between: str) -> Page:
    """Return a menu in one line, under the notice that comes first."""
    mark = rng.choice([" | ", " • ", " / "])
    above = [tongue.notice, mark.join(rng.sample(tongue.menu, 7)), " > ".join([tongue.menu[0], *tongue.menu[2:4]])]
    return above, [*_teasers(rng, tongue), mark.join(tongue.footer[:4]), f"© 2016. {tongue.notice}"]


def _bullets(rng: random.Random, tongue: Tongue, _between: str) -> Page:
    """Return a menu as a text browser shows it."""
    above = [f"* {word}" for word in rng.sample(tongue.menu, 8)]
    return above, [f"* {word}" for word in (*tongue.footer, *rng.sample(tongue.sections, 5))]


def _local(rng: random.Random, tongue: Tongue, _between: str) -> Page:
    """Return a page whose menu has words of its own."""
    return list(tongue.sections), [*_teasers(rng, tongue), *rng.sample(tongue.sections, 6)]


def _stories(rng: random.Random, tongue: Tongue, _between: str) -> Page:
    """Return a page with other articles' first sentences around the article."""
    stories = [line for _ in range(4) for line in (rng.choice(tongue.headlines), _sentence(rng, tongue))]
    return [*rng.sample(tongue.menu, 6), *stories[:4]], [tongue.related, *stories, *tongue.footer]


def _sparse(rng: random.Random, tongue: Tongue, _between: str) -> Page:
    """Return a page with a short menu and a short foot."""
    return rng.sample(tongue.menu, 4), [tongue.related, *rng.sample(tongue.headlines, 3), *tongue.footer[:3]]


def _foot(rng: random.Random, tongue: Tongue, _between: str) -> Page:
    """Return a page of which only the foot was copied too."""
    return [], [*tongue.tail, *_teasers(rng, tongue), *rng.sample(tongue.menu, 5), *tongue.footer]


PAGES: Sequence[Callable[[random.Random, Tongue, str], Page]] = (
    _column, _column, _row, _bullets, _local, _stories, _sparse, _foot,
)  # fmt: skip
