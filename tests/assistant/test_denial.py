"""What a text says no to is read once, for networks, partners, studies, years and places alike."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.assistant.denial import denied_before, not_meant, set_aside


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Welche laufen nicht über die SAB?", {"sab"}),
        ("Hessen ohne das in Kassel und das in Fulda", {"kassel", "fulda"}),
        ("die von Sachsen, abgesehen von #FDmobil", {"fdmobil"}),
        ("In Sachsen gibt es neben MoLeWa noch eins", {"molewa"}),
        ("andere als ITAS", {"itas"}),
        ("not led by Allianz", {"allianz"}),
    ],
)
def test_words_behind_a_denial_are_set_aside(text: str, aside: set[str]) -> None:
    assert aside <= set_aside(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Welche laufen nicht nur über die SAB?", "sab"),
        ("Welcher Kredit läuft nicht mehr?", "kredit"),
        ("nicht von der SAB, sondern von der KfW", "kfw"),
    ],
)
def test_words_beside_a_denial_are_not(text: str, kept: str) -> None:
    small = text.lower()
    assert not denied_before(small, small.index(kept))


def test_only_a_contrast_says_that_something_is_not_meant() -> None:
    assert "2023" in not_meant("Die Strukturstudie BW, aber nicht die von 2023: welche Zahl?")
    assert not_meant("Liegt es nicht im Landkreis Peine?") == set()


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("Welches sächsische Netz leitet nicht der ACOD?", "ITAS", "MoLeWa"),
        (
            "Which network in Lower Saxony is not led by Allianz für die Region?",
            "neu/wagen",
            "ReTraSON",
        ),
        ("Neben neu/wagen gibts in Niedersachsen noch eins, welches?", "ReTraSON", "neu/wagen:"),
        ("ITAS ist uns vertraut. Welches sächsische Netz gibt es sonst noch?", "MoLeWa", "ITAS"),
        ("TeamMit, nicht TRegKS: wer führt es?", "Mittelhessen", "Kassel"),
        ("Nicht Prognos, sondern das ifo meine ich. Was kam dabei heraus?", "613.000", "190.000"),
        ("Strukturstudie BW, nicht die von 2019: wie viele Beschäftigte?", "480.000", "31.000"),
    ],
)
def test_what_is_set_aside_is_in_no_answer(question: str, told: str, left_out: str) -> None:
    text = Talk().ask(question)
    assert told in text
    assert left_out not in text
