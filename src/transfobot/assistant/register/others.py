"""The networks other than the one that is named: "außer ReTraSON", "ein anderes als ITAS"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.denial import set_aside
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import networks_named
from transfobot.assistant.register.network import names_of
from transfobot.assistant.register.networks import list_networks
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.select import named_aside
from transfobot.assistant.understand.filters import lands_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.names import key_of
from transfobot.assistant.understand.regions import base_of, bases_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import Network, NetworkKind
from transfobot.german.sentences import split
from transfobot.german.text import fold


def other_networks(desk: Desk, asked: Understanding) -> Draft | None:
    """The networks of a Land or place without those that are set aside: by name, region or town."""
    networks = networks_named(desk, asked)
    if networks and (rest := _left_out(asked, networks)):
        return _listed(desk, rest)
    placed = asked.filters.lands or (asked.place and asked.place.unique)
    if not placed and not (networks and asked.filters.amount):
        return None
    aside = _set_aside_there(desk, asked)
    if aside and all(one.id in aside for one in networks):
        mentions = replace(asked.mentions, networks=aside)
        return _listed(desk, replace(asked, mentions=mentions, nouns=()))
    if not networks:
        return None
    if asked.category is Category.NETWORK:
        apart = all(named_aside(asked.core, one) for one in networks)
    else:
        text = asked.core.lower()
        apart = _MISSED.search(text) is not None or (
            # "Was gibt es in Niedersachsen außer ReTraSON noch?" names no kind of record.
            asked.category is None
            and _OPEN.search(text) is not None
            and not set(asked.attributes) - _ASKS_WHO
            and all(named_aside(asked.core, one) for one in networks)
        )
    if not (apart or _further_ones(asked, networks)):
        return None
    return _listed(desk, asked)


def _set_aside_there(desk: Desk, asked: Understanding) -> tuple[str, ...]:
    """ "Hessen ohne Kassel und Fulda", "nicht aus Chemnitz geführt": whose town or region it is.

    Nothing is set aside where no network of the Land would be left, or none is asked for.
    """
    which = {Intent.LIST, Intent.COUNT} & set(asked.intents) or _CALLED.search(fold(asked.core))
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
    if set(asked.attributes) - _ASKS_WHO or _FURTHER.search(asked.core.lower()) is None:
        return False
    named = {key_of(name) for one in networks for name in names_of(one)}
    last = asked.core[split(asked.core)[-1][0] :]
    said = [key_of(one) for one in re.split(r"[^\w./#+-]+", last)]
    return last != asked.text and not named & set(said)


_FURTHER = re.compile(r"\b(?:ander|weiter|zweit|dritt|übrig|other|second)\w*\b|\b(?:sonst|noch)\b")
_MISSED = re.compile(r"\bwelche[rsn]?\b.*\b(?:fehlt|fehlen|sonst|noch)\b")


def _left_out(asked: Understanding, networks: Sequence[Network]) -> Understanding | None:
    """ "Netzwerke über 7 Millionen, das bayerische Dach lass weg": what a clause takes out again.

    None where no such clause names the networks; a Land that only this clause names is out as well.
    """
    listing = asked.category is Category.NETWORK
    clause = _LEAVING_OUT.search(asked.core) if listing else None
    if clause is None:
        return None
    out = fold(clause.group())
    if not all(
        any(key_of(name) in key_of(out) for name in names_of(one))
        or (one.kind is NetworkKind.UMBRELLA and re.search(r"\bdach", out))
        for one in networks
    ):
        return None
    kept = f"{asked.core[: clause.start()]} {asked.core[clause.end() :]}"
    if not _of_networks(kept):
        return None
    lands = lands_of(word_tables().find(words_of(kept)))
    mentions = replace(asked.mentions, networks=tuple(one.id for one in networks))
    filters = replace(asked.filters, lands=lands)
    return replace(asked, core=kept, mentions=mentions, filters=filters, nouns=())


def _of_networks(text: str) -> bool:
    found = word_tables().find(words_of(text))
    return any((one.group, one.key) == ("categories", "network") for one in found)


_LEAVING_OUT = re.compile(
    r"[^,;:.?!()]*(?:"
    r"\b(?:lass\w*|lässt|bleib\w*|leave)\b[^,;:.?!()]*"
    r"\b(?:weg|raus|aus|außen vor|draußen|beiseite|out)\b"
    r"|\b(?:weg|raus|aus|beiseite)(?:zu)?lassen\b|\bausklammern\b|\bausgenommen\b"
    r"|\baußen vor\b|\b(?:zähl\w*|rechne\w*) nicht mit\b|\bnicht mit(?:zähl|rechne)\w*\b"
    r")[^,;:.?!()]*",
    re.IGNORECASE,
)
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
