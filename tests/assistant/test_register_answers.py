"""Answers from the register: complete against the records, by day, each line with its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.assistant.corpus import CORPUS, register
from tests.assistant.talk import DAY, Talk, phrases, says
from transfobot.assistant.register.status import programme_open, runs_in
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Audience
from transfobot.domain.register import CoordinationOffice, NetworkKind, last_day
from transfobot.domain.register_index import Register

LISTS = (
    "Liste alle Transformationsnetzerke",
    "Wer sind die Konsortialführer in Bayern?",
    "Welche Netzwerke laufen noch 2026?",
    "Welche Förderprogramme sind vorbei?",
    "Welche Förderprogramme sind gerade offen?",
    "Vergleiche TraFoNetz und AuToS.",
    "Ziele, aktueller Stand und Ansprechpartner von ATLAS",
    "Wer ist für Öhringen zuständig?",
    "Wie viele Transformationsnetzwerke gibt es?",
    "Was sagt die Strukturstudie BW 2023?",
    "Welche Veranstaltungen gab es von ITAS?",
    "Who leads ReTraSON?",
    "Gib mir eine Gliederung für einen Sachstandsbericht zu AuToS.",
)


def lines(text: str) -> set[str]:
    """The names of a list's lines: what stands between the dash and the detail."""
    names = set()
    for line in text.splitlines():
        if line.startswith("– "):
            names.add(line[2:].split(": ")[0].split(" (")[0])
    return names


def network_lines(text: str) -> set[str]:
    known = {one.short_name for one in register().networks}
    return lines(text) & known


# --- complete lists, computed from the records -------------------------------------------------


def test_the_list_of_all_networks_is_complete() -> None:
    text = says("Liste alle Transformationsnetzerke")
    assert network_lines(text) == {one.short_name for one in register().networks}
    funded = sum(one.kind is NetworkKind.FUNDED for one in register().networks)
    assert f"sind {funded} geförderte" in text
    assert f"sind {len(register().networks)} " not in text
    assert all(count in text for count in ("27", "26", "25"))


def test_the_leads_in_bavaria_are_complete() -> None:
    text = says("Wer sind die Konsortialführer in Bayern?")
    bavarian = register().in_land("Bayern")
    assert network_lines(text) == {one.short_name for one in bavarian}
    for one in bavarian:
        assert (one.lead or (one.lead_note or "").rstrip(".")) in text


def test_what_still_runs_in_2026_is_complete() -> None:
    text = says("Welche Netzwerke laufen noch 2026?")
    by_status: dict[Status, set[str]] = {}
    for one in register().networks:
        by_status.setdefault(runs_in(one, 2026, DAY), set()).add(one.short_name)
    assert network_lines(text) == by_status[Status.RUNNING]
    open_line = next(line for line in text.splitlines() if "nicht belegt, ob sie" in line)
    assert all(name in open_line for name in by_status[Status.UNKNOWN])
    assert not any(f"– {name}:" in text for name in by_status[Status.ENDED])


def test_the_programmes_that_are_over_are_complete() -> None:
    text = says("Welche Förderprogramme sind vorbei?")
    over = {one.name for one in register().programmes if one.status_on(DAY) is Status.ENDED}
    named = {one.name for one in register().programmes if f"– {one.name}: " in text}
    assert named == over


# --- clocks ------------------------------------------------------------------------------------


def dated_ends() -> list[date]:
    ends = {last_day(one.closes) for one in register().programmes if one.closes}
    ends |= {last_day(one.span.ends) for one in register().networks if one.span.ends}
    return sorted(ends | {date(2026, 12, 31)})


@pytest.mark.parametrize("end", dated_ends(), ids=str)
@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_lists_follow_the_clock_around_each_end(end: date, shift: int) -> None:
    day = end + timedelta(days=shift)
    over = says("Welche Förderprogramme sind vorbei?", day)
    still = says("Welche Förderprogramme sind gerade offen?", day)
    for one in register().programmes:
        line = f"– {one.name}: "
        assert (line in over) is (one.status_on(day) is Status.ENDED), one.id
        if programme_open(one, day):
            assert line in still, one.id
        if one.status_on(day) is Status.ENDED:
            assert line not in still, one.id
    running = says("Welche Netzwerke laufen heute noch?", day)
    expected = {
        one.short_name for one in register().networks if one.status_on(day) is Status.RUNNING
    }
    assert network_lines(running) == expected


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1)])
def test_the_turn_of_the_year_ends_trafonetz(day: date) -> None:
    text = says("Läuft TraFoNetz noch?", day)
    running = day.year == 2026
    assert ("läuft nach den vorliegenden Angaben bis 31.12.2026" in text) is running
    if not running:
        assert "beendet" in text


@pytest.mark.parametrize("one", register().networks, ids=lambda one: one.id)
@pytest.mark.parametrize("day", [date(2025, 6, 30), DAY, date(2027, 1, 1)])
def test_no_ended_network_is_said_to_run(one: object, day: date) -> None:
    network = register().network(one.id)  # type: ignore[attr-defined]
    assert network is not None
    talk = Talk(day)
    text = talk.ask(f"Läuft das Netzwerk {network.short_name} noch?")
    assert text
    if network.status_on(day) is not Status.RUNNING:
        assert "läuft nach den vorliegenden Angaben" not in text
    else:
        assert "läuft nach den vorliegenden Angaben" in text


def test_a_programme_too_late_for_its_lead_time_is_closed_in_practice() -> None:
    question = "Können wir das Sofortprogramm Innenstadt noch beantragen?"
    assert "nicht mehr möglich" in says(question, date(2026, 11, 20))
    assert "70 Tage" in says(question, date(2026, 11, 20))
    assert "nicht mehr möglich" not in says(question, date(2026, 9, 1))


# --- every line is backed ----------------------------------------------------------------------


@pytest.mark.parametrize("question", LISTS)
def test_every_line_cites_a_record_that_exists(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is not None
    assert talk.outcome in (Outcome.ANSWERED, Outcome.PARTLY)
    for line, following in pairwise([*talk.draft.sentences, None]):
        assert line is not None
        if not line.evidence:
            # Only the head of a list stands without a record: its lines have theirs.
            assert line.text.endswith(":"), line.text
            assert following is not None, line.text
            assert following.evidence, line.text
        for one in line.evidence:
            assert (CORPUS / one.document_id).is_file()


def test_the_lead_is_quoted_from_its_own_record() -> None:
    talk = Talk()
    talk.ask("Wer leitet ReTraSON?")
    assert talk.draft is not None
    evidence = talk.draft.sentences[0].evidence[0]
    assert evidence.document_id == "networks/retrason.md"
    text = (CORPUS / evidence.document_id).read_text(encoding="utf-8")
    assert f"Konsortialführung: {evidence.needle}" in text


# --- contacts ----------------------------------------------------------------------------------


def test_an_ended_office_leads_with_its_substitute() -> None:
    text = says("Wer ist Ansprechpartner bei ITAS?")
    assert text.startswith("Bitte wenden Sie sich an: Stadt Chemnitz")
    assert text.index("Stadt Chemnitz") < text.index("Boris Kaiser")


def test_a_deleted_phone_is_said_to_be_missing() -> None:
    office = register().office("office_traforce")
    assert office is not None
    number = office.phone or next(one.phone for one in office.contacts if one.phone)
    assert number in says("Telefonnummer von TraForce?")
    silent = replace(
        office, phone=None, contacts=tuple(replace(one, phone=None) for one in office.contacts)
    )
    text = Talk(records=_with(silent)).ask("Telefonnummer von TraForce?")
    assert number not in text
    assert "Nicht hinterlegt sind: Telefon" in text
    assert "Ralf Polzin" in text


def _with(office: CoordinationOffice) -> Register:
    kept = register()
    records = [
        *kept.networks,
        *(one for one in kept.offices if one.id != office.id),
        office,
        *kept.programmes,
        *kept.studies,
        *kept.offers,
        *kept.general,
    ]
    return Register.from_records(records)


# --- places ------------------------------------------------------------------------------------


def test_a_name_of_two_places_is_asked_back_with_both() -> None:
    talk = Talk()
    text = talk.ask("Wer ist für Waldenburg zuständig?")
    assert talk.outcome is Outcome.CLARIFY
    assert talk.draft is not None
    assert talk.draft.clarification is not None
    assert len(talk.draft.clarification.options) == 2
    assert "Hohenlohekreis" in text
    assert "Zwickau" in text


def test_a_derived_district_is_probable_only() -> None:
    assert "voraussichtlich" in says("Wer ist für Soest zuständig?")
    assert "voraussichtlich" not in says("Wer ist für Olpe zuständig?")


def test_a_place_without_a_network_is_not_on_file() -> None:
    talk = Talk()
    text = talk.ask("Wer ist für Flensburg zuständig?")
    assert "kein Netzwerk hinterlegt" in text
    assert "heißt nicht, dass es keines gibt" in text
    assert talk.outcome is Outcome.NO_SOURCE


def test_help_without_a_place_is_asked_back() -> None:
    text = says("Unser Betrieb macht zu, an wen können wir uns wenden?")
    assert "In welchem Ort oder Landkreis" in text


# --- funding -----------------------------------------------------------------------------------


def test_whether_my_firm_may_apply_is_partly_answered() -> None:
    talk = Talk()
    text = talk.ask("Darf meine Firma sich auf die Richtlinie 2026 bewerben?", Audience.COMPANY)
    assert talk.outcome is Outcome.PARTLY
    assert "nicht-wirtschaftliche" in text
    assert "Unternehmen stellen hier keinen Antrag" in text
    assert "entscheidet: VDI/VDE" in text
    assert "dürfen Sie" not in text


def test_an_ended_programme_says_so_first_and_what_fits_today() -> None:
    text = says("Wie beantrage ich go-digital?")
    assert text.startswith("go-digital ist beendet (zum 31.12.2024)")
    assert "Heute passt am ehesten" in text


def test_an_audience_of_the_channel_does_not_shorten_a_list_by_status() -> None:
    talk = Talk()
    text = talk.ask("Welche Programme sind gerade offen?", Audience.EMPLOYEE)
    assert "Forschungszulage" in text


# --- conflicting figures, comparison, limits ---------------------------------------------------


def test_conflicting_counts_stand_side_by_side() -> None:
    text = says("Wie viele Transformationsnetzwerke gibt es in Deutschland?")
    assert "27 (Mai 2023), 26 (Juli 2025), 25 (Januar 2026)" in text
    assert "25" in says("Wie viele Transformationsnetzwerke waren es im Januar 2026?")


def test_both_figures_for_thuringia() -> None:
    text = says("Wie viele Beschäftigte hat die Autoindustrie in Thüringen?")
    assert "15.000" in text
    assert "50.000" in text
    assert "nicht mitteln" in text


def test_what_the_record_does_not_speak_of_is_left_to_the_documents() -> None:
    assert says("Welche Schuhmarke trägt der Projektleiter von AuToS?") == ""
    assert says("Wie hoch ist das Budget von ITAS im Jahr 2031?").startswith("Für 2031")


def test_this_network_without_one_is_asked_back() -> None:
    talk = Talk()
    talk.ask("Wer sind die Partner in diesem Netzwerk?")
    assert talk.outcome is Outcome.CLARIFY


def test_the_country_of_a_partner_is_no_subject() -> None:
    """Where a partner comes from stands in no record; whatever else is asked of it must."""
    assert "St. Gallen" in says("Welche Hochschule aus der Schweiz forschte mit TIM?")
    assert "St. Gallen" not in says("Was macht TIM in der Schweiz?")


def test_networks_without_a_partner() -> None:
    text = says("Bei welchen Netzwerken ist die IG Metall nicht dabei?")
    without = {
        one.short_name
        for one in register().networks
        if not any("IG Metall" in p.name for p in one.partners)
    }
    assert "AuToS" in network_lines(text)
    assert network_lines(text) <= without


# --- English -----------------------------------------------------------------------------------


def test_an_english_question_gets_an_english_frame_and_german_values() -> None:
    text = says("Who leads ReTraSON?")
    assert text.startswith("Lead partner of ReTraSON: Allianz für die Region GmbH.")
    assert "31 December 2026" in says("Until when does TraFoNetz run?")


def test_both_languages_have_the_same_phrases_and_placeholders() -> None:
    german = {key for key in phrases().keys("de") if key.startswith("register.")}
    english = {key for key in phrases().keys("en") if key.startswith("register.")}
    assert german == english
    for key in german:
        assert phrases().placeholders(key, "de") == phrases().placeholders(key, "en"), key


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("TRAIBER.NRW residiert doch in Köln?", ("Bergische Region",)),
        ("Gehört Dresden zu ANeTT?", ("Mittel- und Westthüringen",)),
        ("INQA-Coaching zahlt 100 %, oder?", ("80 Prozent",)),
        ("Nachdem TraFoNetz aufgelöst ist: wer kümmert sich um Calw?", ("31.12.2026",)),
        ("Wie viele kamen 2024 zum Bundestreffen der Netzwerke in Köln?", ("Bamberg", "280")),
    ],
)
def test_a_false_premise_is_met_by_what_is_on_file(question: str, words: tuple[str, ...]) -> None:
    text = Talk().ask(question)
    assert all(one in text for one in words)


def test_events_at_a_screen_alone() -> None:
    text = Talk().ask("Welche Veranstaltungen liefen nur virtuell?")
    assert "Transformationskonferenz" in text
    assert "Solingen" not in text
