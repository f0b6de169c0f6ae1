"""Whom to turn to at a network: office, persons, numbers, and what is not on file.

An office that is not active leads with its substitute; its own contact is shown only as last known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.understand.followup import OF_OFFICES
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Status
from transfobot.domain.register import ContactPerson, CoordinationOffice, Network

CONTACT_ATTRIBUTES = OF_OFFICES
_MISSING = "Nicht hinterlegt"
_WAYS = (Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS)
_REACHING = (*_WAYS, Attribute.HOURS)


def reaches(asked: Understanding) -> bool:
    """Whether nothing but whom to turn to is asked, whatever else is told.

    Of a matter of its own ("Wer ist Ansprechpartner für Wasserstoff?") the office is told as well.
    """
    attributes = set(asked.attributes)
    if {Attribute.PERSON, Attribute.CONTACT} <= attributes:
        # "An welche Person wendet sich ein Berater?" is not asked of whom it is for.
        attributes -= {Attribute.AUDIENCES}
    reached = attributes & CONTACT_ATTRIBUTES and attributes <= CONTACT_ATTRIBUTES | _SAID_ALONG
    # "Wie heißt der Mensch, der X leitet?"
    reached = reached or {Attribute.PERSON, Attribute.LEAD} == attributes
    # "Ich brauche den Namen der Geschäftsführerin."
    reached = reached or (Attribute.PERSON in attributes and attributes <= _OF_A_NAME)
    # "Wohin maile ich, wenn ich sie zur Versammlung einlade?"
    reached = reached or attributes & {Attribute.PHONE, Attribute.EMAIL}
    other = Intent.LIST in asked.intents and _WHICH_THING.search(asked.core.lower())
    return bool(reached) and Intent.COUNT not in asked.intents and not other


def with_stand_in(asked: Understanding) -> Understanding:
    """ "Die X geht nicht ran, gibt es einen Ersatz?": of an office, whom to turn to instead."""
    if Attribute.SUCCESSOR not in asked.attributes or not asked.mentions.offices:
        return asked
    others = (one for one in asked.attributes if one is not Attribute.SUCCESSOR)
    return replace(asked, attributes=(Attribute.DEPUTY, Attribute.CONTACT, *others))


_WHICH_THING = pattern("which_thing")

_OF_A_NAME = frozenset((Attribute.PERSON, Attribute.NAMES, Attribute.CONDITIONS, Attribute.LEAD))
_SAID_ALONG = frozenset((Attribute.STATUS, Attribute.RESULTS, Attribute.SOURCE))
""" "Laut euren Unterlagen, mit Stand", "nenn mir"."""


def contact_lines(
    desk: Desk, network: Network, attributes: Sequence[Attribute]
) -> list[DraftSentence]:
    """The contact of a network through its office."""
    office = desk.register.office_of(network)
    if office is None:
        return [
            desk.line("office_none", backed(network, network.short_name), name=network.short_name)
        ]
    return office_lines(desk, office, network.short_name, attributes)


def office_lines(
    desk: Desk, office: CoordinationOffice, name: str, attributes: Sequence[Attribute]
) -> list[DraftSentence]:
    """An office's lines for what is asked; plain "contact" asks for everything."""
    substitute = substitute_of(desk, office)
    ended = office.status_on(desk.day) is Status.ENDED
    if ended:
        return _ended_lines(desk, office, name, substitute)
    lines: list[DraftSentence] = []
    if substitute:
        shown = _with_network(desk, office, substitute)
        lines.append(desk.line("office_redirect", backed(office, substitute), substitute=shown))
    everything = not attributes or Attribute.CONTACT in attributes
    if Attribute.DEPUTY in attributes:
        lines += deputy_lines(desk, office, name)
    if everything or Attribute.PERSON in attributes:
        lines += [organisation_line(desk, office, name), *_people(desk, office, name)]
    wanted = [one for one in _REACHING if everything or one in attributes]
    if Attribute.PERSON in attributes and not wanted:
        wanted = [Attribute.PHONE, Attribute.EMAIL]
    if Attribute.HOURS not in attributes and not office.hours:
        wanted = [one for one in wanted if one is not Attribute.HOURS]
    lines += _reaching(desk, office, name, wanted, everything=everything)
    if lines and not any(office.organisation in one.text for one in lines):
        # Whoever asks for a number has to know whose it is.
        lines.append(organisation_line(desk, office, name))
    return lines


def substitute_of(desk: Desk, office: CoordinationOffice) -> str | None:
    """Whom to turn to instead, if the record names somebody."""
    other = desk.register.office(office.substitute_office_id)
    return other.organisation if other is not None else office.substitute


def _with_network(desk: Desk, office: CoordinationOffice, substitute: str) -> str:
    """The office to turn to with the network it speaks for."""
    other = desk.register.office(office.substitute_office_id)
    network = desk.register.network_of(other) if other is not None else None
    return f"{substitute} ({network.short_name})" if network is not None else substitute


def organisation_line(desk: Desk, office: CoordinationOffice, name: str) -> DraftSentence:
    """Which organisation speaks for a network."""
    evidence = backed(office, office.organisation)
    return desk.line("office_is", evidence, name=name, organisation=office.organisation)


def _people(desk: Desk, office: CoordinationOffice, name: str) -> list[DraftSentence]:
    if not office.contacts:
        return [desk.line("person_none", backed(office, _MISSING), name=name)]
    return [_person_line(desk, office, one, "office_person", name) for one in office.contacts]


def _person_line(
    desk: Desk, office: CoordinationOffice, person: ContactPerson, key: str, name: str
) -> DraftSentence:
    evidence, value = backed(office, person.name, person.role), _person(desk, person)
    return desk.line(key, evidence, label=desk.label("deputy"), name=name, value=value)


def _person(desk: Desk, person: ContactPerson) -> str:
    stand = desk.say("as_of", as_of=desk.day_of(person.as_of)) if person.as_of else None
    described = "; ".join(filter(None, (person.role, person.organisation, stand)))
    return f"{person.name} ({described})" if described else person.name


def deputy_lines(desk: Desk, office: CoordinationOffice, name: str) -> list[DraftSentence]:
    """Who stands in; named others are not called a deputy unless their role says so."""
    deputies = [one for one in office.contacts if _is_deputy(one)]
    if deputies:
        return [_person_line(desk, office, one, "value_of", name) for one in deputies]
    evidence = backed(office, *(one.name for one in office.contacts), office.organisation)
    others = "; ".join(_person(desk, one) for one in office.contacts[1:])
    if others:
        return [desk.line("office_deputy_none", evidence, name=name, value=others)]
    return [desk.line("office_deputy_unknown", evidence, name=name)]


def leading_people(desk: Desk, network: Network) -> list[DraftSentence]:
    """Whom the office's record calls a leader, else who answers there or that nobody is named."""
    office = desk.register.office_of(network)
    if office is None:
        return []
    name, leaders = network.short_name, [one for one in office.contacts if _leads(one)]
    if not leaders and substitute_of(desk, office) is None:
        return [one.beside() for one in _people(desk, office, name)]
    return [_person_line(desk, office, one, "lead_person", name) for one in leaders]


def _leads(person: ContactPerson) -> bool:
    return bool(_LEADING.search((person.role or "").lower())) and not _is_deputy(person)


_LEADING = re.compile(r"leit|koordinat|geschäftsführ|manager")


def _is_deputy(person: ContactPerson) -> bool:
    role = (person.role or "").lower()
    return "stellvertret" in role or "vertretung" in role


def _reaching(
    desk: Desk,
    office: CoordinationOffice,
    name: str,
    wanted: Sequence[Attribute],
    *,
    everything: bool,
) -> list[DraftSentence]:
    """Numbers, addresses and what of them is not on file, with the day they held."""
    lines: list[DraftSentence] = []
    missing: list[str] = []
    for attribute in wanted:
        values = values_of(office, attribute)
        label = desk.label(attribute.value)
        if values:
            shown = "; ".join(f"{value} ({who})" if who else value for value, who in values)
            evidence = backed(office, *(value for value, _ in values))
            lines.append(desk.line("office_value", evidence, label=label, name=name, value=shown))
        else:
            missing.append(label)
    if missing:
        # Whoever asks for one way would next try the others.
        ways = [one for one in _REACHING if one in _WAYS or one in wanted]
        missing = [desk.label(one.value) for one in ways if not values_of(office, one)]
        evidence = backed(office, _MISSING, office.organisation)
        lines.append(desk.line("office_missing", evidence, labels=desk.joined(missing)))
        if not lines[:-1] and not everything and office.contacts:
            lines += _people(desk, office, name)
    stand = office.contact_as_of or office.verified_on
    unverified = office.status_on(desk.day) is not Status.RUNNING
    told = len(lines) > bool(missing) or (everything and office.contacts)
    if told and stand and unverified:
        evidence = backed(office, office.organisation)
        lines.append(desk.line("office_unverified", evidence, as_of=desk.day_of(stand)))
    return lines


def values_of(office: CoordinationOffice, attribute: Attribute) -> list[tuple[str, str | None]]:
    """What is on file of one way to reach an office, each with the person it reaches."""
    own = {
        Attribute.PHONE: office.phone,
        Attribute.EMAIL: office.email,
        Attribute.ADDRESS: office.address,
        Attribute.HOURS: office.hours,
    }.get(attribute)
    values: list[tuple[str, str | None]] = [(own, None)] if own else []
    for person in office.contacts:
        personal = {Attribute.PHONE: person.phone, Attribute.EMAIL: person.email}.get(attribute)
        if personal:
            values.append((personal, person.name))
    return values


def _ended_lines(
    desk: Desk, office: CoordinationOffice, name: str, substitute: str | None
) -> list[DraftSentence]:
    """The substitute first; the old contact only as last known."""
    lines = [
        desk.line(
            "office_ended",
            backed(office, substitute, office.note),
            substitute=substitute or desk.say("not_on_file"),
            name=name,
            organisation=office.organisation,
            as_of=desk.day_of(office.verified_on),
        )
    ]
    if office.note:
        lines.append(DraftSentence(office.note, (backed(office, office.note),)))
    old = [_person(desk, one) for one in office.contacts]
    for attribute in (Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS):
        old += [value for value, _ in values_of(office, attribute)]
    if old:
        values = [*(one.name for one in office.contacts), office.address, office.phone]
        evidence = backed(office, *values, office.email)
        lines.append(desk.line("office_old_contact", evidence, value="; ".join(old)).beside())
    return lines
