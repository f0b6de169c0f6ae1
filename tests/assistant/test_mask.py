"""What may not be stored of a question."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.assistant.documents import looked_for
from transfobot.assistant.mask import mask


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Schreiben Sie an max.muster@firma.example!", "Schreiben Sie an [E-Mail]!"),
        ("Rufen Sie 0171 2345678 an.", "Rufen Sie [Telefon] an."),
        ("Tel. +49 711 123456", "Tel. [Telefon]"),
        ("Telefonnummer von Herrn Weis?", "Telefonnummer von Herrn [Name]?"),
        ("Frau Dr. Eva Beispiel sagt nein.", "Frau Dr. [Name] sagt nein."),
        ("Mein Kollege Ali geht.", "Mein Kollege [Name] geht."),
        ("Ich heiße Eva Beispiel.", "Ich heiße [Name]."),
        ("Er ist krankgeschrieben.", "Er ist [Gesundheit]."),
    ],
)
def test_personal_details_are_masked(text: str, stored: str) -> None:
    assert mask(text).text == stored


@pytest.mark.parametrize(
    "text",
    [
        "Wie hoch ist die Fördersumme von 7,6 Mio. € seit 01.01.2022?",
        "Was regelt § 82 SGB III für 45 Beschäftigte?",
        "Wer hilft in 74613 Öhringen?",
        "Wer ist Kollege im Netzwerk?",
        "Gibt es 2026 noch Geld?",
    ],
)
def test_figures_and_places_stay(text: str) -> None:
    assert mask(text).text == text


def test_what_was_found_is_told() -> None:
    found = mask("Kollegin Eva Muster hat Depressionen, Tel. 0711 123456")
    assert found.personal
    assert found.names == ("Eva Muster",)
    assert found.contacts
    assert found.health
    assert not mask("Welche Förderung gibt es?").personal


def test_a_refusal_names_words_not_people_or_codes() -> None:
    text = "Wo ist Frau Muster (eva@muster.example, KX4711B), Budget ITAS 2031?"
    words = looked_for(text)
    assert words[-3:] == ["Budget", "ITAS", "2031"]
    assert not {"Muster", "eva", "KX4711B"} & set(words)


@given(st.text(max_size=200))
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


def test_long_input_is_masked_in_time() -> None:
    begun = time.monotonic()
    for bait in ("0" * 4000, "a@" * 2000, "Herr " * 800, "Frau A" * 700, "1 " * 2000):
        mask(bait)
    assert time.monotonic() - begun < 1
