"""Names of places in the spellings of three languages, and as a reader may type them: thirty pairs across scripts.

Half of them are in the registry of places, with these spellings as aliases; the others only a key of their sounds can
bring together.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """One place: as articles in English, Russian and Kazakh write it, and the *typed* spelling that asks for it."""

    en: str
    ru: str
    kk: str
    typed: str
    id: str = ""  # in the registry of places

    def spelled(self, lang: str) -> str:
        """Return the spelling of articles in *lang*."""
        return {"en": self.en, "ru": self.ru, "kk": self.kk}[lang]


NAMES = (
    Name("Aktobe", "Актобе", "Ақтөбе", "Aqtobe", "aktobe"),
    Name("Astana", "Астана", "Астана", "أستانا", "astana"),
    Name("Almaty", "Алматы", "Алматы", "Алма-Ата", "almaty"),
    Name("Karaganda", "Караганда", "Қарағанды", "Qaraghandy", "karaganda"),
    Name("Kazakhstan", "Казахстан", "Қазақстан", "كازاخستان", "kazakhstan"),
    Name("Kyrgyzstan", "Кыргызстан", "Қырғызстан", "Киргизия", "kyrgyzstan"),
    Name("Tajikistan", "Таджикистан", "Тәжікстан", "طاجيكستان", "tajikistan"),
    Name("Uzbekistan", "Узбекистан", "Өзбекстан", "Узбекистан", "uzbekistan"),
    Name("Brussels", "Брюссель", "Брюссель", "بروكسل", "brussels"),
    Name("Warsaw", "Варшава", "Варшава", "Warszawa", "warsaw"),
    Name("Cairo", "Каир", "Каир", "القاهرة", "cairo"),
    Name("Egypt", "Египет", "Мысыр", "Египет", "egypt"),
    Name("Christchurch", "Крайстчерч", "Крайстчерч", "Крайстчерч", "christchurch"),
    Name("Shanghai", "Шанхай", "Шанхай", "شنغهاي", "shanghai"),
    Name("China", "Китай", "Қытай", "Қытай", "china"),
    Name("Shymkent", "Шымкент", "Шымкент", "Shymkent"),
    Name("Pavlodar", "Павлодар", "Павлодар", "Павлодар"),
    Name("Kostanay", "Костанай", "Қостанай", "Qostanai"),
    Name("Atyrau", "Атырау", "Атырау", "Atyrau"),
    Name("Mangystau", "Мангистау", "Маңғыстау", "Мангистау"),
    Name("Zhezkazgan", "Жезказган", "Жезқазған", "Jezqazgan"),
    Name("Kokshetau", "Кокшетау", "Көкшетау", "Kökşetau"),
    Name("Taraz", "Тараз", "Тараз", "طراز"),
    Name("Bishkek", "Бишкек", "Бішкек", "Бишкек"),
    Name("Dushanbe", "Душанбе", "Душанбе", "دوشنبه"),
    Name("Tashkent", "Ташкент", "Ташкент", "Toshkent"),
    Name("Samarkand", "Самарканд", "Самарқанд", "سمرقند"),
    Name("Fergana", "Фергана", "Ферғана", "Ферғана"),
    Name("Mosul", "Мосул", "Мосул", "الموصل"),
    Name("Kandahar", "Кандагар", "Кандағар", "Qandahar"),
)
