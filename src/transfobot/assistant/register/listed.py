"""Lists that are asked for without the word "Netzwerk": by what only networks have."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.understand.collective_words import NETWORKS
from transfobot.assistant.understand.language import of_oneself
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.german.figures import find_dates
from transfobot.german.text import fold


def with_networks_meant(asked: Understanding) -> Understanding:
    """ "Wo führt eine IHK?", "Technologietransfer als Schwerpunkt: Liste": a list of networks.

    Nothing is named, and what is asked for stands in no record but theirs: who leads or takes part,
    what they work on, the day they begin or end, or how their offices are reached.
    """
    text = fold(asked.core)
    named = not asked.mentions.empty or asked.mentions.organisations or asked.mentions.authored
    if named or asked.place or asked.meta or asked.foreign_topic or asked.person_wanted:
        return asked
    # "Wo ist X Partner? Ich gebe Kurse, welche Netzwerke sind das?": no offers are asked for.
    offer = asked.category is Category.OFFER and _NETWORKS.search(text) is None
    if offer or asked.category not in (None, Category.OFFICE, Category.OFFER):
        return asked
    listing = {Intent.LIST, Intent.COUNT} & set(asked.intents)
    if not (listing or _WHO.search(text)):
        return asked
    own = asked.audience_said or asked.followup or of_oneself(asked.core)
    if asked.category is None and asked.content and not own and _WORKING.search(text):
        # "Wer macht was mit Batterien?": asked of nobody's own matter.
        return replace(_of_offices(asked), attributes=())
    reached = listing and _reached(asked, text)
    if reached or (asked.category is not Category.OFFICE and _narrowed(asked, text)):
        return _of_offices(asked)
    return asked


_NETWORKS = re.compile(rf"\b{NETWORKS}\b")
_WORKING = re.compile(
    r"^\W*(?:(?:und|also) )?(?:wer|who)\b.*\b(?:mach\w*|kuemmer\w*|befasst|forscht"
    r"|(?:kennt|beschaeftigt) sich|arbeitet an|works? on|deals with)\b"
)
_WHO = re.compile(r"\b(?:wo|wer|wem|wessen|where|who|whose)\b")


def _narrowed(asked: Understanding, text: str) -> bool:
    """ "Laufzeitende 2025 - wer?": whether something narrows networks by one of their columns."""
    filters = asked.filters
    parties = filters.partner_kinds or filters.organisations
    most = not asked.content and _MOST.search(text)
    dated = find_dates(asked.core) or (filters.year and not asked.content)
    by = {
        Attribute.LEAD: filters.partner_kinds,
        Attribute.PARTNERS: parties or most,
        Attribute.DISTRICTS: most,
        Attribute.MONEY: filters.amount or most,
        Attribute.FOCUS: asked.nouns or asked.topics,
        Attribute.SPAN: dated,
        Attribute.BEGINS: dated,
        Attribute.ENDS: dated,
        Attribute.WEBSITE: filters.without,
    }
    # "Welche laufen 2026 noch?", "wo taucht die Handwerkskammer auf?"
    running = filters.year and {"running", "ended"} & set(filters.statuses) and not asked.content
    appears = parties and _APPEARS.search(text)
    return bool(running or appears or any(by.get(one) for one in asked.attributes))


_MOST = re.compile(r"\b(?:meisten?|wenigsten|groessten?|hoechsten?|kleinsten?|most|least|fewest)\b")
_APPEARS = re.compile(r"\b(?:taucht?|tauchen|appears?)\b")


def _reached(asked: Understanding, text: str) -> bool:
    """How offices are reached, of all of them: what is on file, or what is missing."""
    reaching = CONTACT_ATTRIBUTES & {*asked.attributes, *asked.filters.without}
    on_file = asked.filters.without or _ON_FILE.search(text)
    return bool(reaching and on_file and not asked.topics)


_ON_FILE = re.compile(
    r"\b(?:bekannt|hinterlegt|vorhanden|notiert|verzeichnet|eingetragen|gespeichert|angegeben|"
    r"erfasst|haben|habt|hat|vor|mit|on file|known|with)\b"
)


def _of_offices(asked: Understanding) -> Understanding:
    """The question with its networks; "Stelle" beside "Telefon" only says whose it is.

    "Wo ist … dabei?" asks for no region, "bei wem ist … Partner?" for no contact.
    """
    narrower = (CONTACT_ATTRIBUTES - {Attribute.CONTACT}) & set(asked.attributes)
    dropped = {Attribute.PLACE, Attribute.REGION} | ({Attribute.CONTACT} if narrower else set())
    if asked.filters.partner_kinds or asked.filters.organisations:
        dropped |= {Attribute.ADDRESS, Attribute.PERSON, Attribute.CONTACT}
    attributes = tuple(one for one in asked.attributes if one not in dropped)
    intents = tuple(dict.fromkeys((*asked.intents, Intent.LIST)))
    meant = replace(asked, category=Category.NETWORK, attributes=attributes, intents=intents)
    return replace(meant, missing_referent=None)
