"""The schema of the records (Datensätze): from a plain mapping to a frozen record.

The same decoder reads front matter at ingest and the stored JSON at start. Keys are those of the
dataclasses in `register.py`, but for `sources` (the record's references) and `office` (office_id).
docs/records.md describes every key.
"""

from __future__ import annotations

from collections.abc import Mapping

from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.errors import RecordError
from transfobot.domain.record_fields import Fields
from transfobot.domain.register import (
    ContactPerson,
    CoordinationOffice,
    CoveredDistrict,
    Fact,
    FundingCall,
    FundingKind,
    FundingProgramme,
    GeneralFact,
    GeneralRecord,
    Network,
    NetworkKind,
    Offer,
    OfficeStatus,
    Partner,
    Record,
    Reference,
    Remit,
    Span,
    Study,
)

KINDS = ("network", "office", "funding", "study", "offer")


def decode(document_id: str, kind: str, mapping: Mapping[str, object]) -> Record:
    """The record of a mapping; `kind` is one of KINDS (general facts carry `record: general`).

    Raises RecordError with the field and what was expected.
    """
    fields = Fields(mapping)
    general = fields.text("record")
    if general not in (None, "general"):
        raise fields.error("record", f"„{general}“ gibt es nicht; erlaubt ist: general.")
    decoder = _general if general else _DECODERS.get(kind)
    if decoder is None:
        allowed = ", ".join(KINDS)
        raise RecordError("kind", f"„{kind}“ gibt es nicht; erlaubt sind: {allowed}.")
    record = decoder(document_id, fields)
    fields.finish()
    return record


def _network(document_id: str, fields: Fields) -> Record:
    return Network(
        id=fields.identifier("id"),
        document_id=document_id,
        name=fields.required("name"),
        short_name=fields.required("short_name"),
        aliases=fields.texts("aliases"),
        kind=fields.choice("kind", NetworkKind),
        region=fields.required("region"),
        lands=_lands(fields),
        districts=_districts(fields),
        lead=fields.text("lead"),
        partners=tuple(_partner(one) for one in fields.mappings("partners")),
        span=_span(fields.mapping("span")),
        funding=fields.text("funding"),
        focus=fields.texts("focus"),
        offers=fields.texts("offers"),
        audiences=fields.texts("audiences"),
        website=_address(fields, "website"),
        office_id=fields.text("office"),
        status_note=fields.text("status_note"),
        facts=tuple(_fact(one) for one in fields.mappings("facts")),
        references=_references(fields),
        as_of=fields.stated("as_of"),
        lead_note=fields.text("lead_note"),
        region_aliases=fields.texts("region_aliases"),
    )


def _office(document_id: str, fields: Fields) -> Record:
    return CoordinationOffice(
        id=fields.identifier("id"),
        document_id=document_id,
        organisation=fields.required("organisation"),
        network_id=fields.text("network"),
        status=fields.choice("status", OfficeStatus),
        contacts=tuple(_contact(one) for one in fields.mappings("contacts")),
        phone=fields.text("phone"),
        email=fields.text("email"),
        website=_address(fields, "website"),
        address=fields.text("address"),
        hours=fields.text("hours"),
        substitute=fields.text("substitute"),
        substitute_office_id=fields.text("substitute_office"),
        remit=_remit(fields.mapping("remit")),
        note=fields.text("note"),
        references=_references(fields),
        verified_on=fields.stated("verified_on"),
        ends=fields.stated("ends"),
        contact_as_of=fields.stated("contact_as_of"),
    )


def _funding(document_id: str, fields: Fields) -> Record:
    smallest, largest = fields.number("size_min"), fields.number("size_max")
    if smallest is not None and largest is not None and smallest > largest:
        raise fields.error("size_max", f"{largest} ist kleiner als size_min ({smallest}).")
    return FundingProgramme(
        id=fields.identifier("id"),
        document_id=document_id,
        name=fields.required("name"),
        aliases=fields.texts("aliases"),
        funder=fields.required("funder"),
        agency=fields.text("agency"),
        kind=fields.choice("kind", FundingKind),
        audience=fields.choices("audience", Audience),
        topics=fields.choices("topics", Topic),
        eligible=fields.text("eligible"),
        purpose=fields.text("purpose"),
        size_min=smallest,
        size_max=largest,
        rate=fields.text("rate"),
        opens=fields.stated("opens"),
        closes=fields.stated("closes"),
        permanent=fields.truth("permanent") or False,
        apply_before_start=fields.truth("apply_before_start"),
        lead_time_days=fields.number("lead_time_days"),
        call_open=fields.truth("call_open"),
        calls=tuple(_call(one) for one in fields.mappings("calls")),
        lands=_lands(fields),
        law=fields.text("law"),
        contact=fields.text("contact"),
        url=_address(fields, "url"),
        ended=fields.truth("ended") or False,
        status_note=fields.text("status_note"),
        note=fields.text("note"),
        references=_references(fields),
        as_of=fields.stated("as_of"),
        successors=fields.texts("successors"),
        uncertain=fields.truth("uncertain") or False,
        stated_running=fields.truth("stated_running") or False,
        term=fields.text("term"),
    )


def _study(document_id: str, fields: Fields) -> Record:
    year = fields.number("year")
    return Study(
        id=fields.identifier("id"),
        document_id=document_id,
        title=fields.required("title"),
        author=fields.required("author"),
        year=year or 0,
        region=fields.required("region"),
        lands=_lands(fields),
        results=fields.texts("results"),
        references=_references(fields),
        as_of=fields.stated("as_of"),
        note=fields.text("note"),
    )


def _offer(document_id: str, fields: Fields) -> Record:
    return Offer(
        id=fields.identifier("id"),
        document_id=document_id,
        network_ids=fields.texts("networks"),
        kind=fields.required("kind"),
        title=fields.required("title"),
        begins=fields.stated("begins"),
        ends=fields.stated("ends"),
        place=fields.text("place"),
        audience_text=fields.text("audience_text"),
        audiences=fields.choices("audiences", Audience),
        description=fields.required("description"),
        references=_references(fields),
        as_of=fields.stated("as_of"),
        dates_text=fields.text("dates_text"),
        announced_only=fields.truth("announced_only") or False,
    )


def _general(document_id: str, fields: Fields) -> Record:
    facts = []
    for one in fields.mappings("facts"):
        fact = _fact(one)
        facts.append(GeneralFact(fact.text, fact.references, fact.as_of, document_id, fact.topic))
    return GeneralRecord(
        id=fields.identifier("id"),
        document_id=document_id,
        title=fields.required("title"),
        facts=tuple(facts),
        references=_references(fields),
        as_of=fields.stated("as_of"),
    )


_DECODERS = {
    "network": _network,
    "office": _office,
    "funding": _funding,
    "study": _study,
    "offer": _offer,
}

LANDS = (
    "Baden-Württemberg",
    "Bayern",
    "Berlin",
    "Brandenburg",
    "Bremen",
    "Hamburg",
    "Hessen",
    "Mecklenburg-Vorpommern",
    "Niedersachsen",
    "Nordrhein-Westfalen",
    "Rheinland-Pfalz",
    "Saarland",
    "Sachsen",
    "Sachsen-Anhalt",
    "Schleswig-Holstein",
    "Thüringen",
)


def _lands(fields: Fields) -> tuple[str, ...]:
    lands = fields.texts("lands")
    for land in lands:
        if land not in LANDS:
            allowed = ", ".join(LANDS)
            raise fields.error("lands", f"„{land}“ ist kein Land; erlaubt sind: {allowed}.")
    return lands


def _references(fields: Fields) -> tuple[Reference, ...]:
    references = tuple(_reference(one) for one in fields.mappings("sources"))
    if not references:
        raise fields.error("sources", "fehlt; erwartet wird mindestens eine Quelle mit Stand.")
    return references


def _reference(fields: Fields) -> Reference:
    bare = fields.text("name")
    source = bare or fields.required("source")
    fields.raw("source")
    reference = Reference(source, fields.stated("as_of"))
    fields.finish()
    return reference


def _fact(fields: Fields) -> Fact:
    as_of = fields.stated("as_of")
    fact = Fact(
        text=fields.required("text"),
        references=tuple(Reference(source, as_of) for source in fields.texts("sources")),
        as_of=as_of,
        topic=fields.text("topic"),
    )
    if not fact.references:
        raise fields.error("sources", "fehlt; jede Angabe braucht ihre Quelle.")
    fields.finish()
    return fact


def _partner(fields: Fields) -> Partner:
    partner = Partner(fields.required("name"), fields.text("role"))
    fields.finish()
    return partner


def _districts(fields: Fields) -> tuple[CoveredDistrict, ...]:
    return tuple(_district(one) for one in fields.mappings("districts"))


def _district(fields: Fields) -> CoveredDistrict:
    bare = fields.text("name")
    ags = bare or fields.required("ags")
    fields.raw("ags")
    if len(ags) != 5 or not ags.isdigit():
        raise fields.error("ags", f"„{ags}“ ist kein Kreisschlüssel; erwartet werden fünf Ziffern.")
    district = CoveredDistrict(ags, fields.truth("derived") or False, fields.text("basis"))
    fields.finish()
    return district


def _span(fields: Fields) -> Span:
    extension = fields.text("extension")
    if extension not in (None, "proven", "possible"):
        raise fields.error(
            "extension", f"„{extension}“ gibt es nicht; erlaubt sind: proven, possible."
        )
    span = Span(
        begins=fields.stated("begins"),
        ends=fields.stated("ends"),
        original_end=fields.stated("original_end"),
        extension=extension,
        note=fields.text("note"),
        extension_until=fields.stated("extension_until"),
        text=fields.text("text"),
    )
    fields.finish()
    return span


def _contact(fields: Fields) -> ContactPerson:
    contact = ContactPerson(
        name=fields.required("name"),
        role=fields.text("role"),
        phone=fields.text("phone"),
        email=fields.text("email"),
        organisation=fields.text("organisation"),
        as_of=fields.stated("as_of"),
    )
    fields.finish()
    return contact


def _remit(fields: Fields) -> Remit:
    remit = Remit(
        districts=_districts(fields),
        topics=fields.choices("topics", Topic),
        audiences=fields.choices("audiences", Audience),
        text=fields.text("text"),
    )
    fields.finish()
    return remit


def _call(fields: Fields) -> FundingCall:
    call = FundingCall(fields.required("name"), fields.stated("opens"), fields.stated("closes"))
    fields.finish()
    return call


def _address(fields: Fields, key: str) -> str | None:
    value = fields.text(key)
    if value is not None and not value.startswith(("https://", "http://")):
        raise fields.error(key, f"„{value}“ ist keine Adresse; erwartet wird https://….")
    return value
