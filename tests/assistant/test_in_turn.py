"""Several questions in one message, each answered as if it were asked after the one before."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.pieces import questions_in
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
            "Bei welcher Firma war TeamMit Live 2025 zu Gast, und TeamMit hatte 100 Termine. "
            "wie viele leute haben sich da insgesamt blicken lassen?",
            ("Leica", "2.000"),
        ),
        (
            "Seit wann läuft Transformotive und welche Auszeichnung gab es dafür?",
            ("Juli 2022", "Kooperation"),
        ),
        (
            "Kollegen sagen, bei neu/wagen wäre immer die Bude voll. "
            "Wie viele Menschen haben da bisher insgesamt mitgemacht?",
            ("13.000",),
        ),
        (
            "Wie viele Gespräche hat neu/wagen laut Zwischenbilanz geführt? "
            "Welche beiden Hochschulen sind in Hannover bei neu/wagen mit von der Partie?",
            ("977", "Leibniz", "Hochschule Hannover"),
        ),
        (
            "Sitzt bei neu/wagen in Hannover die Gewerkschaft mit am Tisch? Welche denn? "
            "Wie groß ist der innere Kreis von neu/wagen?",
            ("IG Metall", "115 Akteure"),
        ),
        (
            "Ein Aushang über ANeTT. Rein sollen: Höhe der Förderung, die Partner und der "
            "Landkreis Gotha, falls er dazugehört.",
            ("1,6 Mio", "IHK Erfurt", "Gotha gehört"),
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
        ("Wer hilft in Olpe?", ["Wer hilft in Olpe?"]),
        (
            "Ich leite ein Werk. Wer hilft uns, und seit wann gibt es das? Ich brauche Zahlen.",
            ["Ich leite ein Werk. Wer hilft uns", "seit wann gibt es das?", "Ich brauche Zahlen."],
        ),
        ("Wann und wo war der Auftakt?", ["Wann und wo war der Auftakt?"]),
        (
            "Wie viele Firmen und wie viele Leute zählt ihr?",
            ["Wie viele Firmen und wie viele Leute zählt ihr?"],
        ),
        (
            "Seit wann läuft TIM und welchen Preis gab es?",
            ["Seit wann läuft TIM", "welchen Preis gab es?"],
        ),
        (
            "Summe von ATLAS, an welchem Tag war der Start, ist die Kammer dabei?",
            ["Summe von ATLAS, an welchem Tag war der Start", "ist die Kammer dabei?"],
        ),
        (
            "Wer leitet TIM, und mir wurde Frau Petersson empfohlen. Für wen arbeitet sie?",
            ["Wer leitet TIM", "mir wurde Frau Petersson empfohlen. Für wen arbeitet sie?"],
        ),
        (
            "Wo war der Kongress, und man zählte viele. wie viele leute kamen?",
            ["Wo war der Kongress", "man zählte viele. wie viele leute kamen?"],
        ),
        ("Guten Tag. Vielen Dank.", []),
    ],
)
def test_where_one_question_ends_and_the_next_begins(text: str, pieces: list[str]) -> None:
    assert [one.text for one in questions_in(text)] == pieces


@pytest.mark.parametrize(
    "messages",
    [
        ("Wir sind 45 Leute in Aalen, Zulieferer. Wer hilft?", "und was wird bis wann gefördert?"),
        ("Zulieferer mit 45 Leuten aus Aalen: wer hilft uns, und was wird bis wann gefördert?",),
        ("Wir haben 45 Leute in Aalen. An wen wenden wir uns und welche Förderung ist offen?",),
    ],
)
def test_who_asks_and_where_is_known_when_programmes_are_sought(messages: tuple[str, ...]) -> None:
    talk = Talk()
    said = [talk.ask(one) for one in messages][-1]
    assert "45 Beschäftigten für Unternehmen" in said
    assert "Umweltfinanzierung (L-Bank)" in said
    assert "Sachsen" not in said
