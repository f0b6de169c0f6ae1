"""A question brought nearer to one record: its spelling, who asks, and the day it began on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import Statement, of_network
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import Network
from transfobot.german.spelling import nearest
from transfobot.german.stems import stem
from transfobot.german.text import tokens

_ASKER = re.compile(
    r"\b(?:uns|mich|mir|wir|unsere?[nm]?|als|meine?[nmr]?)\s(?:\w+\s)?([A-ZÄÖÜ]\w+)"
)
""" "Für uns Schrauber", "unserer Dreherei": who asks, not what is asked for."""


def said_of_askers(asked: Understanding) -> set[str]:
    """Stems of the words by which people say who asks."""
    return set(map(stem, tokens(" ".join(_ASKER.findall(asked.core)))))


def in_its_words(asked: Understanding, statements: Sequence[Statement]) -> Understanding:
    """The question with mistyped words it asks for spelled as the record has them: "Auftackt"."""
    unknown = [one for one in asked.content if len(one) >= _MISTYPED]
    if not unknown:
        return asked
    tables = word_tables()
    own = {word for one in statements for word in one.words if len(word) >= _MISTYPED}
    for word in words_of(asked.core):
        typed = stem(word.folded)
        if typed not in unknown or tables.knows(word.folded) or word.folded in own:
            continue
        meant = nearest(word.folded, own, 1)
        if meant is not None:
            core = asked.core.replace(word.shown, meant)
            asked = replace(
                asked,
                core=core,
                content=tuple(stem(meant) if one == typed else one for one in asked.content),
                nouns=tuple(stem(meant) if one == typed else one for one in asked.nouns),
                subjects=tuple(stem(meant) if one == typed else one for one in asked.subjects),
            )
    return asked


_MISTYPED = 6


def openings(desk: Desk, network: Network) -> list[Statement]:
    """The day it was opened on, where the record only has the month or year it began in."""
    if len(network.span.begins or "") >= len("2025-01-01"):
        return []
    said = [one for one in of_network(desk, network) if "opening" in one.meanings and one.days]
    return said[:1]
