"""Whether a question asks for offers and events, and of which network or place."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import (
    networks_named,
    own_facts,
)
from transfobot.assistant.register.events import event_answer
from transfobot.assistant.register.network import (
    attribute_lines,
)
from transfobot.assistant.register.offer_wording import sides_of
from transfobot.assistant.register.offers import offer_answer, own_offers_meet
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import holds_nouns, of_network
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables


def offers_or_events(desk: Desk, asked: Understanding) -> Draft | None:
    """What is offered, or what took place: of a network, at a place, by its name."""
    if _rhythm_told(desk, asked):
        return None
    networks = asked.mentions.networks
    if networks and _contact_asked(asked):
        return None
    event = _with_run_time(desk, asked, event_answer(desk, asked))
    if event is not None and networks:
        spans = [one for one in asked.attributes if one in _SPANS and _SPANNING.search(asked.core)]
        spans += [one for one in asked.attributes if one in _BESIDE_EVENTS]
        lines = attribute_lines(desk, networks_named(desk, asked)[0], spans)
        return replace(event, sentences=(*lines, *event.sentences))
    if event is not None or (networks and Intent.COUNT in asked.intents):
        return event
    if networks and Attribute.BEGINS in asked.attributes and _opened(asked):
        # "Wann fiel der Startschuss?": no other event of it answers that.
        return None
    named = bool(asked.mentions.offers) and (not networks or bool(sides_of(asked) or asked.place))
    if networks and not named and len(asked.nouns) > 1 and own_facts(desk, asked, least=2):
        return None
    happened = Attribute.EVENTS in asked.attributes and bool(networks or asked.place)
    # "Wer schrieb den Bericht, der auf dem Kongress gezeigt wurde?" asks of no event.
    happened = happened and asked.category is not Category.STUDY
    if named or happened or asked.category is Category.OFFER or Intent.EVENTS in asked.intents:
        draft = offer_answer(desk, asked)
        return _with_own_offers(desk, asked, draft)
    return None


def _opened(asked: Understanding) -> bool:
    return "opening" in word_tables().meanings(words_of(asked.core))


_SPANS = (Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS)
_BESIDE_EVENTS = (Attribute.MONEY, Attribute.LEAD, Attribute.FOCUS)
_SPANNING = re.compile(
    r"(?i)seit wann|bis wann|laufzeit|wie lange|since when|until when"
    r"|\bwann (?:ging|startete|begann|legte|fing)\b"
)


def _rhythm_told(desk: Desk, asked: Understanding) -> bool:
    """ "In welchem Abstand trifft sich der Arbeitskreis?": no single event answers that."""
    if asked.mentions.offers or "rhythm" not in word_tables().meanings(words_of(asked.core)):
        return False
    return any(
        "rhythm" in one.meanings and holds_nouns(one, asked)
        for network in networks_named(desk, asked)
        for one in of_network(desk, network)
        if not one.event
    )


def _with_run_time(desk: Desk, asked: Understanding, event: Draft | None) -> Draft | None:
    """ "Wann hat es angefangen?": when the network's run time began, then its own kick-off."""
    network = desk.register.network(asked.mentions.networks[0]) if asked.mentions.networks else None
    begun = Attribute.BEGINS in asked.attributes and Attribute.EVENTS not in asked.attributes
    if event is None or network is None or not begun or asked.mentions.offers:
        return event
    own = [
        one
        for one in event.sentences
        if all(each.document_id == network.document_id for each in one.evidence)
    ]
    lines = attribute_lines(desk, network, [Attribute.BEGINS])
    return replace(event, sentences=(*lines, *own)) if own else None


def _contact_asked(asked: Understanding) -> bool:
    return bool(CONTACT_ATTRIBUTES & set(asked.attributes))


def named_offer(desk: Desk, asked: Understanding) -> Draft | None:
    """An offer that is named, where nothing else of its network is asked for."""
    return offer_answer(desk, asked) if asked.mentions.offers else None


def _with_own_offers(desk: Desk, asked: Understanding, draft: Draft | None) -> Draft | None:
    """What the network's own record lists, before its single offers."""
    networks = networks_named(desk, asked)
    if not networks or Attribute.OFFERS not in asked.attributes:
        return draft
    if asked.nouns and (draft is not None or not own_offers_meet(networks[0], asked)):
        return draft
    lines = tuple(attribute_lines(desk, networks[0], [Attribute.OFFERS]))
    if draft is None:
        return Draft(lines, referents=asked.referents) if asked.nouns and lines else None
    return replace(draft, sentences=(*lines, *draft.sentences))
