"""Everyday ways to ask for something of an offer or event that is named: „Geht das vom Rechner?“.

They are read only where an offer is meant; elsewhere the same words ask for something else.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import listed
from transfobot.german.text import fold


class Side(StrEnum):
    """What of an offer is asked for."""

    WHERE = "where"
    WHEN = "when"
    STILL = "still"
    PRICE = "price"
    WHOM = "whom"
    WHAT = "what"
    WHO = "who"
    """Who spoke or led: no record of an offer says so."""


_SPOKEN = {side: re.compile(rf"\b(?:{'|'.join(listed(f'side_{side.value}'))})\b") for side in Side}
_SIDES = {
    Attribute.PLACE: Side.WHERE,
    Attribute.ADDRESS: Side.WHERE,
    Attribute.DATE: Side.WHEN,
    Attribute.BEGINS: Side.WHEN,
    Attribute.ENDS: Side.WHEN,
    Attribute.SPAN: Side.WHEN,
    Attribute.YEAR: Side.WHEN,
    Attribute.AUDIENCES: Side.WHOM,
    Attribute.ELIGIBLE: Side.WHOM,
    Attribute.FOCUS: Side.WHAT,
    Attribute.PURPOSE: Side.WHAT,
    Attribute.OFFERS: Side.WHAT,
}


def sides_of(asked: Understanding) -> frozenset[Side]:
    """What of the offers named is asked for; empty where no table knows it."""
    spoken = _spoken(asked.core)
    # "Wie viel Andrang", "wie hoch": of a price only beside a word for one.
    tabled = {_SIDES[one] for one in asked.attributes if one in _SIDES}
    return frozenset(spoken | tabled)


@lru_cache(maxsize=256)
def _spoken(text: str) -> frozenset[Side]:
    plain = " ".join(re.sub(r"[^\w ]", " ", fold(text)).split())
    return frozenset(side for side, pattern in _SPOKEN.items() if pattern.search(plain))


_FREE = re.compile(r"kostenlos|kostenfrei|gratis|unentgeltlich|ohne kosten")


def tells_price(text: str) -> bool:
    """Whether a record says what an offer costs, or that it is free."""
    return _FREE.search(fold(text)) is not None
