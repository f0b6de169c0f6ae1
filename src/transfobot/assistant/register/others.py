"""The networks beside one that is named: all but it, and those under an umbrella."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.denial import set_aside
from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import networks_named
from transfobot.assistant.register.network import kind_line, names_of
from transfobot.assistant.register.networks import list_networks, members_listed
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.select import leaves_out_funded, named_aside
from transfobot.assistant.understand.collective_words import NETWORKS
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.names import key_of
from transfobot.assistant.understand.regions import base_of, bases_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed
from transfobot.domain.register import Network, NetworkKind


def other_networks(desk: Desk, asked: Understanding) -> Draft | None:
    """The networks of a Land or place without those that are set aside: by name, region or town."""
    networks = networks_named(desk, asked)
    placed = asked.filters.lands or (asked.place and asked.place.unique)
    apart = all(named_aside(asked.core, one) for one in networks)
    whole = apart and asked.category is Category.NETWORK and Intent.LIST in asked.intents
    if not placed and not (networks and (asked.filters.amount or whole)):
        return None
    aside = _set_aside_there(desk, asked)
    if aside and all(one.id in aside for one in networks):
        mentions = replace(asked.mentions, networks=aside)
        return _listed(desk, replace(asked, mentions=mentions, nouns=()))
    if not networks:
        return None
    if asked.category is not Category.NETWORK:
        text = asked.core.lower()
        apart = _MISSED.search(text) is not None or (
            # "Was gibt es in Niedersachsen außer ReTraSON noch?" names no kind of record.
            asked.category is None
            and _OPEN.search(text) is not None
            and not set(asked.attributes) - _ASKS_WHO
            and apart
        )
    if not (apart or _further_ones(asked, networks)):
        return None
    return _listed(desk, asked)


def unsettled_kind(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Bei welchem ist nicht geklärt, ob der Bund ihn fördert?": those of no kind known.

    Also which is only the roof over others, and which are no funded networks at all.
    """
    lands, bare = set(asked.filters.lands), asked.mentions.empty and not asked.place
    if bare and leaves_out_funded(asked):
        ours = asked.category is Category.NETWORK
        plain = replace(asked, nouns=(), topics=(), attributes=())
        return list_networks(desk, plain) if ours else None
    roof = _ROOF.match(asked.folded) is not None
    if not (roof or (asked.mentions.empty and _UNSETTLED.match(asked.folded))):
        return None
    kind = NetworkKind.UMBRELLA if roof else NetworkKind.UNCLEAR
    found = [one for one in desk.register.networks if one.kind is kind]
    there = [one for one in found if lands & set(one.lands)] or found
    lines = tuple(kind_line(desk, one) for one in there)
    return Draft(lines, referents=asked.referents) if lines else None


_ROOF = re.compile("".join(f"(?=.*{one})" for one in listed("roof_alone")))
_UNSETTLED = re.compile("".join(f"(?=.*{one})" for one in listed("unsettled_kind")))


def _set_aside_there(desk: Desk, asked: Understanding) -> tuple[str, ...]:
    """ "Hessen ohne Kassel und Fulda", "nicht aus Chemnitz geführt": whose town or region it is.

    Nothing is set aside where no network of the Land would be left, or none is asked for.
    """
    which = {Intent.LIST, Intent.COUNT} & set(asked.intents) or _CALLED.search(asked.folded)
    lands = () if asked.filters.negated else asked.filters.lands
    if asked.category is not Category.NETWORK or not (lands and which):
        return ()
    said = set_aside(asked.core)
    further = _FURTHER.search(asked.core.lower()) is not None
    if not (said or further):
        return ()
    there = {one.id: one for land in lands for one in desk.register.in_land(land)}
    bases = {base_of(word) for word in said}
    gone = {key for key, one in there.items() if bases & set(bases_of(one))}
    place = asked.place.unique if asked.place else None
    for one in (place, *asked.places_beside):
        # "Nicht nur das rund um Kassel. Welche anderen?": the one there is known.
        if one and (further or {word.folded for word in words_of(one.name)} <= said):
            gone |= {coverage.network.id for coverage in coverages_of(desk, one)}
    left = [one for one in there.values() if one.kind is NetworkKind.FUNDED and one.id not in gone]
    return tuple(key for key in there if key in gone) if left else ()


_CALLED = re.compile(r"\bwie (?:heisst|heissen|hiess|nennt|lautet)\b")


def _further_ones(asked: Understanding, networks: Sequence[Network]) -> bool:
    """ "ITAS kenne ich. Welches ist das zweite?": what is named is only told before."""
    if set(asked.attributes) - _ASKS_WHO:
        return False
    named = tuple(key_of(name) for one in networks for name in names_of(one))
    before, last = ("", *_CLAUSES.split(asked.core))[-2:]
    said = any(key_of(last[one.start :]).startswith(named) for one in words_of(last))
    further = _FURTHER.search(last.lower()) is not None
    return further and bool(before) and not said


_CLAUSES = re.compile(r"[.,;:?!–]\s+")

_FURTHER = re.compile(r"\b(?:ander|weiter|zweit|dritt|übrig|other|second)\w*\b|\b(?:sonst|noch)\b")
_MISSED = re.compile(r"\bwelche[rsn]?\b.*\b(?:fehlt|fehlen|sonst|noch)\b")


_OPEN = re.compile(r"\b(?:was|wen|wer|welche[mnrs]?|alles|alle|what|which|who(?:m)?|all)\b")
_ASKS_WHO = frozenset((Attribute.STATUS, Attribute.LEAD, Attribute.REGION, Attribute.PLACE))
""" "Was gibt es …?", "wen habt ihr …?": nothing but who is there."""


def _listed(desk: Desk, asked: Understanding) -> Draft | None:
    listed = replace(
        asked,
        intents=tuple(dict.fromkeys((Intent.LIST, *asked.intents))),
        filters=replace(asked.filters, negated=False, organisations=(), without=()),
        place=None if asked.filters.lands else asked.place,
        content=(),
        category=Category.NETWORK,
    )
    draft = list_networks(desk, listed, apart=True)
    found = desk.register.network(draft.referents.network) if draft else None
    return replace(draft, office_id=found.office_id) if draft and found else draft


def under_umbrella(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Welche Netzwerke gehören zu transform.by?": those of its Land that its record names."""
    named = networks_named(desk, asked)
    text = asked.folded
    which = _WHICH_ONES.search(text)
    listing = bool({Intent.LIST, Intent.COUNT, Intent.BELONGS} & set(asked.intents))
    listing = bool(listing or which or _PART_OF.search(text))
    if len(named) != 1 or named[0].kind is not NetworkKind.UMBRELLA or not listing:
        return None
    other = CONTACT_ATTRIBUTES | {Attribute.MONEY, Attribute.OFFERS, Attribute.FOCUS}
    if not which:
        # "Wer steckt hinter …, welche Gesellschaft führt es?" asks of the umbrella itself.
        other |= {Attribute.LEAD, Attribute.PARTNERS}
    if not _UNDER_IT.search(text) or other & set(asked.attributes):
        return None
    own = _members(desk, named[0])
    return members_listed(desk, asked, named[0], own) if own else None


def _members(desk: Desk, umbrella: Network) -> list[Network]:
    """The funded networks of its Länder whose regions its record names."""
    named = {base_of(word.folded) for one in umbrella.partners for word in words_of(one.name)}
    there = {one.id: one for land in umbrella.lands for one in desk.register.in_land(land)}
    return [
        one
        for one in there.values()
        if one.kind is NetworkKind.FUNDED and named & set(bases_of(one))
    ]


_PART_OF = re.compile(r"\bteil (?:von|des|vom)\b|\bpart of\b")
_WHICH_ONES = re.compile(
    rf"\b(?:welche\w*|wie viele|wie heissen|alle|which|how many|(?:nenn|zaehl|list)\w*)\b[^.?!]*"
    rf"\b(?:{NETWORKS}|(?:teil)?regionen|mitglieder\w*|teilnetz\w*|regions|members)\b"
    rf"|\b{NETWORKS}\b.*\bwelche[rs]? (?:sind|waeren|gibt|gehoeren)\b|\bwer\b.*\balles\b"
    rf"|\b(?:{NETWORKS}|regionen)\b[^.?!]*\b(?:unter|darunter|drunter|unterhalb|ueber den(?:en)?)\b"
    rf"|\b(?:mitglieds|teil|regional|einzel)netz(?:werken?|en?)\b|\bregionalen? {NETWORKS}\b"
    r"|\bwen\b.*\b(?:unter|vereint|buendelt|umfasst|zusammen)\b"
)
""" "Welche Netzwerke", "die unter dem Dach", "wen vereint …"."""
_UNDER_IT = re.compile(
    rf"\b(?:{NETWORKS}|teil (?:von|des|vom)|"
    r"mitglieder\w*|teilnetz\w*|(?:teil)?regionen|networks|regions|members|we[rn])\b"
)
