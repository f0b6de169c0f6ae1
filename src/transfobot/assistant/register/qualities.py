"""The kind of thing that is asked for, and whether an answer holds one of that kind.

"Wie hoch ist der Zinssatz bei …" is not answered by the sum of the loan, nor "Wer waren die Redner"
by the day of the event. Without words of this topic: they stand in `qualities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.german.text import fold

_SHARE = re.compile(
    r"\b(?:welche[nrs]? |wie hoch\w* (?:ist |war |der |die |ein )*)(?:prozentuale[nr]? )?anteil\b"
    r"|\b(?:wie ?viel|wie viele) prozent\b|\bprozentual\w*\b|\bwhat (?:share|percentage)\b"
)
_SHARED = re.compile(r"%|\bprozent|\banteil|\bdrittel\b|\bhaelfte\b|\bviertel\b|percent|\bshare\b")


def unmet_quality(asked: Understanding, lines: Sequence[DraftSentence]) -> str | None:
    """The word for what is asked for, where no line of the answer holds one of its kind."""
    wanted = {
        one.key: words[one.start : one.end]
        for words in (words_of(asked.core),)
        for one in word_tables().find(words)
        if one.group == "qualities"
    }
    text = " ".join(one.text for one in lines)
    if wanted:
        held = {one.key for one in word_tables().find(words_of(text)) if one.group == "qualities"}
        missing = [said for key, said in wanted.items() if key not in held]
        if missing:
            return " ".join(word.shown for word in missing[0])
    # Of a network's money a sum is no share.
    paid = asked.mentions.networks and Attribute.MONEY in asked.attributes
    if paid and _SHARE.search(fold(asked.core)) and not _SHARED.search(fold(text)):
        return "Anteil"
    return None
