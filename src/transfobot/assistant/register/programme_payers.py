"""Who pays or decides, as questions name them: "über die SAB", "von der KfW", "nicht vom BAFA"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from transfobot.assistant.register.programme_finding import AGENCIES
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_PAYER_LEAST = 2


@lru_cache(maxsize=512)
def payers_of(programme: FundingProgramme) -> frozenset[str]:
    """The stems of everybody a record names as paying, deciding or to be turned to."""
    parts = (
        programme.funder,
        programme.agency,
        programme.contact,
        programme.name,
        programme.law,
    )
    return frozenset(stem(word.folded) for word in words_of(" ".join(filter(None, parts))))


def payers_named(asked: Understanding, programmes: Sequence[FundingProgramme]) -> dict[str, str]:
    """Names in capitals (SAB, KfW, EFRE), and words of an agency's name, by their stem."""
    tables = word_tables()
    words = words_of(asked.core)
    lands = {at for one in tables.find(words) if one.group == "lands" for at in one.at}
    held = [payers_of(one) for one in programmes]
    named: dict[str, str] = {}
    for at, word in enumerate(words):
        key = _ALSO_CALLED.get(word.folded) or stem(word.folded)
        coined = sum(letter.isupper() for letter in word.shown) >= _PAYER_LEAST
        spoken = key in AGENCIES
        if word.folded in _FORMS:
            continue
        if at not in lands and (coined or spoken) and any(key in one for one in held):
            named[key] = word.shown
    return named


_ALSO_CALLED = dict.fromkeys(("arbeitsagentur", "arbeitsamt", "jobagentur"), "agentur")
_FORMS = frozenset(("gmbh", "ggmbh", "mbh", "ev", "aoer", "kg"))


def denies_payer(asked: Understanding, names: dict[str, str]) -> bool:
    """ "Welches läuft nicht über die SAB?": all but those of whoever is named."""
    text = " ".join(word.folded for word in words_of(asked.core))
    return any(
        re.search(rf"\b(?:nicht|ausser|ohne|not)\b(?: \w+){{0,2}} {re.escape(fold(one))}\b", text)
        for one in names.values()
    )
