"""„Die Checks der Bergischen“: the end of a word in an offer's title, and whose it is, name it.

At a place one word of its own names an offer of the networks there: „3D-Drucker … in Olpe“. What
is asked of it is read in everyday wordings („Geht das vom Rechner?“) only where one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from transfobot.assistant.offices.offering import network_offering
from transfobot.assistant.register.places import networks_there
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.followup import OF_OFFICES
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.titles import written_out
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import Found, listed, word_tables
from transfobot.domain.register import Offer
from transfobot.german.stems import stem
from transfobot.german.text import fold

EVENTS = frozenset(("veranstaltung", "infoveranstaltung"))
_SHORTEST = 4
_HEAD = 4
"""What stands before it in a compound has at least so many letters."""
_OTHERS = frozenset((Category.STUDY, Category.OFFICE))
_REACHING = frozenset((Intent.RESPONSIBLE, Intent.BELONGS, Intent.COUNT))


def with_offer_meant(desk: Desk, asked: Understanding) -> Understanding:
    """The question with the offer it means, where a noun no table knows ends a word of its title.

    Of the networks named, of those of the region or the place named; of several offers none is
    meant.
    """
    asked = _reached_at_its_network(desk, _without_hubs_met(asked))
    mentions = asked.mentions
    other = mentions.offers or mentions.programmes or mentions.studies or mentions.authored
    if other or asked.category in _OTHERS:
        return asked
    meant = _titled(desk, asked) or _told_at_place(desk, asked)
    if meant is None:
        return asked
    category = None if asked.category is Category.FUNDING else asked.category
    return replace(asked, mentions=replace(mentions, offers=(meant.id,)), category=category)


def _reached_at_its_network(desk: Desk, asked: Understanding) -> Understanding:
    """ "Wohin wegen eines Orientierungschecks mailen?", "Wer trägt ihn?": of whose offer it is."""
    mentions, wanted = asked.mentions, set(asked.attributes)
    # "An wen richtet sich das Training?" asks of whom it is for.
    turning = Attribute.PERSON in wanted and _TURNING.search(asked.folded)
    turning = turning if Attribute.AUDIENCES not in wanted else None
    carried = Attribute.LEAD in wanted and not mentions.offers
    if mentions.networks or not (_WRITING & wanted or turning or carried):
        return asked
    offers = [one for one in map(desk.register.offer, mentions.offers) if one]
    ids = tuple(dict.fromkeys(key for one in offers for key in one.network_ids))
    if mentions.empty and not (mentions.organisations or asked.place):
        offering = network_offering(desk.register.networks, asked.core, asked.filters.lands)
        ids = (offering,) if offering else ()
    if len(ids) != 1:
        return asked
    reaching = tuple(one for one in asked.attributes if one in _WHOSE)
    named = replace(mentions, networks=ids, offers=())
    return replace(asked, mentions=named, attributes=reaching, category=None).keeping(
        lambda _: False
    )


_WHOSE = frozenset((*OF_OFFICES, Attribute.LEAD))
_WRITING = frozenset((Attribute.PHONE, Attribute.EMAIL, Attribute.CONTACT))
_TURNING = re.compile(r"\b(?:wem|wen|an die|whom|ansprech\w*|kontakt\w*)\b")


def _without_hubs_met(asked: Understanding) -> Understanding:
    """ "Wo kamen Netzwerke, Hubs und Cluster zusammen?": those who met are no programme."""
    spoken = asked.meanings
    came = bool(asked.mentions.offers) and Intent.COUNT in asked.intents and "guests" in spoken
    met = "meeting" in spoken or came
    when = {Attribute.DATE, Attribute.PLACE, Attribute.EVENTS} & set(asked.attributes) or came
    others = asked.category not in (None, Category.NETWORK) or asked.mentions.networks
    if not (met and when) or others:
        return asked
    attributes = tuple(dict.fromkeys((Attribute.EVENTS, *asked.attributes)))
    return replace(asked, mentions=replace(asked.mentions, programmes=()), attributes=attributes)


def _titled(desk: Desk, asked: Understanding) -> Offer | None:
    """The offer whose title has a compound with a noun of the question at its end."""
    ids = asked.mentions.networks or asked.mentions.organisations
    ids = ids or tuple(one.id for one in networks_there(desk, asked))
    spoken = [one.folded for one in asked.words if len(one.folded) >= _SHORTEST]
    strange = set(map(stem, spoken)) & set(asked.subjects_anywhere)
    if not (ids and strange):
        return None
    return _only(one for one in _of(desk, ids) if any(_ends(one, noun) for noun in strange))


def _told_at_place(desk: Desk, asked: Understanding) -> Offer | None:
    """The offer of the networks of a place that alone has one of the question's nouns."""
    if not asked.mentions.empty or not asked.place or _REACHING & set(asked.intents):
        return None
    offers = _of(desk, [one.id for one in networks_there(desk, asked)])
    named = (asked.place.matched or "", *(one.name for one in asked.places_beside))
    placed = {word.folded for word in words_of(" ".join(named))}
    nouns = [
        stem(one.folded)
        for one in asked.words
        if one.shown[:1].isupper() and len(one.folded) > _SHORTEST and one.folded not in placed
    ]
    own = _own_words(desk.register.offers)
    near = [one for one in offers if own[one.id] & set(nouns)]
    done = Attribute.OFFERS in asked.attributes or Intent.HELP in asked.intents
    if not nouns and done and Side.WHAT in sides_of(asked):
        # "Was kann man in Olpe machen?": what is offered in that very town.
        near = [
            one for one in offers if placed & {word.folded for word in words_of(one.place or "")}
        ]
    # What is offered for good is nearer than an event that spoke of it.
    return _only(one for one in near if one.kind.casefold() not in EVENTS) or _only(near)


@lru_cache(maxsize=4)
def _own_words(offers: tuple[Offer, ...]) -> dict[str, frozenset[str]]:
    """The stems of each offer that hardly another has and that no table reads otherwise."""
    tables = word_tables()
    words = {one.id: words_of(_told(one)) for one in offers}
    stems = {key: {stem(word.folded) for word in listed} for key, listed in words.items()}
    return {
        key: frozenset(
            root
            for word in listed
            for root in (stem(word.folded),)
            if sum(root in others for others in stems.values()) <= _FEW
            and not any(_plain(each) for each in tables.find((word,)))
        )
        for key, listed in words.items()
    }


def _told(offer: Offer) -> str:
    return f"{offer.title} {offer.place or ''} {offer.description} {offer.audience_text or ''}"


_FEW = 2
_READ = frozenset(("attributes", "categories", "audiences", "lands", "partner_kinds"))
_LOOSE = frozenset(("firms", "employed", "guests", "industry", "makers", "training", "meeting"))


def _plain(found: Found) -> bool:
    """Whether a word says what is asked, or who asks, and not what is offered."""
    return found.group in _READ or (found.group == "synonyms" and found.key in _LOOSE)


def _of(desk: Desk, ids: Sequence[str]) -> list[Offer]:
    return [one for one in desk.register.offers if set(ids) & set(one.network_ids)]


def _only(offers: Iterable[Offer]) -> Offer | None:
    found = list(offers)
    return found[0] if len(found) == 1 else None


def _ends(offer: Offer, noun: str) -> bool:
    """Whether a compound of the title ends in a noun, in whatever number ("-checks")."""
    full = [long.casefold() for one in words_of(offer.title) for long in written_out(one.shown)]
    return any(
        noun in word[_HEAD:] and len(word) - word.rfind(noun) - len(noun) < _ENDING
        for word in (*(one.folded for one in words_of(offer.title)), *full)
    )


_ENDING = 3


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
