"""What kind of thing a question asks for, and whether a text has such a thing."""

from __future__ import annotations

import re
from enum import StrEnum

from transfobot.german.figures import find_dates
from transfobot.german.text import fold, tokens


class Cue(StrEnum):
    """The kind of thing that would answer."""

    DATE = "date"
    NUMBER = "number"
    AMOUNT = "amount"
    PERSON = "person"
    PLACE = "place"
    NONE = "none"


_QUESTIONS: tuple[tuple[Cue, re.Pattern[str]], ...] = tuple(
    (cue, re.compile(pattern))
    for cue, pattern in (
        (
            Cue.DATE,
            r"\b(wann|(in|seit|ab|bis zu) (welche[mrsn]|wann)( \w+)? (jahr|monat|datum|tag|zeit)\w*"
            r"|(seit|ab|bis) wann|welches (jahr|datum)|laufzeit|frist|stichtag)\b",
        ),
        (
            Cue.AMOUNT,
            r"\b(wie ?viel (geld|euro)|wie (hoch|teuer)|foerder(summe|satz|hoehe|quote)|kosten"
            r"|kostet|budget|volumen|zuschuss|summe|betrag)\b",
        ),
        (
            Cue.NUMBER,
            r"\b(wie ?viele?n?|wie (lange|oft|gross|weit|alt|schnell|tief|lang|schwer|hoch)"
            r"|anzahl|prozent\w*|anteil|zahl)\b",
        ),
        (
            Cue.PERSON,
            r"\b(wer|wem|wen|wessen|ansprechpartner\w*|welche[rsnm]? (person|spieler|mann|frau"
            r"|autor|kuenstler|politiker|wissenschaftler|praesident|koenig)\w*)\b",
        ),
        (
            Cue.PLACE,
            r"\b(wo|wohin|woher|(in|an|aus|auf) welche[mrsn] \w*(stadt|land|ort|region|kreis"
            r"|gemeinde|staat|kontinent|provinz)\w*)\b",
        ),
    )
)
_NUMBER_WORDS_TEXT = """
zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf dutzend hundert hunderte tausend
tausende million millionen milliarde milliarden haelfte drittel viertel fuenftel erste ersten
zweite zweiten dritte dritten einmal zweimal dreimal doppelt zwanzig dreissig vierzig fuenfzig
sechzig siebzig achtzig neunzig dreizehn vierzehn fuenfzehn
"""
_NUMBER_WORDS = frozenset(_NUMBER_WORDS_TEXT.split())
_YEAR = re.compile(r"\b(1\d|20)\d\d\b")
_MONEY = re.compile(r"€|\b(euro|eur|dollar|prozent|mio|mrd)\b|%")
_NAME_PAIR = re.compile(r"\b[A-ZÄÖÜ][\wäöüß.-]+ (?:von |van |de |zu )?[A-ZÄÖÜ][\wäöüß-]+")
_PLACE = re.compile(
    r"\b(?:in|im|aus|nach|bei|von|an der|am|auf|nahe|zwischen) (?:der |dem |den )?[A-ZÄÖÜ]\w+"
)


def cue_of(question: str) -> Cue:
    """What the question asks for."""
    folded = fold(question)
    for cue, pattern in _QUESTIONS:
        if pattern.search(folded):
            return cue
    return Cue.NONE


def answers_cue(text: str, cue: Cue, question: str = "") -> bool:
    """Whether the text has a thing of that kind which the question does not name itself."""
    if cue is Cue.NONE:
        return False
    if cue is Cue.PERSON:
        return _NAME_PAIR.search(text) is not None
    if cue is Cue.PLACE:
        return _PLACE.search(text) is not None
    if cue is Cue.AMOUNT and _MONEY.search(fold(text)):
        return True
    asked = set(tokens(question))
    if cue is Cue.DATE:
        years = {match.group() for match in _YEAR.finditer(text)}
        return bool(years - asked) or bool(find_dates(text))
    words = set(tokens(text)) - asked
    return any(word[0].isdigit() or word in _NUMBER_WORDS for word in words)
