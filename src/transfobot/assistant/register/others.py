"""The networks other than the one that is named: "außer ReTraSON", "ein anderes als ITAS"."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.language import words_of
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import names_of, networks_named
from transfobot.assistant.register.networks import list_networks
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand_clauses import asking_clauses
from transfobot.assistant.understand_names import key_of
from transfobot.assistant.understand_words import word_tables
from transfobot.assistant.understanding import Category, Intent, Understanding
from transfobot.domain.register import Network

_APART = frozenset(
    ("nicht", "ausser", "neben", "statt", "ohne", "als", "von", "not", "except", "besides", "than")
)
_ONLY_OF_OTHERS = frozenset(("als", "von", "than"))
_BETWEEN = 2
_SAYING_SO = frozenset(("ander", "weiter", "abgesehen", "other", "apart"))


def other_networks(desk: Desk, asked: Understanding) -> Draft | None:
    """The networks of a Land or place without those that are set aside by name or by their town."""
    place = asked.place.unique if asked.place else None
    networks = networks_named(desk, asked)
    if not (asked.filters.lands or place) or asked.category is not Category.NETWORK:
        return None
    if not networks and place and asked.filters.lands and _denied(asked):
        networks = [one.network for one in coverages_of(desk, place)]
        place = None
    elif not all(_set_aside(asked.core, one) or _set_before(asked, one) for one in networks):
        return None
    if not networks:
        return None
    listed = replace(
        asked,
        intents=tuple(dict.fromkeys((Intent.LIST, *asked.intents))),
        mentions=replace(asked.mentions, networks=tuple(one.id for one in networks)),
        filters=replace(asked.filters, negated=False, organisations=(), partner_kinds=()),
        place=None if asked.filters.lands else asked.place,
        content=(),
        nouns=(),
    )
    return list_networks(desk, listed, apart=True)


def _denied(asked: Understanding) -> bool:
    """ "Das nicht in Hannover sitzt": a word that excludes, right before the place."""
    words = [word.folded for word in words_of(asked.core)]
    named = [word.folded for word in words_of(asked.place.matched)] if asked.place else []
    for at in range(len(words)):
        if named and words[at : at + len(named)] == named:
            return bool(_DENYING & set(words[max(0, at - _BEFORE) : at]))
    return False


_DENYING = frozenset(("nicht", "ausser", "ausserhalb", "statt", "not", "outside"))
_BEFORE = 3


def _set_before(asked: Understanding, network: Network) -> bool:
    """ "ITAS kenne ich. Welches andere gibt es?": named before, and not in what asks for others."""
    asking = " ".join(asking_clauses(asked.core, word_tables()))
    words = words_of(asking)
    keys = tuple(key_of(name) for name in names_of(network))
    held = any(key_of(asking[one.start :]).startswith(keys) for one in words)
    return not held and any(word.folded.startswith(_OTHER) for word in words)


_OTHER = ("ander", "weiter", "sonst", "noch", "other", "else", "another")


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
