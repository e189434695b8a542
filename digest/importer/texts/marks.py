"""The marks by which a line says what it is, alone: bullets, numbers, and what ends a sentence."""

from __future__ import annotations

import re

# • item   – item   * item   - item
BULLET = re.compile(r"(?P<bullet>[•·▪●‣◦*–-])\s+(?=\S)")
# 1. item   2) item
NUMBERED = re.compile(r"\d{1,3}[.)]\s")
# text.   "text."   (text!)   متن؟
_SENTENCE_END = re.compile(r"[.!?…:;۔؟。][\"'”’»)\]]{0,3}$")
_TAIL = 5  # characters: a mark, what closes after it, and LF


def ends_sentence(text: str) -> bool:
    """Return whether *text* ends as a sentence does; only its end is looked at, wherever else it has such marks."""
    return _SENTENCE_END.search(text[-_TAIL:]) is not None
