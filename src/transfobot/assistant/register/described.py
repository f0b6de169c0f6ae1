"""„Der Verbund mit dem InnoLab“: one network is told by what it offers or who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from transfobot.assistant.register.collective import speaks_of_this
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.select import involved_party
from transfobot.assistant.understand.collective_words import NETWORK, NETWORKS
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import (
    OF_EVENTS,
    Attribute,
    Category,
    Intent,
    Mentions,
    Understanding,
)
from transfobot.domain.register import Network, NetworkKind
from transfobot.german.stems import stem


def with_network_described(desk: Desk, asked: Understanding) -> Understanding:
    """The question with the only network that offers, or is joined by, what it is told by.

    "Das Projekt, das Lernnuggets anbietet: wer betreibt es?"
    """
    other = replace(asked.mentions, offers=(), offices=())
    elsewhere = asked.category in (Category.FUNDING, Category.STUDY)
    text = asked.core.lower()
    happened = OF_EVENTS & set(asked.attributes)
    if not other.empty or other.organisations or elsewhere or happened:
        return asked
    if _WHICH.search(text) or not speaks_of_this(text):
        return asked
    offering = set(_offering(desk, asked))
    joined = set() if offering else set(_joined(desk, asked))
    found = offering or joined
    place = asked.place.unique if asked.place else None
    near = {one.network.id for one in coverages_of(desk, place)} if place else found
    if near and not found & near:
        # "In Siegen, wegen der Plattform": where it is says more than what it is called.
        return asked
    wanted = _asked_of_it(asked, said_along=_JOINED if joined else _OFFERED)
    if len(found) != 1 or not wanted:
        return asked
    return replace(
        asked,
        mentions=Mentions(networks=tuple(found)),
        attributes=wanted,
        intents=tuple(one for one in asked.intents if one is not Intent.ADVICE),
        filters=replace(asked.filters, organisations=(), partner_kinds=()),
        content=(),
        nouns=(),
        subjects=(),
        place=None,
        missing_referent=None,
    )


_JOINED, _OFFERED = Attribute.PARTNERS, Attribute.OFFERS
_WHICH = re.compile(rf"\bwelche[mnrs]?\b (?:\w+ )?(?:{NETWORK}|{NETWORKS}|\w*projekte?n?)\b")
_WHO = re.compile(r"^\W*(?:wer|mit wem|wen|who)\b")
_CALLED = re.compile(r"\bwie (?:heißt|nennt|hieß|lautet)|\bname\b|\bcalled\b")


def _asked_of_it(asked: Understanding, said_along: Attribute) -> tuple[Attribute, ...]:
    """What is asked of the network; by what it is told asks nothing, unless its name is sought."""
    wanted = tuple(
        one
        for one in asked.attributes
        if one in NETWORK_ATTRIBUTES and one not in (said_along, Attribute.NAMES)
    )
    named = _CALLED.search(asked.core.lower()) is not None and said_along is _JOINED
    joining = said_along is _JOINED and set(asked.attributes) <= {_JOINED}
    named = named or (joining and _WHO.search(asked.core.lower()) is not None)
    # By what it is told shows that it is this one.
    return (*wanted, said_along) if wanted or named else ()


def _offering(desk: Desk, asked: Understanding) -> Iterable[str]:
    """Of an offer that is named, else of the networks on whose list its nouns stand."""
    offers = [one for one in map(desk.register.offer, asked.mentions.offers) if one]
    ids = [key for one in offers for key in one.network_ids]
    if ids:
        return ids
    nouns = [one for one in asked.nouns if len(one) >= _SHORTEST]
    funded = (one for one in desk.register.networks if one.kind is NetworkKind.FUNDED)
    return [one.id for one in funded if nouns and all(_lists(one, noun) for noun in nouns)]


_SHORTEST = 6


def _lists(network: Network, noun: str) -> bool:
    return any(stem(word.folded) == noun for item in network.offers for word in words_of(item))


def _joined(desk: Desk, asked: Understanding) -> Iterable[str]:
    names = asked.filters.organisations
    for network in desk.register.networks:
        bearing = [any(involved_party(one, [name]) for one in network.partners) for name in names]
        if bearing and all(bearing):
            yield network.id
