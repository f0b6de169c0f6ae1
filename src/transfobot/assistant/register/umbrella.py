"""What is under an umbrella of networks, and which umbrella a network is under."""

from __future__ import annotations

import re

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import networks_named
from transfobot.assistant.register.networks import members_listed
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.collective_words import NETWORKS
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.regions import base_of, bases_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.domain.register import Network, NetworkKind
from transfobot.german.text import fold


def under_umbrella(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Welche Netzwerke gehören zu transform.by?": those of its Land that its record names."""
    named = networks_named(desk, asked)
    text = fold(asked.core)
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
)
_UNDER_IT = re.compile(
    rf"\b(?:{NETWORKS}|teil (?:von|des|vom)|"
    r"mitglieder\w*|teilnetz\w*|(?:teil)?regionen|networks|regions|members|wer)\b"
)
