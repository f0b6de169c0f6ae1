"""A question before, asked of another: what its programmes tell of a place, and its new name."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.understand.carried import in_lands, names_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.programmes import texts_of
from transfobot.assistant.understand.read import Reading
from transfobot.assistant.understand.understanding import Filters, Mentions, Understanding
from transfobot.german.text import fold

_FEW = 4


def told_of_place(known: Understanding, first: Understanding, reading: Reading) -> bool:
    """Whether the programmes of the question before tell of the place that is named now."""
    register = reading.lexicon.register
    programmes = [one for one in map(register.programme, known.mentions.programmes) if one]
    spoken = fold(first.place.matched) if first.place else ""
    return bool(spoken) and any(
        spoken in fold(text) for one in programmes for text in texts_of(one) if text
    )


def renamed(known: Understanding, named: Mentions, reading: Reading, *, placed: bool) -> str:
    """The question with the name of the network that is meant now in place of the other one's.

    What was said of the other one would else be taken for words to look for. Where only a place is
    named ("und bei dem in Ingolstadt?"), it is the network there.
    """
    gone = set(known.mentions.networks) - set(named.networks)
    if not gone:
        return known.core
    instead = names_of(replace(named, programmes=(), studies=(), offers=()), reading, None)
    instead = instead or ("dem Netzwerk" if placed else "")
    words, text = words_of(known.core), known.core
    for one in reversed(reading.lexicon.find(words, reading.dictionary)):
        if any(name.record_id in gone and name.kind == "network" for name in one.names):
            start, end = words[one.start].start, words[one.end - 1].end
            text = f"{text[:start]}{instead}{text[end:]}"
            instead = ""
    return text


def changed_by(
    known: Understanding, first: Understanding, reading: Reading, mentions: Mentions
) -> Understanding:
    """A question with the place, network, year or Land of another text in place of its own."""
    changed: Filters = known.filters
    regions = first.mentions.organisations
    asked_of_network = bool(known.mentions.networks) and len(regions) == 1
    elsewhere = first.place or first.filters.lands
    if mentions.empty and regions and (asked_of_network or not elsewhere):
        # "Ich meinte die Regensburger": a network named by its region.
        mentions = Mentions(networks=regions)
    there = in_lands(first.filters.lands, reading) if mentions.empty and not first.place else ()
    if known.mentions.networks and known.attributes and 0 < len(there) <= _FEW:
        # "Wie viel bekam MoLeWa? Und in Thüringen?": of the networks there.
        mentions = Mentions(networks=there)
    if first.filters.lands or first.place:
        changed = replace(changed, lands=first.filters.lands)
    if first.filters.year:
        changed = replace(changed, year=first.filters.year)
    if first.filters.statuses:
        changed = replace(changed, statuses=first.filters.statuses)
    changed = replace(changed, size=first.filters.size or changed.size)
    place = first.place or (None if first.filters.lands or mentions.networks else known.place)
    named = mentions if not mentions.empty else Mentions()
    if mentions.empty and not (first.place or first.filters.lands):
        named = known.mentions
    elif mentions.empty and told_of_place(known, first, reading):
        # "Und davon für Chemnitz?" after what a fund has in all.
        named = known.mentions
    core = renamed(known, named, reading, placed=first.place is not None)
    return replace(
        known,
        text=first.text,
        core=core,
        topics=first.topics or known.topics,
        query=f"{core} {names_of(named, reading, place)}".strip(),
        language=first.language,
        place=place,
        places_beside=first.places_beside if first.place else known.places_beside,
        filters=changed,
        mentions=named,
        named=named,
        attributes=first.attributes or known.attributes,
        followup=True,
        missing_referent=None,
    )
