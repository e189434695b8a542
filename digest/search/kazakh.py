"""The stems of Kazakh words, for which no library has a stemmer.

A noun has its endings in this order: plural, possessive, case; each in the variants that the harmony of vowels and the
last sound ask for (R. Muhamedowa, Kazakh: A Comprehensive Grammar, Routledge 2016). They are taken off from the end for
as long as a root can be left, so that a word which ends so by nature and one which lost its endings are the same:
мектептерінде, мектебі and мектеп are all мектеп.
"""

from __future__ import annotations

import re

SHORTEST_ROOT = 3
_PLURAL = "лар лер дар дер тар тер"
_CASE = "ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те дан ден тан тен нан нен мен бен пен"
_POSSESSIVE = "ым ім ың ің сы сі ы і мыз міз ымыз іміз ңыз ңіз ыңыз іңіз ын ін сын сін"

ENDINGS = frozenset(f"{_PLURAL} {_CASE} {_POSSESSIVE}".split())
_LENGTHS = sorted({len(ending) for ending in ENDINGS}, reverse=True)
_VOWEL = re.compile("[аәоөұүыіеэиуюяё]")
_HARD = {"б": "п", "г": "к", "ғ": "қ"}  # мектеп, but мектебі: before a vowel the last sound of a root is voiced


def stem_kazakh(word: str) -> str:
    """Return the root of the folded *word*, as far as its endings tell."""
    while (shorter := _without_ending(word)) is not None:
        word = shorter
    return word[:-1] + _HARD.get(word[-1], word[-1]) if len(word) > SHORTEST_ROOT else word


def _without_ending(word: str) -> str | None:
    for length in _LENGTHS:
        if (
            len(word) - length >= SHORTEST_ROOT
            and word[-length:] in ENDINGS
            and _VOWEL.search(word, 0, len(word) - length)
        ):
            return word[:-length]
    return None
