"""Several questions in one message, each answered as if it were asked after the one before."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.pieces import Piece, questions_in
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Wann und in welchem Haus hat CARS 2.0 seinen Transformationsgipfel veranstaltet? "
            "Welche Kammern machen bei CARS 2.0 mit?",
            ("ARENA2036", "17.07.2025", "IHK Region Stuttgart"),
        ),
        (
            "Was kostet bei TraFoNetz die Beratung? Und außerdem: Wo überall war der Bürgerdialog?",
            ("kostenfrei", "Nagold", "Pforzheim"),
        ),
        (
            "Welche E-Mail-Adresse hat Hinrich Weis? Für welchen Preis war ReTraSON nominiert?",
            ("hinrich.weis@", "Innovationspreis"),
        ),
        (
            "Ich brauche die Nummer von ReTraSON. Wie groß war die Runde beim Auftakt?",
            ("0531 12 18", "300"),
        ),
        (
            "Wer ist für Sindelfingen zuständig? Welche Netzwerke gibt es in Hessen?",
            ("CARS 2.0", "TRegKS", "TeamMit", "#FDmobil"),
        ),
        (
            "Wie viele Jobs hängen in Südwestfalen am Auto, und was hat das InnoLab Olpe?",
            ("52.000", "3D-Druck"),
        ),
        (
            "Wer leitet AuToS, und wie hoch ist die Forschungszulage für kleine Betriebe?",
            ("Schwarzwald-Baar-Heuberg", "35 Prozent"),
        ),
    ],
)
def test_each_question_of_a_message_is_answered(question: str, expected: tuple[str, ...]) -> None:
    said = says(question)
    assert all(one in said for one in expected), said


def test_what_was_spoken_of_last_is_what_a_follow_up_means() -> None:
    talk = Talk()
    talk.ask("Wer leitet TeamMit? Wie hoch ist die Förderung von TRegKS?")
    assert "Universität Kassel" in talk.ask("Und welche Universität hängt da mit drin?")


def test_a_question_without_an_answer_leaves_the_message_to_the_whole() -> None:
    talk = Talk()
    said = talk.ask("Wie viele Reallabore hat TeamMit? Wie hoch ist die Förderung von TeamMit?")
    assert "5,5 Mio" in said
    assert talk.outcome is Outcome.PARTLY


def test_a_situation_is_answered_as_a_whole() -> None:
    said = says(
        "Ich habe Angst um meine Stelle in Reutlingen. Was wird aus uns? Wer zahlt den Kurs?"
    )
    assert "CARS 2.0" in said
    assert "Qualifizierungsgeld" in said
    assert "Förderung von CARS" not in said


def test_both_are_compared_and_not_told_one_by_one() -> None:
    said = says("Wer bekam mehr, TRegKS oder TeamMit? Nenn mir beide Summen.")
    assert "3,1 Mio" in said
    assert "5,5 Mio" in said


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Wer hilft in Olpe?", [Piece("Wer hilft in Olpe?", opened=True)]),
        (
            "Ich leite ein Werk. Wer hilft uns, und seit wann gibt es das? Ich brauche Zahlen.",
            [
                Piece("Ich leite ein Werk. Wer hilft uns", opened=True),
                Piece("seit wann gibt es das?", opened=True, joined=True),
                Piece("Ich brauche Zahlen.", opened=False),
            ],
        ),
        ("Guten Tag. Vielen Dank.", []),
    ],
)
def test_where_one_question_ends_and_the_next_begins(text: str, pieces: list[Piece]) -> None:
    assert list(questions_in(text)) == pieces
