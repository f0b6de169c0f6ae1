"""Networks ranked by what is asked for: the most money, the first to start, the most partners."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, districts_of, value_of
from transfobot.assistant.register.networks import asks_by_land
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern
from transfobot.domain.conversation import Referents, Topic
from transfobot.domain.register import Network, NetworkKind, first_day, last_day
from transfobot.german.figures import find_amounts

_MOST_SHOWN = 6
_HIGHEST, _LOWEST = frozenset(listed("highest")), frozenset(listed("lowest"))
_BOUND = pattern("ranking_bound")
_OF_TIME = pattern("ranked_by_time")
_OF_MONEY = pattern("money_verbs")
_Key = Decimal | str | int


@dataclass(frozen=True, slots=True)
class _Measure:
    attribute: Attribute
    key: Callable[[Desk, Network], _Key | None]


def ranking(desk: Desk, asked: Understanding) -> Draft | None:
    """The networks in their order, the one asked for first; None where no rank is asked for."""
    text = asked.folded
    other = asked.category in (Category.STUDY, Category.OFFER)
    # "Bekommt MoLeWa mehr als ITAS?" bounds no list.
    bounded = _BOUND.search(text) and len(asked.mentions.networks) < _FEWEST
    if bounded or other or asks_by_land(asked):
        return None
    words = {word.folded for word in words_of(text)}
    high, low = words & _HIGHEST, words & _LOWEST
    high |= {"top"} if not low and _IN_ORDER.search(text) else set()
    upward = bool(low) and not high
    measure = _measure(asked, text, upward=upward)
    networks = _candidates(desk, asked)
    beside = NETWORK_ATTRIBUTES & set(asked.attributes) - {measure and measure.attribute}
    if asked.mentions.networks and beside and Intent.COMPARE in asked.intents:
        # "Wer bekam mehr, und wer steht jeweils dahinter?": both, side by side.
        return None
    if not (high or low) or measure is None or len(networks) < _FEWEST:
        return None
    keyed = [(measure.key(desk, one), one) for one in networks]
    known = [(key, one) for key, one in keyed if key is not None]
    if not known:
        return None
    known.sort(key=lambda item: item[0], reverse=not upward)
    ranked = [one for _, one in known]
    shown = ranked[: _MOST_SHOWN if len(ranked) > _MOST_SHOWN + 2 else len(ranked)]
    # Days known by their year alone only look the same.
    tied = measure.attribute is Attribute.MONEY and len(_level(known)) > 1
    lines = [desk.line("rank_tied", names=desk.joined(_level(known)))] if tied else []
    for at, one in enumerate(shown):
        value, evidence = value_of(desk, one, measure.attribute)
        key = "rank_first" if at == 0 and not tied else "list_line_value"
        label = desk.label(measure.attribute.value)
        lines.append(desk.line(key, evidence, label=label, name=one.short_name, value=value))
        if at == 0 and len(shown) > 1 and not tied:
            lines.append(desk.line("rank_others"))
    unknown = [one.short_name for key, one in keyed if key is None]
    if unknown:
        behind = [value_of(desk, one, measure.attribute)[1] for key, one in keyed if key is None]
        label, names = desk.label(measure.attribute.value), desk.joined(unknown)
        lines.append(desk.line("list_missing", *behind, label=label, names=names))
    others = tuple(one.id for one in ranked)
    return Draft(
        tuple(lines),
        referents=Referents(network=ranked[0].id, other_networks=others),
        office_id=None,
    )


_FEWEST = 2


def _level(known: Sequence[tuple[_Key, Network]]) -> list[str]:
    """The names of those that share the first place."""
    return [one.short_name for key, one in known if key == known[0][0]]


def _candidates(desk: Desk, asked: Understanding) -> Sequence[Network]:
    """The networks that are named or were listed before, else the funded ones, of the Land."""
    named = [one for one in map(desk.register.network, asked.mentions.networks) if one]
    if named:
        return named
    text = asked.folded
    ordered = asked.category in (None, Category.NETWORK) and _IN_ORDER.search(text)
    got = asked.mentions.empty and (ordered or _WHO_GOT.search(text)) is not None
    if asked.category is not Category.NETWORK and not asked.filters.lands and not got:
        return ()
    asks = Intent.LIST in asked.intents or _WHO.search(text) or _IN_ORDER.search(text)
    if not asks and not _SUPERLATIVE.search(text):
        return ()
    funded = [one for one in desk.register.networks if one.kind is NetworkKind.FUNDED]
    lands = set(asked.filters.lands)
    return [one for one in funded if not lands or lands & set(one.lands)]


_GOT = r"(?:ab|mit)?(?:bekommen|gekriegt|kriegt\w*|bekam\w*|erhalten|erhielt\w*|kassier\w*)"
_WHO_GOT = re.compile(
    rf"\bwer (?:\w+ ){{0,6}}?{_GOT}\b"
    r"|\bwer (?:steht|liegt|ist)\b.*\b(?:stelle|platz|spitze|schluss)\b"
    r"|\bwho (?:got|received|has received)\b"
)
""" "Wer hat die kleinste Förderung abbekommen?": those that get any are the networks."""
_IN_ORDER = pattern("ranked")
_SUPERLATIVE = pattern("superlative")
_WHO = re.compile(r"\b(?:wer|who|welche[rsn]?|which)\b")


def _measure(asked: Understanding, text: str, *, upward: bool) -> _Measure | None:
    if Attribute.PARTNERS in asked.attributes and "partner" in text:
        return _Measure(Attribute.PARTNERS, lambda _desk, one: len(one.partners) or None)
    if Attribute.DISTRICTS in asked.attributes:
        return _Measure(Attribute.DISTRICTS, lambda desk, one: len(districts_of(desk, one)) or None)
    of_money = Attribute.MONEY in asked.attributes
    if _OF_TIME.search(text) and not of_money:
        return _Measure(Attribute.BEGINS, lambda _desk, one: _begin(one, upward))
    timed = {Attribute.ENDS, Attribute.SPAN} & set(asked.attributes)
    if not of_money and (timed or "laeng" in text):
        return _Measure(
            Attribute.ENDS,
            lambda _desk, one: last_day(one.span.ends).isoformat() if one.span.ends else None,
        )
    if of_money or _OF_MONEY.search(text) or Topic.FUNDING in asked.topics:
        sums = _further_sum if _FURTHER.search(text) else _sum
        return _Measure(Attribute.MONEY, lambda _desk, one: sums(one))
    return None


_FURTHER = pattern("ranking_further")
_OF_FURTHER = re.compile(r"Verlängerung|zusätzlich|2026")


def _further_sum(network: Network) -> Decimal | None:
    """What came on top for a longer run ("5,5 Mio. €; 2026 zusätzlich 1,1 Mio. €")."""
    clauses = (network.funding or "").split(";")
    further = [one for one in clauses if _OF_FURTHER.search(one)]
    amounts = [amount for one in further for amount in find_amounts(one)]
    return amounts[0].value if amounts else None


def _begin(network: Network, upward: bool) -> str | None:
    """The day of its begin; one known by the year alone is neither the first nor the last."""
    begins = network.span.begins
    if begins is None:
        return None
    return (last_day(begins) if upward else first_day(begins)).isoformat()


def _sum(network: Network) -> Decimal | None:
    """The first sum of its funding."""
    stated = network.funding or ""
    amounts = find_amounts(stated)
    return amounts[0].value if amounts and not _PARTIAL.search(stated) else None


_PARTIAL = re.compile(r"erste Fördersumme ist nicht")
"""Where only what an extension brought is known, the whole is not."""
