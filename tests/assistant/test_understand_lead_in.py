"""What stands before a list that is asked for says who asks, not what is sought."""

from __future__ import annotations

import pytest
from transfobot.assistant.understand.lead_in import without_lead_in

from tests.assistant.talk import Talk
from transfobot.assistant.understand.words import word_tables


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Als Kantor frage ich mich, welche Netzwerke enden.", "welche Netzwerke enden."),
        ("Wanderer-Anfrage: In welchen Netzwerken wirkt ein Verein?", "In welchen"),
        (
            "Zu den Autonetzen der Netzwerke: welche arbeiten in Bayern?",
            "welche Netzwerke arbeiten",
        ),
        ("Batterien: welche Netzwerke gibt es?", "Batterien"),
        ("Mit einer Kammer an der Spitze: welche Netzwerke gibt es?", "Mit einer Kammer"),
        ("Vor zwei Jahren kamen alle Netzwerke zusammen.", "Vor zwei Jahren"),
        ("Wann tagt der Beirat und welche Netzwerke sind dabei?", "Wann tagt"),
        ("Von 27 Netzwerken lese ich. Welche Zahl galt wann?", "Von 27"),
    ],
)
def test_where_a_list_begins(text: str, kept: str) -> None:
    assert without_lead_in(text, word_tables(), lambda _text: False).startswith(kept)


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        (
            "Bin Küster und will sortieren: welche Netzwerke sitzen in Thüringen, alle bitte",
            ("ANeTT",),
            "ITAS",
        ),
        (
            "Welche Netzwerke stehen unter der Regie eines Clusters?",
            ("MoLeWa", "transform.r"),
            "TIM",
        ),
        ("Welche kamen mit unter 2 Mio. Euro aus? Netzwerke bitte.", ("ANeTT",), "TraFoNetz"),
        ("Die Namen aller Netzwerke mit Telefonnummer bitte", ("TraForce",), "TIM:"),
        (
            "Mit welchen Netzwerken in Hessen bekommen wir es zu tun?",
            ("TRegKS", "#FDmobil"),
            "ITAS",
        ),
    ],
)
def test_lists_whoever_asks(question: str, listed: tuple[str, ...], left_out: str) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text.split("Nicht hinterlegt")[0]
