"""Where it was filed: only what the words before the dash say."""

from __future__ import annotations

import pytest

from digest.importer.head.dateline import parse_dateline
from digest.registry import Registry, parse_table
from tests.importer.helpers import article, codes

LEDE = "The reading room opens on Monday, the library said."
NOTHING = Registry.empty()
PLACES, _ = parse_table(
    "places",
    "aktobe: {name: {en: Aktobe, ru: Актобе, kk: Ақтөбе}, aliases: [Aqtobe], country: KZ, description: {en: A city}}",
    "places.yaml",
)
REGISTRY = Registry(places=PLACES)


@pytest.mark.parametrize(
    ("text", "printed", "place", "country"),
    [
        ("ASTANA -- {}", "ASTANA", "ASTANA", "KZ"),
        ("ASTANA — {}", "ASTANA", "ASTANA", "KZ"),
        ("ASTANA – {}", "ASTANA", "ASTANA", "KZ"),
        ("ASTANA - {}", "ASTANA", "ASTANA", "KZ"),
        ("ASTANA--{}", "ASTANA", "ASTANA", "KZ"),
        ("Astana — {}", "Astana", "Astana", "KZ"),
        ("OSH, Kyrgyzstan -- {}", "OSH, Kyrgyzstan", "OSH", "KG"),
        ("SHALKAR, Kazakhstan -- {}", "SHALKAR, Kazakhstan", "SHALKAR", "KZ"),
        ("HAVANA (CUBA) -- {}", "HAVANA (CUBA)", "HAVANA (CUBA)", "CU"),
        ("NEW YORK, 24 September 2014 -- {}", "NEW YORK, 24 September 2014", "NEW YORK", "US"),
        ("GENEVA (Reuters) - {}", "GENEVA (Reuters)", "GENEVA", "CH"),
        ("Geneva, Feb 26 (AP) — {}", "Geneva, Feb 26 (AP)", "Geneva", "CH"),
        ("WASHINGTON, D.C. -- {}", "WASHINGTON, D.C.", "WASHINGTON", "US"),
        ("PARIS, Texas -- {}", "PARIS, Texas", "PARIS", "US"),
        ("ATLANTA, Georgia -- {}", "ATLANTA, Georgia", "ATLANTA", "US"),
        ("TBILISI, Georgia -- {}", "TBILISI, Georgia", "TBILISI", "GE"),
        ("UPPER MILLBRIDGE -- {}", "UPPER MILLBRIDGE", "UPPER MILLBRIDGE", None),
        ("НЬЮ-ЙОРК, 24 сентября 2014 года -- {}", "НЬЮ-ЙОРК, 24 сентября 2014 года", "НЬЮ-ЙОРК", "US"),
        ("АЛМАТЫ, Казахстан – {}", "АЛМАТЫ, Казахстан", "АЛМАТЫ", "KZ"),
        ("ШАЛҚАР, Қазақстан – {}", "ШАЛҚАР, Қазақстан", "ШАЛҚАР", "KZ"),
        ("ASTANA ― {}", "ASTANA", "ASTANA", "KZ"),
        ("RIO DE JANEIRO, Brazil -- {}", "RIO DE JANEIRO, Brazil", "RIO DE JANEIRO", "BR"),
        ("ASTANA/ALMATY -- {}", "ASTANA/ALMATY", "ASTANA/ALMATY", "KZ"),
        ("ASTANA and OSLO -- {}", "ASTANA and OSLO", "ASTANA and OSLO", None),
        ("OSLO, Monday -- {}", "OSLO, Monday", "OSLO", "NO"),
        ("ISLAMABAD: {}", "ISLAMABAD", "ISLAMABAD", "PK"),
        ("اسلام آباد: {}", "اسلام آباد", "اسلام آباد", "PK"),
        ("كابول – {}", "كابول", "كابول", "AF"),
        ("القاهرة – {}", "القاهرة", "القاهرة", "EG"),
        ("أسوان، مصر – {}", "أسوان، مصر", "أسوان", "EG"),
    ],
)
def test_the_place_and_its_country(text: str, printed: str, place: str, country: str | None) -> None:
    filed = parse_dateline(text.format(LEDE), NOTHING)

    assert filed is not None
    assert (filed.dateline.text, filed.dateline.place, filed.dateline.country) == (printed, place, country)
    assert text.format(LEDE)[filed.lede_at :] == LEDE


@pytest.mark.parametrize(
    ("text", "agency", "date"),
    [
        ("BOGOTA, 8 SEP 89 (EFE) -- {}", "EFE", "1989-09-08"),
        ("SAN SALVADOR, 14 NOV 89 (ACAN - EFE) -- {}", "ACAN - EFE", "1989-11-14"),
        ("LIMA, 3 FEB 91 (INTERPRESS AGENCY [IPS]) -- {}", "INTERPRESS AGENCY [IPS]", "1991-02-03"),
        ("BOGOTA, NO DATE (DOMESTIC SERVICE) -- {}", "DOMESTIC SERVICE", None),
        ("OSLO, Feb 26 (AP) -- {}", "AP", None),
        ("OSLO, 4 JAN 45 (AP) -- {}", "AP", None),
        ("ASTANA. 26 December 2016. KAZINFORM - {}", "Kazinform", "2016-12-26"),
        ("Oslo, 26/12/2016 — {}", None, "2016-12-26"),
        ("МОСКВА, 26 декабря. /ТАСС/. {}", "ТАСС", None),
        ("القاهرة – رويترز – {}", "رويترز", None),
        ("القاهرة 26 ديسمبر (رويترز) - {}", "رويترز", None),
        ("[IPS] -- {}", "IPS", None),
        ("МОСКВА, 26 дек — РИА Новости. {}", "РИА Новости", None),
        ("نئی دہلی، 08 جولائی (یو این آئی) {}", "یو این آئی", None),
    ],
)
def test_agency_and_date_of_a_dateline(text: str, agency: str, date: str | None) -> None:
    filed = parse_dateline(text.format(LEDE), NOTHING)

    assert filed is not None
    assert filed.agency == agency
    assert (str(filed.date) if filed.date else None) == date
    assert (filed.date_evidence is None) == (date is None)


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan — the largest landlocked country — has many libraries.",
        "The old index - all forty drawers of it - stays where it is.",
        "Астана — столица Казахстана, и библиотек в ней много.",
        "The library -- says the notice -- will open.",
        "UPDATE -- The library will open on Monday.",
        "NOTE: The library will open on Monday.",
        "بعد سنوات من العمل – تفتح المكتبة أبوابها.",
        "وقالت المديرة – وهي تشير إلى المصابيح – إن الباب مفتوح.",
        "IT WAS THE THIRD TIME -- SAID THE KEEPER -- THAT THE LAMPS WENT OUT.",
        "Jane Roe — The keeper — opened the door.",
        "1914–1918 were the years when it was closed.",
        "-- A dash alone.",
        "ASTANA --",
        "He asked: why? -- Nobody knew.",
        "However - the library is open.",
        "Nice - The rooms are warm, readers say.",
        "Mobile - The van of the library comes on Mondays.",
        "Rest - The sofas are in the hall.",
        "Библиотека – это дом для книг.",
        "Орёл – хищная птица, чучело стоит в музее.",
        "Кітапхана – кітаптың үйі.",
        "Китепкана – китептин үйү.",
        "Kutubxona — kitoblar uyi.",
        "Китобхона – хонаи китоб аст.",
        "المكتبة – كما يقول أمينها – بيت للكتب.",
        "المكتبة – بيت للكتب يعرفه كل قارئ.",
        "الكتاب – خير جليس، كما كتب على الباب.",
        "المدينة – فيها ثلاث مكتبات.",
        "مصر – وفيها مكتبات كثيرة – تفتح متحفا.",
        "کتابخانه – خانه کتاب است.",
        "کتاب – بهترین دوست است.",
        "کتابتون – د کتابونو کور دی.",
        "کتب خانہ – کتابوں کا گھر ہے۔",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(text: str) -> None:
    assert parse_dateline(text, NOTHING) is None


def test_a_name_of_two_countries_stays_open() -> None:
    filed = parse_dateline(f"TRIPOLI -- {LEDE}", NOTHING)

    assert filed is not None
    assert filed.dateline.country is None
    assert filed.ambiguous == ("LB", "LY")


@pytest.mark.parametrize(
    "name", ["AKTOBE PROVINCE, Kazakhstan", "Aktobe", "AQTOBE", "АКТОБЕ", "АҚТӨБЕ", "Актобе, Казахстан"]
)
def test_the_registry_knows_a_place_by_all_its_names(name: str) -> None:
    filed = parse_dateline(f"{name} -- {LEDE}", REGISTRY)

    assert filed is not None
    assert filed.place_id == "aktobe"
    assert filed.dateline.country == "KZ"


def test_a_place_of_that_name_in_another_country_is_another() -> None:
    filed = parse_dateline(f"AKTOBE, Russia -- {LEDE}", REGISTRY)

    assert filed is not None
    assert (filed.place_id, filed.dateline.country) == (None, "RU")


@pytest.mark.parametrize("text", ["(Reuters) - {}", "AFP - {}", "(AP) — {}"])
def test_an_agency_alone_is_no_place(text: str) -> None:
    filed = parse_dateline(text.format(LEDE), NOTHING)

    assert filed is not None
    assert filed.dateline.place is None
    assert filed.agency in {"Reuters", "AFP", "AP"}
    assert text.format(LEDE)[filed.lede_at :] == LEDE


def test_a_dateline_may_have_a_line_of_its_own_below_the_headline() -> None:
    found = article(f"Library opens\n\nOslo, 26 December 2016\n\n{LEDE}\n\nIt had been closed since the summer.")

    assert found.filed is not None
    assert (found.filed.dateline.place, str(found.date)) == ("Oslo", "2016-12-26")
    assert article(f"Oslo, 26 December 2016\n\n{LEDE}").headline == "Oslo, 26 December 2016"


def test_a_date_with_two_readings_in_a_dateline_is_told() -> None:
    text = f"Library opens\n\nOSLO, 01/02/2016 -- {LEDE}\n\nIt had been closed since the summer."

    assert (article(text).date, codes(article(text))) == (None, ["I308"])


@pytest.mark.parametrize(
    ("head", "place", "date"),
    [
        ("Алматы, 5 апреля. ", "Алматы", None),
        ("Алматы, 5 апреля 2016 г. ", "Алматы", "2016-04-05"),
        ("Toshkent, 2018-yil 5-mart. ", "Toshkent", "2018-03-05"),
        ("ДУШАНБЕ, 12.03.2019 /Ховар/. ", "ДУШАНБЕ", "2019-03-12"),
        ("KABUL (Pajhwok, 12 March 2017): ", "KABUL", "2017-03-12"),
        ("Москва. 12 сентября. INTERFAX.RU - ", "Москва", None),
    ],
)
def test_a_dateline_may_end_as_a_sentence_does(head: str, place: str, date: str | None) -> None:
    filed = parse_dateline(head + LEDE, NOTHING)

    assert filed is not None
    assert filed.lede_at == len(head)
    assert (filed.dateline.place, str(filed.date) if filed.date else None) == (place, date)


@pytest.mark.parametrize(
    "text",
    [
        "Oslo, 5 people said. The reading room opens on Monday.",
        "In Oslo, on 5 January. The reading room opens on Monday.",
        "Sir, – Your report on the bookmobile says that it has no readers in the hills.",
        "Mill Lane, 5 January. The reading room opens on Monday.",
    ],
)
def test_a_sentence_with_a_place_is_no_dateline(text: str) -> None:
    assert parse_dateline(text, NOTHING) is None


@pytest.mark.parametrize(
    ("bracket", "agency"),
    [("Pajhwok, 12 March 2017", "Pajhwok"), ("AFP, 12 March 2017", "AFP"), ("12 March 2017", None)],
)
def test_a_date_in_the_bracket_is_no_agency(bracket: str, agency: str | None) -> None:
    filed = parse_dateline(f"KABUL ({bracket}) -- {LEDE}", NOTHING)

    assert filed is not None
    assert filed.agency == agency
    assert str(filed.date) == "2017-03-12"
