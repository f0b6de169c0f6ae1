"""Whether a network that is named is asked about, or believed to be there, for a place."""

from __future__ import annotations

import re

from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.german.text import fold


def said_to_serve(desk: Desk, asked: Understanding) -> bool:
    """ "Da TeamMit für Kassel da ist", "ist TeamMit für Kassel da?": which may be wrong."""
    place = asked.place.unique if asked.place and not asked.place_inherited else None
    areas = any(one.districts for one in map(desk.register.network, asked.mentions.networks) if one)
    serving = {Intent.RESPONSIBLE, Intent.BELONGS} & set(asked.intents)
    asks = serving and not _REACHING & set(asked.attributes)
    told = (areas and asks) or _SERVING.search(fold(asked.core)) is not None
    if place is None or not asked.named.networks or not told:
        return False
    covering = {one.network.id for one in coverages_of(desk, place)}
    return not covering & set(asked.named.networks)


_REACHING = frozenset((Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS, Attribute.CONTACT))
_SERVING = re.compile(
    r"(?:\b(?:weil|wenn|dass|nachdem|obwohl)|(?:^|[^\w ] )da(?! (?:ist|sind|wird|werden|gibt|liegt"
    r"|kuemmer|betreu|gehoer)))\b[^:?]*\b(?:zustaendig|betreu\w*|abdeck\w*|mitmach\w*"
    r"|versorg\w*|kuemmer\w*|gehoer\w*|liegt|umfass\w*|da ist|da sind)"
    r"|\b(?:betreut|umfasst|deckt|versorgt) (?:ja|doch)\b"
)
