"""What somebody only supposes is put right beside the answer."""

from __future__ import annotations

import pytest

from tests.assistant.talk import says


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("TRegKS wird ja vom DGB geleitet. Wie lange läuft es?", "Wirtschaftsförderung Region"),
        ("ATLAS wird doch von Uwe Pfeil geführt?", "transform.r"),
        ("Frau Bilaine leitet ITAS, oder?", "TraFoNetz"),
        ("TeamMit gehört doch Bosch?", "Regionalmanagement Mittelhessen"),
        ("Ostwürttemberg wird von der WiRO geleitet, stimmt das?", "IHK Ostwürttemberg"),
        ("Der Geschäftsführer vom ACOD ist doch Herr Lanig?", "Katzek"),
        ("Die Richtlinie für die Netzwerke ist von 2020, oder?", "2021"),
        ("TeamMit Live war doch in Frankfurt?", "Wetzlar"),
        ("transform_EMN war 2024 schon fertig, oder?", "2026"),
    ],
)
def test_what_is_on_file_is_told_beside_what_is_supposed(question: str, told: str) -> None:
    assert told in says(question)


def test_a_programme_is_no_owner() -> None:
    assert "Konsortialführung" not in says("Zu welchem Programm gehört ReTraSON?")
