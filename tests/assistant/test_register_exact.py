"""A line that says all a question asks is told, whatever reader answered, and is no gap."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Arbeitskreis des Bündnisses HF – in welchem Abstand trifft der sich?", "zwei Monate"),
        ("Wie viele Leute haben die Veranstaltungen von neu/wagen erreicht?", "13.000"),
        ("Mit welchen zwei Nachbarnetzwerken verknüpft der Kreis TRAIBER.NRW?", "TrendAuto"),
        ("Mit welchen Netzen ist TRAIBER.NRW über Oberberg verbunden?", "ATLAS"),
        ("Wann schloss TraSaar mit einer Veranstaltung ab?", "14.11.2025"),
    ],
)
def test_a_line_that_says_all_that_is_asked_is_told(question: str, expected: str) -> None:
    assert expected in says(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("An welchem Wochentag unterzeichnete das Land beim Fachkräftebündnis?", "Montag"),
        ("Batterie-Kongress in Leipzig, Mai 2025: welches Haus?", "Villa Ida"),
        ("Auf welcher Schweizer Uni fußt die Studie von TIM?", "St. Gallen"),
        ("Für welchen Tag war der Workshop des Gremiums von TRAIBER angekündigt?", "07.09.2023"),
        ("In der Kantine fiel der Name TraForce. Wie viel Geld bekam das Netz?", "2,44"),
    ],
)
def test_the_kind_of_thing_asked_for_need_not_be_said(question: str, expected: str) -> None:
    talk = Talk()
    assert expected in talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Angestellte hat #FDmobil in seiner Geschäftsstelle?",
        "Welche Firmen haben 2024 im Gebiet von transform_EMN Streichungen angekündigt?",
        "Frauenanteil in den Zulieferbetrieben auf der Ostalb – hat das Netzwerk Zahlen?",
    ],
)
def test_what_no_line_says_stays_a_gap(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is None or talk.draft.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wir vom Landkreis Fulda möchten wissen, wie viele bei Zulieferern arbeiten. Danke.",
         "15.000"),
        ("Bei uns im Fuldaer Land geht die Angst um. Wie viele Leute arbeiten bei Zulieferern?",
         "15.000"),
        ("Kreisverwaltung Neuwied. Sind wir bei TraForce Mitglied?", "eingeladen"),
    ],
)  # fmt: skip
def test_where_somebody_is_stands_before_the_question(question: str, expected: str) -> None:
    assert expected in says(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Was umfasst der Transformationsfonds des Saarlandes in Euro?", "3 Mrd."),
        ("Wie lange durfte ein Vorhaben nach der Richtlinie von 2021 dauern?", "vier Jahre"),
        ("wie lange geht das qualifizierungsgelt noch?", "unbefristet"),
        ("An wen richtet sich das Training Circular Cars?", "richtet sich an: Zulieferer"),
        ("Für welche Branche ist das Bündnis für Transformation gedacht?", "Elektroindustrie"),
        ("Welche Gebietskörperschaften sind an ITAS beteiligt?", "Erzgebirgskreis"),
    ],
)
def test_what_is_asked_of_a_record_is_read(question: str, expected: str) -> None:
    assert expected in says(question)


def test_what_happened_to_jobs_there_comes_before_what_is_said_of_the_country() -> None:
    text = says("Stellenabbau im Raum Nürnberg, wie viel wurde für 2024 angekündigt?")
    assert text.startswith("– 2024 wurde in der Region der Abbau von mindestens 1.800 Stellen")
