"""Words as they are compared: without capitals, accents and other marks. `folding.js` does the same in the browser.

Marks go, and with them the dots of ё and the hamza of أ; the one of й stays, which makes another letter. Letters of
Arabic that are written either way become one, and so do the digits of both scripts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 40
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
# On A/RES/60/288, the centre’s 40th: `On`, `A`, `RES`, `60`, `288`, `the`, `centre`, `s`, `40th`
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
# What lies beyond the first 65,536 characters goes too: JavaScript would count each of its letters as two.
_DROPPED = re.compile(rf"[{_MARKS}\u0640\U00010000-\U0010ffff\W_]")
_SAME = str.maketrans("ةىı٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "هيi01234567890123456789")


@lru_cache(maxsize=1 << 18)
def fold(word: str) -> str:
    """Return *word* as it is compared; empty if nothing is left of it."""
    apart = unicodedata.normalize("NFKD", word).lower().replace("и\u0306", "й").translate(_SAME)
    return _DROPPED.sub("", apart)[:LONGEST]


def words_of(text: str) -> list[str]:
    """Return the words of *text* in order, as they are compared."""
    return [folded for word in WORD.findall(text) if (folded := fold(word))]
