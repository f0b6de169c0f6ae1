"""Lines of one record found in quite other words than its own, several at once, or refused."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome

_REFUSED = (Outcome.NO_SOURCE, Outcome.UNSUPPORTED, None)
"""None: the records leave it to the documents."""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Welche Denkfabrik hat den Ostwürttembergern beim Strategiepapier geholfen?", "Prognos"),
        ("Wie viel Geld setzt die Autobranche in Thüringen um, laut ANeTT?", "3,8 Mrd."),
        ("wie viele autofirmen gibts im Sauerland laut ATLAS", "Über 500"),
        ("Wie viele Kollegen schuften im Landkreis Fulda bei Zulieferern?", "15.000"),
        ("Was ist das Kernstück von ITAS?", "hybride Plattform"),
        ("Wie groß ist der harte Kern von neu/wagen?", "115 Akteure"),
        ("Wo traf sich TraSaar 2023?", "Schloss"),
        ("Wofür sind die Millionen bei Transformotive da?", "Projektmanagement"),
        ("Wie viele gehen zur Zukunftswerkstatt von transform_EMN?", "350"),
        ("Wo war der auftackt von ReTraSON?", "Autostadt"),
    ],
)
def test_a_line_is_found_by_what_it_tells(question: str, expected: str) -> None:
    assert expected in says(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Womit kann ANeTT einer Dreherei bei Gotha weiterhelfen?", "Coaching"),
        ("Was springt für meine Firma bei TeamMit raus?", "Lernpfade"),
        ("Mit wem hat sich AuToS zusammengetan?", "Furtwangen"),
        ("Wie viele Euro stecken in TraForce?", "2,44"),
        ("Wann wurde TrendAuto2030plus aus der Taufe gehoben?", "2022"),
        ("Wann ist bei TRegKS Schluss?", "2025"),
    ],
)
def test_columns_are_asked_for_in_everyday_words(question: str, expected: str) -> None:
    assert expected in says(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Für einen Sprechzettel zu TRegKS drei Angaben bitte: Träger, Startjahr, Bundesmittel.",
            ("Wirtschaftsförderung Region Kassel", "2023", "3,1"),
        ),
        (
            "An welchem Tag ging transform.r los und wie üppig ist die Förderung? Der Rat dankt.",
            ("28.11.2022", "2,3 Mio."),
        ),
        (
            "Was hat die Verlängerung gebracht, einmal bei TraFoNetz, einmal bei transform_EMN?",
            ("1,1 Mio.", "1,6 Mio."),
        ),
    ],
)
def test_each_of_several_things_is_told(question: str, expected: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in expected)


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Leute arbeiten in der Geschäftsstelle von #FDmobil?",
        "Welchen Umsatz macht die Autobranche in Südwestfalen?",
        "Wie viele Gäste hatte der Auftakt von transform.10?",
        "Wie viele Aussteller hatte der ITAS-Kongress?",
        "Welche österreichischen Netzwerke gibt es?",
        "Was steht in unserer Transformationsstrategie zum Thema Wasserstoff?",
        "Was bekommt ein Transformationslotse in Bayern brutto im Monat?",
    ],
)
def test_what_no_line_tells_is_refused(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.outcome in _REFUSED
