"""Which events a question can mean at all: of a network, at a place, in a period, each once."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import Statement
from transfobot.assistant.register.wanted import Wanted
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Understanding


def held_at_place(event: Statement, asked: Understanding) -> bool:
    """Whether an event names the very place that is asked about."""
    spoken = {word.folded for word in words_of(asked.place.matched or "")} if asked.place else set()
    return bool(spoken & event.words)


def in_scope(desk: Desk, asked: Understanding, events: Sequence[Statement]) -> Sequence[Statement]:
    """Events of the networks named, of the place, or of the Land."""
    ids = set(asked.mentions.networks)
    if ids:
        own = [one for one in events if ids & set(one.networks)]
        # What all networks hold together may take place where the network that is meant is at home.
        common = [] if asked.named.networks else [one for one in events if not one.networks]
        names = {word.folded for word in words_of(asked.core) if word.shown[:1].isupper()}
        return [*own, *(one for one in common if names & one.words - _PLAIN)]
    ids = set(asked.mentions.organisations)
    if ids:
        return [one for one in events if ids & set(one.networks) or not one.networks]
    place = asked.place.unique if asked.place else None
    if place is not None:
        covering = {one.network.id for one in coverages_of(desk, place)}
        spoken = {word.folded for word in words_of(f"{asked.place and asked.place.matched}")}
        spoken |= {word.folded for one in asked.places_beside for word in words_of(one.name)}
        here = [one for one in events if spoken & one.words]
        # What all networks hold together takes place anywhere.
        near = [one for one in events if covering & set(one.networks) or not one.networks]
        return list(dict.fromkeys((*here, *near)))
    if asked.filters.lands:
        inside = {one.id for land in asked.filters.lands for one in desk.register.in_land(land)}
        return [one for one in events if inside & set(one.networks) or not one.networks]
    return events


_PLAIN = frozenset(("netzwerk", "netzwerke", "netzwerken", "transformation", "region"))


def in_period(event: Statement, wanted: Wanted, year: int | None) -> bool:
    """Whether an event lies in the months and years the question names."""
    years = wanted.years | ({str(year)} if year else set())
    fits_year = not years or any(day[:4] in years for day in event.days)
    months = {int(day[5:7]) for day in event.days if len(day) >= len("2025-01")}
    return fits_year and (not wanted.months or bool(months & wanted.months))


def once(events: Sequence[Statement]) -> list[Statement]:
    """Each event once: an offer and a fact of the same network and day are one event."""
    kept: dict[object, Statement] = {}
    for one in events:
        days = {day for day in one.days if len(day) > len("2025-01")}
        key = next(((day, net) for day in days for net in one.networks if (day, net) in kept), None)
        if key is not None:
            continue
        kept[one] = one
        kept.update({(day, net): one for day in days for net in one.networks})
    return list(dict.fromkeys(kept.values()))
