"""The one answer that needs no source: that a machine answers here, not a person."""

from __future__ import annotations

import re

from transfobot.assistant.told import Told
from transfobot.assistant.understanding import Understanding
from transfobot.domain.answers import Mode, Outcome, Sentence
from transfobot.german.text import fold
from transfobot.prompts import Phrases

_WHO = (
    r"(?:mensch\w*|maschine|roboter|bot|chatbot|ki|person|computer\w*|programm|automat|echt\w*|"
    r"kuenstliche intelligenz|human|robot|machine|ai|real)"
)
_MACHINE = re.compile(
    rf"\b(?:bist du|sind sie|seid ihr|are you|ist das|ist hier|ist da)\b[^.!?]{{0,30}}\b{_WHO}\b"
    rf"|\b(?:spreche|rede|schreibe|chatte|talking|speaking|chatting)\b[^.!?]{{0,40}}\b{_WHO}\b"
    rf"|\b(?:antwortet|schreibt|sitzt)\b[^.!?]{{0,30}}\b{_WHO}\b"
    r"|\b(?:mensch oder|human or|echter mensch|real person\?)"
)
_LONGEST = 160


def about_itself(text: str) -> bool:
    """Whether somebody asks if a person answers here („Bist du ein Mensch?“)."""
    return len(text) <= _LONGEST and _MACHINE.search(fold(text)) is not None


def machine(asked: Understanding, phrases: Phrases) -> Told | None:
    """That this is an AI system, where that is asked."""
    if not about_itself(asked.text) or asked.person_wanted:
        return None
    sentence = Sentence(phrases.of("answers.machine", asked.language.value))
    return Told(Outcome.ANSWERED, Mode.NONE, (sentence,))
