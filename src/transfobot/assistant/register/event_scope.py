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
    # "Hotel Chemnitzer Hof".
    return bool((spoken | {f"{one}er" for one in spoken}) & event.words)


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
    spoken |= {f"{one}er" for one in spoken}
    here = [one for one in events if asked.place and spoken & one.words]
    # What all networks hold together takes place anywhere.
    rest = [one for one in events if ids & set(one.networks) or not one.networks]
    return list(dict.fromkeys((*here, *rest)))


def at_screen(desk: Desk, events: Sequence[Statement], asked: Understanding) -> list[Statement]:
    """Those held at a screen, where such are asked for: "welche fanden online statt?"."""
    events = [] if Attribute.OFFERS in asked.attributes else events
    asking = asks_for_several(asked) and _ONLINE.search(asked.folded)
    found = [one for one in events if asking and _ONLINE.search(fold(one.text))]
    return [one for one in found if _titled(desk, one)]


_ONLINE = pattern("online")
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
_ALL_KINDS = re.compile(r"\b(?:\w*veranstaltungen|events|\w*treffen|termine[n]?)\b")
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
    return sorted(events, key=lambda one: not _titled(desk, one))


def _titled(desk: Desk, event: Statement) -> bool:
    titled = {one.document_id for one in desk.register.offers}
    return any(each.document_id in titled for each in event.line.evidence)


_MOST, _LEAST = frozenset(listed("highest")), frozenset(listed("lowest"))
_BOUND = pattern("bound")
_WITH_IT = frozenset(("mindestens", "ab", "hoechstens", "at least"))
_BELOW = frozenset(("weniger als", "unter", "hoechstens", "fewer than", "less than", "under"))
_NEARLY, _TENTH = frozenset(("um die", "rund", "etwa", "ungefaehr", "circa", "ca", "about")), 10
_GUESTS = re.compile(
    r"(?P<more>ueber |mehr als )?(?<![\d.])(?P<number>\d{2,3})"
    r" (?:teilnehm|gaeste|personen|besucher)"
)
_SIZED = pattern("sized")
_MOST_SHOWN, _ALL_SHOWN = 4, 12


def most_visited(desk: Desk, asked: Understanding, events: Sequence[Statement]) -> list[Statement]:
    """The events by the number of their guests, where the most, the fewest or a bound is asked."""
    ours = asked.category is Category.OFFER or Attribute.EVENTS in asked.attributes
    words, bound = asked.words, _BOUND.search(asked.folded)
    said = {one.folded for one in words}
    least = bool(said & _LEAST or (bound and bound["side"] in _BELOW))
    ranked = said & (_MOST | _LEAST) and "guests" in word_tables().meanings(words)
    if not ours or not (bound or ranked or _SIZED.search(asked.folded)):
        return []
    counted: dict[tuple[object, ...], tuple[int, Statement]] = {}
    for one in titled_first(desk, events):
        found = _GUESTS.search(fold(one.text))
        if found and (one.days or "jaehrlich" in one.words):
            # "Über 150 Gäste" are more than 150.
            guests = int(found["number"]) + bool(found["more"])
            counted.setdefault((one.networks, guests), (guests, one))
    fitting = [one for one in counted.values() if not bound or _within(one[0], bound)]
    fitting.sort(key=lambda item: item[0] if least else -item[0])
    return once([one for _, one in fitting])[: _ALL_SHOWN if bound else _MOST_SHOWN]


def _within(guests: int, bound: re.Match[str]) -> bool:
    limit, side = int(bound["number"]), bound["side"]
    if side in _NEARLY:
        return abs(guests - limit) * _TENTH <= limit
    itself = side in _WITH_IT and guests == limit
    return itself or (guests < limit if side in _BELOW else guests > limit)
