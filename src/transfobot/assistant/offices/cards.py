"""A chosen office as it is shown: what is known, what is missing, why this one, what is old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from transfobot.assistant.offices.choice import Basis, OfficeChoice
from transfobot.assistant.phrasing import day_text
from transfobot.assistant.places.names import with_article
from transfobot.domain.answers import OfficeCard, Status
from transfobot.domain.places import Place
from transfobot.domain.register import ContactPerson, CoordinationOffice, OfficeStatus
from transfobot.domain.register_index import Register
from transfobot.prompts import Phrases

_SHOWN_STATUS = {
    Status.RUNNING: OfficeStatus.ACTIVE,
    Status.ENDED: OfficeStatus.ENDED,
    Status.UNKNOWN: OfficeStatus.UNVERIFIED,
    Status.ANNOUNCED: OfficeStatus.UNVERIFIED,
}


@dataclass(frozen=True, slots=True)
class _Wording:
    phrases: Phrases
    language: str

    def say(self, key: str, **values: object) -> str:
        return " ".join(self.phrases.of(f"offices.{key}", self.language, **values).split())

    def day(self, stated: str) -> str:
        return day_text(stated, self.language)


def office_card(
    choice: OfficeChoice,
    register: Register,
    phrases: Phrases,
    *,
    day: date,
    language: str = "de",
) -> OfficeCard:
    """The card of a choice.

    Contact data of an ended office is never in the fields: only a note shows it, as last known and
    with its day. `missing` is what is not on file for whom the card leads to.
    """
    wording = _Wording(phrases, language)
    office = choice.office
    status = _SHOWN_STATUS[office.status_on(day)]
    ended = status is OfficeStatus.ENDED
    person = None if ended else _person(office, choice.person)
    network = register.network_of(office)
    website = office.website or (network.website if network else None)
    fields: dict[str, str | None] = {
        "contact": person.name if person else None,
        "phone": None if ended else ((person.phone if person else None) or office.phone),
        "email": None if ended else ((person.email if person else None) or office.email),
        "website": None if ended else website,
        "address": None if ended else office.address,
    }
    missing = tuple(
        key for key in ("contact", "phone", "email", "address", "website") if not fields[key]
    )
    return OfficeCard(
        id=office.id,
        organisation=office.organisation,
        status=status.value,
        contact=fields["contact"],
        role=person.role if person else None,
        phone=fields["phone"],
        email=fields["email"],
        website=fields["website"],
        address=fields["address"],
        substitute=_substitute(office, register) if status is not OfficeStatus.ACTIVE else None,
        missing=missing,
        reason=_reason(choice, wording, day),
        verified_on=office.verified_on,
        notes=tuple(_notes(choice, person, status, wording, day)),
    )


def _person(office: CoordinationOffice, wanted: str | None) -> ContactPerson | None:
    named = next((one for one in office.contacts if one.name == wanted), None)
    return named or next(iter(office.contacts), None)


def _substitute(office: CoordinationOffice, register: Register) -> str | None:
    other = register.office(office.substitute_office_id)
    return office.substitute or (other.organisation if other else None)


def _reason(choice: OfficeChoice, wording: _Wording, day: date) -> str:
    network = choice.network.short_name if choice.network else ""
    place = choice.place
    if choice.basis is Basis.PERSON:
        return wording.say("reason_person", person=choice.person)
    if choice.basis in (Basis.OFFICE, Basis.NETWORK):
        if not network:
            return wording.say("reason_office")
        return wording.say("reason_network", network=network)
    if choice.basis is Basis.DEFAULT:
        if place is None:
            return wording.say("reason_default")
        key = "reason_no_office" if network else "reason_outside"
        return wording.say(key, place=place.label, network=network)
    assert place is not None
    inside = place.kind == "municipality" and place.name != _without_kind(place.district)
    ended = "_ended" if _network_ended(choice, day) else ""
    return wording.say(
        "reason_place" if inside else "reason_area",
        verb=wording.say(f"verb{ended}" + ("_derived" if choice.derived else "")),
        network=network,
        place=place.label if inside else _subject(place, wording.language),
        doubt=wording.say("doubt") if choice.derived else "",
    )


def _subject(place: Place, language: str) -> str:
    german = language == "de" and place.kind != "municipality"
    return with_article(place.name) if german else place.name


def _network_ended(choice: OfficeChoice, day: date) -> bool:
    return choice.network is not None and choice.network.status_on(day) is Status.ENDED


def _without_kind(district: str | None) -> str:
    """A town that is its own district lies in none."""
    return (district or "").removeprefix("Stadt ")


def _notes(
    choice: OfficeChoice,
    person: ContactPerson | None,
    status: OfficeStatus,
    wording: _Wording,
    day: date,
) -> list[str]:
    office, notes = choice.office, []
    if status is OfficeStatus.ENDED:
        notes += _ended(office, wording)
    if choice.replaces is not None:
        replaced = choice.replaces
        note = replaced.note or ""
        notes.append(wording.say("note_instead", office=replaced.organisation, note=note))
    if choice.network is not None and _network_ended(choice, day):
        note, name = choice.network.span.note or "", choice.network.short_name
        notes.append(wording.say("note_network_ended", network=name, note=note))
    if choice.basis is Basis.CONVERSATION:
        notes.append(wording.say("note_conversation"))
    if status is OfficeStatus.UNVERIFIED:
        notes.append(_unverified(office, person, wording))
        if office.note:
            notes.append(office.note)
    if choice.others:
        names = [
            wording.say("note_derived_name", network=one.network.short_name)
            if one.district.derived
            else one.network.short_name
            for one in choice.others
        ]
        notes.append(wording.say("note_others", networks=", ".join(names)))
    if status is not OfficeStatus.ENDED and len(office.contacts) > 1:
        people = [_shown(one, wording) for one in office.contacts if one is not person]
        notes.append(wording.say("note_people", people="; ".join(people)))
    return notes


def _ended(office: CoordinationOffice, wording: _Wording) -> list[str]:
    notes = []
    if office.substitute:
        notes.append(wording.say("note_turn_to", substitute=office.substitute))
    if office.verified_on:
        day = wording.day(office.verified_on)
        notes.append(wording.say("note_ended", organisation=office.organisation, day=day))
    else:
        notes.append(wording.say("note_ended_undated", organisation=office.organisation))
    if office.note:
        notes.append(office.note)
    old = [_shown(one, wording) for one in office.contacts]
    own = [value for value in (office.address, office.phone) if value]
    if own:
        old.append(f"{', '.join(own)} ({_stand(office.contact_as_of, wording)})")
    if old:
        notes.append(wording.say("note_last_known", contacts="; ".join(old)))
    return notes


def _unverified(office: CoordinationOffice, person: ContactPerson | None, wording: _Wording) -> str:
    days = [office.verified_on, office.contact_as_of, person.as_of if person else None]
    stated = next((one for one in days if one), None)
    if stated is None:
        return wording.say("note_unverified_undated")
    return wording.say("note_unverified", day=wording.day(stated))


def _shown(person: ContactPerson, wording: _Wording) -> str:
    parts = [person.role, person.organisation, person.phone, person.email]
    parts.append(_stand(person.as_of, wording))
    return f"{person.name} ({', '.join(part for part in parts if part)})"


def _stand(stated: str | None, wording: _Wording) -> str:
    if stated is None:
        return wording.say("stand_unknown")
    return wording.say("stand", day=wording.day(stated))
