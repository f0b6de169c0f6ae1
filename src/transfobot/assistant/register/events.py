"""Events that took place (Veranstaltungen): one that is asked about, or those of a month or year.

An event is an offer of that kind, or a fact that tells of one ("Der Kick-off war am 4. Mai 2023").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.event_scope import (
    asks_for_several,
    at_screen,
    held_at_place,
    held_together,
    in_period,
    in_scope,
    lists_any_kind,
    most_visited,
    of_any_kind,
    of_several_networks,
    once,
    titled_first,
)
from transfobot.assistant.register.offer_meant import Side, sides_of
from transfobot.assistant.register.offers import whom_lines
from transfobot.assistant.register.say import MONTH_NAMES, Desk
from transfobot.assistant.register.statements import (
    Statement,
    best,
    events_on_file,
    of_offer,
    score,
)
from transfobot.assistant.register.wanted import Wanted, wanted_of
from transfobot.assistant.understand.claims import claims
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.times import days_said
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Offer
from transfobot.german.stems import stem
from transfobot.german.text import fold

_HAPPENING = frozenset(("opening", "closing", "guests", "meeting", "informing"))
_WHEN_WHERE = frozenset((Attribute.DATE, Attribute.PLACE, Attribute.BEGINS))
_PRICED = frozenset((Attribute.RATE, Attribute.MONEY))
_FEW = 3
_MOST, _MOST_LISTED = 8, 14
_GENERAL = frozenset(stem(word) for word in listed("general_of_events"))


def event_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """The event a question means, with day, place and guests; None where it means none."""
    if Intent.EVENTS in asked.intents or asked.category in (Category.STUDY, Category.FUNDING):
        return None
    if _PRICED & set(asked.attributes) and not {Intent.COUNT} & set(asked.intents):
        return None
    names = [
        spelling
        for one in map(desk.register.network, asked.mentions.networks)
        if one
        for spelling in (one.short_name, one.name, *one.aliases, one.region)
    ]
    named = _named(desk, asked)
    year = asked.filters.year if len(_YEARS.findall(asked.core)) < _SEVERAL else None
    of_year = _of_year(named, year)
    wanted = wanted_of(asked, (*names, *(one.title for one in of_year)))
    if named and wanted.counts and not (wanted.counted_meanings & _PEOPLE):
        return None
    if not named and not _speaks_of_event(asked, wanted):
        return None
    events = _those(desk, named, of_year) or in_scope(desk, asked, events_on_file(desk))
    then = [one for one in events if in_period(one, wanted, year)]
    if not named and (online := at_screen(desk, then, asked)):
        return _told(desk, asked, once(online)[:_MOST])
    if not named and (largest := most_visited(desk, asked, then or events)):
        return _told(desk, asked, largest)
    if asks_for_several(asked):
        events = titled_first(desk, events)
    dated = [one for one in events if in_period(one, wanted, year)]
    period = bool(wanted.months or wanted.years or asked.filters.year)
    if named and period and not dated:
        return None
    if wanted.months and not dated and not named:
        months = desk.joined([MONTH_NAMES[one - 1] for one in sorted(wanted.months)])
        # "Der Kongress im Mai, richtig?": the congresses there were are nearest.
        alike = [one for one in events if score(one, wanted)] if claims(asked.core) else []
        when = f"{months} {asked.filters.year or ''}".strip()
        return _none_then(desk, asked, alike or events, when)
    own = [one for one in wanted.weights if one not in _GENERAL]
    strange = [one for one in asked.nouns if one not in _GENERAL]
    if asked.place and not (period or strange or wanted.counts) and lists_any_kind(asked):
        # "Was gab es in Leipzig an Veranstaltungen?": all that took place there.
        here = [one for one in events if held_at_place(one, asked)]
        if here:
            return _told(desk, asked, once(here)[:_MOST])
    if not (own or period or held_together(asked)):
        # "Wann trafen sich alle Netzwerke in Bamberg?": the events there.
        here = [one for one in events if held_at_place(one, asked)]
        return _told(desk, asked, once(here)[:_FEW]) if here else None
    chosen = _chosen(asked, events, dated, wanted, own)
    chosen = chosen or ([] if of_year else _called_so(named, dated))
    told = [fold(one.text) for one in chosen]
    if Side.WHO in sides_of(asked) and chosen and not any(map(_SPEAKING.search, told)):
        gap = desk.gap("event_no_speaker", *chosen[0].line.evidence)
        return Draft(
            (gap, *(one.line.beside() for one in chosen)), referents=_referents(asked, chosen[0])
        )
    if not chosen and wanted.counts:
        return _uncounted(desk, asked, events, wanted)
    meant = named or any(_meant(one, wanted, own, asked) for one in chosen)
    return _told(desk, asked, chosen) if chosen and meant else None


def _chosen(
    asked: Understanding,
    events: Sequence[Statement],
    dated: Sequence[Statement],
    wanted: Wanted,
    own: Sequence[str],
) -> list[Statement]:
    """The events nearest to the question; of a time alone all that lie in it."""
    period = bool(wanted.months or wanted.years or asked.filters.year)
    in_time = [one for one in dated if one.days]
    listing = asks_for_several(asked)
    if period and listing and of_any_kind(asked):
        # "Treffen und Kongresse": whatever took place, and no kind of it.
        own = []
    if period and listing and not asked.nouns:
        # "Was stieg 2024 bei den Netzwerken?": the verb is in no event.
        own = [one for one in own if any(event.holds(one) for event in events)]
    if held_together(asked) and not (wanted.counts or asked.place):
        common = [one for one in in_time or events if of_several_networks(one)]
        if common:
            # What all held together is nearer than what two or three did.
            return once(sorted(common, key=lambda one: bool(one.networks)))[:_MOST]
    if period and listing and not asked.nouns:
        # "Welche Auftakte und Konferenzen 2022": those of the kinds that are named.
        chosen = once([one for one in in_time if not own or score(one, wanted)])[:_MOST_LISTED]
    else:
        fitting = [one for one in dated or events if not own or score(one, wanted)]
        chosen = once(best(fitting, wanted) if own or not period else fitting)[:_FEW]
    untold = asked.nouns or len(asked.content) >= _FEW or Intent.COUNT in asked.intents
    if not chosen and period and not untold:
        # "Was ging im Mai 2025 über die Bühne?": nothing but the time is said of it.
        chosen = once(in_time)[:_MOST]
    of_one = Attribute.NAMES in asked.attributes or sides_of(asked) & _TOLD_BY_OFFER
    if chosen and of_one and not (period and listing):
        # "Wie hieß die Jahreskonferenz?": a fact may tell of the day, the offer of the title.
        same = [one for one in events if any(_same_event(one, two) for two in chosen)]
        chosen = list(dict.fromkeys((*same, *chosen)))[: max(_FEW, len(chosen))]
    return chosen


_TOLD_BY_OFFER = frozenset((Side.WHERE, Side.WHAT, Side.WHOM))
"""What only the record of an offer tells of an event."""


def _told(desk: Desk, asked: Understanding, chosen: Sequence[Statement]) -> Draft:
    """The events in lines, after what of the question they do not answer."""
    chosen = [*chosen, *_beside(desk, asked, chosen)]
    lines = tuple(_of_whom(desk, asked, one) for one in chosen)
    year = asked.filters.year or 0
    if year > desk.day.year and not any(str(year) in one.text for one in lines):
        # The last one does not answer for one to come.
        lines = (desk.gap("gap_time", when=str(year)), *(one.beside() for one in lines))
    ordinal = _LATER.search(asked.folded)
    if ordinal is not None and not any(ordinal[1] in fold(one.text) for one in chosen):
        gap = desk.gap("event_none", where="", day=desk.today)
        lines = (gap, *(one.beside() for one in lines))
    text = " ".join(one.text for one in lines)
    titled = [one for one in desk.register.offers if one.title in text]
    lines = (*lines, *whom_lines(desk, sides_of(asked), titled))
    return Draft(lines, referents=_referents(asked, chosen[0]))


def _of_whom(desk: Desk, asked: Understanding, event: Statement) -> DraftSentence:
    """An event with the network whose it is, where neither question nor record says so."""
    networks = [one for one in map(desk.register.network, event.networks) if one]
    told = {*asked.mentions.networks, *(one.id for one in networks if one.short_name in event.text)}
    own = {one.document_id for one in event.line.evidence}
    if len(networks) != 1 or networks[0].id in told or networks[0].document_id not in own:
        return event.line
    return replace(event.line, text=f"– {networks[0].short_name}: {event.line.text[2:]}")


def _beside(desk: Desk, asked: Understanding, chosen: Sequence[Statement]) -> list[Statement]:
    """ "Beim Auftakt von X oder beim Gipfel?": the one of the network beside that of a title."""
    others = set(asked.named.networks) - {key for one in chosen for key in one.networks}
    events = [one for one in events_on_file(desk) if others & set(one.networks)]
    either = asked.mentions.offers and {"oder", "und", "vs"} & set(asked.folded.split())
    return best(events, wanted_of(asked))[:1] if either else []


def _none_then(desk: Desk, asked: Understanding, events: Sequence[Statement], when: str) -> Draft:
    """That no event of the time asked for is on file, and the last one that is."""
    gap = desk.gap("gap_time", when=when)
    near = tuple(one.line.beside() for one in _latest(events))
    return Draft((gap, *near), referents=asked.referents)


_SPEAKING = re.compile(r"\b(?:sprach\w*|redner\w*|hielt\w*|eroeffnet\w*|moderier\w*|rede|durch)\b")
"""Whether an event says who spoke or led."""
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_SEVERAL = 2
""" "2021 oder 2022" asks for both."""


def _named(desk: Desk, asked: Understanding) -> list[Offer]:
    """The events that the question names, where it asks for their guests."""
    found = [one for one in map(desk.register.offer, asked.mentions.offers) if one]
    counted = Intent.COUNT in asked.intents or Attribute.EVENTS in asked.attributes
    # "Und bei der ersten 2021?": of another year than the one that is named.
    counted = counted or not _of_year(found, asked.filters.year)
    return [one for one in found if counted and of_offer(desk, one).event]


def _of_year(named: Sequence[Offer], year: int | None) -> list[Offer]:
    return [one for one in named if not year or str(year) in f"{one.begins} {one.dates_text}"]


def _called_so(named: Sequence[Offer], dated: Sequence[Statement]) -> list[Statement]:
    """ "Und wie viele waren es beim ersten Mal 2021?": what is told of that name and year."""
    titled = {stem(word.folded) for one in named for word in words_of(one.title)}
    return [one for one in dated if any(map(one.holds, titled))][:_FEW]


def _those(desk: Desk, named: Sequence[Offer], of_year: Sequence[Offer]) -> list[Statement]:
    """The events named, with what the facts of their networks tell of the same day.

    Of another year what those networks tell of theirs.
    """
    told = [of_offer(desk, one) for one in of_year]
    if named and not told:
        ids = {network for one in named for network in one.network_ids}
        return [one for one in events_on_file(desk) if ids & set(one.networks)]
    beside = events_on_file(desk) if told else ()
    same = [one for one in beside if any(_same_event(one, two) for two in told)]
    return list(dict.fromkeys((*told, *same)))


def _same_event(one: Statement, other: Statement) -> bool:
    days = {day for day in one.days if len(day) > len("2025-01")}
    return bool(days & set(other.days) and set(one.networks) & set(other.networks))


_LATER = re.compile(r"\b(dritt|viert|fuenft|sechst|siebt|third|fourth|fifth)\w*\b")


def _latest(events: Sequence[Statement]) -> list[Statement]:
    """The event of the latest day, beside one of another period that is asked about as well."""
    dated = [one for one in events if one.days]
    return [max(dated, key=lambda one: max(one.days))] if dated else []


def dated_event(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wo trafen sich im September 2024 alle Netzwerke?": an event of all networks."""
    days = days_said(asked.core, asked.day, asked.filters.year)
    # An event of that day alone is nearer than a statement on several.
    on_day = [one for one in events_on_file(desk) if days & set(one.days)] if days else []
    on_day = sorted(titled_first(desk, on_day), key=lambda one: len(set(one.days)))
    told = Attribute.EVENTS in asked.attributes or asked.category is not Category.NETWORK
    ours = asked.category in (None, Category.OFFER, Category.NETWORK) and told
    if on_day and ours and not asked.mentions.networks:
        chosen = once(on_day)[:_MOST]
        lines = tuple(_of_whom(desk, asked, one) for one in chosen)
        return Draft(lines, referents=_referents(asked, chosen[0]))
    bare = not asked.content and set(asked.attributes) <= {Attribute.DATE, Attribute.RESULTS}
    meant = Attribute.EVENTS in asked.attributes or (bare and asked.mentions.empty)
    if days and not on_day and ours and told and meant:
        when = desk.joined([desk.day_of(one) for one in sorted(days)])
        return _none_then(desk, asked, events_on_file(desk), when)
    happened = bare and not asked.attributes and _HAPPENED.search(asked.folded) is not None
    if asked.filters.year is None or not (happened or Attribute.EVENTS in asked.attributes):
        return None
    if happened and not asked.mentions.empty:
        return None
    attributes = tuple(dict.fromkeys((*asked.attributes, Attribute.EVENTS)))
    asked = replace(asked, attributes=attributes)
    if asked.mentions.networks or not (wanted_of(asked).months or held_together(asked)):
        return None
    whose = replace(asked.mentions, programmes=())
    return event_answer(desk, replace(asked, category=None, mentions=whose))


_HAPPENED = re.compile(r"^\W*(?:und )?(?:was|what) (?:war|gab|gabs|lief|ging|stieg|happened|was)\b")


def _uncounted(
    desk: Desk, asked: Understanding, events: Sequence[Statement], wanted: Wanted
) -> Draft | None:
    """The event that is meant where no guests are counted; what is said otherwise is put right."""
    plain = replace(wanted, counted=(), counted_meanings=frozenset())
    found = best([one for one in events if score(one, plain) >= _SURE], plain)[:1]
    if not found:
        return None
    elsewhere = [
        one
        for one in set(asked.nouns) - set(wanted.counted)
        if not found[0].holds(one) and any(e.holds(one) for e in events)
    ]
    return Draft(
        (found[0].line, desk.line("event_no_number")),
        Outcome.PARTLY if elsewhere else Outcome.NO_SOURCE,
        referents=_referents(asked, found[0]),
    )


_SURE = 3.0
_PEOPLE = frozenset(("firms", "employed", "guests"))


def _speaks_of_event(asked: Understanding, wanted: Wanted) -> bool:
    """ "Wann war der Auftakt", "wie viele Gäste", but not "seit wann läuft das Netzwerk"."""
    if Attribute.EVENTS in asked.attributes:
        return True
    met = {"meeting", "guests"} <= wanted.meanings and wanted.counts
    of_networks = asked.category is Category.NETWORK and not asked.mentions.networks
    if of_networks and Intent.LIST in asked.intents and not met:
        # "Alle Netzwerke kamen zusammen. Wie viele Leute waren da?" lists none.
        return False
    happening = wanted.meanings & _HAPPENING
    if "employed" in wanted.meanings:
        # "Wie viele Leute arbeiten bei Zulieferern" counts no guests.
        happening -= _PEOPLE
    return bool(happening and (_WHEN_WHERE & set(asked.attributes) or wanted.counts))


def _meant(event: Statement, wanted: Wanted, own: Sequence[str], asked: Understanding) -> bool:
    """Whether the event shares a word or meaning of the question beyond "Veranstaltung"."""
    place = fold(asked.place.matched) if asked.place else ""
    here = Intent.LIST not in asked.intents
    shared = [one for one in own if event.holds(one) and (here or one not in place)]
    alike = wanted.meanings & event.meanings & (_HAPPENING - {"guests"})
    missing = [one for one in asked.subjects_anywhere if not event.holds(one)]
    period = bool(wanted.months or wanted.years or asked.filters.year)
    if wanted.months and set(asked.named.networks) & set(event.networks):
        # "Im Mai 2025 tagte X per Video": whose it was and when say enough.
        return True
    if missing and len(missing) * 2 > len(asked.subjects_anywhere) and not alike:
        return False
    spoken_of = wanted.counts and asked.followup
    return bool(shared or alike or not own or period or spoken_of)


def _referents(asked: Understanding, event: Statement) -> Referents:
    place = asked.place.unique if asked.place else None
    ids = asked.mentions.networks or event.networks
    return Referents(
        network=ids[0] if len(ids) == 1 else None,
        place=(place.ags if place else None) or asked.referents.place,
    )
