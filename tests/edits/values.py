"""What articles, pages and pictures are made of, by chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.support.pictures import bars, colours, saved

if TYPE_CHECKING:
    from random import Random

LANGS = ("en", "en", "en", "ru", "ru", "ar", "kk", "fr")  # the theme has no French
STATUSES = ("published",) * 6 + ("draft", "review", "hidden")
RIGHTS = ("full", "full", "excerpt", "link")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = {
    lang: words.split()
    for lang, words in {
        "en": "library reader shelf museum map harbour lending hall archive opening catalogue letter garden bridge",
        "ru": "библиотека читатель полка музей карта гавань зал архив открытие каталог письмо сад мост",
        "ar": "مكتبة قارئ رف متحف خريطة ميناء قاعة أرشيف افتتاح فهرس رسالة حديقة",
        "kk": "кітапхана оқырман сөре мұражай карта айлақ зал мұрағат ашылу каталог хат бақ көпір",
        "fr": "bibliothèque lecteur étagère musée carte port salle archives ouverture lettre jardin pont",
    }.items()
}
# Two spellings of one name, one that the registry knows, and one of which no letter can stand in an address.
AUTHORS = ("Law desk", "Jane Roe", "JANE ROE", "Ada Osei", "Отдел права", "李")


def pick(random: Random, values: Any) -> str:
    return str(random.choice(sorted(values)))


def words(random: Random, lang: str, number: int) -> str:
    return " ".join(random.choice(WORDS[lang]) for _ in range(number))


def title(random: Random, lang: str) -> str:
    return f'"{words(random, lang, 3).capitalize()} <{random.randint(1, 99)}> & more"'


def body(random: Random, lang: str) -> str:
    """Return some paragraphs, now and then with a heading and a note."""
    parts = [f"{words(random, lang, random.randint(4, 30)).capitalize()}." for _ in range(random.randint(1, 7))]
    if random.random() < 0.3:
        parts.insert(1, f"## {words(random, lang, 2).capitalize()}")
    if random.random() < 0.2:
        parts[0] += "[^1]"
        parts.append(f"[^1]: {words(random, lang, 4)}.")
    return "\n\n".join(parts)


def day(random: Random) -> str:
    """Return a date as exactly as it is known; nothing where it is not."""
    year, month = random.choice([2015, 2016, 2017]), random.choice([1, 2, 12])
    return random.choice(["", f"{year}", f"{year}-{month:02}", *[f"{year}-{month:02}-{random.randint(1, 4):02}"] * 4])


def added(random: Random) -> str:
    return f"2026-{random.choice([1, 2]):02}-{random.randint(1, 6):02}"


def moment(random: Random, now: str) -> str:
    """Return a moment around *now*."""
    return (datetime.fromisoformat(now) + timedelta(hours=random.choice([-5, -1, 0, 1, 2, 5]))).isoformat()


def picture(random: Random, *, svg: bool) -> bytes:
    width, height = random.choice([320, 640]), random.choice([180, 360])
    if svg:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"></svg>\n'.encode()
    image = bars(width, height) if random.random() < 0.5 else colours(width, height)
    return saved(image.rotate(random.choice([0, 90]), expand=True), "PNG")
