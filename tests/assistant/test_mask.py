"""What may not be stored of a question."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.assistant.mask import looked_for, mask


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
        ("Mein Name lautet Eva Beispiel.", "Mein Name lautet [Name]."),
        ("Viele Grüße\nEva Beispiel", "Viele Grüße [Name]"),
        ("Mobil +49 (0)170 1234567", "Mobil [Telefon]"),
        ("Tel: 0711 – 123456", "Tel: [Telefon]"),
        ("Unter 07131.123456 erreichbar", "Unter [Telefon] erreichbar"),
        ("Unter +49.711.123456 erreichbar", "Unter [Telefon] erreichbar"),
        ("Tel. 0 71 31 / 12 34 56", "Tel. [Telefon]"),
        ("eva (at) firma punkt de", "[E-Mail]"),
        ("eva.b[at]firma.example", "[E-Mail]"),
        ("eva @ firma.example", "[E-Mail]"),
        ("Herr Prof. Dr. Hans-Peter Muster-Beispiel", "Herr Prof. Dr. [Name]"),
        ("Frau Dr. med. von der Beispiel kommt", "Frau Dr. med. [Name] kommt"),
        ("Frau Dipl.-Ing. Eva Beispiel", "Frau Dipl.-Ing. [Name]"),
        ("Frau Bürgermeisterin Eva Beispiel", "Frau Bürgermeisterin [Name]"),
        ("Kollegin Frau Eva Beispiel", "Kollegin Frau [Name]"),
        ("Herr zu Beispiel", "Herr [Name]"),
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
        "Was gilt für Frau und Mann vom 01.01.2026 bis 31.12.2027?",
        "Wer treffen sich at home in 0 bis 100 000 Betrieben?",
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
