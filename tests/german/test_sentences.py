"""Sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.german.sentences import split


def parts(text):
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das gilt z. B. für Zulieferer und u. a. für Händler.",
        "Nach § 12 Abs. 3 Nr. 2 SGB III zahlt die Agentur.",
        "Der Aufruf endet am 1. Juli 2026.",
        "Im 3. Quartal wurden 7,6 Mio. € bewilligt.",
        "Dr. Anna K. Muster leitet die Stelle.",
        "Kaiser Heinrich III. adelte die Familie.",
        "Rund 8.000 Beschäftigte sind betroffen.",
        "Das betrifft ca. 40 Betriebe bzw. Standorte.",
    ],
)
def test_dots_inside_a_sentence(sentence):
    assert parts(f"Vorher steht etwas. {sentence} Danach kommt mehr.") == [
        "Vorher steht etwas.",
        sentence,
        "Danach kommt mehr.",
    ]


def test_years_end_a_sentence():
    assert parts("Das Netz begann 2022. Es läuft noch.") == [
        "Das Netz begann 2022.",
        "Es läuft noch.",
    ]


def test_closing_quotation_marks_belong_to_the_sentence():
    assert parts("Er sagte: „Das hilft.“ Sie nickte.") == ["Er sagte: „Das hilft.“", "Sie nickte."]


def test_list_items_and_blank_lines_end_a_sentence_a_line_break_does_not():
    text = "Es gibt\nzwei Wege\n- den einen\n- den anderen\n\nEnde"
    assert parts(text) == ["Es gibt\nzwei Wege", "- den einen", "- den anderen", "Ende"]


@given(st.text(alphabet=st.sampled_from("ab AB1.!? \n-„“)")))
def test_no_character_but_space_is_lost_and_nothing_overlaps(text):
    at = 0
    for start, end in split(text):
        assert text[at:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""
