"""What has aged in the register: for `transfobot doctor` and the staff console.

Limits by kind: a contact 90 days, an open call 30, a rule or programme 365, a closed study never.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transfobot.assistant.phrasing import day_text
from transfobot.domain.answers import Status
from transfobot.domain.register import (
    CoordinationOffice,
    FundingProgramme,
    Network,
    Record,
    last_day,
)
from transfobot.domain.register_index import Register

CONTACT_DAYS = 90
OPEN_CALL_DAYS = 30
LAW_DAYS = 365


class AgingKind(StrEnum):
    """Why a record should be looked at."""

    CONTACT = "contact"
    UNREACHABLE = "unreachable"
    OPEN_CALL = "open_call"
    LAW = "law"
    CLOSED_IN_PRACTICE = "closed_in_practice"
    PROGRAMME_ENDED = "programme_ended"
    NETWORK_ENDED = "network_ended"
    NO_SOURCE = "no_source"


@dataclass(frozen=True, slots=True)
class AgingFinding:
    """One thing to look at; `sentence` is German and names the record; `days` its age, if known."""

    record_id: str
    document_id: str
    kind: AgingKind
    sentence: str
    days: int | None = None


def aging(register: Register, day: date) -> list[AgingFinding]:
    """What has aged past its kind's limit on a day, has ended, or lacks a way or a source."""
    findings: list[AgingFinding] = []
    for office in register.offices:
        findings += _office(office, day)
    for programme in register.programmes:
        findings += _programme(programme, day)
    for network in register.networks:
        findings += _network(network, day)
    records: tuple[Record, ...] = (
        *register.networks,
        *register.offices,
        *register.programmes,
        *register.studies,
        *register.offers,
        *register.general,
    )
    findings += [
        AgingFinding(
            one.id, one.document_id, AgingKind.NO_SOURCE, f"{one.id}: Es ist keine Quelle genannt."
        )
        for one in records
        if not one.references
    ]
    return findings


def age_in_days(stated: str, day: date) -> int:
    """Days since the last day a statement can have held; 0 when it lies ahead."""
    return max(0, (day - last_day(stated)).days)


def _office(office: CoordinationOffice, day: date) -> Iterator[AgingFinding]:
    def found(kind: AgingKind, sentence: str, days: int | None = None) -> AgingFinding:
        shown = f"{office.id} ({office.organisation}): {sentence}"
        return AgingFinding(office.id, office.document_id, kind, shown, days)

    if office.status_on(day) is not Status.ENDED:
        stated = _newest(office)
        if stated is None:
            yield found(AgingKind.CONTACT, "Der Kontakt hat keinen Stand.")
        elif (days := age_in_days(stated, day)) > CONTACT_DAYS:
            told = day_text(stated)
            yield found(AgingKind.CONTACT, f"Der Kontakt ist zuletzt {told} belegt.", days)
    if not _reachable(office):
        yield found(AgingKind.UNREACHABLE, "Weder Telefon noch E-Mail noch Anschrift hinterlegt.")


def _newest(office: CoordinationOffice) -> str | None:
    days = [office.verified_on, office.contact_as_of, *(one.as_of for one in office.contacts)]
    return max((one for one in days if one), key=last_day, default=None)


def _reachable(office: CoordinationOffice) -> bool:
    """Whether anybody could be reached today: an ended office's old number is no way."""
    if office.substitute_office_id:
        return True
    if office.status.value == "ended":
        return False
    own = office.phone or office.email or office.address
    return bool(own) or any(one.phone or one.email for one in office.contacts)


def _programme(programme: FundingProgramme, day: date) -> Iterator[AgingFinding]:
    def found(kind: AgingKind, sentence: str, days: int | None = None) -> AgingFinding:
        shown = f"{programme.id} ({programme.name}): {sentence}"
        return AgingFinding(programme.id, programme.document_id, kind, shown, days)

    if programme.status_on(day) is Status.ENDED:
        end = f" ({day_text(programme.closes)})" if programme.closes else ""
        yield found(AgingKind.PROGRAMME_ENDED, f"Das Programm ist beendet{end}.")
        return
    if programme.too_late_on(day):
        lead = programme.lead_time_days
        yield found(
            AgingKind.CLOSED_IN_PRACTICE,
            f"Praktisch geschlossen: Der Vorlauf von {lead} Tagen passt nicht mehr vor das Ende.",
        )
    if programme.as_of is None:
        yield found(AgingKind.LAW, "Die Angaben haben keinen Stand.")
        return
    days, told = age_in_days(programme.as_of, day), day_text(programme.as_of)
    if has_open_call(programme, day) and days > OPEN_CALL_DAYS:
        yield found(AgingKind.OPEN_CALL, f"Der offene Aufruf ist zuletzt {told} belegt.", days)
    elif days > LAW_DAYS:
        yield found(AgingKind.LAW, f"Die Angaben sind zuletzt {told} belegt.", days)


def has_open_call(programme: FundingProgramme, day: date) -> bool:
    """Whether a call is stated as open, or has a deadline that is still ahead."""
    ahead = any(one.closes is not None and day <= last_day(one.closes) for one in programme.calls)
    return programme.call_open is True or ahead


def _network(network: Network, day: date) -> Iterator[AgingFinding]:
    if network.status_on(day) is Status.ENDED and network.span.ends is not None:
        end = day_text(network.span.ends)
        yield AgingFinding(
            network.id,
            network.document_id,
            AgingKind.NETWORK_ENDED,
            f"{network.id} ({network.short_name}): Die belegte Laufzeit endete {end}.",
        )
