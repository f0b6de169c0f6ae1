"""Lists and counts of networks: complete, with the day, and never the number of records alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES, contact_lines
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, partner_name, value_of
from transfobot.assistant.register.qualities import firms_said
from transfobot.assistant.register.say import Desk, backed, newest
from transfobot.assistant.register.select import (
    Selection,
    bounds_partners,
    fitting_partners,
    leaves_out_funded,
    select,
    sets_apart,
)
from transfobot.assistant.register.selected_by import subjects
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.times import MONTHS
from transfobot.assistant.understand.understanding import Attribute, Filters, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Network, NetworkKind

_MANY = 12
_FEW = 2


def list_networks(
    desk: Desk, asked: Understanding, *, apart: bool = False, among: Sequence[Network] = ()
) -> Draft | None:
    """The networks a question asks for, one cited line each; None if none is asked for.

    `apart` leaves out those it names, `among` holds the only ones that come into question. The
    only one that fits is told with its office.
    """
    counting = Intent.COUNT in asked.intents
    counts = facts_about(desk, "count")
    if supposes_a_count(asked) and counts:
        return Draft(tuple(counts), referents=asked.referents)
    if asks_by_land(asked):
        return lands_listed(desk, asked)
    total = _total(asked) and not (among or apart or sets_apart(desk, asked))
    begun = total or Attribute.BEGINS in asked.attributes
    if counting and not begun and (dated := _counted_then(desk, asked)):
        return Draft((*dated, *counts), referents=asked.referents)
    whole = Selection(desk.register.networks, (), ())
    chosen = whole if total else select(desk, asked, apart=apart, among=among)
    if chosen is None:
        return None
    if not chosen.fitting and not chosen.unproven:
        nothing = DraftSentence(desk.say("networks_none", what=", ".join(chosen.what)))
        return Draft((nothing,), Outcome.NO_SOURCE, referents=asked.referents)
    columns = _columns(asked, chosen)
    nationwide = not (asked.filters.lands or asked.place or chosen.shown or among)
    sentences = [*(counts if counting and nationwide else ()), _head(desk, asked, chosen)]
    absent = _absent(desk, chosen, columns)
    shown = [one for one in chosen.fitting if one not in absent]
    funded = [one for one in shown if one.kind is NetworkKind.FUNDED]
    others = [one for one in shown if one.kind is not NetworkKind.FUNDED]
    sentences += [line_of(desk, one, columns, chosen, asked) for one in funded]
    if others and funded and not chosen.when and chosen.shown is None:
        sentences.append(desk.line("networks_beside"))
    sentences += [line_of(desk, one, columns, chosen, asked) for one in others]
    if absent:
        behind = [value_of(desk, one, columns[0])[1] for one in absent]
        names = desk.joined([one.short_name for one in absent])
        label = desk.label(columns[0].value)
        sentences.append(desk.line("list_missing", *behind, label=label, names=names))
    sentences += _unproven_line(desk, chosen)
    year = asked.filters.year
    if year is not None and year >= desk.day.year:
        sentences += facts_about(desk, f"end_{year}")
    sentences += counts if total and not counting else ()
    office = desk.register.office_of(funded[0]) if len(funded) == 1 and not others else None
    if office and (reached := [one for one in columns if one in CONTACT_ATTRIBUTES]):
        # "Wer nimmt in Thüringen Anfragen entgegen?": where nobody is on file, the office does.
        sentences += contact_lines(desk, funded[0], reached)
    return Draft(
        tuple(sentences),
        referents=_referents(asked, chosen.fitting),
        office_id=office.id if office and not chosen.unproven else None,
    )


def members_listed(
    desk: Desk, asked: Understanding, umbrella: Network, members: Sequence[Network]
) -> Draft:
    """The networks under an umbrella, one line each, with what of the umbrella names them."""
    chosen = Selection(tuple(members), (), (desk.say("what_topic", name=umbrella.short_name),))
    # How many the Land has in all is another question.
    head = _head(desk, replace(asked, filters=Filters()), chosen)
    evidence = backed(umbrella, *(one.name for one in umbrella.partners))
    lines = [line_of(desk, one, (), chosen, asked) for one in members]
    head = replace(head, evidence=(*head.evidence, evidence))
    return Draft((head, *lines), referents=_referents(asked, members))


def supposes_a_count(asked: Understanding) -> bool:
    """ "Warum sind es 40 Netzwerke?": the counts that sources state answer it."""
    return _SUPPOSED.search(asked.core.lower()) is not None


_SUPPOSED = pattern("supposed")


def _total(asked: Understanding) -> bool:
    """Whether all networks are asked for, with nothing that narrows them."""
    return (
        asked.filters == Filters(size=asked.filters.size)
        and not asked.place
        and not bounds_partners(asked)
        and not firms_said(asked)
        and not (leaves_out_funded(asked) or subjects(asked))
        and not (asked.content or asked.topics or "bündnisse" in asked.core.lower())
    )


def _counted_then(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """How many there were on a day of the past that a source states."""
    year = asked.filters.year
    if year is None or asked.filters.lands or asked.place:
        return []
    spoken = {word.folded for word in asked.words}
    stated = [
        (fact, record)
        for record in desk.register.general
        for fact in record.facts
        if fact.topic == "count_on_day" and str(year) in fact.text
    ]
    named = [
        one for one in stated if {word.folded for word in words_of(one[0].text)} & spoken & MONTHS
    ]
    chosen = named or stated
    return [DraftSentence(fact.text, (backed(record, fact.text),)) for fact, record in chosen]


def facts_about(desk: Desk, topic: str) -> list[DraftSentence]:
    """General facts of one topic, each with its record."""
    return [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for record in desk.register.general
        for fact in record.facts
        if fact.topic == topic
    ]


def _columns(asked: Understanding, chosen: Selection) -> list[Attribute]:
    """What is shown of each network besides its name."""
    used = {Attribute.STATUS, Attribute.BEGINS, Attribute.ENDS} if chosen.when else set()
    if chosen.shown:
        used.add(chosen.shown)
        # Whoever asks who leads has been shown who does.
        beside = set(asked.attributes[1:]) if Attribute.PARTNERS in asked.attributes else set()
        used |= {Attribute.LEAD} - beside
        # "Wo sitzt eine IHK mit am Tisch?" asks in which networks.
        used |= {Attribute.ADDRESS, Attribute.REGION} if _WHERE.search(asked.core) else set()
    used |= set(asked.filters.without)
    columns = [one for one in asked.attributes if one in NETWORK_ATTRIBUTES and one not in used]
    bounded = asked.filters.amount is not None and Attribute.LEAD not in columns
    if Attribute.MONEY not in columns and (bounded or _MONEY.search(asked.core.lower())):
        columns.append(Attribute.MONEY)
    if len(columns) > 1:
        # "Die Namen aller mit Telefonnummer": the names are shown anyway.
        columns = [one for one in columns if one not in (Attribute.NAMES, Attribute.REGION)]
    return columns[:3]


_WHERE = re.compile(r"\b[Ww]o\b")
_MONEY = re.compile(r"\bförderung(?:en)?\b|\bfördersumme|\bfunding\b")


def line_of(
    desk: Desk,
    network: Network,
    columns: Sequence[Attribute],
    chosen: Selection,
    asked: Understanding,
) -> DraftSentence:
    """One line of a list: the network with what was asked for, or its region and Land."""
    parts: list[str] = []
    evidence = [backed(network, network.region, network.short_name, *network.lands)]
    if chosen.shown is Attribute.PARTNERS:
        partners = fitting_partners(network, asked)
        parts.append("; ".join(map(partner_name, partners)))
        evidence = [backed(network, *(one.name for one in partners))]
    if chosen.when:
        parts.append(value_of(desk, network, Attribute.STATUS)[0] or "")
        evidence = [backed(network, network.span.text, network.span.note)]
    for column in columns:
        value, found = value_of(desk, network, column)
        missing = network.lead_note if column is Attribute.LEAD else None
        shown = value or (missing or desk.say("not_on_file")).rstrip(".")
        parts.append(f"{desk.label(column.value)}: {shown}" if len(columns) > 1 else shown)
        evidence = [found] if column is columns[0] else [*evidence, found]
    parts = [part for part in parts if part]
    if parts:
        value = "; ".join(parts)
        return desk.line("list_line_value", *evidence, name=network.short_name, value=value)
    detail = network.region
    if not asked.filters.lands:
        detail = _where(network)
    return desk.line("list_line", *evidence, name=network.short_name, detail=detail)


def _absent(desk: Desk, chosen: Selection, columns: Sequence[Attribute]) -> list[Network]:
    """Those without the one thing that is asked of all: said together instead of line by line."""
    if len(columns) != 1 or chosen.when or chosen.shown:
        return []
    column = columns[0]
    absent = [
        one
        for one in chosen.fitting
        if value_of(desk, one, column)[0] is None
        and not (column is Attribute.LEAD and one.lead_note)
    ]
    absent.sort(key=lambda one: one.kind is not NetworkKind.FUNDED)
    return absent if _FEW < len(absent) < len(chosen.fitting) else []


def _head(desk: Desk, asked: Understanding, chosen: Selection) -> DraftSentence:
    """The first line: how many are on file, of which day; only funded ones are counted as such."""
    funded = [one for one in chosen.fitting if one.kind is NetworkKind.FUNDED]
    listed = funded or list(chosen.fitting)
    stand = desk.day_of(newest(one.as_of for one in listed)) if listed else desk.today
    plain = asked.filters.lands and len(chosen.what) == 1
    if (plain or not chosen.what) and funded:
        where = desk.say("where_all")
        if plain:
            land = desk.joined(asked.filters.lands)
            where = desk.say("where_outside" if asked.filters.negated else "where_land", land=land)
        key = "networks_count_one" if len(funded) == 1 else "networks_count"
        count = desk.count(len(funded))
        return desk.line(key, where=where, count=count, as_of=stand)
    what, number = ", ".join(chosen.what), len(chosen.fitting)
    if not number:
        return DraftSentence(desk.say("networks_found_none", what=what))
    key = "networks_found_one" if number == 1 else "networks_found"
    count = desk.count(number)
    return desk.line(key, count=f"{count[:1].upper()}{count[1:]}", what=what, as_of=stand)


def _unproven_line(desk: Desk, chosen: Selection) -> list[DraftSentence]:
    if not chosen.unproven:
        return []
    names = desk.joined([one.short_name for one in chosen.unproven])
    evidence = [backed(one, one.span.note, one.span.text) for one in chosen.unproven]
    count = desk.count(len(chosen.unproven))
    when = chosen.when
    key = "network_open_extension" if chosen.over else "network_open_end"
    key = f"{key}_one" if len(chosen.unproven) == 1 else key
    return [desk.line(key, *evidence, count=count, when=when, names=names)]


def _referents(asked: Understanding, networks: Sequence[Network]) -> Referents:
    ids = tuple(one.id for one in networks)
    place = asked.place.unique if asked.place else None
    return Referents(
        network=ids[0] if len(ids) == 1 else None,
        other_networks=ids if 1 < len(ids) <= 2 * _MANY else (),
        place=place.ags if place and place.ags else asked.referents.place,
    )


def asks_by_land(asked: Understanding) -> bool:
    """Whether Länder are asked for: "Welches Bundesland hat die meisten Netzwerke?"."""
    text = asked.core.lower()
    found = _LANDS.search(text) is not None or _ACROSS.search(text) is not None
    return found and not asked.filters.lands


_LANDS = pattern("lands")


def lands_listed(desk: Desk, asked: Understanding) -> Draft:
    """Which Länder have networks on file, each with those, or which have none."""
    networks = [one for one in desk.register.networks if one.kind is NetworkKind.FUNDED]
    having: dict[str, list[Network]] = {}
    for network in networks:
        for land in network.lands:
            having.setdefault(land, []).append(network)
    text = asked.core.lower()
    if _ACROSS.search(text):
        return _across(desk, asked, networks)
    if _NONE.search(text):
        evidence = [backed(one, *one.lands) for one in networks]
        without = [land for land in word_tables().keys_of("lands") if land not in having]
        line = desk.line("lands_without", *evidence, lands=desk.joined(without))
        return Draft((line,), referents=asked.referents)
    key, shown = _of_number({land: len(there) for land, there in having.items()}, text)
    lines = [
        desk.line(
            "list_line_value",
            *(backed(one, *one.lands) for one in having[land]),
            name=land,
            value=desk.joined([one.short_name for one in having[land]]),
        )
        for land in shown
    ]
    return Draft((desk.line(key, count=len(having)), *lines), referents=asked.referents)


def _across(desk: Desk, asked: Understanding, networks: list[Network]) -> Draft:
    """The networks that reach over the border of a Land."""
    lines = [
        desk.line(
            "list_line",
            backed(one, *one.lands),
            name=one.short_name,
            detail=_where(one),
        )
        for one in networks
        if len(one.lands) > 1
    ]
    head = desk.line("lands_across", count=len(lines))
    return Draft((head, *lines), referents=asked.referents)


_ACROSS = pattern("across")
_NONE = pattern("none")


def _of_number(counts: dict[str, int], text: str) -> tuple[str, list[str]]:
    """The Länder with the most or fewest networks, with just one or with several; else all."""
    wanted: tuple[tuple[str, re.Pattern[str], Callable[[int], bool]], ...] = (
        ("lands_most", _MOST, lambda count: count == max(counts.values())),
        ("lands_fewest", _FEWEST, lambda count: count == min(counts.values())),
        ("lands_one", _ONE, lambda count: count == 1),
        ("lands_several", _SEVERAL, lambda count: count > 1),
    )
    for key, said, holds in wanted:
        if said.search(text):
            return key, sorted(land for land, count in counts.items() if holds(count))
    return "lands_with", sorted(counts)


_MOST = re.compile(r"\b(?:meisten?|most|spitze|spitzenreiter|vorne?)\b")
_FEWEST = re.compile(r"\b(?:wenigsten|fewest|least)\b")
_ONE = pattern("one")
_SEVERAL = re.compile(r"\bmehrere?n?\b|\b(?:mehr als|more than) (?:ein\w*|one)\b|\bseveral\b")


def _where(network: Network) -> str:
    """The region and its Länder, which is one where the region is a Land."""
    return ", ".join(dict.fromkeys((network.region, "/".join(network.lands))))
