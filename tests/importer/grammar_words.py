"""What the grammar of articles is made of: words about libraries in seven languages, and the forms of their heads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; a sentence is subject, predicate and end, in the *order* of the language.

    *bylines* take names, *dates* day, month and year; *kickers* stand above a headline, *boilerplate* at the end.
    *traps* are paragraphs that look like something else: a dateline, a byline, a date, a credit.
    """

    order: str
    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    times: tuple[str, ...]
    ends: tuple[str, ...]
    subheads: tuple[str, ...]
    kickers: tuple[str, ...]
    names: tuple[str, ...]
    joiner: str
    comma: str
    bylines: tuple[str, ...]
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    months: tuple[str, ...]
    dates: tuple[str, ...]
    updated: str
    places: tuple[str, ...]
    dashes: tuple[str, ...]
    credits: tuple[str, ...]
    boilerplate: tuple[str, ...]
    traps: tuple[str, ...]
    is_cased: bool = True


ENGLISH = Words(
    order="{subject} {predicate} {time}{end}",
    subjects=(
        "the city library",
        "the museum of maps",
        "the archive by the harbour",
        "the reading room",
        "the school library",
        "the bookbinders' workshop",
    ),
    predicates=(
        "opens a second floor",
        "has bought two hundred maps",
        "lends its first telescope",
        "shows its oldest newspapers",
        "invites readers to its garden",
        "mends the books of a whole century",
        "moves its shelves to the old mill",
        "counts its visitors anew",
    ),
    times=("on Monday", "in the spring", "before the holidays", "after two years of repairs", "for the first time"),
    ends=(
        ", its keeper said.",
        ", a notice on the door says.",
        ".",
        ", and the lamps will burn until nine.",
        "; nobody has to pay for it.",
        ', and "that is good news", one of the readers said.',
    ),
    subheads=("What readers find there", "A room of its own", "Lamps, chairs and quiet", "How it began"),
    kickers=("Culture", "City | Libraries", "Local news"),
    names=("Jane Roe", "Ann Poe", "John Doe", "Maria van der Berg", "J. R. Smith", "Aigul Bekova", "Omar al Khatib"),
    joiner=" and ",
    comma=", ",
    bylines=("By {}", "BY {}", "by {}", "By: {}", "Written by {}", "Text by {}"),
    roles=(", staff writer", ", correspondent", " in Bishkek", " for RFE/RL"),
    agencies=("Reuters", "AFP", "EFE", "UPI"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    dates=(
        "{day} {month} {year}", "{month} {day}, {year}", "{year}-{number:02}-{day:02}", "({day} {month} {year})",
        "Published: {day} {month} {year}", "Published {month} {day}, {year} at 10:30 AM",
    ),
    updated="Updated: {day} {month} {year}",
    places=(
        "OSLO", "ASTANA", "UPPER MILLBRIDGE", "ALMATY, Kazakhstan", "NEW YORK", "RIO DE JANEIRO, Brazil", "GENEVA",
        "AKTOBE PROVINCE, Kazakhstan", "SANTIAGO DE CHILE", "Dushanbe", "WASHINGTON, D.C.",
    ),
    dashes=(" -- ", " — ", " – ", "-- ", " ― "),
    credits=("[Ann Poe/AFP]", "(AP Photo/Ann Poe)", "[Ann Poe]", "(Photo: Ann Poe)", "[Courtesy of the library]"),
    boilerplate=("Do you like this article?", "0 Comment(s)", "Share this article", "All rights reserved."),
    traps=(
        "By noon the queue reached the gate of the garden.",
        "By Monday all rooms of the house will be open again, the notice says.",
        "The old index -- all forty drawers of it -- stays where it is.",
        "Reading rooms — four in all — are open until nine.",
        "On 26 December 2016 the first reader came in, and it was raining.",
        "It was closed in May 2004 [for a year] and again in 2011 (see the notice).",
        "The keeper asked for the key of the cellar [the old one].",
        "Updated lists hang at the counter, and so does a map of 1912.",
        "Photos and postcards are lent for a week; by then they should be back.",
        "Kazakhstan - and not only its capital - has many such rooms.",
        "It has 2,016 chairs, and the house at 12/26 Mill Street has as many again.",
    ),
)  # fmt: skip

RUSSIAN = Words(
    order="{subject} {predicate} {time}{end}",
    subjects=("городская библиотека", "районная библиотека", "школьная библиотека", "старая библиотека у реки"),
    predicates=(
        "открыла второй этаж",
        "купила двести карт",
        "показала самые старые газеты",
        "пригласила читателей в сад",
        "привела в порядок книги целого века",
        "перенесла полки на старую мельницу",
    ),
    times=("в понедельник", "весной", "после двух лет ремонта", "впервые за долгое время"),
    ends=(", сообщила её хранительница.", ", говорится в объявлении на двери.", ".", ", и платить за это не надо."),
    subheads=("Что найдут читатели", "Лампы, стулья и тишина", "Как всё начиналось"),
    kickers=("Культура", "Город | Библиотеки"),
    names=("Иван Петров", "Анна Иванова", "Мария Сергеевна Орлова", "Айгуль Бекова", "П. Смирнов"),
    joiner=" и ",
    comma=", ",
    bylines=("Автор: {}", "Авторы: {}", "Подготовил {}", "Текст: {}"),
    roles=(", корреспондент",),
    agencies=("ТАСС", "Интерфакс", "РИА Новости"),
    months=(
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря",
    ),
    dates=("{day} {month} {year} года", "{day} {month} {year}", "{day:02}.{number:02}.{year}",
           "Опубликовано: {day} {month} {year} г."),
    updated="Обновлено: {day} {month} {year} года",
    places=("АСТАНА", "БИШКЕК", "ОСЛО", "АЛМАТЫ, Казахстан", "ВЕРХНЯЯ МЕЛЬНИЦА", "Душанбе"),
    dashes=(" -- ", " — ", " – "),
    credits=("[Фото: Анна Иванова]", "(Фото: Анна Иванова)"),
    boilerplate=("Вам понравилась эта статья?", "Поделиться", "Все права защищены."),
    traps=(
        "Библиотека — это прежде всего читатели, и их становится больше.",
        "Астана — столица Казахстана, и библиотек в ней много.",
        "К 26 декабря 2016 года залов стало четыре, и все они были открыты.",
        "— Приходите к нам, — говорит она и показывает на лампы.",
        "Авторы книг приходят сюда по вечерам и читают вслух.",
    ),
)  # fmt: skip

KAZAKH = Words(
    order="{subject} {time} {predicate}{end}",
    subjects=("қалалық кітапхана", "аудандық кітапхана", "мектеп кітапханасы", "өзен жағасындағы ескі кітапхана"),
    predicates=(
        "екінші қабатын ашты",
        "екі жүз карта сатып алды",
        "ең ескі газеттерін көрсетті",
        "оқырмандарды бағына шақырды",
        "сөрелерін ескі диірменге көшірді",
    ),
    times=("дүйсенбі күні", "көктемде", "екі жылғы жөндеуден кейін", "алғаш рет"),
    ends=(", деп хабарлады кітапхана меңгерушісі.", ", делінген есіктегі хабарландыруда.", "."),
    subheads=("Оқырмандар не табады", "Шамдар, орындықтар және тыныштық"),
    kickers=("Мәдениет", "Қала | Кітапханалар"),
    names=("Асель Серік", "Бақыт Омар", "Айгүл Нұрланқызы", "Ерлан Сұлтан"),
    joiner=" және ",
    comma=", ",
    bylines=("Авторы: {}", "Дайындаған: {}", "Мәтін: {}"),
    roles=(", тілші",),
    agencies=("ҚазАқпарат",),
    months=(
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
        "желтоқсан",
    ),
    dates=("{year} жылғы {day} {month}", "{day} {month} {year} жыл", "{day:02}.{number:02}.{year}"),
    updated="Жаңартылды: {year} жылғы {day} {month}",
    places=("АСТАНА", "АЛМАТЫ, Қазақстан", "ШАЛҚАР, Қазақстан"),
    dashes=(" — ", " – "),
    credits=("[Сурет: Асель Серік]", "(Фото: Асель Серік)"),
    boilerplate=("Бұл мақала ұнады ма?", "Бөлісу", "Барлық құқықтар қорғалған."),
    traps=(
        "Астана — елдің астанасы, онда кітапхана көп.",
        "Авторлар мұнда кешке келіп, кітаптарын дауыстап оқиды.",
    ),
)  # fmt: skip

UZBEK = Words(
    order="{subject} {time} {predicate}{end}",
    subjects=("shahar kutubxonasi", "tuman kutubxonasi", "maktab kutubxonasi", "daryo bo'yidagi eski kutubxona"),
    predicates=(
        "ikkinchi qavatini ochdi",
        "ikki yuzta xarita sotib oldi",
        "eng eski gazetalarini ko'rsatdi",
        "o'quvchilarni bog'iga taklif qildi",
        "javonlarini eski tegirmonga ko'chirdi",
    ),
    times=("dushanba kuni", "bahorda", "ikki yillik ta'mirdan keyin", "birinchi marta"),
    ends=(", deb xabar berdi kutubxona mudiri.", ", deyiladi eshikdagi e'londa.", "."),
    subheads=("O'quvchilar nima topadi", "Chiroqlar, kursilar va sukunat"),
    kickers=("Madaniyat", "Shahar | Kutubxonalar"),
    names=("Anvar Karimov", "Dilnoza Yusupova", "Bobur Aliyev"),
    joiner=" va ",
    comma=", ",
    bylines=("Muallif: {}", "Mualliflar: {}"),
    roles=(),
    agencies=(),
    months=(
        "yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentyabr", "oktyabr", "noyabr", "dekabr",
    ),
    dates=("{year} yil {day} {month}", "{day} {month} {year}", "{day:02}.{number:02}.{year}"),
    updated="",
    places=("TOSHKENT", "SAMARQAND, O‘zbekiston"),
    dashes=(" — ", " – "),
    credits=("[Surat: Anvar Karimov]", "(Foto: Anvar Karimov)"),
    boilerplate=("Sizga bu maqola yoqdimi?", "Ulashish"),
    traps=(
        "Toshkent — mamlakat poytaxti, unda kutubxonalar ko'p.",
    ),
)  # fmt: skip

ARABIC = Words(
    order="{subject} {predicate} {time}{end}",
    subjects=("المكتبة العامة", "مكتبة المدينة", "مكتبة المدرسة", "المكتبة القديمة عند النهر"),
    predicates=(
        "تفتح طابقها الثاني",
        "تشتري مئتي خريطة",
        "تعرض أقدم صحفها",
        "تدعو القراء إلى حديقتها",
        "تنقل رفوفها إلى الطاحونة القديمة",
    ),
    times=("يوم الاثنين", "في الربيع", "بعد عامين من الإصلاحات", "لأول مرة منذ زمن طويل"),
    ends=("، كما جاء في إعلان على الباب.", "، بحسب أمينة المكتبة.", "."),
    subheads=("ما الذي يجده القراء", "مصابيح وكراس وهدوء"),
    kickers=("ثقافة",),
    names=("أحمد علي", "وليد خالد", "منى حسن", "سعاد عبد الله"),
    joiner="، ",
    comma="، ",
    bylines=("بقلم: {}", "بقلم {}", "إعداد: {}", "كتب: {}"),
    roles=(),
    agencies=("رويترز", "الأناضول"),
    months=(
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    dates=("{day} {month} {year}", "نشر في: {day} {month} {year}", "{day:02}.{number:02}.{year}"),
    updated="آخر تحديث: {day} {month} {year}",
    places=("القاهرة", "كابول", "أسوان، مصر", "عمّان"),
    dashes=(" – ", " — "),
    credits=("[صورة: منى حسن]", "(تصوير: منى حسن)"),
    boilerplate=("هل أعجبك هذا المقال؟", "شارك", "جميع الحقوق محفوظة."),
    traps=(
        "وقالت أمينة المكتبة – وهي تشير إلى المصابيح – إن الباب مفتوح للجميع.",
        "في 26 ديسمبر 2016 جاء أول قارئ، وكان المطر ينزل.",
        "كتب القراء في دفتر المكتبة أن القاعة هادئة.",
    ),
    is_cased=False,
)  # fmt: skip

PERSIAN = Words(
    order="{subject} {time} {predicate}{end}",
    subjects=("کتابخانه شهر", "کتابخانه مدرسه", "کتابخانه قدیمی کنار رودخانه"),
    predicates=(
        "طبقه دوم خود را باز کرد",
        "دویست نقشه خرید",
        "کهنه‌ترین روزنامه‌های خود را نشان داد",
        "خوانندگان را به باغ خود دعوت کرد",
    ),
    times=("روز دوشنبه", "در بهار", "پس از دو سال بازسازی", "برای نخستین بار"),
    ends=("، چنان که در آگهی روی در آمده است.", "، به گفته مدیر کتابخانه.", "."),
    subheads=("خوانندگان چه می‌یابند", "چراغ و صندلی و آرامش"),
    kickers=("فرهنگ",),
    names=("علی رضایی", "مریم احمدی", "نسرین کریمی"),
    joiner="، ",
    comma="، ",
    bylines=("نویسنده: {}", "به قلم: {}", "گزارش از: {}"),
    roles=(),
    agencies=("ایرنا",),
    months=(
        "ژانویه", "فوریه", "مارچ", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
    ),
    dates=("{day} {month} {year}", "{day} {month} سال {year}"),
    updated="",
    places=("تهران", "کابل"),
    dashes=(" – ", " — "),
    credits=("[عکس: مریم احمدی]", "(عکس: مریم احمدی)"),
    boilerplate=("آیا این مقاله را پسندیدید؟", "چاپ"),
    traps=(
        "از خوانندگان خواسته شد که کتاب‌ها را تا پایان ماه برگردانند.",
    ),
    is_cased=False,
)  # fmt: skip

URDU = Words(
    order="{subject} {time} {predicate}{end}",
    subjects=("شہر کی لائبریری", "اسکول کی لائبریری", "دریا کے کنارے پرانی لائبریری"),
    predicates=(
        "نے اپنی دوسری منزل کھول دی",
        "نے دو سو نقشے خریدے",
        "نے اپنے سب سے پرانے اخبار دکھائے",
        "نے پڑھنے والوں کو باغ میں بلایا",
    ),
    times=("پیر کے دن", "بہار میں", "دو سال کی مرمت کے بعد", "پہلی بار"),
    ends=("، یہ بات دروازے پر لگے اعلان میں کہی گئی ہے۔", "، لائبریری کی نگران نے بتایا۔", "۔"),
    subheads=("پڑھنے والوں کو کیا ملے گا", "چراغ، کرسیاں اور خاموشی"),
    kickers=("ثقافت",),
    names=("احمد علی", "فاطمہ خان", "سعید اختر"),
    joiner="، ",
    comma="، ",
    bylines=("تحریر: {}", "رپورٹ: {}", "از: {}"),
    roles=(),
    agencies=("یو این آئی", "رائٹرز"),
    months=(
        "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر",
    ),
    dates=("{day} {month} {year}", "{day} {month} {year}ء"),
    updated="",
    places=("اسلام آباد", "نئی دہلی"),
    dashes=(" – ", " — "),
    credits=("[تصویر: فاطمہ خان]", "(فوٹو: فاطمہ خان)"),
    boilerplate=("کیا آپ کو یہ مضمون پسند آیا؟", "تبصرے"),
    traps=(
        "از سر نو ترتیب دی گئی الماریاں اب پہلی منزل پر ہیں۔",
    ),
    is_cased=False,
)  # fmt: skip

LANGUAGES = {
    "en": ENGLISH, "ru": RUSSIAN, "kk": KAZAKH, "uz": UZBEK, "ar": ARABIC, "fa": PERSIAN, "ur": URDU,
}  # fmt: skip
