"""A line that tells of the same matter is no answer where another type of thing is asked for."""

from __future__ import annotations

import pytest

from tests.assistant.talk import outcome_of
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    "question",
    [
        "Mit welchen Firmen hat TRAIBER.NRW seine Pilotvorhaben gemacht?",
        "Nennen Sie mir zwei Zulieferer, denen ATLAS geholfen hat.",
        "In welchen Werken stehen die Reallabore von TrendAuto2030plus?",
        "In welcher Halle traf sich das Netzwerkforum von ReTraNetz-BB?",
        "An welchen Tagen genau lief das Zukunftsforum 2025 von ITAS?",
        "Welches Fazit zieht die Studie, die TIM mit St. Gallen gemacht hat?",
        "Wofür genau, nach Posten, verwendet TeamMit die zusätzlichen 1,1 Mio. Euro?",
        "Aus welchem Grund wurde CARS 2.0 gegründet?",
        "Wer hat die ITAS-Charta unterzeichnet?",
        "Welche Abgeordneten waren beim Kick-off von transform.r?",
        "Welche Gewerbegebiete wurden mit GRW Infra Sachsen gefördert?",
        "Was bekam der Landkreis Zwickau bisher aus GRW RIGA?",
        "Was hat der VDA für die Prognos-Studie von 2024 bezahlt?",
        "Mit wie vielen Zulieferern hat CATI 2017 gesprochen?",
        "Wie hoch muss eine Investition bei GRW RIGA mindestens sein?",
        "Wie lange muss man auf einen Platz im InnoLab von ATLAS warten?",
        "Wer saß beim TraWeBa-Kongress auf der Bühne?",
        "Welche Forderungen wurden beim Auftakt von ReTraSON an den Bund gestellt?",
        "Aus welchen Ländern kamen beim zweiten ITAS-Kongress die Gäste?",
        "Hat der Kreis Haßberge seinen Anteil an den Kosten von transform.RMF bezahlt?",
        "Hat die Stadt Heilbronn schon einmal Geld aus Invest BW erhalten?",
    ],
)
def test_a_type_of_thing_that_no_line_holds_is_a_gap(question: str) -> None:
    assert outcome_of(question)[0] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("An welchem Tag genau war der Kick-off von AuToS?", "4. Mai 2023"),
        ("In welchem Hotel war der erste ITAS-Kongress?", "Chemnitzer Hof"),
        ("In welchem Haus fand der TraWeBa-Kongress statt?", "Villa Ida"),
        ("Welche Betriebe brauchen beim Qualifizierungsgeld keinen Tarifvertrag?", "zehn"),
        ("Welche Unternehmen durften go-digital nutzen?", "100 Beschäftigte"),
        ("Unter welcher Mailadresse erreiche ich TRAIBER.NRW?", "@"),
        ("An welchem Wochentag unterzeichnete das Fachkräftebündnis Heilbronn-Franken?", "Montag"),
        ("Welche Technik steht den Leuten im InnoLab Olpe zur Verfügung?", "3D-Druck"),
        ("Welche Themen hatte der zweite ITAS-Kongress?", "Helpdesks"),
        ("Wer steckt hinter den Change Days 2025?", "ITAS"),
        ("Wie viel bekam die WRS beim Regionalen Innovationsmanagement?", "200.000"),
    ],
)
def test_a_type_of_thing_that_a_line_holds_is_told(question: str, told: str) -> None:
    outcome, text = outcome_of(question)
    assert outcome is Outcome.ANSWERED
    assert told in text


@pytest.mark.parametrize(
    "question",
    [
        "ERP-Förderkredit KMU: mit welcher Vorfälligkeitsentschädigung muss ich rechnen?",
        "Welche Amortisationszeit verlangt das EEW-Programm für eine neue Anlage?",
        "Welche Kündigungsfrist gilt bei der EEW-Förderung?",
        "Wie hoch ist beim INQA-Coaching die Strafe für verspätete Abrechnung?",
        "Wer leitet die Transformationswerkstätten in Ostwürttemberg?",
    ],
)
def test_a_condition_or_a_body_that_no_record_knows_is_a_gap(question: str) -> None:
    assert outcome_of(question)[0] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    "question",
    [
        "Welche Behörde ist für GRW Infra Sachsen zuständig?",
        "Ab welchem Stundenumfang einer Maßnahme greift das Qualifizierungsgeld?",
        "RWP-Beratung NRW, welche Bnak ist da zuständig?",
        "Wo liegt die Obergrenze beim Bundeswettbewerb Zukunft Region?",
        "Welche Einreichungsfrist gilt beim Sofortprogramm Einzelhandel?",
    ],
)
def test_a_picture_of_what_a_programme_tells_is_no_condition_of_its_own(question: str) -> None:
    assert outcome_of(question)[0] is Outcome.ANSWERED
