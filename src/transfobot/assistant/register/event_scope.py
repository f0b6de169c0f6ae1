"""Which events a question can mean: of a network, at a place, in a period, of all kinds or most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.denial import not_meant
from transfobot.assistant.register.places import networks_near
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import Statement
from transfobot.assistant.register.wanted import Wanted
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.german.stems import stem
from transfobot.german.text import fold


def held_at_place(event: Statement, asked: Understanding) -> bool:
    """Whether an event names the very place that is asked about."""
    spoken = {word.folded for word in words_of(asked.place.matched or "")} if asked.place else set()
    return bool(spoken & event.words)


def in_scope(desk: Desk, asked: Understanding, events: Sequence[Statement]) -> Sequence[Statement]:
    """Events of the networks named, of the place, the region or the Land."""
    ids, aside = set(asked.mentions.networks), not_meant(asked.core)
    events = [one for one in events if not one.days or {day[:4] for day in one.days} - aside]
    if ids:
        own = [one for one in events if ids & set(one.networks)]
        # What all networks hold together may take place where the network that is meant is at home.
        common = [] if asked.named.networks else [one for one in events if not one.networks]
        names = {word.folded for word in asked.words if word.shown[:1].isupper()}
        return [*own, *(one for one in common if names & one.words - _PLAIN)]
    near = networks_near(desk, asked)
    if near is None:
        return events
    ids = {one.id for one in near}
    spoken = {word.folded for word in words_of(asked.place.matched or "")} if asked.place else set()
    spoken |= {word.folded for one in asked.places_beside for word in words_of(one.name)}
    here = [one for one in events if asked.place and spoken & one.words]
    # What all networks hold together takes place anywhere.
    rest = [one for one in events if ids & set(one.networks) or not one.networks]
    return list(dict.fromkeys((*here, *rest)))


_PLAIN = frozenset(("netzwerk", "netzwerke", "netzwerken", "transformation", "region"))


def in_period(event: Statement, wanted: Wanted, year: int | None) -> bool:
    """Whether an event lies in the months and years the question names."""
    years = wanted.years | ({str(year)} if year else set())
    fits_year = not years or any(day[:4] in years for day in event.days)
    return fits_year and (not wanted.months or bool(event.months & wanted.months))


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


_SEVERAL = pattern("several_events")
_ALL_KINDS = re.compile(r"\b(?:\w*veranstaltungen|events|treffen|termine[n]?)\b")
_NETWORKS = (
    r"\b(?:mehrere|alle[nr]?|saemtliche|verschiedene|viele)\b(?:\s\w+){0,2}\s\w*netzwerken?\b"
)
_JOINTLY = r"\b(?:zusammen\w*|gemeinsam\w*|trafen|getroffen|vertreten|beisammen|auf einmal)\b"
_NATIONWIDE = (
    r"\b(?:bundesweit\w*|nationwide|deutschlandweit\w*|netzwerkuebergreifend\w*) "
    r"(?:\w+ )?(?:treffen|\w*veranstaltung(?:en)?|konferenz(?:en)?|tagung(?:en)?|event|events"
    r"|zusammenkuenfte|kongresse?|meetings?)\b|\bbundestreffen\b"
    r"|\bnetzwerken? (?:\w+ )?(?:bundesweit|deutschlandweit|landesweit) (?:zusammen\w*|getroffen)\b"
    r"|\bnetzwerken? aus (?:ganz deutschland|dem ganzen (?:land|bund)|allen (?:bundes)?laendern)\b"
)
_TOGETHER = re.compile(rf"{_NETWORKS}.*{_JOINTLY}|{_JOINTLY}.*{_NETWORKS}|{_NATIONWIDE}")
_OF_NETWORKS = stem("netzwerke")


def asks_for_several(asked: Understanding) -> bool:
    """ "Was lief 2025 an Treffen?", "welche Kongresse": all of them."""
    return Intent.LIST in asked.intents or _SEVERAL.search(asked.folded) is not None


def of_any_kind(asked: Understanding) -> bool:
    """ "Treffen und Kongresse": whatever took place, where a word for all kinds is said."""
    return _ALL_KINDS.search(asked.folded) is not None


def lists_any_kind(asked: Understanding) -> bool:
    """Whether all events are asked for, whatever kind they are of."""
    return asks_for_several(asked) and of_any_kind(asked)


def held_together(asked: Understanding) -> bool:
    """ "Wo kamen mehrere Netzwerke zusammen?"."""
    return _TOGETHER.search(asked.folded) is not None


def of_several_networks(event: Statement) -> bool:
    """Whether networks held an event together, or were all there."""
    return len(event.networks) > 1 or (not event.networks and _OF_NETWORKS in event.stems)


def titled_first(desk: Desk, events: Sequence[Statement]) -> list[Statement]:
    """The events with those first that have a title: a fact may leave unsaid whose event it was."""
    titled = {one.document_id for one in desk.register.offers}
    return sorted(
        events, key=lambda one: not any(each.document_id in titled for each in one.line.evidence)
    )


_MOST, _LEAST = frozenset(listed("highest")), frozenset(listed("lowest"))
_BOUND = pattern("bound")
_WITH_IT = frozenset(("mindestens", "ab", "hoechstens", "at least"))
_BELOW = frozenset(("weniger als", "unter", "hoechstens", "fewer than", "less than", "under"))
_GUESTS = re.compile(r"(?<![\d.])(\d{2,3}) (?:teilnehm|gaeste|personen|besucher)")
_SIZED = pattern("sized")
_MOST_SHOWN, _ALL_SHOWN = 4, 12


def most_visited(asked: Understanding, events: Sequence[Statement]) -> list[Statement]:
    """The events by the number of their guests, where the most, the fewest or a bound is asked."""
    ours = asked.category is Category.OFFER or Attribute.EVENTS in asked.attributes
    words, bound = asked.words, _BOUND.search(asked.folded)
    said = {one.folded for one in words}
    least = bool(said & _LEAST or (bound and bound["side"] in _BELOW))
    ranked = said & (_MOST | _LEAST) and "guests" in word_tables().meanings(words)
    if not ours or not (bound or ranked or _SIZED.search(asked.folded)):
        return []
    counted = [
        (int(found[1]), one)
        for one in events
        if (found := _GUESTS.search(fold(one.text))) and (one.days or "jaehrlich" in one.words)
    ]
    if bound:
        limit, itself = int(bound["number"]), bound["side"] in _WITH_IT
        counted = [
            (guests, one)
            for guests, one in counted
            if (guests < limit if least else guests > limit) or (itself and guests == limit)
        ]
    counted.sort(key=lambda item: item[0] if least else -item[0])
    return once([one for _, one in counted])[: _ALL_SHOWN if bound else _MOST_SHOWN]
