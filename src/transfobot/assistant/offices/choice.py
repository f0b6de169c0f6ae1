"""Which coordination office (Koordinierungsstelle) to turn to, and why.

Order: person, office or network named > place > place of the conversation > default office.
Several networks in one area: the funded one first, a stated district before a derived one, the
others are named. A place outside every network leads to the default office, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.places import Place
from transfobot.domain.register import CoordinationOffice, Network, NetworkKind
from transfobot.domain.register_index import Coverage, Register


class Basis(StrEnum):
    """What the choice rests on."""

    PERSON = "person"
    OFFICE = "office"
    NETWORK = "network"
    PLACE = "place"
    CONVERSATION = "conversation"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """The office that leads, and everything its card says.

    `replaces` is the office asked for, when `office` stands in for it. `network` is the network
    the choice rests on; `others` are further networks of the same area. With `Basis.DEFAULT` a
    `place` is one outside every network, or (with `network`) of a network without an office.
    """

    office: CoordinationOffice
    basis: Basis
    network: Network | None = None
    place: Place | None = None
    derived: bool = False
    person: str | None = None
    replaces: CoordinationOffice | None = None
    others: tuple[Coverage, ...] = ()


def choose_office(
    register: Register,
    *,
    person_or_network: Sequence[str] = (),
    place: Place | None = None,
    conversation_place: Place | None = None,
    topic: Topic | None = None,
    audience: Audience | None = None,
    default_office_id: str | None = None,
    day: date,
) -> OfficeChoice | None:
    """The office in charge, or None when the deployment has none.

    `person_or_network` are record ids of networks or offices and names of persons, in the order
    they were named; the first that leads to an office counts.
    """
    for named in person_or_network:
        choice = _named(register, named, day)
        if choice is not None:
            return choice
    for basis, here in ((Basis.PLACE, place), (Basis.CONVERSATION, conversation_place)):
        if here is None or (here.kind == "land" and _undecided(register, here)):
            continue
        choice = _of_place(register, here, basis, topic, audience, day)
        if choice is not None:
            return choice
        network = next((one.network for one in coverages(register, here)), None)
        return _default(register, default_office_id, day, here, network)
    return _default(register, default_office_id, day)


def coverages(register: Register, place: Place) -> tuple[Coverage, ...]:
    """The networks of a place, best first: funded, then most of the place, then stated, by name."""
    found: dict[str, list[Coverage]] = {}
    for ags in place.district_ags:
        for coverage in register.covering(ags):
            found.setdefault(coverage.network.id, []).append(coverage)
    ranked = sorted(found.values(), key=lambda entries: _rank(entries, place))
    return tuple(
        next((one for one in entries if not one.district.derived), entries[0]) for entries in ranked
    )


def _rank(entries: Sequence[Coverage], place: Place) -> tuple[int, int, bool, str]:
    kinds = (NetworkKind.FUNDED, NetworkKind.ALLIANCE, NetworkKind.UMBRELLA, NetworkKind.UNCLEAR)
    network = entries[0].network
    uncovered = len(place.district_ags) - len({one.district.ags for one in entries})
    derived = all(one.district.derived for one in entries)
    return (kinds.index(network.kind), uncovered, derived, network.short_name.casefold())


def leading(
    register: Register, office: CoordinationOffice, day: date
) -> tuple[CoordinationOffice, CoordinationOffice | None]:
    """The office that leads on a day and the one it stands in for (None when it is itself).

    An office that is not active is led by the office that its record names as substitute, unless
    that one has ended too.
    """
    if office.status_on(day) is not Status.RUNNING:
        other = register.office(office.substitute_office_id)
        if other is not None and other.id != office.id and other.status_on(day) is not Status.ENDED:
            return other, office
    return office, None


def _named(register: Register, named: str, day: date) -> OfficeChoice | None:
    office = register.office(named)
    if office is not None:
        lead, replaced = leading(register, office, day)
        network = register.network_of(lead)
        return OfficeChoice(lead, Basis.OFFICE, network, replaces=replaced)
    network = register.network(named)
    if network is not None:
        office = register.office_of(network)
        if office is None:
            return None
        lead, replaced = leading(register, office, day)
        return OfficeChoice(lead, Basis.NETWORK, network, replaces=replaced)
    wanted = named.casefold().strip()
    for office in register.offices:
        person = next((one.name for one in office.contacts if _is(one.name, wanted)), None)
        if person is not None:
            lead, replaced = leading(register, office, day)
            network = register.network_of(lead)
            return OfficeChoice(lead, Basis.PERSON, network, person=person, replaces=replaced)
    return None


def _is(name: str, wanted: str) -> bool:
    """Whether a name is meant: in full, without titles, or by the family name."""
    words = [word for word in name.casefold().split() if not word.endswith(".")]
    return bool(wanted) and (wanted in (name.casefold(), " ".join(words)) or wanted == words[-1])


def _of_place(
    register: Register,
    place: Place,
    basis: Basis,
    topic: Topic | None,
    audience: Audience | None,
    day: date,
) -> OfficeChoice | None:
    found = coverages(register, place)
    offices = [(one, register.office_of(one.network)) for one in found]
    fitting = [
        (one, office)
        for one, office in offices
        if office is not None and _within_remit(office, place, topic, audience)
    ] or [(one, office) for one, office in offices if office is not None]
    if not fitting:
        return None
    coverage, office = fitting[0]
    lead, replaced = leading(register, office, day)
    return OfficeChoice(
        lead,
        basis,
        coverage.network,
        place,
        coverage.district.derived,
        replaces=replaced,
        others=tuple(one for one in found if one.network.id != coverage.network.id),
    )


def _within_remit(
    office: CoordinationOffice, place: Place, topic: Topic | None, audience: Audience | None
) -> bool:
    remit = office.remit
    districts = {one.ags for one in remit.districts}
    return (
        (not districts or bool(districts & set(place.district_ags)))
        and (topic is None or not remit.topics or topic in remit.topics)
        and (audience is None or not remit.audiences or audience in remit.audiences)
    )


def _undecided(register: Register, place: Place) -> bool:
    """A Land with several funded networks names none of them."""
    funded = [one for one in coverages(register, place) if one.network.kind is NetworkKind.FUNDED]
    return len(funded) > 1


def _default(
    register: Register,
    office_id: str | None,
    day: date,
    place: Place | None = None,
    network: Network | None = None,
) -> OfficeChoice | None:
    office = register.office(office_id)
    if office is None:
        return None
    lead, replaced = leading(register, office, day)
    return OfficeChoice(lead, Basis.DEFAULT, network, place, replaces=replaced)
