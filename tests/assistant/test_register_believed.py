"""What somebody only supposes is put right beside the answer."""

from __future__ import annotations

import pytest

from tests.assistant.talk import says


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("TRegKS wird ja vom DGB geleitet. Wie lange läuft es?", "Wirtschaftsförderung Region"),
        ("TeamMit gehört doch Bosch?", "Regionalmanagement Mittelhessen"),
        ("Ostwürttemberg wird von der WiRO geleitet, stimmt das?", "IHK Ostwürttemberg"),
        ("Der Geschäftsführer vom ACOD ist doch Herr Lanig?", "Katzek"),
        ("Die Richtlinie für die Netzwerke ist von 2020, oder?", "2021"),
        ("TeamMit Live war doch in Frankfurt?", "Wetzlar"),
        ("Der Transformationsfonds Saarland hat 2 Milliarden Euro, oder?", "3 Mrd"),
        ("Ist bei transform.by die IHK München federführend?", "Bayern Innovativ"),
        ("Dr. Polzin arbeitet doch bei ATLAS?", "TIME"),
        ("Uwe Pfeil sitzt bei TRegKS, richtig?", "Wirtschaftsförderung Region"),
        ("Frau Bilaine leitet ITAS, oder?", "Nordschwarzwald"),
        ("27 oder 25 Netzwerke, woher kommt der Unterschied?", "Januar 2026"),
        ("transform_EMN war 2024 schon fertig, oder?", "2026"),
    ],
)
def test_what_is_on_file_is_told_beside_what_is_supposed(question: str, told: str) -> None:
    assert told in says(question)


def test_a_programme_is_no_owner() -> None:
    assert "Konsortialführung" not in says("Zu welchem Programm gehört ReTraSON?")


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        ("Wer leitet transform_EMN?", "Medical Valley"),
        ("Ich habe gehört, es gibt ATLAS. Wie viel Geld bekommt es?", "nicht als Gebiet"),
    ],
)
def test_a_plain_question_is_told_no_more(question: str, untold: str) -> None:
    assert untold not in says(question)
