"""Questions as people type them: with a typing error, without umlauts."""

from __future__ import annotations

import random
import re
import zlib

_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "s"})
_PAIRS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_typo(text: str, seed: int = 0) -> str:
    """One error in one word of five letters or more: swapped, dropped, doubled or wrong letter.

    The same text always gets the same error; another seed gives it another one.
    """
    words = list(_LONG_WORD.finditer(text))
    if not words:
        return text
    chance = random.Random(zlib.crc32(text.encode()) + (seed << 32))  # noqa: S311 - reproducible, not secret
    word = chance.choice(words)
    at = word.start() + chance.randrange(1, len(word.group()) - 1)
    match chance.randrange(4):
        case 0:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + text[at] + text[at:]
        case _:
            return text[:at] + chance.choice(_LETTERS) + text[at + 1 :]


def without_umlauts(text: str) -> str:
    """Dots simply left out: „Förderung“ becomes „Forderung“."""
    return text.translate(_PLAIN)


def with_pairs(text: str) -> str:
    """Umlauts written out: „Förderung“ becomes „Foerderung“."""
    return text.translate(_PAIRS)
