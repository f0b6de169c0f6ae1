"""Whom or where somebody wants to reach, though no single word says so: "Wem schicke ich …?".

The oblique "wen" and "wem" with whoever asks as the subject always look for a person to turn to;
"wohin" with a verb of sending looks for an address.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from transfobot.assistant.understand.understanding import Attribute, Mentions
from transfobot.assistant.understand.words import pattern
from transfobot.german.text import fold

_WHOM = pattern("whom")
_SEND = pattern("send")
_SENT = pattern("sent")
_ELECTRONIC = re.compile(r"\b\w*(?:mail\w*|pdf\w*|datei\w*|elektronisch\w*|digital\w*|online\w*)\b")
_WITH_THEM = frozenset((
    Attribute.PERSON, Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS, Attribute.CONTACT,
    Attribute.DEPUTY, Attribute.LEAD, Attribute.EVENTS, Attribute.NAMES, Attribute.PLACE,
    Attribute.STATUS, Attribute.OFFERS, Attribute.REGION, Attribute.FACTS, Attribute.SOURCE,
    Attribute.CONDITIONS, Attribute.BEFORE_START, Attribute.ELIGIBLE,
))  # fmt: skip
"""Attributes that may be said along where somebody is to be reached."""
_SAID_ALONG = frozenset((
    Attribute.EVENTS, Attribute.OFFERS, Attribute.PLACE, Attribute.FACTS, Attribute.CONDITIONS,
    Attribute.BEFORE_START, Attribute.NAMES, Attribute.ELIGIBLE,
))  # fmt: skip
_NUMBERS = frozenset((Attribute.PHONE, Attribute.EMAIL))
_ASKS_MORE = re.compile(r"\b(?:wann|was|welche[ns]? (?!nummer|telefon|mail|adresse|e mail)|wo)\b")


def turned_to(folded: str, found: Collection[Attribute]) -> tuple[Attribute, ...]:
    """The attributes as they are, or with who or where is to be reached in place of the rest.

    "Wir planen ein Treffen. Nummer von X?" asks for no meeting.
    """
    if not set(found) <= _WITH_THEM:
        return tuple(found)
    wanted = _wanted(folded, found)
    if wanted is None and (not _NUMBERS & set(found) or _ASKS_MORE.search(folded)):
        return tuple(found)
    kept = (one for one in found if one not in _SAID_ALONG)
    return tuple(dict.fromkeys((*((wanted,) if wanted else ()), *kept)))


def _wanted(folded: str, found: Collection[Attribute]) -> Attribute | None:
    if _SEND.search(folded):
        if Attribute.EMAIL in found or _ELECTRONIC.search(folded):
            return Attribute.EMAIL
        if _SENT.search(folded):
            return Attribute.ADDRESS
    return Attribute.PERSON if _WHOM.search(folded) else None


def calls_back(
    text: str, mentions: Mentions, attributes: Collection[Attribute], *, placed: bool
) -> bool:
    """ "Ich möchte Frau X zurückrufen": a number is wanted, and nobody who calls the asker."""
    known = mentions.persons or mentions.networks or mentions.offices or mentions.organisations
    named = bool(known) or placed
    reaching = {Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS} & set(attributes)
    return bool(named and reaching) and _CALLED.search(fold(text)) is None


_CALLED = pattern("called")
