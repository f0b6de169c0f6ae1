"""Answers that need no source: that a machine answers here, and how to erase what is kept."""

from __future__ import annotations

import re

from transfobot.assistant.told import Told
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.answers import Mode, Outcome, Sentence
from transfobot.german.text import fold
from transfobot.prompts import Phrases

_WHO = (
    r"(?:mensch\w*|maschine|chat ?gpt|roboter|bot|chatbot|ki|person|computer\w*|programm|automat|"
    r"echt\w*|kuenstliche intelligenz|human|robot|machine|ai|real)"
)
_MACHINE = re.compile(
    r"\b(?:bist du|sind sie|seid ihr|are you|ist das(?!\s+\w*programm)|ist hier|ist da)\b"
    rf"[^.!?]{{0,30}}\b{_WHO}\b"
    rf"|\b(?:spreche|rede|schreibe|chatte|talking|speaking|chatting)\b[^.!?]{{0,40}}\b{_WHO}\b"
    rf"|\b(?:antwortet|schreibt|sitzt)\b[^.!?]{{0,30}}\b{_WHO}\b"
    r"|\b(?:mensch oder|human or|echter mensch|real person\?)"
)
_ADDRESSED = re.compile(
    rf"\b(?:bist du|sind sie|seid ihr|are you)\b[^.!?]{{0,30}}\b{_WHO}\b"
    r"|\b(?:(?:spreche|rede|schreibe|chatte|bin) ich|am i)\b[^.!?]{0,40}"
    rf"\b(?:{_WHO}|mitarbeiter\w*|jemand\w*)\b"
    r"|\b(?:antwortet|schreibt|sitzt)\b[^.!?]{0,30}\bmitarbeiter\w*"
    r"|\bjemand am anderen ende\b"
)
"""Asked of whoever answers here: no wish for a person, whatever person is named."""
_WISH = re.compile(r"\b(?:moechte|will|wuerde|wollte|lieber|bitte|please|want|would|like)\b")
_OWN = r"(?:meine[nrs]?|mein|my|ueber mich|about me|zu mir)"
_DATA = (
    r"(?:daten|fragen?|gespraech\w*|angaben|anfragen?|chat\w*|einwilligung|verlauf|data|"
    r"conversation|questions?|alles|everything)"
)
_ERASE = (
    r"(?:loesch\w*|entfern\w*|widerruf\w*|gespeichert|speicher\w*|auskunft|vergiss|vergessen|"
    r"delete|erase|stored?|forget|withdraw)"
)
_OWN_DATA = re.compile(
    rf"^(?=.*\b{_ERASE}\b)(?=.*(?:\b{_OWN}\s+(?:\w+\s+)?{_DATA}\b|"
    rf"\b{_DATA}\b.{{0,40}}\b(?:ueber mich|zu mir|about me)\b))",
    re.MULTILINE,
)
_LONGEST = 160


def machine(asked: Understanding, phrases: Phrases) -> Told | None:
    """That this is an AI system, or how to erase one's data, where that is asked."""
    text, short = fold(asked.text), len(asked.text) <= _LONGEST
    addressed = _ADDRESSED.search(text) is not None
    wished = asked.person_wanted and (_WISH.search(text) is not None or not addressed)
    # "Wer schreibt das Programm aus?" asks of the programme that is named.
    other = wished or asked.mentions.programmes
    if short and _OWN_DATA.search(text):
        key = "answers.own_data"
    elif short and not other and (addressed or _MACHINE.search(text)):
        key = "answers.machine"
    else:
        return None
    sentence = Sentence(phrases.of(key, asked.language.value))
    return Told(Outcome.ANSWERED, Mode.NONE, (sentence,))
