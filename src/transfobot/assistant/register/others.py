"""The networks other than the one that is named: "außer ReTraSON", "ein anderes als ITAS"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import names_of, networks_named
from transfobot.assistant.register.networks import list_networks
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.names import key_of
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.domain.register import Network

_APART = frozenset(
    ("nicht", "ausser", "neben", "statt", "ohne", "als", "von", "not", "except", "besides", "than")
)
_ONLY_OF_OTHERS = frozenset(("als", "von", "than"))
_BETWEEN = 2
_SAYING_SO = frozenset(("ander", "weiter", "abgesehen", "other", "apart"))


def other_networks(desk: Desk, asked: Understanding) -> Draft | None:
    """The networks of a Land or place without those that are set aside by name."""
    networks = networks_named(desk, asked)
    if not networks and _not_there(asked):
        return _outside_place(desk, asked)
    placed = asked.filters.lands or (asked.place and asked.place.unique)
    if not (networks and placed):
        return None
    if asked.category is Category.NETWORK:
        apart = all(_set_aside(asked.core, one) for one in networks)
    else:
        apart = _MISSED.search(asked.core.lower()) is not None
    if not (apart or _further_ones(asked, networks)):
        return None
    return _listed(desk, asked)


def _outside_place(desk: Desk, asked: Understanding) -> Draft | None:
    """The networks of a Land that do not lie where a place of it lies."""
    place = asked.place.unique if asked.place else None
    ids = tuple(one.network.id for one in coverages_of(desk, place)) if place else ()
    if not ids:
        return None
    mentions = replace(asked.mentions, networks=ids)
    return _listed(desk, replace(asked, mentions=mentions, nouns=(), attributes=()))


def _not_there(asked: Understanding) -> bool:
    """ "Welches sächsische Netzwerk sitzt nicht in Chemnitz?"."""
    if asked.category is not Category.NETWORK or not asked.filters.lands or asked.place is None:
        return False
    spelt = re.escape(asked.place.matched.lower())
    return re.search(rf"\b(?:nicht|außer|not)\W+(?:\w+\W+)?{spelt}", asked.core.lower()) is not None


def _further_ones(asked: Understanding, networks: Sequence[Network]) -> bool:
    """ "ITAS kenne ich. Welches ist das zweite?": what is named is only told before."""
    if asked.attributes or _FURTHER.search(asked.core.lower()) is None:
        return False
    named = {key_of(name) for one in networks for name in names_of(one)}
    said = [key_of(one) for one in re.split(r"[^\w./#+-]+", asked.core)]
    return asked.core != asked.text and not named & set(said)


_FURTHER = re.compile(r"\b(?:ander|weiter|zweit|dritt|übrig|other|second)\w*\b|\b(?:sonst|noch)\b")
_MISSED = re.compile(r"\bwelche[rsn]?\b.*\b(?:fehlt|fehlen|sonst|noch)\b")


def _listed(desk: Desk, asked: Understanding) -> Draft | None:
    listed = replace(
        asked,
        intents=tuple(dict.fromkeys((Intent.LIST, *asked.intents))),
        filters=replace(asked.filters, negated=False, organisations=()),
        place=None if asked.filters.lands else asked.place,
        content=(),
        category=Category.NETWORK,
    )
    draft = list_networks(desk, listed)
    found = desk.register.network(draft.referents.network) if draft else None
    return replace(draft, office_id=found.office_id) if draft and found else draft


def _set_aside(text: str, network: Network) -> bool:
    """Whether a word that excludes stands right before the network's name."""
    words = words_of(text)
    keys = tuple(key_of(name) for name in names_of(network))
    differing = any(word.folded.startswith(tuple(_SAYING_SO)) for word in words)
    for at, word in enumerate(words):
        if word.folded not in _APART or (word.folded in _ONLY_OF_OTHERS and not differing):
            continue
        following = words[at + 1 : at + 2 + _BETWEEN]
        if any(key_of(text[one.start :]).startswith(keys) for one in following):
            return True
    return False
