"""Compounds against a word list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.german.compounds import LINKS, WordList, split_compound
from transfobot.german.stems import Analyzer, stem

PARTS = "Förder Summe Transformation Netzwerk Netz Werk Koordinierung Stelle Energie Berater"
WORDS = WordList.of(PARTS.split())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("foerdersumme", ("foerder", "summe")),
        ("transformationsnetzwerk", ("transformation", "netzwerk")),
        ("koordinierungsstelle", ("koordinierung", "stelle")),
        ("energieberater", ("energie", "berater")),
        ("haus", ()),
        ("unbekannteswort", ()),
    ],
)
def test_splits(word, parts):
    assert split_compound(word, WORDS) == parts


@given(st.text(alphabet="netzwrkstelfodmu", min_size=8, max_size=40))
def test_parts_are_known_words_in_order_within_the_compound(word):
    at = 0
    for part in split_compound(word, WORDS):
        assert part in WORDS
        found = word.index(part, at)
        assert word[at:found] in LINKS
        at = found + len(part)


def test_terms_keep_the_whole_word_and_add_its_parts():
    terms = Analyzer(WORDS).word_terms("foerdersumme")
    assert terms == (stem("foerdersumme"), stem("foerder"), stem("summe"))


def test_the_cached_list_is_read_back_and_a_damaged_one_is_made_again(tmp_path):
    first = WordList.cached(tmp_path)
    assert "verteidigung" in first
    assert "xqzwv" not in first
    again = WordList.cached(tmp_path)
    assert len(again) == len(first) > 900_000
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"half a file")
    assert len(WordList.cached(tmp_path)) == len(first)


def test_an_empty_list_splits_nothing():
    assert split_compound("koordinierungsstelle", WordList.empty()) == ()
    assert "haus" not in WordList.empty()
