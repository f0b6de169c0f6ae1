"""Lists and counts of networks: complete, with the day, and never the number of records alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from transfobot.assistant.language import words_of
from transfobot.assistant.register_draft import Draft, DraftSentence, Evidence
from transfobot.assistant.register_network import NETWORK_ATTRIBUTES, partner_name, value_of
from transfobot.assistant.register_say import Desk, backed, newest
from transfobot.assistant.register_status import runs_in
from transfobot.assistant.understand_words import word_tables
from transfobot.assistant.understanding import Attribute, Filters, Intent, Understanding
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Network, NetworkKind, Partner, first_day, last_day

_MANY = 12


@dataclass(frozen=True, slots=True)
class Selection:
    """Networks that fit, those of which it is not proven, and what was looked for."""

    fitting: tuple[Network, ...]
    unproven: tuple[Network, ...]
    what: tuple[str, ...]
    when: str = ""
    shown: Attribute | None = None
    """An attribute that shows why a network fits (partners)."""


def list_networks(desk: Desk, asked: Understanding) -> Draft | None:
    """The networks a question asks for, one cited line each; None if none is asked for."""
    if _total(asked):
        return _all_networks(desk, asked)
    chosen = select(desk, asked)
    if chosen is None:
        return None
    columns = _columns(asked, chosen)
    if not chosen.fitting and not chosen.unproven:
        return _nothing(desk, asked, chosen)
    sentences = [_head(desk, asked, chosen)]
    funded = [one for one in chosen.fitting if one.kind is NetworkKind.FUNDED]
    others = [one for one in chosen.fitting if one.kind is not NetworkKind.FUNDED]
    sentences += [line_of(desk, one, columns, chosen, asked) for one in funded]
    if others:
        if _only_lands(chosen):
            sentences.append(desk.line("networks_beside", *_heads(others)))
        sentences += [line_of(desk, one, columns, chosen, asked) for one in others]
    sentences += _unproven_line(desk, chosen)
    sentences += _scope_lines(desk, asked)
    return Draft(tuple(sentences), referents=_referents(asked, chosen.fitting))


def _total(asked: Understanding) -> bool:
    """Whether all networks are asked for, with nothing that narrows them."""
    return (
        asked.filters == Filters(size=asked.filters.size)
        and not asked.place
        and not (asked.content or asked.topics)
    )


def _heads(networks: Sequence[Network]) -> list[Evidence]:
    return [backed(one, one.short_name) for one in networks[:1]]


def _all_networks(desk: Desk, asked: Understanding) -> Draft:
    """The whole list, or only how many there are, with the counts of the sources by day."""
    networks = desk.register.networks
    chosen = Selection(networks, (), ())
    sentences: list[DraftSentence] = []
    counting = Intent.COUNT in asked.intents
    if counting:
        sentences += _count_facts(desk)
    funded = [one for one in networks if one.kind is NetworkKind.FUNDED]
    others = [one for one in networks if one.kind is not NetworkKind.FUNDED]
    columns = _columns(asked, chosen)
    sentences.append(_head(desk, asked, chosen))
    sentences += [line_of(desk, one, columns, chosen, asked) for one in funded]
    if others:
        sentences.append(desk.line("networks_beside", backed(others[0], others[0].short_name)))
        sentences += [line_of(desk, one, columns, chosen, asked) for one in others]
    if not counting:
        sentences += _count_facts(desk)
    return Draft(tuple(sentences), referents=_referents(asked, tuple(funded)))


def _count_facts(desk: Desk) -> list[DraftSentence]:
    return facts_about(desk, "count")


def facts_about(desk: Desk, topic: str) -> list[DraftSentence]:
    """General facts of one topic, each with its record."""
    return [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for record in desk.register.general
        for fact in record.facts
        if fact.topic == topic
    ]


def _scope_lines(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """What the sources say of the whole, where a future end or the count is asked for."""
    if asked.filters.year is not None and asked.filters.year >= desk.day.year:
        return facts_about(desk, f"end_{asked.filters.year}")
    return []


def select(desk: Desk, asked: Understanding) -> Selection | None:
    """The networks that every filter keeps; None when part of the question is not understood."""
    networks = list(desk.register.networks)
    what: list[str] = []
    networks, said = _by_area(desk, asked, networks)
    what += said
    shown: Attribute | None = None
    partnered = _by_partner(desk, asked, networks)
    if partnered is not None:
        networks, said = partnered
        what += said
        shown = Attribute.PARTNERS
    networks, said = _without(desk, asked, networks)
    what += said
    subject = _by_subject(asked, networks) if shown is None else None
    if subject is not None:
        networks, words = subject
        if not networks:
            return None
        what.append(desk.say("what_topic", name=words))
    fitting, unproven, said, when = _by_time(desk, asked, networks)
    what += said
    return Selection(tuple(fitting), tuple(unproven), tuple(what), when, shown)


def _by_area(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]]:
    lands = asked.filters.lands
    if lands:
        inside = {one.id for land in lands for one in desk.register.in_land(land)}
        keep = [one for one in networks if (one.id in inside) is not asked.filters.negated]
        key = "what_land_not" if asked.filters.negated else "what_land"
        return keep, [desk.say(key, land=desk.joined(lands))]
    place = asked.place.unique if asked.place else None
    if place is not None:
        covering = {
            coverage.network.id
            for ags in place.district_ags
            for coverage in desk.register.covering(ags)
        }
        return [one for one in networks if one.id in covering], [
            desk.say("what_land", land=place.label)
        ]
    return networks, []


def _by_partner(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]] | None:
    """By who takes part: a named organisation, else a kind of organisation."""
    if not set(asked.attributes) & {Attribute.PARTNERS, Attribute.LEAD}:
        return None
    names, kinds = asked.filters.organisations, asked.filters.partner_kinds
    if names:
        keep = [one for one in networks if involved(one, names)]
        shown = " ".join(_spelled(asked.core, names))
        if keep or not kinds:
            return keep, [desk.say("what_organisation", name=shown)]
    if kinds:
        keep = [one for one in networks if any(_of_kind(p, kinds) for p in _parties(one))]
        return keep, [desk.say("what_partner_kind", name=desk.joined(kinds))]
    unknown = [word for word in _unknown_names(asked) if word]
    if unknown and Attribute.PARTNERS in asked.attributes:
        return [], [desk.say("what_organisation", name=" ".join(unknown))]
    return None


def _unknown_names(asked: Understanding) -> list[str]:
    """Capitalised words of the question that no record knows: probably an organisation."""
    stems = set(asked.content)
    words = words_of(asked.core)
    return [
        word.shown
        for word in words[1:]
        if word.shown[:1].isupper() and any(word.folded.startswith(one) for one in stems)
    ]


def _spelled(text: str, names: Sequence[str]) -> list[str]:
    return [word.shown for word in words_of(text) if word.folded in names]


def _parties(network: Network) -> list[Partner]:
    lead = [Partner(network.lead)] if network.lead else []
    return [*lead, *network.partners]


def involved(network: Network, names: Sequence[str]) -> bool:
    """Whether one partner or the lead bears all the names asked for."""
    return any(
        all(any(_same(name, word.folded) for word in words_of(party.name)) for name in names)
        for party in _parties(network)
    )


def _same(name: str, word: str) -> bool:
    return word == name or (len(name) > 5 and word.startswith(name[:-1]))


def _of_kind(partner: Partner, kinds: Sequence[str]) -> bool:
    found = word_tables().find(words_of(partner.name))
    return any(one.group == "partner_kinds" and one.key in kinds for one in found)


def _without(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]]:
    wanted = [one for one in asked.filters.without if one in NETWORK_ATTRIBUTES]
    if not wanted or asked.filters.statuses:
        return networks, []
    keep = [one for one in networks if all(value_of(desk, one, item)[0] is None for item in wanted)]
    labels = desk.joined([desk.label(one.value) for one in wanted])
    return keep, [desk.say("what_without", label=labels)]


def _by_subject(asked: Understanding, networks: list[Network]) -> tuple[list[Network], str] | None:
    """By what a network works on: words of the question in its focus, offers and facts."""
    words = [
        word.folded
        for word in words_of(asked.core)
        if any(word.folded.startswith(stem) for stem in asked.content)
    ] + _topic_words(asked)
    words = [word for word in dict.fromkeys(words) if not word.isdigit()]
    if not words or (asked.filters.statuses and not asked.topics):
        return None
    kept = [one for one in networks if all(_speaks_of(one, word) for word in words)]
    return kept, " ".join(_spelled(asked.core, words))


def _topic_words(asked: Understanding) -> list[str]:
    words = words_of(asked.core)
    return [
        words[found.start].folded
        for found in word_tables().find(words)
        if found.group == "topics" and found.key != "funding"
    ]


def _speaks_of(network: Network, word: str) -> bool:
    stem = word[: max(5, len(word) - 2)] if len(word) > 5 else word
    texts = [*network.focus, *network.offers, *(fact.text for fact in network.facts)]
    tokens = [token.folded for text in texts for token in words_of(text)]
    if len(word) < 4:
        return word in tokens
    return any(stem in token for token in tokens)


def _by_time(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[Network], list[str], str]:
    statuses, year = asked.filters.statuses, asked.filters.year
    if Attribute.BEGINS in asked.attributes and year is not None:
        keep = [one for one in networks if _begun_in(one, year)]
        return keep, [], [desk.say("what_begun", year=year)], ""
    if "ended" in statuses or ("end_now" in statuses and year is not None):
        return _ended(desk, networks, year)
    if "end_now" in statuses:
        return _ended(desk, networks, desk.day.year)
    if "unknown" in statuses:
        keep = _with(networks, lambda one: one.status_on(desk.day) is Status.UNKNOWN)
        return keep, [], [desk.say("what_unknown")], ""
    running = "running" in statuses or "open" in statuses
    if running or (year is not None and Attribute.STATUS in asked.attributes):
        return _running(desk, networks, year)
    if year is not None:
        return _running(desk, networks, year)
    return networks, [], [], ""


def _with(networks: Sequence[Network], holds: Callable[[Network], bool]) -> list[Network]:
    return [one for one in networks if holds(one)]


def _begun_in(network: Network, year: int) -> bool:
    return network.span.begins is not None and first_day(network.span.begins).year == year


def _ended(
    desk: Desk, networks: list[Network], year: int | None
) -> tuple[list[Network], list[Network], list[str], str]:
    """Ended by the day, or with their last proven day in a year; open extensions stay apart."""
    when = _when(desk, year) if year else desk.say("when_before", day=_day(desk))
    moment = date(year, 12, 31) if year and year > desk.day.year else desk.day
    dated = [
        one
        for one in networks
        if one.span.ends and (year is None or last_day(one.span.ends).year == year)
    ]
    fitting = _with(dated, lambda one: one.status_on(_after(one, moment)) is Status.ENDED)
    unproven = _with(dated, lambda one: one.status_on(_after(one, moment)) is Status.UNKNOWN)
    if year is None:
        fitting = _with(fitting, lambda one: one.status_on(desk.day) is Status.ENDED)
    return fitting, unproven, [desk.say("what_ended", when=when)], when


def _after(network: Network, moment: date) -> date:
    """The first day past the proven end, where that is later than the moment."""
    end = last_day(network.span.ends) if network.span.ends else moment
    return max(moment, date.fromordinal(end.toordinal() + 1)) if end >= moment else moment


def _running(
    desk: Desk, networks: list[Network], year: int | None
) -> tuple[list[Network], list[Network], list[str], str]:
    when = _when(desk, year) if year else desk.say("when_today", day=_day(desk))

    def status(one: Network) -> Status:
        return runs_in(one, year, desk.day) if year else one.status_on(desk.day)

    fitting = _with(networks, lambda one: status(one) is Status.RUNNING)
    unproven = _with(networks, lambda one: status(one) is Status.UNKNOWN)
    return fitting, unproven, [desk.say("what_running", when=when)], when


def _when(desk: Desk, year: int | None) -> str:
    return desk.say("when_year", year=year)


def _day(desk: Desk) -> str:
    return desk.day_of(desk.day.isoformat())


def _columns(asked: Understanding, chosen: Selection) -> list[Attribute]:
    """What is shown of each network besides its name."""
    used = {Attribute.STATUS, Attribute.BEGINS, Attribute.ENDS} if chosen.when else set()
    if chosen.shown:
        used.add(chosen.shown)
    used |= set(asked.filters.without)
    columns = [one for one in asked.attributes if one in NETWORK_ATTRIBUTES and one not in used]
    return columns[:3]


def line_of(
    desk: Desk,
    network: Network,
    columns: Sequence[Attribute],
    chosen: Selection,
    asked: Understanding,
) -> DraftSentence:
    """One line of a list: the network with what was asked for, or its region and Land."""
    parts: list[str] = []
    evidence = [backed(network, network.region, network.short_name)]
    if chosen.shown is Attribute.PARTNERS:
        partners = _fitting_partners(network, asked)
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
        detail = f"{network.region}, {'/'.join(network.lands)}"
    return desk.line("list_line", *evidence, name=network.short_name, detail=detail)


def _fitting_partners(network: Network, asked: Understanding) -> list[Partner]:
    names, kinds = asked.filters.organisations, asked.filters.partner_kinds
    fitting = [one for one in _parties(network) if names and involved_party(one, names)]
    return fitting or [one for one in _parties(network) if _of_kind(one, kinds)]


def involved_party(party: Partner, names: Sequence[str]) -> bool:
    """Whether a partner bears all the names."""
    words = [word.folded for word in words_of(party.name)]
    return all(any(_same(name, word) for word in words) for name in names)


def _only_lands(chosen: Selection) -> bool:
    return not chosen.when and chosen.shown is None


def _head(desk: Desk, asked: Understanding, chosen: Selection) -> DraftSentence:
    """The first line: how many are on file, of which day; only funded ones are counted as such."""
    funded = [one for one in chosen.fitting if one.kind is NetworkKind.FUNDED]
    listed = funded or list(chosen.fitting)
    stand = desk.day_of(newest(one.as_of for one in listed)) if listed else _day(desk)
    evidence = [backed(one, one.short_name) for one in listed[:1]]
    plain = asked.filters.lands and len(chosen.what) == 1
    if (plain or not chosen.what) and funded:
        where = desk.say("where_all")
        if plain:
            land = desk.joined(asked.filters.lands)
            where = desk.say("where_outside" if asked.filters.negated else "where_land", land=land)
        key = "networks_count_one" if len(funded) == 1 else "networks_count"
        count = desk.count(len(funded))
        return desk.line(key, *evidence, where=where, count=count, as_of=stand)
    number = len(chosen.fitting)
    key = "networks_found_one" if number == 1 else "networks_found"
    what = ", ".join(chosen.what)
    return desk.line(key, *evidence, count=_capital(desk.count(number)), what=what, as_of=stand)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unproven_line(desk: Desk, chosen: Selection) -> list[DraftSentence]:
    if not chosen.unproven:
        return []
    names = desk.joined([one.short_name for one in chosen.unproven])
    evidence = [backed(one, one.span.note, one.span.text) for one in chosen.unproven[:_MANY]]
    count = desk.count(len(chosen.unproven))
    when = chosen.when
    return [desk.line("network_open_end", *evidence, count=count, when=when, names=names)]


def _nothing(desk: Desk, asked: Understanding, chosen: Selection) -> Draft:
    what = ", ".join(chosen.what)
    sentence = DraftSentence(desk.say("networks_none", what=what))
    return Draft((sentence,), Outcome.NO_SOURCE, referents=asked.referents)


def _referents(asked: Understanding, networks: Sequence[Network]) -> Referents:
    ids = tuple(one.id for one in networks)
    place = asked.place.unique if asked.place else None
    return Referents(
        network=ids[0] if len(ids) == 1 else None,
        other_networks=ids if 1 < len(ids) <= 2 * _MANY else (),
        place=place.ags if place and place.ags else asked.referents.place,
    )
