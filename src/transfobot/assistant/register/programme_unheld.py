"""Programmes that people ask for by name and that are not on record."""

from __future__ import annotations

import re

from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.german.text import fold

_NUMBERED = re.compile(r"\bkfw[ -]*(?:kredit|programm|nr\.?|nummer)?[ -]*(\d{3})\b")


def unheld_programme(desk: Desk, asked: Understanding) -> str | None:
    """The name of a programme that is asked for and that no record is called by."""
    called = (name for one in desk.register.programmes for name in (one.name, *one.aliases))
    names = fold(" ".join(called))
    numbered = _NUMBERED.search(fold(asked.core))
    if numbered is not None and numbered[1] not in names:
        return f"KfW {numbered[1]}"
    words = words_of(asked.core)
    for one in word_tables().find(words):
        if one.group == "unheld":
            name = asked.core[words[one.start].start : words[one.end - 1].end]
            return None if fold(name) in names else name
    return None
