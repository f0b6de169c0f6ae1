"""Compounds written apart are read as one word; names and phrases of two words stay as they are."""

import pytest

from transfobot.assistant.understand.compounds import joined
from transfobot.assistant.understand.words import word_tables

DICTIONARY = frozenset(
    ("bemessungsgrundlage", "grundlage", "stadt", "region", "stadtregion", "stellen")
)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Wie hoch ist die Förder Summe?", "Wie hoch ist die Fördersumme?"),
        ("wie hoch ist die förder summe", "wie hoch ist die fördersumme"),
        ("Wann ist das Lauf Zeit Ende von ITAS?", "Wann ist das Laufzeitende von ITAS?"),
        ("Wer ist Konsortial-Führer?", "Wer ist Konsortialführer?"),
        ("Bemessungs Grundlage ab 2026", "Bemessungsgrundlage ab 2026"),
        ("Welche Land Kreise?", "Welche Landkreise?"),
    ],
)
def test_a_split_compound_is_one_word(text: str, together: str) -> None:
    assert joined(text, word_tables(), DICTIONARY) == together


@pytest.mark.parametrize(
    "text",
    [
        "Wann war der Kick-off in Baden-Württemberg?",
        "Welche E-Mail-Adresse hat das Netzwerk?",
        "Stadt Region Leipzig",
        "Wer leitet das Netzwerk und wer zahlt?",
        "netzwerke in nordrhein westfalen",
        "Die Firma will Stellen streichen.",
    ],
)
def test_words_of_their_own_stay_apart(text: str) -> None:
    assert joined(text, word_tables(), DICTIONARY) == text
