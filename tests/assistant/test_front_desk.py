"""What people at a front desk ask of applying in general, and tell of their own work."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome

_LIST = "Förderprogramme sind nach den Unterlagen"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wer kontrolliert das Fördergeld?", "Wer im Einzelnen prüft"),
        ("Wer passt auf, dass mit den Fördermitteln nichts passiert?", "Wer im Einzelnen prüft"),
        ("Gibt es Fördermittel ohne viel Papierkram?", "Wie aufwendig ein Antrag ist"),
        ("Kann man zwei Förderungen gleichzeitig nehmen?", "verbinden lassen"),
        ("Unser Antrag ist abgelehnt worden, was nun?", "Was nach einer Ablehnung möglich ist"),
        ("Wo gibt es das Formular?", "Formulare sind nicht hinterlegt"),
        ("Wann kommt das Geld?", "Wann Geld ausgezahlt wird"),
        ("Müssen wir den Zuschuss zurückzahlen?", "Ob ein Zuschuss zurückgezahlt werden muss"),
        (
            "Eine Firma entlässt, eine andere sucht Leute: bringt die wer zusammen?",
            "Agentur für Arbeit",
        ),
        ("Haben Sie Beispiele von Firmen, die das geschafft haben?", "Einzelne Betriebe"),
        ("Unser Antrag wurde abgelehnt. Was nun?", "Was nach einer Ablehnung möglich ist"),
        ("Wer bezahlt Sie eigentlich?", "im Impressum"),
        ("Kann ich einfach vorbeikommen?", "ohne Termin vorbeikommen"),
        ("Wie viel Eigenanteil muss die Gemeinde tragen?", "Wie viel eine Kommune selbst tragen"),
        ("Dürfen wir unsere Firmen an Sie verweisen?", "darf jeder fragen"),
        ("Ist der Topf schon ausgeschöpft?", "Ob die Mittel eines Programms ausgeschöpft sind"),
    ],
)
def test_what_no_record_tells_of_applying_is_said_with_who_tells_it(
    question: str, told: str
) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert told in text
    assert _LIST not in text
    assert talk.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Bis wann muss die Skizze für die neue Förderrunde da sein?", "die Frist für Skizzen"),
        ("Kann der Landkreis selbst ein Transformationsnetzwerk gründen?", "nicht-wirtschaftlich"),
        ("Hält jemand im Gemeinderat einen Vortrag?", "Referentinnen"),
        ("Zählt unser Betrieb noch als KMU?", "unter 250 Beschäftigten"),
        ("Darf ich mir den Kurs selbst aussuchen?", "Bildungsträger muss zugelassen sein"),
        (
            "Dürfen wir als Kommune anfangen, bevor der Bescheid da ist?",
            "(EEW) muss der Antrag vor",
        ),
        ("Wie lange warten wir auf den Bescheid?", "drei Monaten"),
        ("Bis wann kann man Förderung beantragen?", "bis Ende 2028"),
    ],
)
def test_what_records_tell_of_applying_stands_with_it(question: str, told: str) -> None:
    text = says(question)
    assert told in text
    assert _LIST not in text


def test_a_firm_that_tells_its_size_hears_what_is_open_as_well() -> None:
    text = says("Wir sind 35 Leute und hätten gern Fördermittel ohne viel Papierkram.")
    assert text.startswith("Wie aufwendig ein Antrag ist")
    assert "Für einen Betrieb mit 35 Beschäftigten" in text


def test_a_programme_or_network_that_is_named_is_asked_of_itself() -> None:
    asked = "Bekomme ich bei ZIM das Geld zurück, wenn ich schon angefangen habe?"
    assert "Zentrales Innovationsprogramm Mittelstand" in says(asked)
    founding = "Wir gründen in Beilngries eine Firma. Unter welches Netzwerk fallen wir?"
    assert "transform.10" in says(founding)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("Ich bin Leiharbeiter bei einem Zulieferer, gilt das für mich auch?", "Leiharbeit"),
        ("Zahlt mir das Amt mit 57 noch eine Weiterbildung?", "Alter"),
        ("Was ist für ältere Arbeitnehmer drin?", "Alter"),
        ("Mein Kollege ist schwerbehindert, gibt es für ihn etwas?", "Schwerbehinderung"),
        ("Ich bin befristet eingestellt. Zahlt man mir einen Lehrgang?", "Befristung"),
        ("Ich bin in Elternzeit, kann ich in der Zeit etwas lernen?", "Elternzeit"),
    ],
)
def test_a_situation_at_work_is_named_before_what_is_open(question: str, what: str) -> None:
    text = says(question)
    assert f"Eine Regel eigens zu {what}" in text
    assert all(one.name in text for one in register().programmes if one.id == "sgb82")


@pytest.mark.parametrize(
    "question",
    [
        "Zahlt das Amt mit 57 Beschäftigten eine Weiterbildung?",
        "Wie hoch ist im Raum Kassel der Anteil der über 55-Jährigen in den Autowerken?",
        "Über Thüringens Autoindustrie lese ich mal 15.000 Beschäftigte, mal 50.000.",
        "Wie melde ich eine Putzhilfe als Minijobberin an?",
    ],
)
def test_no_situation_is_told_by_a_number_of_something_else(question: str) -> None:
    assert "Eine Regel eigens zu" not in says(question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Was macht so ein Transformationsnetzwerk überhaupt für uns?", "durch den Wandel"),
        ("Stirbt die Autoindustrie in Deutschland?", "Studien nennen"),
        ("Mein Betrieb schließt Ende des Jahres.", "Was bei Kündigung, Insolvenz oder Schließung"),
    ],
)
def test_a_vague_worry_gets_what_is_on_file_of_the_whole(question: str, told: str) -> None:
    assert told in says(question)
