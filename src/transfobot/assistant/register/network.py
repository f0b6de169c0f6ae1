"""What the records say of one network (Netzwerk), attribute by attribute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.contacts import (
    CONTACT_ATTRIBUTES,
    contact_lines,
    substitute_of,
    values_of,
)
from transfobot.assistant.register.draft import DraftSentence, Evidence, Part
from transfobot.assistant.register.gaps import denies
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import network_status, network_status_short
from transfobot.assistant.understand.understanding import Attribute
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Status
from transfobot.domain.register import Network, NetworkKind, Partner

NETWORK_ATTRIBUTES = frozenset((
    Attribute.LEAD, Attribute.PARTNERS, Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS,
    Attribute.MONEY, Attribute.WEBSITE, Attribute.REGION, Attribute.DISTRICTS, Attribute.FOCUS,
    Attribute.OFFERS, Attribute.AUDIENCES, Attribute.STATUS, Attribute.NAMES,
)) | CONTACT_ATTRIBUTES  # fmt: skip


def names_of(network: Network) -> tuple[str, ...]:
    """How a question may name a network: words that say nothing else."""
    return (
        network.short_name,
        network.name,
        *network.aliases,
        network.region,
        *network.region_aliases,
    )


def partner_name(partner: Partner) -> str:
    """A partner with its role, as shown."""
    return f"{partner.name} ({partner.role})" if partner.role else partner.name


def value_of(desk: Desk, network: Network, attribute: Attribute) -> tuple[str | None, Evidence]:
    """The value of an attribute in words (None when not on file) and where it stands."""
    values: dict[Attribute, tuple[str | None, Sequence[str]]] = {
        Attribute.LEAD: (network.lead, (network.lead or "", network.lead_note or "")),
        Attribute.PARTNERS: (
            "; ".join(map(partner_name, network.partners)),
            [one.name for one in network.partners],
        ),
        Attribute.SPAN: (_span_text(desk, network), (network.span.text or "",)),
        Attribute.BEGINS: (_begins(desk, network), (network.span.text or "",)),
        Attribute.ENDS: (_ends(desk, network), (network.span.text or "",)),
        Attribute.MONEY: (network.funding, (network.funding or "",)),
        Attribute.WEBSITE: (network.website, (network.website or "",)),
        Attribute.REGION: (network.region, (network.region,)),
        Attribute.DISTRICTS: ("; ".join(districts_of(desk, network)), districts_of(desk, network)),
        Attribute.FOCUS: ("; ".join(network.focus), network.focus),
        Attribute.OFFERS: ("; ".join(network.offers), network.offers),
        Attribute.AUDIENCES: ("; ".join(network.audiences), network.audiences),
        Attribute.STATUS: (
            network_status_short(desk, network),
            (network.span.text or "", network.span.note or ""),
        ),
        Attribute.NAMES: (network.name, (network.name,)),
    }
    if attribute in CONTACT_ATTRIBUTES:
        return _contact_value(desk, network, attribute)
    value, needles = values.get(attribute, (None, ()))
    return value or None, backed(network, *needles)


def districts_of(desk: Desk, network: Network, *, derived: bool | None = None) -> list[str]:
    """The names of its districts; with `derived` only those no source states, or the others."""
    places = [
        desk.place_of(one.ags)
        for one in network.districts
        if derived is None or one.derived is derived
    ]
    return [one.name for one in places if one is not None]


def _contact_value(
    desk: Desk, network: Network, attribute: Attribute
) -> tuple[str | None, Evidence]:
    office = desk.register.office_of(network)
    if office is None:
        return None, backed(network, network.short_name)
    people = [one.name for one in office.contacts]
    own = [] if attribute is Attribute.CONTACT else [attribute]
    reached = [
        value
        for each in own or (Attribute.PHONE, Attribute.EMAIL)
        for value, _ in values_of(office, each)
    ]
    whom = {Attribute.PERSON: people, Attribute.CONTACT: [office.organisation, *people]}
    values = [*whom.get(attribute, ()), *reached]
    shown, needles = "; ".join(values), tuple(values) or ("Nicht hinterlegt",)
    substitute = substitute_of(desk, office)
    if shown and substitute:
        # Whoever reads only this line of a list must not turn to an office that is gone.
        ended = office.status_on(desk.day) is Status.ENDED
        key = "list_office_ended" if ended else "list_office_redirect"
        shown = desk.say(key, substitute=substitute, value=shown)
        needles = (*needles, office.substitute or substitute, "Status:")
    return shown or None, backed(office, *needles)


def _span_text(desk: Desk, network: Network) -> str | None:
    span = network.span
    if span.text:
        return span.text
    if span.begins is None and span.ends is None:
        return None
    return f"{desk.day_of(span.begins)} – {desk.day_of(span.ends)}"


def _begins(desk: Desk, network: Network) -> str | None:
    return desk.day_of(network.span.begins) if network.span.begins else None


def _ends(desk: Desk, network: Network) -> str | None:
    ends = network.span.ends
    # "Mitte 2025" is not made more exact than its source.
    part = _PART_OF_YEAR.search(network.span.text or "") if ends else None
    worded = part is not None and ends is not None and ends.startswith(part["year"])
    if worded and part is not None and len(ends or "") < len("2025-06-30"):
        return part[0]
    return desk.day_of(ends) if ends else None


_PART_OF_YEAR = pattern("part_of_year")


def attribute_lines(
    desk: Desk, network: Network, attributes: Sequence[Attribute], *, counted: bool = False
) -> list[DraftSentence]:
    """A sentence or two for each attribute asked for, contacts gathered into one block.

    `counted` says how many districts there are.
    """
    lines: list[DraftSentence] = []
    contact = [one for one in attributes if one in CONTACT_ATTRIBUTES]
    for attribute in attributes:
        if attribute in CONTACT_ATTRIBUTES:
            if attribute == contact[0]:
                lines += contact_lines(desk, network, contact)
        elif attribute is Attribute.DISTRICTS:
            lines += _district_lines(desk, network, counted=counted)
        elif attribute is Attribute.PARTNERS and counted and network.partners:
            lines.append(_counted_partners(desk, network))
        elif attribute in NETWORK_ATTRIBUTES:
            lines += _lines_of(desk, network, attribute)
    return lines


def _lines_of(desk: Desk, network: Network, attribute: Attribute) -> list[DraftSentence]:
    if attribute is Attribute.STATUS:
        return status_lines(desk, network)
    if attribute is Attribute.NAMES:
        return _name_lines(desk, network)
    if attribute is Attribute.REGION:
        return [_region_line(desk, network)]
    value, evidence = value_of(desk, network, attribute)
    label, name = desk.label(attribute.value), network.short_name
    note = network.lead_note if attribute is Attribute.LEAD else None
    span_note = network.span.note if attribute in _OF_SPAN else None
    lines = []
    if value is not None:
        lines.append(desk.line("value_of", evidence, label=label, name=name, value=value))
    elif note is None:
        if attribute is Attribute.MONEY and network.kind is not NetworkKind.FUNDED:
            # Said along, but not asked for: it makes no half an answer.
            lines.append(kind_line(desk, network).beside())
        lines.append(desk.gap("missing_of", evidence, label=label, name=name))
    notes = [extra for extra in (note, span_note) if extra]
    # A note in place of a value is one only where it says more than that nothing is on file.
    for one in notes:
        unsaid = value is None and (one is note or attribute is Attribute.BEGINS) and denies(one)
        part = Part.MISSING if unsaid else Part.ANSWER
        told = DraftSentence(_sentence(one), (backed(network, one),), part)
        if value is None and one is note and name not in one:
            # Beside other networks it must say whose lead is not settled.
            said = desk.line("value_of", label=label, name=name, value=one.rstrip("."))
            told = replace(told, text=said.text)
        lines.append(told)
    return lines


_OF_SPAN = (Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS)


def kind_line(desk: Desk, network: Network) -> DraftSentence:
    """Whether a network is funded, an alliance, or nobody has settled that."""
    kind = desk.say(f"network_{network.kind.value}")
    evidence, label = backed(network, "Art:"), desk.label("kind")
    return desk.line("value_of", evidence, label=label, name=network.short_name, value=kind)


def status_lines(desk: Desk, network: Network) -> list[DraftSentence]:
    """Whether it runs on the day, and what the record notes about it."""
    lines = [network_status(desk, network)]
    for note in (network.status_note, network.span.note):
        known = " ".join(line.text for line in lines)
        if note and note.rstrip(".") not in known:
            lines.append(DraftSentence(_sentence(note), (backed(network, note),)))
    return lines


def _counted_partners(desk: Desk, network: Network) -> DraftSentence:
    """ "Wie viele Partner?": their number, and who they are."""
    value, evidence = value_of(desk, network, Attribute.PARTNERS)
    value = f"{desk.count(len(network.partners))} – {value}"
    label, name = desk.label("partners"), network.short_name
    return desk.line("value_of", evidence, label=label, name=name, value=value)


def _name_lines(desk: Desk, network: Network) -> list[DraftSentence]:
    lines = [
        desk.line(
            "network_full_name",
            backed(network, network.name),
            name=network.short_name,
            full=network.name,
        )
    ]
    if network.aliases:
        aliases = "; ".join(network.aliases)
        evidence = backed(network, *network.aliases)
        lines.append(desk.line("network_also", evidence, name=network.short_name, aliases=aliases))
    return lines


def _region_line(desk: Desk, network: Network) -> DraftSentence:
    lands = desk.joined(network.lands)
    value = f"{network.region} ({lands})" if lands not in network.region else network.region
    return desk.line(
        "value_of",
        backed(network, network.region),
        label=desk.label("region"),
        name=network.short_name,
        value=value,
    )


def _district_lines(desk: Desk, network: Network, *, counted: bool = False) -> list[DraftSentence]:
    """Its districts; those that no source states stay apart."""
    lines = []
    for derived, key in ((False, "network_districts"), (True, "network_districts_derived")):
        names = districts_of(desk, network, derived=derived)
        if names:
            evidence = backed(network, *names)
            joined = desk.joined(names)
            joined = f"{_by_kinds(desk, names)} ({joined})" if counted else joined
            lines.append(desk.line(key, evidence, name=network.short_name, districts=joined))
    return lines or [_region_line(desk, network)]


def _by_kinds(desk: Desk, names: Sequence[str]) -> str:
    """ "Sieben Landkreise und zwei kreisfreie Städte"."""
    rural = sum(1 for one in names if _RURAL.search(one))
    parts = [(rural, "districts"), (len(names) - rural, "cities")]
    said = [
        desk.say(f"count_{key}_one" if number == 1 else f"count_{key}", count=desk.count(number))
        for number, key in parts
        if number
    ]
    return desk.joined(said)


_RURAL = re.compile(r"(?i)kreis\b|^(?:Landkreis|Kreis|Region|Regionalverband|Städteregion)\b")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "…")) else f"{text}."


def summary_lines(desk: Desk, network: Network) -> list[DraftSentence]:
    """A network in a few sentences: what it is, who leads, run time, money, focus, status."""
    kind = desk.say(f"network_{network.kind.value}")
    lines = [
        desk.line(
            "network_is",
            backed(network, "Art:", network.region, *network.lands),
            name=network.name,
            kind=kind,
            region=network.region,
            lands=desk.joined(network.lands),
        )
    ]
    for attribute in (Attribute.LEAD, Attribute.MONEY, Attribute.FOCUS):
        value, _ = value_of(desk, network, attribute)
        if value is not None:
            lines += _lines_of(desk, network, attribute)[:1]
    lines.append(network_status(desk, network))
    return lines
