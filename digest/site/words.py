"""The words of the interface in one language: texts, dates, numbers; catalogs are read from `.po` files as they are."""

from __future__ import annotations

import gettext
import io
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from digest.languages import WRITTEN_AS, country_name, locale_for
from digest.model import DigestError, PartialDate
from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from pathlib import Path


class CatalogError(DigestError):
    """A catalog of the theme that cannot be read; tells the line."""


class Words:
    """Texts, dates and numbers in the language *lang*, from the catalog `LANG.po` in *folder* if there is one."""

    def __init__(self, lang: str, folder: Path) -> None:
        self.lang = lang
        self.locale = locale_for(WRITTEN_AS.get(lang, lang))
        path = folder / f"{lang}.po"
        self.catalog = _read_catalog(path)
        self.digest = fingerprint(lang, path.read_bytes() if path.is_file() else b"")
        """Its fingerprint: the same words say the same."""
        self._days: dict[PartialDate | date, str] = {}
        self._texts: dict[str, Markup] = {}
        self._numbers: dict[float, str] = {}
        self._lang_names: dict[str, str] = {}

    def text(self, message: str, **values: object) -> Markup:
        """Return *message* in the language with `%(name)s` filled in; values are escaped."""
        found = self._texts.get(message)
        if found is None:
            found = self._texts[message] = Markup(self._find(message))  # noqa: S704 - catalogs are ours
        return found % values if values else found

    def plain(self, message: str, **values: object) -> str:
        """Return the same as text that has yet to be escaped."""
        return self._find(message) % values if values else self._find(message)

    def _find(self, message: str) -> str:
        return self.catalog.gettext(message) if message else ""  # the catalog's own header stands under ""

    def plural(self, singular: str, plural: str, num: int, **values: object) -> Markup:
        """Return the form for *num*, which stands in it as `%(num)s`."""
        found = self.catalog.ngettext(singular, plural, num)
        return Markup(found) % ({"num": self.number(num)} | values)  # noqa: S704 - as above

    def number(self, value: float) -> str:
        """Return *value* as the language writes it, in the figures of the article texts: 1,234."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = format_decimal(value, locale=self.locale, numbering_system="latn")
        return found

    def day(self, value: PartialDate | date) -> str:
        """Return a date in words, as exactly as it is known: 26 December 2016, December 2016, 2016."""
        found = self._days.get(value)
        if found is None:
            found = self._days[value] = self._new_day(value)
        return found

    def _new_day(self, value: PartialDate | date) -> str:
        if isinstance(value, PartialDate):
            if value.month is None:
                return str(value.year)
            if value.day is None:
                return format_skeleton("yMMMM", value.first_day, locale=self.locale)
            value = value.first_day
        return format_date(value, format="long", locale=self.locale)

    def span(self, first: date, last: date) -> str:
        """Return the days from *first* to *last* in words: 16–22 November 2026."""
        differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self.locale.interval_formats.get("yMMMd", {}).get(differs, ())
        if len(patterns) != 2:  # noqa: PLR2004 - one day and the other
            return f"{self.day(first)} – {self.day(last)}"
        # CLDR has these with the months cut short (16–22 Nov 2026), and dates here have them whole.
        whole = [pattern.replace("MMM", "MMMM") for pattern in patterns]
        return "".join(
            format_date(day, pattern, locale=self.locale) for day, pattern in zip((first, last), whole, strict=True)
        )

    def month(self, number: int) -> str:
        """Return the name of a month as it stands alone: December."""
        return format_date(date(2000, number, 1), format="LLLL", locale=self.locale)

    def month_letter(self, number: int) -> str:
        """Return the letter of a month, for a narrow place: D."""
        return format_date(date(2000, number, 1), format="LLLLL", locale=self.locale)

    def lang_name(self, lang: str) -> str:
        """Return the name of *lang* in this language."""
        found = self._lang_names.get(lang)
        if found is None:
            found = self._lang_names[lang] = self._new_lang_name(lang)
        return found

    def country_name(self, code: str) -> str:
        """Return the name of a country (ISO 3166-1) in this language."""
        return country_name(code, self.lang)

    def percent(self, part: float) -> str:
        """Return a part of one in per cent, to one decimal: 12.5%."""
        pattern = self.locale.percent_formats[None].pattern.replace("0", "0.#", 1)
        return format_percent(part, pattern, locale=self.locale, numbering_system="latn")

    def _new_lang_name(self, lang: str) -> str:
        name = locale_for(lang).get_display_name(self.locale) or lang
        return name[:1].upper() + name[1:]


def _read_catalog(path: Path) -> gettext.NullTranslations:
    if not path.is_file():
        return gettext.NullTranslations()
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.stem, abort_invalid=True)
    except PoFileError as error:
        message = f"{path}:{error.lineno + 1}: the catalog cannot be read: {error.line!r}. Hint: mend that line"
        raise CatalogError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: the catalog is not UTF-8. Hint: save it as UTF-8 in your editor"
        raise CatalogError(message) from error
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
