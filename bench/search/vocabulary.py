"""The words of the corpus, the frequent first.

English and Russian words are those of the package wordfreq, forms as they stand in print. Of Kazakh it has none: the
roots are the words of this project's own Kazakh texts, and more that are made of their syllables.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from wordfreq import top_n_list

from bench.measure import ROOT

WORDS = 24_000
KAZAKH_ROOTS = 6_000
_LETTERS = {"en": re.compile(r"[a-z]{2,}"), "ru": re.compile(r"[а-яё]{2,}"), "kk": re.compile(r"[а-яёәғқңөұүһі]{3,}")}
_KAZAKH_TEXTS = ("content/**/*.md", "inbox/kk-*.txt", "theme/locale/kk.po")
_KAZAKH_LETTERS = re.compile("[әғқңөұүһі]")
# One syllable: оң, ту, қар
_SYLLABLE = re.compile(r"[^аоұыәөүіеуияюэё]*[аоұыәөүіеуияюэё](?:[^аоұыәөүіеуияюэё](?![аоұыәөүіеуияюэё]))?")
_FRONT = "әөүіеи"
_LENGTHS = (2, 3)


@cache
def words(lang: str) -> tuple[str, ...]:
    """Return the words of *lang*, the frequent first."""
    if lang == "kk":
        return _kazakh()
    found = top_n_list(lang, 2 * WORDS)
    return tuple(dict.fromkeys(word for word in found if _LETTERS[lang].fullmatch(word)))[:WORDS]


def _kazakh() -> tuple[str, ...]:
    seen: dict[str, int] = {}
    for pattern in _KAZAKH_TEXTS:
        for path in sorted(ROOT.glob(pattern)):
            for line in path.read_text("utf-8").splitlines():
                if _KAZAKH_LETTERS.search(line.lower()):
                    for word in _LETTERS["kk"].findall(line.lower()):
                        seen[word] = seen.get(word, 0) + 1
    real = sorted(seen, key=lambda word: (-seen[word], word))
    return tuple(dict.fromkeys([*real, *_made_up(real)]))[:KAZAKH_ROOTS]


def _made_up(real: list[str]) -> list[str]:
    """Return words of two or three syllables of *real* ones that agree in the harmony of their vowels."""
    rng = Random(len(real))
    found = {syllable for word in real for syllable in _SYLLABLE.findall(word)}
    syllables = sorted(one for one in found if len(one) in _LENGTHS)
    front = [one for one in syllables if any(letter in _FRONT for letter in one)]
    back = [one for one in syllables if one not in set(front)]
    return ["".join(rng.choices(rng.choice((front, back)), k=rng.choice((2, 2, 3)))) for _ in range(2 * KAZAKH_ROOTS)]
