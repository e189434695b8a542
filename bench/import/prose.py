"""Articles of a wanted length, no two alike, as a text and as a page of the same words; files that are too large."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from tests.importer.stories import make_story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.importer.stories import Story

# The words of a language: sentences are an adjective, a noun, whose it is, what it does, to what, and why.
_WORDS = {
    "en": (
        "old new small large quiet busy public royal rural local former second famous modest private open",
        (
            "library museum archive gallery school theatre workshop bookshop council choir college garden mill "
            "laboratory observatory press"
        ),
        (
            "of the harbour|of the old town|by the river|in the valley|of the province|near the station|of the islands|"
            "behind the market|on the hill|of the coast|across the bridge|at the crossroads"
        ),
        (
            "has bought|will lend|is mending|has moved|wants to show|has counted|is copying|will sell|has found|keeps|"
            "is looking for|has lent|will restore|is collecting|has printed|cannot find"
        ),
        (
            "two hundred maps|its oldest lamps|a wooden globe|letters from the north|the first atlas|forty chairs|"
            "a catalogue of plants|newspapers on film|its clock|a set of tools|drawings of bridges|the music of dances|"
            "a model of a ship|glass plates|the diary of a clockmaker|seeds of apple trees"
        ),
        (
            "because readers had asked for it|as a notice on the door says|after the roof was mended|"
            "in spite of the cost|so that pupils can see it|before the summer begins|for as long as there is money|"
            "with the help of volunteers|although nobody had expected it|while the street is being paved|"
            "as it does in every leap year|without asking for a fee"
        ),
    ),
    "ru": (
        "старый новый небольшой тихий городской сельский местный бывший второй известный скромный открытый",
        "музей архив театр колледж хор совет сад институт зал клуб",
        "у реки|в старом городе|на холме|в долине|возле вокзала|за рынком|на острове|у моста|на побережье|в порту",
        (
            "купил|выдаст читателям|чинит|перевёз|хочет показать|пересчитал|переписывает|продаст|нашёл|хранит|ищет|"
            "восстановит|собирает|напечатал"
        ),
        (
            "двести карт|старые лампы|деревянный глобус|письма с севера|первый атлас|сорок стульев|описание растений|"
            "газеты на плёнке|башенные часы|чертежи мостов|модель корабля|стеклянные пластины|дневник часовщика"
        ),
        (
            "потому что об этом просили читатели|как сказано в объявлении на двери|после ремонта крыши|"
            "несмотря на расходы|чтобы это увидели школьники|до начала лета|пока хватает денег|с помощью добровольцев|"
            "хотя этого никто не ждал|пока мостят улицу|как бывает каждый високосный год"
        ),
    ),
}
_DATELINES = {"en": "OSLO, Norway -- ", "ru": "ОСЛО, Норвегия – "}
_BYLINES = {"en": ("By ", " and "), "ru": ("Автор: ", " и ")}
_SPLIT = {lang: tuple(words.split("|") if "|" in words else words.split() for words in lists)
          for lang, lists in _WORDS.items()}  # fmt: skip


def _clause(rng: Random, lang: str) -> str:
    adjective, noun, whose, does, what, _ = map(rng.choice, _SPLIT[lang])
    article = "The " if lang == "en" else ""
    clause = f"{article}{adjective} {noun} {whose} {does} {what}"
    return clause[0].upper() + clause[1:]


def sentence(rng: Random, lang: str) -> str:
    """Return a sentence of about a hundred letters."""
    return f"{_clause(rng, lang)}, {rng.choice(_SPLIT[lang][-1])}."


def _paragraphs(rng: Random, lang: str, size: int) -> Iterator[str]:
    while size > 0:
        paragraph = " ".join(sentence(rng, lang) for _ in range(rng.randint(2, 4)))
        size -= len(paragraph.encode())
        yield paragraph


def long_story(seed: int, lang: str, size: int) -> Story:
    """Return an article of about *size* bytes, with a dateline, and a subhead over every fourth paragraph."""
    rng = Random(f"{lang}{seed}")
    first, *rest = _paragraphs(rng, lang, size)
    body = [("p", _DATELINES[lang] + first)]
    subheads = iter([text for tag, text in make_story(seed, lang).body if tag == "h2"])
    for number, text in enumerate(rest):
        subhead = next(subheads, None) if number % 4 == 1 else None
        body += [("h2", subhead), ("p", text)] if subhead else [("p", text)]
    return replace(make_story(seed, lang), headline=_clause(rng, lang), body=tuple(dict.fromkeys(body)))


def as_text(story: Story) -> str:
    """Return *story* as a text with blank lines between its blocks."""
    by, joiner = _BYLINES[story.lang]
    head = [story.headline, story.standfirst, by + joiner.join(story.authors), str(story.published)]
    caption = [f"{text} [{credit}]" for text, credit in [_parts(story.caption)] if text]
    return "\n\n".join([*filter(None, head), *caption, *(text for _, text in story.body)]) + "\n"


def _parts(caption: str | None) -> tuple[str, str]:
    """Return the sentence of a caption, and who took the picture."""
    text, _, credit = (caption or "").rpartition(". ")
    return (f"{text}." if text else ""), credit.rpartition(": ")[2]


ONE_LINE, MANY_LINES, PROSE = "in one line", "in 50,000 lines", "in paragraphs"
LINES = 50_000
PARAGRAPH = 400  # bytes


def large(kind: str, size: int) -> str:
    """Return a text of about *size* bytes in English, of that *kind*."""
    rng = Random(size)
    pool = [sentence(rng, "en") for _ in range(500)]
    if kind == ONE_LINE:
        return _fill(rng, pool, size)
    if kind == PROSE:
        return "\n\n".join(_lines(rng, pool, size, size // PARAGRAPH))
    return "\n".join(_lines(rng, pool, size, LINES))


def _lines(rng: Random, pool: list[str], size: int, number: int) -> Iterator[str]:
    for left in range(number, 0, -1):
        line = _fill(rng, pool, size // left - 1)
        size -= len(line) + 1
        yield line


def _fill(rng: Random, pool: list[str], size: int) -> str:
    """Return as many sentences as come near to that size; the first words of one where it is far smaller."""
    parts = [rng.choice(pool)]
    if len(parts[0]) > 2 * size:
        return parts[0][: max(size, 1)].rstrip()
    size -= len(parts[0])
    while size > len(parts[-1]) // 2:
        parts.append(rng.choice(pool))
        size -= len(parts[-1]) + 1
    return " ".join(parts)
