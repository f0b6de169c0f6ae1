"""The refusal threshold, estimated from the corpus itself.

Questions are made of the corpus's own sentences and asked with their passage out of sight: what
the search then finds is what a question without an answer looks like here. The threshold is the
point below which the same share of them lies as in the fitted sets.
"""

from __future__ import annotations

from collections.abc import Mapping

from transfobot.assistant.retrieval.refuse import DEFAULT_THRESHOLD
from transfobot.assistant.retrieval.retrieve import PassageStore, Retriever
from transfobot.courtesy import courtesy
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.features import sentences_of
from transfobot.german.text import content_tokens, folded_words, is_stop_word
from transfobot.ports.search import TextIndex

QUESTIONS = 60
LEAST_QUESTIONS = 20
"""With fewer the default stays."""
SHARE = 0.80
"""Share of the made questions that lay below the fitted threshold where it was fitted."""
ANSWERED = 2.0
"""Above this another passage says the same (a notice that stands twice): no measure."""
FURTHEST = 0.4
"""How far from the default the corpus may move it."""
_WORDS = 6
_FEWEST_WORDS = 4


def calibrate(
    retriever: Retriever, text_index: TextIndex, passages: PassageStore
) -> Mapping[str, float]:
    """Estimate the threshold from public passages, keep it in the index, and return what is kept.

    Takes less than a second; call it after a run that changed something.
    """
    public = frozenset({Visibility.PUBLIC})
    logits: list[float] = []
    names = text_index.sample(Visibility.PUBLIC, QUESTIONS)
    for passage in passages.passages(list(names)):
        question = made_question(passage)
        if question is None:
            continue
        found = retriever.search(
            question, visibilities=public, k=1, without=frozenset({passage.id})
        )
        courtesy.give_way()
        if found.hits and found.features["logit"] < ANSWERED:
            logits.append(found.features["logit"])
    threshold = DEFAULT_THRESHOLD
    if len(logits) >= LEAST_QUESTIONS:
        estimated = _quantile(sorted(logits), SHARE)
        threshold = min(max(estimated, DEFAULT_THRESHOLD - FURTHEST), DEFAULT_THRESHOLD + FURTHEST)
    kept = {"threshold": round(threshold, 4), "questions": float(len(logits))}
    text_index.keep_calibration(kept)
    return kept


def made_question(passage: Passage) -> str | None:
    """The first content words of the middle sentence that has enough of them."""
    sentences = sentences_of(passage)
    middle = len(sentences) // 2
    for sentence in (*sentences[middle:], *sentences[:middle]):
        if len(content_tokens(sentence)) < _FEWEST_WORDS:
            continue
        words = [
            sentence[start:end]
            for word, start, end in folded_words(sentence)
            if not is_stop_word(word)
        ]
        return " ".join(words[:_WORDS])
    return None


def _quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
