"""Is somebody there, and what is kept of me: answered without a source, and only when asked."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, phrases
from transfobot.assistant.set_answers import machine


def said(text: str) -> str:
    talk = Talk()
    talk.ask(text)
    assert talk.asked is not None
    told = machine(talk.asked, phrases())
    return told.sentences[0].text if told else ""


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
    assert said(text).startswith(("Nein, hier antwortet kein Mensch", "No, this is not a person"))


@pytest.mark.parametrize(
    "text",
    [
        "Löschen Sie bitte meine Daten.",
        "Wie kann ich meine Daten löschen lassen?",
        "Bitte löschen Sie alles über mich",
        "Welche Daten speichert ihr über mich?",
        "Werden meine Fragen gespeichert?",
        "Ich widerrufe meine Einwilligung",
        "DSGVO Auskunft über meine Daten",
        "Delete my data please",
    ],
)
def test_whoever_asks_about_their_data_hears_how_to_erase_it(text: str) -> None:
    assert said(text).startswith(("Ein Gespräch wird nach einer Frist", "A conversation is erased"))


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
    assert said(text) == ""
