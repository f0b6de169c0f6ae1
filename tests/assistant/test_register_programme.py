"""One programme is answered by what its record states, in the unit and size asked for."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Audience


def told(question: str, audience: Audience | None = None) -> tuple[str, Outcome]:
    talk = Talk()
    text = talk.ask(question, audience)
    assert talk.draft is not None, question
    return text, talk.draft.outcome


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Qualifizierungsgeld mit 6 Leuten: Tarifvertrag nötig?",
            "weniger als zehn",
        ),
        (
            "Welcher Anteil muss beim Qualifizierungsgeld betroffen sein?",
            "20 Prozent",
        ),
        ("Wie lange dauert es, bis über ZIM entschieden ist?", "drei Monaten"),
        ("KfW 511 oder 512, wo ist der Unterschied?", "Haftungsfreistellung"),
        ("Gibt es die Erstattung in Kurzarbeit nach § 106a noch?", "31.07.2024"),
        ("Kann ich mich bei Invest BW bewerben?", "10.10.2025"),
        ("Wie viele Projekte gab es bei go-digital?", "7.200"),
        ("Wie viele Bausteine hat die EEW?", "sechs Module"),
        ("Welcome Center: wie viele sind es?", "elf regionale"),
        ("Qualifizierungsgeld: ab wie vielen Kursstunden?", "120 Stunden"),
        ("ZIM: wie viel Prozent, und wie lange warten wir auf den Bescheid?", "drei Monaten"),
        (
            "Wer bescheinigt bei der Forschungszulage, dass es Forschung ist?",
            "Bescheinigungsstelle",
        ),
        ("Zahlt GRW RIGA bei 250.000 Euro Kaufpreis höchstens wie viel?", "30 Prozent"),
        ("go-digital zum vollen Preis, gab es das dieses Jahr noch?", "beendet"),
        ("Gibt es INQA-Coaching auch nächstes Jahr noch?", "2027"),
        ("Wie heißt der Erlass hinter der RWP-Beratung?", "Beratungserlass vom 1. März 2024"),
        ("Wo ist das Qualifizierungsgeld geregelt?", "82a"),
        ("Was war bei der RWP-Beratung der Tagessatz?", "1.500"),
        ("Wen rufe ich wegen INQA-Coaching an?", "INQA-Beratungsstelle der Region"),
        ("Mit wem muss ich wegen einer Skizze nach der Richtlinie 2026 reden?", "VDI/VDE"),
    ],
)
def test_the_statement_that_is_asked_for_stands_in_the_answer(question: str, words: str) -> None:
    assert words in told(question)[0]


@pytest.mark.parametrize(
    "question",
    [
        "Welcher Fördersatz gilt bei Invest BW?",
        "Wie hoch ist der maximale Kreditbetrag beim ERP-Förderkredit Innovation?",
        "Wie hoch ist der Zinssatz bei KfW 511?",
        "Wie hoch war der Beratungsgutschein?",
        "Wie hoch ist die Mindestinvestition bei GRW RIGA?",
        "Wie viel Strom wurde mit der EEW eingespart?",
        "Bis wann müssen Skizzen nach der Richtlinie 2026 eingereicht werden?",
        "Wie lange dauert die Bearbeitung bei INQA-Coaching?",
        "Wie lautet die Telefonnummer für die Umweltfinanzierung der L-Bank?",
        "Was kostet die Teilnahme am Transformationsfonds Saarland?",
    ],
)
def test_another_unit_or_quantity_is_no_answer(question: str) -> None:
    text, outcome = told(question)
    assert outcome is Outcome.NO_SOURCE
    assert "nicht hinterlegt" in text


def test_what_is_asked_of_a_successor_is_told_of_the_successor() -> None:
    text, outcome = told("Wie heißt der Nachfolger von unternehmensWert:Mensch, wie viel zahlt er?")
    assert "INQA-Coaching" in text
    assert "80 Prozent" in text
    assert outcome is Outcome.ANSWERED


def test_a_programme_asked_of_as_running_is_told_to_have_ended() -> None:
    text, outcome = told("Wie hoch ist der Zuschuss bei unternehmensWert:Mensch heute?")
    assert "beendet" in text
    assert outcome is Outcome.PARTLY


def test_a_size_brings_what_the_record_says_of_sizes() -> None:
    text, _ = told("Wir sind 300 im Werk. Was gilt beim Qualifizierungsgeld für die Belegschaft?")
    assert "20 Prozent der Beschäftigten" in text


def test_ended_programmes_are_listed_in_everyday_words() -> None:
    text, outcome = told("Welche Förderprogramme kann ich aus der Mappe ausmisten?")
    assert outcome is Outcome.ANSWERED
    assert "go-digital" in text
    assert "EEW" not in text


def test_a_sum_for_each_firm_counts_no_firms() -> None:
    assert told("Wie viele Firmen haben 2025 ZIM bekommen?")[1] is Outcome.NO_SOURCE


def test_a_programme_that_is_told_of_needs_no_name() -> None:
    text, _ = told("Beim KfW-Digitalisierungskredit: ab wann gibt es das Programm?")
    assert "01.07.2025" in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Beim Stammtisch fiel das Wort INQA-Coaching. Was steckt dahinter?", "80 Prozent"),
        ("RWP-Beratung NRW: Fördergeber, Stelle, seit wann?", "NRW.BANK"),
        ("Potentialberatung: Ende, und was gab es pro Tag?", "500 €"),
        ("Wer zahlt meinen Lohn während einer Umschulung?", "Bundesagentur"),
        ("Woher bekommt unser Städtchen in Sachsen Geld für eine Fabrikbrache?", "GRW Infra"),
    ],
)
def test_everyday_questions_find_their_programme(question: str, words: str) -> None:
    assert words in told(question)[0]


def test_a_salary_of_somebody_else_stays_foreign() -> None:
    assert told("Welches Gehalt hat der Projektleiter von ITAS?")[1] is Outcome.OUT_OF_SCOPE


def test_one_gap_leaves_the_other_answers_standing() -> None:
    text, outcome = told("Bis wann läuft INQA-Coaching, und wie viele Fachleute beraten dort?")
    assert outcome is Outcome.PARTLY
    assert "2027" in text


def test_what_is_doubted_stands_in_the_sentence_before() -> None:
    question = (
        "In unserem Werk arbeiten etwa 280 Leute, und ich bin schon lange dabei. Der Meister sagt, "
        "ab 45 Jahren müsse der Betrieb nach § 82 SGB III nichts zum Lehrgang zahlen. Stimmt das?"
    )
    text, outcome = told(question)
    assert outcome is not Outcome.CLARIFY
    assert "ab 45 Jahren" in text


def test_a_firm_hears_that_no_firm_may_apply() -> None:
    question = "Wir wollen als Gießerei nach der Richtlinie 2021 einen Antrag stellen, wohin damit?"
    assert "können sie nicht" in told(question, Audience.COMPANY)[0]


def test_a_share_of_a_sum_is_asked_of_the_programme_before() -> None:
    talk = Talk()
    talk.ask("Wie viel Geld hat der Just Transition Fund in Sachsen?")
    assert "70 Mio." in talk.ask("Und davon für Chemnitz?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("JTF in Sachsen: welcher Teil in Mio. entfällt auf Chemnitz?", "70 Mio"),
        ("Wie oft wurde der Beratungsgutschein Transformation beantragt?", "700 Anträge"),
        ("Bei wem läuft die RWP-Beratung zusammen?", "NRW.BANK"),
        ("Qualifizierungsgeld ohne Betriebsrat, 6 Leute: was reicht stattdessen?", "schriftliche"),
    ],
)
def test_a_part_of_the_record_answers(question: str, told: str) -> None:
    talk = Talk()
    assert told in talk.ask(question)
    assert talk.outcome in (Outcome.ANSWERED, Outcome.PARTLY)


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Zuschüsse hat ZIM 2025 vergeben?",
        "Wie viele GRW-Mittel flossen im laufenden Jahr 2026 in Sachsen ab, sind ausgezahlt?",
        "Welche Betriebe in Fulda haben das INQA-Coaching gemacht?",
    ],
)
def test_what_was_handed_out_is_not_on_file(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "land"),
    [
        ("Bekommen wir in Bruchsal etwas aus dem Just Transition Fund?", "Baden-Württemberg"),
        ("Regionales Wachstum: gibt es das auch in Hessen?", "Hessen"),
    ],
)
def test_a_programme_of_another_land_is_said_to_be_none_of_this_one(
    question: str, land: str
) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert text.startswith(f"Für {land} ist dazu nichts hinterlegt")
    assert talk.outcome is Outcome.NO_SOURCE


def test_a_programme_asked_for_in_its_own_land_is_told_of() -> None:
    assert "nichts hinterlegt" not in Talk().ask("Wer entscheidet in Bautzen über den JTF?")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Angeblich gibt es 80 % Zuschuss für Digitalisierung?", "Einen Satz von 80 Prozent"),
        ("95 % Förderung in Sachsen, stimmt das?", "Ein Satz von 95 Prozent ist dazu nicht"),
    ],
)
def test_a_rate_somebody_has_heard_is_told_where_it_stands(question: str, first: str) -> None:
    assert Talk().ask(question).startswith(first)


def test_what_it_is_comes_before_whether_one_gets_it() -> None:
    lines = Talk().ask("INQA-Coaching, was ist das und kriegen wir das?").splitlines()
    assert lines[0].startswith("Gefördert wird bei INQA-Coaching")
    assert any("80 Prozent" in one for one in lines)


def test_a_share_of_the_costs_is_no_price() -> None:
    question = (
        "Welchen Anteil der Kosten übernimmt das Sofortprogramm Innenstadt bei Veranstaltungen?"
    )
    text, outcome = told(question)
    assert "60 Prozent" in text
    assert outcome is Outcome.ANSWERED
