"""The networks other than the one that is named: "außer ReTraSON", "ein anderes als ITAS"."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.language import words_of
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import names_of, networks_named
from transfobot.assistant.register.networks import list_networks
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand_names import key_of
from transfobot.assistant.understanding import Category, Intent, Understanding
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
    placed = asked.filters.lands or (asked.place and asked.place.unique)
    if asked.category is not Category.NETWORK or not (networks and placed):
        return None
    if not all(_set_aside(asked.core, one) for one in networks):
        return None
    listed = replace(
        asked,
        intents=tuple(dict.fromkeys((Intent.LIST, *asked.intents))),
        filters=replace(asked.filters, negated=False, organisations=()),
        place=None if asked.filters.lands else asked.place,
        content=(),
    )
    return list_networks(desk, listed)


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
