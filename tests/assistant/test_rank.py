"""Scores by part, and what they must not depend on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.assistant.retrieval.query import misspelt, plan
from transfobot.assistant.retrieval.rank import make_terms, query_grams, score
from transfobot.assistant.retrieval.refuse import WEIGHTS, Evidence, confidence
from transfobot.domain.errors import ConfigurationError
from transfobot.german import grams
from transfobot.german.compounds import WordList
from transfobot.german.cues import Cue, answers_cue, cue_of
from transfobot.german.features import Features, analyse, frequencies
from transfobot.german.glossary import Glossary
from transfobot.german.statistics import Statistics, idf
from transfobot.german.stems import Analyzer
from transfobot.german.text import tokens

ANALYZER = Analyzer(WordList.empty())
SENTENCES = st.text(alphabet="abcdefg äöüß1.", max_size=60)


def rows(*texts: list[str]) -> list[Features]:
    return [analyse(ANALYZER, [], list(sentences)).features for sentences in texts]


def plain_counts(words: list[str]) -> dict[str, int]:
    """Grams counted the slow way."""
    found: dict[str, int] = {}
    for word in words:
        padded = f"_{word}_"
        for size in grams.SIZES:
            for at in range(len(padded) - size + 1):
                found[padded[at : at + size]] = found.get(padded[at : at + size], 0) + 1
    return found


@given(SENTENCES)
def test_gram_counts_agree_with_counting_by_hand(text: str) -> None:
    words = tokens(text)
    codes = np.frombuffer(grams.encode(words), dtype=np.uint8)
    counted = sum(plain_counts(words).values())
    assert grams.gram_count(words) == counted
    assert len(grams.text_buckets(codes)[0]) == counted


@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=3), min_size=1, max_size=4))
def test_frequencies_add_up_and_take_away(passages: list[list[str]]) -> None:
    features = rows(*passages)
    whole = Statistics.empty() + frequencies(features)
    parts = Statistics.empty()
    for one in features:
        parts = parts + frequencies([one])
    assert (whole.in_passages == parts.in_passages).all()
    assert (whole.in_sentences == parts.in_sentences).all()
    empty = whole - frequencies(features)
    assert not empty.in_passages.any()
    assert empty.sentence_grams == empty.passages == 0


@given(st.lists(SENTENCES, min_size=1, max_size=4), SENTENCES)
def test_a_row_survives_packing(sentences: list[str], head: str) -> None:
    features = analyse(ANALYZER, [head], sentences).features
    again = Features.unpack(features.pack())
    assert again.codes == features.codes
    assert again.heads == 1
    for name in ("offsets", "gram_counts", "term_counts", "terms"):
        assert (getattr(again, name) == getattr(features, name)).all()


def scores_of(question: str, candidates: list[Features]) -> np.ndarray:
    statistics = Statistics.empty() + frequencies(candidates)
    counted = dict.fromkeys(ANALYZER.terms(question), 1.0)
    terms = make_terms(counted, dict.fromkeys(counted, 1), statistics.passages)
    return score(terms, query_grams(question), candidates, statistics).total


@given(st.permutations(range(4)))
def test_scores_do_not_depend_on_the_order_of_candidates(order: list[int]) -> None:
    texts = [["Netzwerk im Norden."], ["Förderung."], ["Der Norden fördert."], ["Nichts."]]
    candidates = rows(*texts)
    straight = scores_of("Norden Förderung", candidates)
    shuffled = scores_of("Norden Förderung", [candidates[i] for i in order])
    assert shuffled == pytest.approx(straight[order])


def test_the_best_sentence_is_found_and_titles_count() -> None:
    with_title = analyse(ANALYZER, ["Fördersumme"], ["Etwas anderes."]).features
    plain = analyse(ANALYZER, [], ["Erster Satz.", "Die Fördersumme steht hier."]).features
    statistics = Statistics.empty() + frequencies([with_title, plain])
    scores = score([], query_grams("Fördersumme"), [with_title, plain], statistics)
    assert scores.best_sentence.tolist()[1] == 1
    assert scores.title[0] > 0 == scores.title[1]
    assert ((scores.share >= 0) & (scores.share <= 1)).all()
    assert ((scores.alike >= 0) & (scores.alike <= 1)).all()


def test_rare_weighs_more_than_common() -> None:
    values = idf(np.array([0, 1, 5, 10]), 10)
    assert (np.diff(values) < 0).all()
    assert values[-1] > 0


def test_only_words_that_nobody_knows_are_misspelt() -> None:
    words = Analyzer(WordList.of(["Förderung", "Netzwerk"]))
    asked = plan("Wer nich das Netzwerk der Fördrung Nordwind kennt", words, Glossary.empty())
    assert set(misspelt(asked, words, {"nordwind": 3})) == {"foerdrung", "kennt"}


@pytest.mark.parametrize(
    ("question", "cue", "yes", "no"),
    [
        ("Wann begann es?", Cue.DATE, "Start war im März 2022.", "Es begann gut."),
        ("Wie hoch ist die Fördersumme?", Cue.AMOUNT, "Es sind 7 Mio. €.", "Sie ist hoch."),
        ("Wie viele Partner gibt es?", Cue.NUMBER, "Zwölf Partner.", "Einige Partner."),
        ("Wer leitet es?", Cue.PERSON, "Frau Erika Muster leitet.", "man leitet es."),
        ("Wo sitzt es?", Cue.PLACE, "Es sitzt in Beispielstadt.", "es sitzt fest."),
    ],
)
def test_cues(question: str, cue: Cue, yes: str, no: str) -> None:
    assert cue_of(question) is cue
    assert answers_cue(yes, cue, question)
    assert not answers_cue(no, cue, question)


def test_more_evidence_is_more_confidence() -> None:
    weak = Evidence(0.1, 0.2, 0.1, 0.0, 0.0, 0.1, 1.5)
    strong = Evidence(0.6, 0.9, 0.5, 0.3, 1.0, 0.0, 1.5)
    assert strong.logit() > weak.logit()
    assert 0 < confidence(weak.logit()) < confidence(strong.logit()) < 1
    assert set(WEIGHTS) == {*weak.values(), "bias"}


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        '[[entry]]\nkind = "unknown"\nwords = ["a", "b"]',
        '[[entry]]\nkind = "synonym"\nwords = ["a"]\nweight = 7',
        '[[entry]]\nkind = "role"\nasked = ["a"]',
        '[[entry]]\nkind = "synonym"\nwords = "a"',
    ],
)
def test_a_wrong_glossary_is_a_configuration_error(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"glossary\.toml"):
        Glossary.parse(text)


def test_phrases_call_each_other_by_their_stems() -> None:
    glossary = Glossary.parse('[[entry]]\nkind = "synonym"\nwords = ["Weiterbildung", "Schulung"]')
    (added,) = glossary.additions("Welche Weiterbildungen gibt es?")
    assert (added.added, added.weight) == ("Schulung", 0.4)
    assert glossary.additions("Schulung oder Weiterbildung") == ()
