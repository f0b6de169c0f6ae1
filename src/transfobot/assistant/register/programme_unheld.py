"""Programmes that people ask for by name and that are not on record."""

from __future__ import annotations

import re

from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.understanding import Understanding
from transfobot.german.text import fold

_ELSEWHERE_TEXT = r"""
kmu-innovativ|digitalbonus|innovationsgutschein|go-inno|wipano|exist-\w+|horizon europe|eurostars
|gründungszuschuss|bildungsprämie|bildungsscheck|aufstiegs-bafög|meister-bafög|bafög|gründercoaching
|mittelstand innovativ|digitalprämie|innovationsprämie|umweltinnovationsprogramm|eureka
|einstiegsgeld|unternehmenswert:gesundheit|klimaschutzinitiative|kommunalrichtlinie|thega|proinno
|thüringen-invest|hessen-modell projekte|pius-invest|distr@l|meisterbonus|meisterprämie
|umweltbonus für e-autos|gründungsprämie|weiterbildungsbonus|qualischeck|qualifizierungsscheck
"""
_ELSEWHERE = re.compile(rf"(?<![\w-])(?:{fold(''.join(_ELSEWHERE_TEXT.split(chr(10))))})(?![a-z])")
"""Well-known programmes of others; of them nothing is on record, whatever theirs is alike."""
_NUMBERED = re.compile(r"\bkfw[ -]*(?:kredit|programm|nr\.?|nummer)?[ -]*(\d{3})\b")


def unheld_programme(desk: Desk, asked: Understanding) -> str | None:
    """The name of a programme that is asked for and that no record is called by."""
    text = fold(asked.core)
    called = (name for one in desk.register.programmes for name in (one.name, *one.aliases))
    names = fold(" ".join(called))
    numbered = _NUMBERED.search(text)
    if numbered is not None and numbered[1] not in names:
        return f"KfW {numbered[1]}"
    found = _ELSEWHERE.search(text)
    if found is None or found[0] in names:
        return None
    # Folding keeps no place: the word as it was typed.
    words = (one.strip('.,:;?!„“"') for one in asked.core.split())
    return next((one for one in words if fold(one) == found[0]), found[0])
