"""The second of two networks that are compared: told by its region or town, not by its name."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.places import networks_there
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.regions import base_of, bases_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.domain.register import NetworkKind

_ELSEWHERE = frozenset((Category.FUNDING, Category.STUDY, Category.OFFER))
_MANY, _PAIR = 3, 2


def compares(asked: Understanding) -> bool:
    """Whether one is set beside another, "Kassel oder Fulda, wer hat mehr?"."""
    return Intent.COMPARE in asked.intents or _SIDE_BY_SIDE.search(asked.core.lower()) is not None


def with_second_network(desk: Desk, asked: Understanding) -> Understanding:
    """ "ATLAS oder das Netzwerk im Bergischen": one by its name, the other by region or town."""
    ids, known = asked.mentions.organisations, asked.mentions.networks
    comparing = compares(asked)
    others = [one for one in ids if one not in known]
    for _ in range(len({*known, *others}), _PAIR if comparing else 0):
        others += _told_otherwise(desk, asked, {*known, *others})
    few = 0 < len(others) < _MANY and len(known) < _MANY
    # "Kassel oder Regensburg, wer hat mehr Fördergeld?" asks of no programme.
    sums = asked.category is Category.FUNDING and Attribute.MONEY in asked.attributes
    elsewhere = asked.category in _ELSEWHERE and not (sums and not asked.mentions.programmes)
    if not comparing or not few or len({*known, *others}) < _PAIR or elsewhere:
        return asked
    mentions = replace(asked.mentions, networks=(*known, *others), organisations=())
    return replace(asked, mentions=mentions, place=None)


def _told_otherwise(desk: Desk, asked: Understanding, known: set[str]) -> list[str]:
    """The one whose town or region is told besides the one that is known."""
    there = [one.id for one in networks_there(desk, asked) if one.kind is NetworkKind.FUNDED][:1]
    # "… oder bei dem in Hannover": the funded network whose region a word of it names.
    bases = {base_of(one) for one in asked.filters.organisations}
    called = [
        one.id
        for one in desk.register.networks
        if one.kind is NetworkKind.FUNDED and one.id not in known and bases & set(bases_of(one))
    ]
    return [one for one in there if one not in known] or called[:1]


_SIDE_BY_SIDE = re.compile(
    r"\bjeweils\b|\bbeide[nr]?\b|\beinmal\b.*\beinmal\b|\bgegen\b|\bversus\b|\bvs\b"
    r"|\b(?:mehr|weniger|(?:höher|größer|kleiner|länger|früher|später)(?:e[nrs]?)?|more|less)\b"
    r"|\b(?:meisten?|wenigsten|größten?|höchsten?|kleinsten?|most|least)\b.*\b(?:oder|or)\b"
)
