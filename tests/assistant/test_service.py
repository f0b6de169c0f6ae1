"""Is somebody there, and what is kept of me: answered without a source, and only when asked."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Mode, Outcome


def service(text: str) -> tuple[str, ...]:
    talk = Talk()
    talk.ask(text)
    assert talk.asked is not None
    return talk.asked.service


@pytest.mark.parametrize(
    "text",
    [
        "Bist du ein Mensch?",
        "Sind Sie ein Mensch oder eine Maschine?",
        "Spreche ich mit einem echten Menschen?",
        "Rede ich hier mit einer Person?",
        "Bist du eine echte Person?",
        "Bin ich mit einem Mitarbeiter verbunden?",
        "Antwortet mir hier ein Mitarbeiter?",
        "Ist da jemand am anderen Ende?",
        "Schreibt hier ein Mensch?",
        "Bist du ein Roboter?",
        "Are you human?",
        "Am I talking to a real person?",
    ],
)
def test_nobody_is_left_in_doubt_that_a_machine_answers(text: str) -> None:
    talk = Talk()
    told = talk.ask(text)
    assert told.startswith(("Nein, hier antwortet kein Mensch", "No, this is not a person"))
    assert talk.draft is not None
    assert talk.draft.mode is Mode.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Löschen Sie bitte meine Daten.",
        "Wie kann ich meine Daten löschen lassen?",
        "Bitte löschen Sie alles über mich",
        "Welche Daten speichert ihr über mich?",
        "Ich widerrufe meine Einwilligung",
        "DSGVO Auskunft über meine Daten",
        "Delete my data please",
    ],
)
def test_whoever_asks_about_their_data_hears_how_to_erase_it(text: str) -> None:
    assert says(text).startswith(("Ein Gespräch wird nach einer Frist", "A conversation is erased"))


@pytest.mark.parametrize(
    "text",
    [
        "Ich möchte mit einem Menschen sprechen.",
        "Kann ich bitte mit einer Person sprechen?",
        "Sind Sie für Mitarbeiter aus der Pflege zuständig?",
        "Wie viele Mitarbeiter hat ReTraSON?",
        "Welche Daten speichert das Batteriesystem?",
        "Welche Fördermittel gibt es für die Speicherung von Daten?",
        "Wer löscht Brände in der Gießerei?",
        "Ich will meine Anfrage an ReTraSON stellen.",
    ],
)
def test_other_questions_are_left_to_the_documents(text: str) -> None:
    assert not {"machine", "erasure"} & set(service(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sieht jemand wer ich bin?", "privacy"),
        ("Kann mein Chef das hier mitlesen?", "privacy"),
        ("Who can read this conversation?", "privacy"),
        ("Wie alt sind eure Infos eigentlich?", "currency"),
        ("Darf man deinen Antworten trauen, kann ich mich auf dich verlassen?", "reliance"),
        ("Wer betreibt diese Website?", "operator"),
        ("Woher nehmt ihr eure Daten?", "origin"),
        ("Brauche ich dafür ein Konto?", "access"),
        ("Habt ihr auch eine App?", "channels"),
        ("Wie kann ich den Newsletter bestellen?", "newsletter"),
        ("Habt ihr eine Karte mit den Netzwerken?", "map"),
        ("Die Nummer von TraSaar stimmt nicht mehr, bitte korrigieren", "correction"),
        ("Wohin mit einer Beschwerde?", "complaint"),
        ("Formulieren Sie uns bitte eine Einladung", "writing"),
        ("Bietet ihr ein Praktikum an, kann man sich bei euch bewerben?", "jobs"),
        ("Womit soll ich anfangen zu lesen?", "start"),
        ("Das bringt mir nichts", "upset"),
        ("Könnt ihr mir Flyer schicken?", "material"),
        ("Kannst du einen Brief an den Rat zum Stellenabbau verfassen?", "writing"),
        ("Kann man mit dir Polnisch sprechen, verstehst du Polnisch?", "languages"),
        ("Wann bekomme ich eine Rückmeldung?", "request"),
    ],
)
def test_what_is_asked_of_the_service_is_known(text: str, expected: str) -> None:
    assert service(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "Ist die Befragung der Zulieferer anonym ausgewertet worden, laut IW Consult?",
        "So ein Mist, unser Werk in Hof macht zu. Wer hilft uns?",
        "Wann kommt das nächste Treffen wirklich?",
        "Schreib mir eine Zusammenfassung zu ITAS",
        "Welche Weiterbildung zum Datenschutz gibt es?",
        "Können Sie mir nennen, welche Netzwerke nicht mehr laufen?",
        "Muss ich mich für das Bundestreffen anmelden?",
    ],
)
def test_questions_about_records_are_none_of_the_service(text: str) -> None:
    assert service(text) == ()


def test_anger_gets_a_question_back_and_no_quotes() -> None:
    talk = Talk()
    assert "Ort oder Landkreis" in talk.ask("Das war keine Antwort")
    assert talk.draft is not None
    assert (talk.draft.outcome, talk.draft.mode) == (Outcome.CLARIFY, Mode.NONE)


def test_the_days_of_the_records_are_counted_from_the_records() -> None:
    assert "2020" in says("Wie aktuell sind die Daten?")


def test_a_beginner_is_told_what_networks_are() -> None:
    assert "helfen der Fahrzeug- und Zulieferindustrie" in says("Ich bin neu im Projektteam")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Was bringt so ein Netzwerk den Gemeinden?", "Kommunen wenden können"),
        ("Was macht das Netzwerk für Betriebe?", "In welchem Ort oder Landkreis"),
        ("Wie lange werden die Netzwerke noch gefördert?", "31.12.2026"),
        ("Wer steuert bundesweit alle Netzwerke?", "VDI/VDE"),
        ("Wie viel Steuergeld ist da bisher geflossen?", "nicht hinterlegt"),
    ],
)
def test_networks_as_such_are_told_of_from_the_overview(text: str, words: str) -> None:
    assert words in says(text)


def test_jobs_of_a_land_without_a_figure_are_told_for_the_country() -> None:
    talk = Talk()
    text = talk.ask("Wie viele Arbeitsplätze gehen in Hamburg verloren?")
    assert "Für Hamburg ist dazu keine Zahl hinterlegt" in text
    assert "ganz Deutschland" in text
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.NO_SOURCE
