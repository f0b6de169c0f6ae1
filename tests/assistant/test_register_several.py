"""Several questions in one, and what is told around a question."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Wie heißt der Projektleiter von ATLAS und wie viele Beschäftigte gibt es dort?",
            ("Kudic", "52.000"),
        ),
        (
            "Wann startete neu/wagen, welche Unis sind dabei und wie viele Workshops gab es?",
            ("2022", "Leibniz", "85 Workshops"),
        ),
        (
            "Unser Bürgermeister möchte von TraForce wissen: Wer macht das? Wie viel Geld?",
            ("Technologie-Institut", "2,44 Mio."),
        ),
        (
            "Wann fand der Auftakt von ReTraSON statt, wie viele kamen und wie hoch ist die Summe?",
            ("Oktober 2022", "300", "7,6 Mio."),
        ),
    ],
)
def test_each_part_of_a_question_is_answered(question: str, expected: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in expected), text


def test_a_part_that_is_not_on_file_does_not_take_the_others_along() -> None:
    talk = Talk()
    assert "St. Gallen" in talk.ask("TIM: Wer sind die Partner, und welche Farbe hat das Logo?")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.PARTLY
    assert talk.draft.open_parts


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Der Stadtrat tagt zum Haushalt. Was kostet das ReTraNetz den Bund?", "8 Mio."),
        ("Wie viele Partner hat ATLAS? Es geht um eine Wandzeitung.", "Universität Siegen"),
    ],
)
def test_what_is_told_around_a_question_is_not_looked_for(question: str, expected: str) -> None:
    assert expected in says(question)


def test_a_question_about_what_is_told_before_stays_unanswered() -> None:
    assert says("Bei ATLAS gibt es doch eine Kantine. Wie hoch ist der Preis?") == ""
