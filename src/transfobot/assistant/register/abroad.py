"""Countries beside Germany: no record is of one, whatever a partner of a network may be from."""

from __future__ import annotations

import re

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.domain.answers import Outcome
from transfobot.german.stems import stem
from transfobot.german.text import fold

_COUNTRIES = (
    "oesterreich|(?:der )?schweiz|liechtenstein|luxemburg|belgien|frankreich|(?:dem )?elsass"
    "|(?:den )?niederlanden|holland|daenemark|schweden|norwegen|finnland|polen|tschechien"
    "|(?:der )?slowakei|slowenien|ungarn|rumaenien|bulgarien|kroatien|serbien|italien|suedtirol"
    "|tirol|vorarlberg|spanien|portugal|griechenland|grossbritannien|england|irland|estland"
    "|lettland|litauen|(?:der )?ukraine|russland|(?:der )?tuerkei|(?:den )?usa|amerika|kanada"
    "|mexiko|brasilien|(?:der volksrepublik )?china|japan|indien|suedkorea|korea|(?:dem )?ausland"
    "|austria|switzerland|france|poland|belgium|luxembourg|the netherlands|italy|spain|denmark"
    "|czech republic|hungary|the uk|the us"
)
_PLAINLY = re.sub(r"\(\?:[a-z ]+\)\?", "", _COUNTRIES)
COUNTRIES = frozenset(stem(one.split()[-1]) for one in _PLAINLY.split("|"))
"""The stems of their names, without articles."""
_ABROAD = re.compile(rf"\b(?:in|im|aus|fuer|zu|ueber|drueben in|from) (?P<land>{_COUNTRIES})\b")
_ASKED = (Category.NETWORK, Category.OFFER, Category.STUDY, Category.FUNDING)
_ALONG = frozenset((Attribute.PARTNERS, Attribute.ELIGIBLE, Attribute.LEAD))


def abroad(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Welche Netzwerke gibt es in der Schweiz?": none that is on file."""
    found = _ABROAD.search(fold(asked.core))
    named = not asked.mentions.empty or asked.filters.lands or asked.place
    if found is None or named or asked.category not in _ASKED or _ALONG & set(asked.attributes):
        return None
    if not (Intent.LIST in asked.intents or Intent.COUNT in asked.intents or _bare(asked)):
        return None
    last = found["land"].rsplit(" ", 1)[-1]
    shown = next((one.shown for one in words_of(asked.core) if one.folded == last), last.title())
    gap = DraftSentence(desk.say("abroad", land=shown))
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


def _bare(asked: Understanding) -> bool:
    """ "Netzwerke in Polen?": nothing but the kind and the country is said."""
    return not asked.attributes and len(asked.content) <= 1
