"""The delivered records: complete, valid, quotable, and in own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.assistant.corpus import CORPUS, front_matter, places, register
from transfobot.domain.register import NetworkKind, OfficeStatus
from transfobot.ingestion.records import KIND_OF_FOLDER, known_in, read_record

FILES = sorted(path for folder in KIND_OF_FOLDER for path in (CORPUS / folder).glob("*.md"))
WORD = re.compile(r"\w+")


def prose(path: Path) -> str:
    """What is searched and quoted: the text below the front matter."""
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_record_is_valid_and_named_like_its_id(path: Path) -> None:
    known = known_in(CORPUS)
    file = path.relative_to(CORPUS).as_posix()
    record = read_record(front_matter(path), file=file, known=known)
    assert record.id == path.stem
    assert record.references


def test_the_register_is_complete() -> None:
    found = register()
    counts = [len(found.networks), len(found.offices), len(found.programmes)]
    assert counts == [28, 26, 32]
    assert (len(found.studies), len(found.offers)) == (23, 27)
    kinds = [one.kind for one in found.networks]
    assert kinds.count(NetworkKind.FUNDED) == 24
    assert kinds.count(NetworkKind.ALLIANCE) == 2
    assert kinds.count(NetworkKind.UMBRELLA) == 1
    assert kinds.count(NetworkKind.UNCLEAR) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_prose_has_a_title_sections_and_its_sources(path: Path) -> None:
    text = prose(path)
    assert text.lstrip().startswith("# ")
    assert "\n## " in text
    record = read_record(front_matter(path), file=path.relative_to(CORPUS).as_posix())
    for reference in record.references:
        assert reference.source in text, reference.source


def test_what_the_register_says_can_be_quoted_from_the_prose() -> None:
    missing = []
    for network in register().networks:
        text = prose(CORPUS / network.document_id)
        values = [network.name, network.lead, network.span.note, network.span.text]
        values += [fact.text for fact in network.facts]
        values += [one.name for one in network.partners]
        values += [*network.focus, *network.offers, *network.audiences, *network.aliases]
        values += [network.region, network.website, network.lead_note]
        missing += [(network.id, one) for one in values if one and one not in text]
    for office in register().offices:
        text = prose(CORPUS / office.document_id)
        values = [office.organisation, office.phone, office.email, office.address, office.note]
        values += [office.substitute, office.remit.text]
        for person in office.contacts:
            values += [person.name, person.role, person.phone, person.email]
        missing += [(office.id, one) for one in values if one and one not in text]
    for programme in register().programmes:
        text = prose(CORPUS / programme.document_id)
        values = [programme.name, programme.eligible, programme.rate, programme.purpose]
        values += [programme.law, programme.contact, programme.note, programme.status_note]
        values += [programme.term, programme.funder, programme.agency]
        missing += [(programme.id, one) for one in values if one and one not in text]
    for study in register().studies:
        text = prose(CORPUS / study.document_id)
        values = [study.title, study.author, *study.results, study.note]
        missing += [(study.id, one) for one in values if one and one not in text]
    for offer in register().offers:
        text = prose(CORPUS / offer.document_id)
        values = [offer.title, offer.description, offer.place, offer.dates_text]
        missing += [(offer.id, one) for one in values if one and one not in text]
    assert missing == []


def test_references_between_records_lead_somewhere() -> None:
    found = register()
    for network in found.networks:
        if network.office_id:
            office = found.office(network.office_id)
            assert office is not None
            assert office.network_id == network.id
    for offer in found.offers:
        for one in offer.network_ids:
            assert found.network(one) is not None
    for programme in found.programmes:
        for one in programme.successors:
            assert found.programme(one) is not None


def test_every_covered_district_exists_and_lies_in_the_lands_named() -> None:
    for network in register().networks:
        for district in network.districts:
            place = places().by_ags(district.ags)
            assert place is not None
            assert place.land in network.lands or network.id == "transform_emn"


def test_ended_programmes_name_what_took_their_place_or_say_that_nothing_is_known() -> None:
    for programme in register().programmes:
        if programme.ended and not programme.successors:
            assert programme.contact, programme.id


def test_the_doubts_are_kept() -> None:
    found = register()
    office = found.office("office_itas")
    assert office is not None
    assert office.status is OfficeStatus.ENDED
    assert office.substitute is not None
    assert "Stadt Chemnitz, Geschäftsbereich Wirtschaft" in office.substitute
    alliance = found.office("office_buendnis_hf")
    assert alliance is not None
    assert alliance.substitute_office_id == "office_transformotive"
    counts = [fact for fact in found.facts if fact.topic == "count_on_day"]
    assert {(fact.as_of, fact.text) for fact in counts} == {
        ("2023-05", "Im Mai 2023 waren es 27 Netzwerke."),
        ("2025-07", "Im Juli 2025 waren es 26 Netzwerke."),
        ("2026-01", "Im Januar 2026 waren es 25 Netzwerke."),
    }
    traiber = found.network("traiber")
    assert traiber is not None
    assert {"TrAlBeR", "TRAIBER"} <= set(traiber.aliases)
    vda = prose(CORPUS / "studies" / "study_vda24.md")
    assert "190.000" in vda
    assert "140.000" in vda
    derived = {
        network.id for network in found.networks if any(one.derived for one in network.districts)
    }
    assert {"molewa", "traiber", "atlas", "cars20", "trafonetz", "teammit"} <= derived


def test_announcements_keep_their_tense() -> None:
    announced = [one for one in register().offers if one.announced_only]
    assert {one.id for one in announced} == {"offer_e6", "offer_e9"}
    for one in announced:
        assert "ngekündigt" in one.description


def test_no_phone_or_address_without_a_day_of_its_own() -> None:
    for office in register().offices:
        for person in office.contacts:
            assert person.as_of, (office.id, person.name)
        if office.phone and office.status is not OfficeStatus.ENDED:
            assert office.contact_as_of, office.id
