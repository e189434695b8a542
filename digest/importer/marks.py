"""The marks by which a line says what it is, alone: bullets, and what ends a sentence."""

from __future__ import annotations

import re

# • item   – item   * item   - item
BULLET = re.compile(r"(?P<bullet>[•·▪●‣◦*–-])\s+(?=\S)")
# text.   "text."   (text!)   متن؟
SENTENCE_END = re.compile(r"[.!?…:;۔؟。][\"'”’»)\]]{0,3}$")
