"""Which questions are answered by a list: of networks, what is free, what ends, who takes part."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.collective import asked_of_this, speaks_of_this
from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.entity import merged, networks_named
from transfobot.assistant.register.funding import list_programmes
from transfobot.assistant.register.needs import UNTOPICAL
from transfobot.assistant.register.networks import list_networks, supposes_a_count
from transfobot.assistant.register.open_help import free_offers
from transfobot.assistant.register.places import ask_where
from transfobot.assistant.register.qualities import firms_said, joining_price
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.select import leaves_out_funded, sets_apart
from transfobot.assistant.register.selected_by import OF_NETWORKS
from transfobot.assistant.understand.collective_words import NETWORKS
from transfobot.assistant.understand.language import of_oneself, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.answers import Outcome
from transfobot.german.figures import find_dates
from transfobot.german.stems import stem

LISTING = frozenset((Intent.LIST, Intent.COUNT))
_MOST_TOLD = 3
"""More networks than these are listed, one line each."""


def network_list(desk: Desk, asked: Understanding) -> Draft | None:
    """Lists of networks; also over the networks that were listed before."""
    listing = bool(LISTING & set(asked.intents))
    if len(asked.named.networks) == 1 and not sets_apart(desk, asked):
        # What one network's record does not say is no reason to list the others.
        return None
    named = networks_named(desk, asked)
    if asked.category is Category.NETWORK or len(named) > _MOST_TOLD:
        filters = asked.filters
        narrowed = bool(filters.statuses or filters.lands or asked.attributes)
        narrowed = narrowed or bool(filters.amount or filters.partner_kinds)
        if not (listing or narrowed or supposes_a_count(asked)):
            return None
        # "Wer leitet sie?", "die Summen von A, B, C und D": of those, and of no others.
        those = len(named) > _MOST_TOLD and not sets_apart(desk, asked)
        called = {word.folded for one in named for word in words_of(one.short_name)}
        parties = tuple(one for one in filters.organisations if one not in called)
        asked = replace(asked, filters=replace(filters, organisations=parties))
        return list_networks(desk, asked, among=named if those else ())
    if named:
        return None
    where = listing or Attribute.PLACE in asked.attributes
    firms = firms_said(asked) if asked.mentions.empty else set()
    kinds = asked.filters.partner_kinds and (where or not asked.audience_said)
    who = asked.filters.organisations or kinds or firms
    if Attribute.PARTNERS in asked.attributes and who and not asked.place:
        return list_networks(desk, asked)
    whose = asked.category in (None, Category.OFFICE)
    by_land = asked.filters.lands and not asked.content and whose
    cared = asked.filters.lands and Intent.RESPONSIBLE in asked.intents and asked.category is None
    if cared and not asked.place and not asked.subjects_anywhere:
        # "Wer kümmert sich in Hessen um die Autobranche?": that is what all networks are for.
        field = asked if asked.topics else replace(asked, content=(), nouns=())
        return list_networks(desk, replace(field, category=Category.NETWORK))
    if by_land and (asked.attributes or Intent.BELONGS in asked.intents):
        return list_networks(desk, asked)
    return None


def region_list(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Welche Netzwerke und Bündnisse gibt es in Heilbronn-Franken?": all of one region."""
    if asked.category is not Category.NETWORK or not asked.mentions.empty or asked.filters.lands:
        return None
    told = speaks_of_this(asked.core.lower()) and not LISTING & set(asked.intents)
    if told or asked_of_this(asked):
        return None
    found = [one for one in map(desk.register.network, asked.mentions.organisations) if one]
    unfunded = leaves_out_funded(asked)
    listing = LISTING & set(asked.intents) or unfunded
    beside = set(asked.attributes) - {Attribute.REGION, Attribute.MONEY, Attribute.PLACE}
    one_region = len({one.region for one in found}) == 1
    if len(found) < _SEVERAL or beside or not one_region or not (listing or not asked.content):
        return None
    bare = replace(asked, nouns=(), topics=(), attributes=(), place=None)
    return list_networks(
        desk,
        replace(bare, filters=replace(asked.filters, without=(), organisations=())),
        among=found,
    )


_SEVERAL = 2


def free_list(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Bei welchen Netzwerken kostet das nichts?": those that ran as well, with their end."""
    offering = asked.category is Category.OFFER or Attribute.OFFERS in asked.attributes
    ours = (offering or asked.category is Category.NETWORK) and asked.mentions.empty
    words = asked.words
    # "Ist die Beratung kostenlos?" asks of nothing else, so of every network's.
    alone = offering and set(asked.content) <= set(map(stem, _FREE_OF))
    listed = LISTING & set(asked.intents) or (alone and asked.content)
    if not ours or asked.place or asked.filters.lands or not listed:
        return None
    networks = any(one.key == "network" for one in word_tables().find(words))
    of_offers = asked.category is not Category.NETWORK and not asked.subjects_anywhere
    if not (networks or of_offers) or "free" not in word_tables().meanings(words):
        return None
    free = free_offers(desk, past=True)
    return Draft(tuple(free), referents=asked.referents) if free else None


_FREE_OF = ("kostenlos", "kostenfrei", "gratis", "umsonst")


def ending_list(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Was endet dieses Jahr?", of nothing named: programmes and networks."""
    if (
        not {"end_now", "ended"} & set(asked.filters.statuses)
        or asked.category
        or not asked.mentions.empty
    ):
        return None
    applied = Attribute.ELIGIBLE in asked.attributes
    dated = asked.filters.year is not None or applied
    if asked.subjects_anywhere or asked.nouns or asked.place or not dated:
        return None
    programmes = list_programmes(desk, replace(asked, category=Category.FUNDING))
    if Attribute.ELIGIBLE in asked.attributes:
        # "Was kann man nicht mehr beantragen?": that is said of programmes alone.
        return programmes
    networks = list_networks(desk, replace(asked, category=Category.NETWORK))
    found = [one for one in (programmes, networks) if one and one.outcome is Outcome.ANSWERED]
    return merged(found) if found else None


def joining_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """How one joins a network is not on file; whom to ask depends on the place."""
    priced = joining_price(asked)
    joins = Intent.ADVICE in asked.intents and not set(asked.topics) - UNTOPICAL
    joins = joins and asked.category in (None, Category.NETWORK, Category.OFFICE)
    if not (joins or priced) or not asked.mentions.empty or not desk.register.networks:
        # "Can I join a training course?" is no wish to join a network.
        return None
    if asked.place is not None and asked.place.unique is not None:
        return None
    lines = [DraftSentence(desk.say("join_price_unknown"))] if priced else []
    lines.append(DraftSentence(desk.say("join_unknown")))
    lines += free_offers(desk) if priced else []
    where = ask_where(desk, asked)
    return Draft((*lines, *where.sentences), referents=where.referents)


def with_networks_meant(asked: Understanding) -> Understanding:
    """ "Wo führt eine IHK?", "Technologietransfer als Schwerpunkt: Liste": a list of networks.

    Nothing is named, and what is asked for stands in no record but theirs: who leads or takes part,
    what they work on, the day they begin or end, or how their offices are reached.
    """
    text = asked.folded
    named = not asked.mentions.empty or asked.mentions.organisations or asked.mentions.authored
    if named or asked.place or asked.meta or asked.foreign_topic or asked.person_wanted:
        return asked
    # "Wo ist X Partner? Ich gebe Kurse, welche Netzwerke sind das?": no offers are asked for.
    got = _GETTING.search(text) or OF_NETWORKS.search(text)
    if asked.filters.amount and asked.category is Category.FUNDING and got:
        return _of_offices(asked)
    led = {Attribute.LEAD, Attribute.PARTNERS} & set(asked.attributes)
    if asked.category is Category.NETWORK and led and asked.filters.partner_kinds:
        # "Wo führt eine IHK das Netzwerk?" means none that was spoken of.
        return replace(asked, missing_referent=None) if _WHO.search(text) else asked
    if asked.category is Category.OFFER and _WHICH.search(text):
        # "Workshops: welche Netzwerke machen das?" is asked of the networks.
        return _of_offices(asked)
    offer = asked.category is Category.OFFER and _NETWORKS.search(text) is None
    if offer or asked.category not in (None, Category.OFFICE, Category.OFFER):
        return asked
    listing = {Intent.LIST, Intent.COUNT} & set(asked.intents)
    if not (listing or _WHO.search(text)):
        return asked
    own = asked.audience_said or asked.followup or of_oneself(asked.core)
    if own and asked.topics and Intent.HELP in asked.intents:
        return asked
    if asked.category is None and asked.content and not own and _WORKING.search(text):
        # "Wer macht was mit Batterien?": asked of nobody's own matter.
        return replace(_of_offices(asked), attributes=())
    reached = listing and _reached(asked, text)
    if reached or (asked.category is not Category.OFFICE and _narrowed(asked, text)):
        return _of_offices(asked)
    return asked


_NETWORKS = re.compile(rf"\b{NETWORKS}\b")
_WORKING, _WHICH = pattern("working_on"), pattern("which_of_all")
_GETTING = pattern("getting")
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


_ON_FILE = pattern("on_file")


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
