"""What somebody believes and wants confirmed: "X läuft doch seit 2019, oder?"."""

from __future__ import annotations

from transfobot.assistant.understand.understanding import Attribute
from transfobot.assistant.understand.words import pattern
from transfobot.german.text import fold

_CLAIMED = pattern("claimed")
_COUNTED = pattern("counted")


_OWNED = pattern("owned")


_COMING = pattern("claims_coming")


def claims_owner(text: str) -> bool:
    """ "Es gehört doch VW, oder?": who stands behind it is what may be wrong."""
    folded = fold(text)
    return bool(_OWNED.search(folded) or (claims(text) and _COMING.search(folded)))


def claims(text: str) -> bool:
    """Whether a text states something and asks whether it is so."""
    return _CLAIMED.search(fold(text)) is not None


def yes_or_no(text: str) -> bool:
    """ "Ist bei X die IHK federführend?": no word asks which it is."""
    return _ASKING.search(fold(text)) is None


_ASKING = pattern("claims_asking")


def claims_amount(text: str) -> bool:
    """ "Der Fonds hat 1 Milliarde, oder?": how much it is may be wrong."""
    return claims(text) and _AMOUNT.search(fold(text)) is not None


_AMOUNT = pattern("amount")


def claims_number(text: str) -> bool:
    """ "Da kamen doch 500 Leute, oder?": how many there were is what may be wrong."""
    return _COUNTED.search(fold(text)) is not None and claims(text)


def with_claimed(text: str, found: tuple[Attribute, ...], *, named: bool) -> tuple[Attribute, ...]:
    """The attributes asked for with what somebody may be wrong about, where a record is named."""
    if named and claims_owner(text):
        found = (*found, Attribute.LEAD)
    if named and not found and claims_amount(text):
        found = (Attribute.MONEY, Attribute.RATE)
    return found
