"""Folding, words, stems."""

from hypothesis import given
from hypothesis import strategies as st

from transfobot.german.compounds import WordList
from transfobot.german.stems import Analyzer, stem, stems
from transfobot.german.text import content_tokens, fold, folded_words, is_stop_word, tokens

ANALYZER = Analyzer(WordList.empty())


def test_umlauts_sharp_s_ligatures_and_accents_fold_to_ascii():
    assert fold("Größe ÄÖÜ ẞ Café ﬁnal") == "groesse aeoeue ss cafe final"


def test_decomposed_umlaut_folds_like_the_composed_one():
    assert fold("Fo\u0308rderung") == fold("Förderung") == "foerderung"


def test_soft_hyphens_vanish():
    assert tokens("Transfor\u00admation") == ["transformation"]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_tokens_are_words_without_separators(text):
    for token in tokens(text):
        assert token.isalnum() or any(c.isalnum() for c in token)
        assert " " not in token


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_word_positions_point_at_the_word(text):
    for word, start, end in folded_words(text):
        assert fold(text[start:end]) == word


def test_question_and_function_words_are_left_out():
    assert content_tokens("Wer leitet das Netzwerk?") == ["leitet", "netzwerk"]
    assert is_stop_word("Für")


def test_inflections_and_spellings_share_a_stem():
    assert stem(fold("Förderung")) == stem(fold("Förderungen")) == stem(fold("Foerderung"))


def test_stems_keep_order_and_repetition():
    assert stems("Netzwerke und Netzwerk") == [stem("netzwerk")] * 2


def test_inclusive_spellings_are_one_word_with_the_plain_one():
    assert tokens("Expert:inneninterviews, Vertreter*innen und Berater/-innen in der Stadt") == [
        "experteninterviews", "vertreter", "und", "berater", "in", "der", "stadt",
    ]  # fmt: skip
    assert tokens("Frist: in zwei Wochen") == ["frist", "in", "zwei", "wochen"]


@given(st.text())
def test_terms_of_a_text_are_the_terms_of_its_words(text):
    assert ANALYZER.terms(text) == ANALYZER.terms_of(tokens(text))


@given(st.text(), st.text())
def test_analysis_is_stateless(first, second):
    alone = ANALYZER.terms(first)
    ANALYZER.terms(second)
    assert ANALYZER.terms(first) == alone
