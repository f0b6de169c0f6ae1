"""The right office for a person, a network, a place; and what its card says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.assistant.corpus import CORPUS, places, register
from tests.assistant.talk import Talk
from transfobot.adapters.places_csv import load_gazetteer
from transfobot.assistant.offices.choice import Basis, choose_office
from transfobot.assistant.offices.desk import OfficeDesk
from transfobot.domain.answers import OfficeCard
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.places import Place
from transfobot.domain.register import CoordinationOffice, NetworkKind, OfficeStatus, Remit
from transfobot.domain.register_index import Register
from transfobot.prompts import load_phrases

DAY = date(2026, 11, 20)
PROMPTS = Path(__file__).parents[2] / "prompts"
SEED_NETWORKS = ("transformotive", "itas", "molewa", "traiber", "retrason")


def desk(
    records: Register | None = None, *, default: str | None = None, language: str = "de"
) -> OfficeDesk:
    """The desk over the delivered records."""
    return OfficeDesk(
        records or register(), places(), load_phrases(PROMPTS), DAY, default, language
    )


def place(text: str) -> Place:
    """The one place of a text."""
    found = places().find(text).unique
    assert found is not None
    return found


def first(text: str, **more: str) -> OfficeCard:
    """The first card for a place."""
    found = desk(**more).offices_for(text)  # type: ignore[arg-type]
    return found.offices[0]


def test_oehringen_gets_transformotive_with_the_reason() -> None:
    card = first("Öhringen")
    assert card.id == "office_transformotive"
    assert "weil Öhringen im Hohenlohekreis liegt" in card.reason
    assert card.phone is None
    assert {"phone", "email"} <= set(card.missing)
    assert any("Bündnis für Transformation" in note for note in card.notes)
    assert card.status == "unverified"
    assert any("Stand 2023" in note for note in card.notes)


def test_an_ended_office_leads_with_its_substitute_and_hides_its_contact() -> None:
    card = first("Chemnitz")
    assert (card.id, card.status) == ("office_itas", "ended")
    assert card.substitute is not None
    assert card.substitute.startswith("Stadt Chemnitz, Geschäftsbereich Wirtschaft")
    assert card.notes[0].startswith("Bitte wenden Sie sich an: Stadt Chemnitz")
    assert (card.contact, card.phone, card.email, card.address) == (None, None, None, None)
    last_known = next(note for note in card.notes if "Zuletzt bekannter Kontakt" in note)
    assert "Boris Kaiser" in last_known
    assert "Stand Juni 2023" in last_known
    assert "+49 371 3660 224" in last_known
    assert any("abgewickelt" in note for note in card.notes)


def test_the_alliance_without_a_contact_is_led_by_transformotive() -> None:
    for named in ("buendnis_hf", "office_buendnis_hf", "Steffen Hertwig"):
        card = desk().named(named)
        assert card is not None
        assert card.id == "office_transformotive"
        assert any("Bündnis für Transformation" in note for note in card.notes)


@pytest.mark.parametrize(
    ("named", "office", "phone"),
    [
        ("Hinrich Weis", "office_retrason", "0531 12 18 165"),
        ("weis", "office_retrason", "0531 12 18 165"),
        ("Jana Kallwies", "office_retrason", "0531 12 18 190"),
        ("retrason", "office_retrason", "0531 12 18 165"),
        ("Stephan A. Vogelskamp", "office_traiber", "0212 / 88 16 06-60"),
    ],
)
def test_a_person_or_network_named(named: str, office: str, phone: str) -> None:
    card = desk().named(named)
    assert card is not None
    assert (card.id, card.phone) == (office, phone)


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("Wie viele sind im Studiengang Sustainable Innovation Loop?", "office_itas"),
        ("Was hat der Strategiebaukasten gekostet?", "office_autos"),
        ("welche agentur hat das autos-portal programmiert?", "office_autos"),
        ("Wie viele Seiten hat die ReTraSON-Transformationsstrategie?", "office_retrason"),
        ("Welche Webinare und Beratung gibt es?", "office_bund"),
    ],
)
def test_an_offer_or_a_study_of_one_network_leads_to_its_office(question: str, office: str) -> None:
    """Also what only stands among its offers; what several offer leads to none."""
    talk = Talk()
    talk.ask(question)
    card = desk(default="office_bund").choose(talk.asked) if talk.asked else None
    assert card is not None
    assert card.id == office


def test_the_order_is_named_then_place_then_conversation_then_default() -> None:
    everything = {
        "person_or_network": ["unbekannt", "itas"],
        "place": place("Öhringen"),
        "conversation_place": place("Braunschweig"),
        "default_office_id": "office_tregks",
    }
    expected = ["office_itas", "office_transformotive", "office_retrason", "office_tregks"]
    bases = [Basis.NETWORK, Basis.PLACE, Basis.CONVERSATION, Basis.DEFAULT]
    for office, basis, key in zip(expected, bases, everything, strict=True):
        choice = choose_office(register(), day=DAY, **everything)  # type: ignore[arg-type]
        assert choice is not None
        assert (choice.office.id, choice.basis) == (office, basis)
        everything = {name: value for name, value in everything.items() if name != key}
        everything.setdefault(key, [] if key == "person_or_network" else None)
    assert choose_office(register(), day=DAY) is None


def test_a_place_outside_says_so_and_names_the_default() -> None:
    found = desk(default="office_retrason").offices_for("Kiel")
    assert found.place is not None
    assert found.notices == ("Für Kiel in Schleswig-Holstein ist kein Netzwerk hinterlegt.",)
    assert found.offices[0].id == "office_retrason"
    assert "kein Netzwerk hinterlegt" in found.offices[0].reason
    assert desk().offices_for("Kiel").offices == ()


def test_a_network_without_an_office_leads_to_the_default() -> None:
    card = first("Ravensburg", default="office_autos")
    assert card.id == "office_autos"
    assert "TIM" in card.reason
    assert "keine Koordinierungsstelle" in card.reason


def test_derived_districts_are_said_to_be_probable() -> None:
    assert "voraussichtlich" in first("Stuttgart").reason
    assert "voraussichtlich" in first("Kreis Soest").reason
    assert "voraussichtlich" in first("Landkreis Neuwied").reason
    assert "voraussichtlich" not in first("Kreis Olpe").reason


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kreis Peine", "weil der Landkreis Peine zu seinem Gebiet gehört"),
        ("Hohenlohekreis", "weil der Hohenlohekreis zu"),
        ("Region Hannover", "weil die Region Hannover zu"),
        ("Bergische Region", "weil die Bergische Region zu"),
        ("Metropolregion Nürnberg", "weil die Metropolregion Nürnberg"),
        ("Saarland", "weil das Saarland zu"),
        ("Südwestsachsen", "weil Südwestsachsen zu"),
        ("Chemnitz", "weil Chemnitz zu"),
    ],
)
def test_the_reason_is_a_sentence(text: str, said: str) -> None:
    assert said in first(text).reason


def test_several_networks_of_one_district_are_all_named() -> None:
    found = desk().offices_for("Gummersbach")
    assert [card.id for card in found.offices] == ["office_traiber", "office_trendauto"]
    assert any("TrendAuto2030plus (voraussichtlich)" in one for one in found.offices[0].notes)


def test_a_name_that_is_not_unique_gives_candidates_and_no_office() -> None:
    found = desk().offices_for("Waldenburg")
    assert found.place is None
    assert found.offices == ()
    assert {one.label for one in found.candidates} == {
        "Waldenburg im Hohenlohekreis",
        "Waldenburg im Landkreis Zwickau",
    }


def test_an_unknown_name_is_said_to_be_not_on_file() -> None:
    found = desk().offices_for("Atlantis")
    assert found.notices == ("Ein Ort mit dem Namen „Atlantis“ ist nicht hinterlegt.",)
    assert (found.place, found.offices) == (None, ())


def test_without_a_place_all_offices_are_listed() -> None:
    found = desk().offices_for(None)
    assert {card.id for card in found.offices} == {one.id for one in register().offices}


def test_a_deleted_phone_is_said_to_be_missing() -> None:
    office = register().office("office_tregks")
    assert office is not None
    assert first("Kassel").phone == "+49 561 70733-50"
    others = [one for one in (*register().networks, *register().offices) if one.id != office.id]
    changed = Register.from_records([*others, replace(office, phone=None)])
    card = desk(changed).offices_for("Kassel").offices[0]
    assert (card.id, card.phone) == ("office_tregks", None)
    assert "phone" in card.missing


def test_remit_narrows_by_topic_and_audience() -> None:
    office = register().office("office_transformotive")
    assert office is not None
    narrow = replace(office, remit=Remit(topics=(Topic.ENERGY,), audiences=(Audience.COMPANY,)))
    others = [one for one in (*register().networks, *register().offices) if one.id != office.id]
    records = Register.from_records([*others, narrow])
    chosen = {
        topic: choose_office(records, place=place("Öhringen"), topic=topic, day=DAY)
        for topic in (Topic.ENERGY, Topic.QUALIFICATION)
    }
    energy, qualification = chosen[Topic.ENERGY], chosen[Topic.QUALIFICATION]
    assert energy is not None
    assert qualification is not None
    assert energy.office.id == "office_transformotive"
    assert energy.network is not None
    assert energy.network.kind is NetworkKind.FUNDED
    assert qualification.replaces is not None or qualification.office.id != office.id


def test_an_active_office_has_no_notes_about_age() -> None:
    office = register().office("office_tregks")
    assert office is not None
    active = replace(office, status=OfficeStatus.ACTIVE, verified_on="2026-11-01", note=None)
    others = [one for one in (*register().networks, *register().offices) if one.id != office.id]
    card = desk(Register.from_records([*others, active])).offices_for("Kassel").offices[0]
    assert (card.status, card.verified_on, card.substitute) == ("active", "2026-11-01", None)
    assert card.notes == ()
    ended = replace(active, ends="2026-10-31")
    card = desk(Register.from_records([*others, ended])).offices_for("Kassel").offices[0]
    assert (card.status, card.phone) == ("ended", None)


def test_an_ended_network_is_not_said_to_be_in_charge() -> None:
    card = first("Chemnitz")
    assert card.reason.startswith("Zuletzt zuständig war das Netzwerk ITAS")
    assert any("Fortsetzung 2026 ist nicht belegt" in note for note in card.notes)
    new_year = replace(desk(), day=date(2027, 1, 1))
    for place_name in ("Braunschweig", "Leipzig", "Stuttgart", "Öhringen"):
        card = new_year.offices_for(place_name).offices[0]
        ended = register().network_of(register().office(card.id))  # type: ignore[arg-type]
        assert ended is not None
        running = ended.status_on(date(2027, 1, 1)).value != "ended"
        assert card.reason.startswith("Zuständig ist" if running else "Zuletzt zuständig war")


def test_the_card_in_english() -> None:
    card = first("Öhringen", language="en")
    assert card.reason.startswith("The network Transformotive is responsible")


def test_a_land_with_several_networks_decides_nothing() -> None:
    assert choose_office(register(), place=place("Sachsen"), day=DAY) is None
    listed = {card.id for card in desk(default="office_bund").offices_for("Sachsen").offices}
    assert listed == {"office_itas", "office_molewa"}
    choice = choose_office(register(), place=place("Saarland"), day=DAY)
    assert choice is not None
    assert choice.office.id == "office_trasaar"


def _expected_offices(district: str) -> set[str]:
    """The offices that may lead in a district, worked out from the records alone."""
    covering = [
        (network, one)
        for network in register().networks
        for one in network.districts
        if one.ags == district and network.kind is NetworkKind.FUNDED
    ]
    stated = [pair for pair in covering if not pair[1].derived] or covering
    return {network.office_id for network, _ in stated if network.office_id}


@pytest.mark.parametrize("network_id", SEED_NETWORKS)
def test_every_municipality_of_the_seed_regions(network_id: str) -> None:
    network = register().network(network_id)
    assert network is not None
    covered = {one.ags: one for one in network.districts}
    here = desk()
    asked = 0
    for row in load_gazetteer(CORPUS / "places").rows:
        if row[4] not in covered:
            continue
        asked += 1
        expected = _expected_offices(row[4])
        by_ags = here.offices_for(row[0])
        assert by_ags.place is not None
        assert by_ags.place.ags == row[0]
        assert by_ags.offices[0].id in expected
        assert network.office_id in {card.id for card in by_ags.offices}
        for spelling in (row[2], row[1], _without_umlauts(row[2])):
            found = here.offices_for(spelling)
            if found.place is None:
                assert row[0] in {one.ags for one in found.candidates}, spelling
                assert len(found.candidates) > 1
            else:
                assert found.place.ags == row[0], spelling
                assert found.offices[0].id in expected
    assert asked > 2


def _without_umlauts(name: str) -> str:
    pairs = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    return name.translate({ord(one): other for one, other in pairs.items()})


def test_offices_of_every_district_name_only_recorded_contacts() -> None:
    recorded = {
        value
        for office in register().offices
        for value in _contact_values(office)
        if value is not None
    }
    here = desk(default="office_retrason")
    for ags in load_gazetteer(CORPUS / "places").districts:
        found = here.offices_for(ags)
        for card in found.offices:
            shown = {card.contact, card.phone, card.email, card.address} - {None}
            assert shown <= recorded


def _contact_values(office: CoordinationOffice) -> list[str | None]:
    values = [office.phone, office.email, office.address]
    for person in office.contacts:
        values += [person.name, person.phone, person.email]
    return values
