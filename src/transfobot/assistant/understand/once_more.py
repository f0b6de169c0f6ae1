"""A text that only names another network or place: what was asked before, asked once more."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.understand.again import without_said_along
from transfobot.assistant.understand.content import said_at
from transfobot.assistant.understand.followup import OF_NETWORKS
from transfobot.assistant.understand.read import Read, Reading
from transfobot.assistant.understand.understanding import Filters, Mentions, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.conversation import Referents
from transfobot.domain.places import PlaceMatch


def asked_once_more(
    first: Understanding, before: str, read: Read, reading: Reading, *, aside: bool
) -> Understanding | None:
    """ "Die Frage war für X gedacht", "genau das auch für X": the name alone; else None.

    `aside`: a text that is no question may also say what no table knows ("der Fehlerteufel, …").
    """
    if not (before and _only_names(first, read, aside=aside)):
        return None
    lands = Filters(lands=first.filters.lands)
    place, named = _other_place(first, before, reading), _other_named(first, first.referents)
    if place is not first.place:
        first = replace(first, places_beside=())
    return replace(first, attributes=(), topics=(), filters=lands, place=place, mentions=named)


def _only_names(first: Understanding, read: Read, *, aside: bool) -> bool:
    """Whether a text names something and asks nothing of it."""
    named = {at for one in read.mentions for at in range(one.start, one.end)}
    named |= {at for one in read.found if one.group == "lands" for at in one.at}
    starts, many = said_at(read, first.place)
    named |= {at + step for at in starts for step in range(many)}
    rest = {at: one.folded for at, one in enumerate(read.words) if at not in named}
    asks = bool(read.words) and read.words[0].folded in _ASKS_WHETHER
    programme = first.mentions.programmes and not first.mentions.organisations
    asks = asks or bool(programme and not first.referents.programme)
    own = OF_NETWORKS & {*without_said_along(first).attributes}
    asks = asks or bool("?" in read.core and own)
    if asks or not named or len(rest) > _SENTENCE or _ASKS_ANEW.search(" ".join(rest.values())):
        return False
    fills = word_tables().is_filler
    more = {at for at, one in rest.items() if not (fills(one) or _ONCE_MORE.fullmatch(one))}
    known = {at for one in read.found if one.group != "flags" for at in one.at}
    return not more or (aside and "?" not in read.core and not more & known and len(more) <= _FEW)


def _other_named(first: Understanding, referents: Referents) -> Mentions:
    """ "Ich hatte X geschrieben, gemeint war Y": what is named but for the network before.

    A region that a programme is called by too is the region where a network was spoken of.
    """
    named = first.mentions
    networks = tuple(one for one in named.networks if one != referents.network)
    regions = tuple(one for one in named.organisations if one != referents.network)
    return replace(
        named,
        networks=networks or named.networks,
        organisations=regions or named.organisations,
        programmes=() if regions and referents.network else named.programmes,
    )


def _other_place(first: Understanding, before: str, reading: Reading) -> PlaceMatch | None:
    """ "Ich nehme X zurück, bitte Y": the place that the question before does not name."""
    if first.place is None or first.place.matched not in before:
        return first.place
    others = [one for one in reading.places.spots(first.core) if one.matched not in before]
    return others[0] if others else first.place


_SENTENCE, _FEW = 14, 3
_ONCE_MORE = pattern("once_more")
_ASKS_ANEW = pattern("asks_anew")
_ASKS_WHETHER = frozenset(listed("asks_whether"))
