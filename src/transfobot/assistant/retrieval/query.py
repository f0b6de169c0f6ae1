"""From a question to what is looked for: terms, grams, names and numbers, additions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from transfobot.german.glossary import Addition, Glossary
from transfobot.german.spelling import edits, one_edit_away
from transfobot.german.stems import Analyzer, stem
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import folded_words, tokens

LONGEST_QUESTION = 2_000
"""Characters looked at; what follows rarely asks."""
TYPO_WEIGHT = 0.6
MOST_TYPOS = 2
LIKELY = 0.6
"""Likeness from which a correction stands beside what was typed."""
MEANT_WEIGHT = 0.8
_SHORTEST_SLIP, _LONGEST_SLIP = 4, 30
"""Letters of a word that may have a slip; shorter ones have too many neighbours."""
_NAME_OR_NUMBER = re.compile(r"[A-ZÄÖÜ][^\W_]*|\d[\w.,]*")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for.

    `counted` is each search term with how often it was asked, or its weight if it was added;
    `own` are the stems of the question's content words; `names` the stems of its capitalised words
    and numbers; `added` the words from the glossary; `corrected` maps a misspelt token to terms.
    """

    text: str
    counted: Mapping[str, float]
    own: tuple[str, ...]
    names: tuple[str, ...]
    added: tuple[Addition, ...] = ()
    corrected: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @property
    def meant(self) -> dict[str, str]:
        """Misspelt tokens with the stem that was probably meant."""
        return {
            token: found[0][0]
            for token, found in self.corrected.items()
            if found and found[0][1] >= LIKELY
        }

    @property
    def added_words(self) -> dict[str, float]:
        """Words that were added, with their weights."""
        words = {addition.added: addition.weight for addition in self.added}
        return words | dict.fromkeys(self.meant.values(), MEANT_WEIGHT)


def plan(question: str, analyzer: Analyzer, glossary: Glossary) -> Plan:
    """Analyse a question; no store is asked yet."""
    text = question[:LONGEST_QUESTION]
    words = tokens(text)
    counted: Counter[str] = Counter(analyzer.terms_of(words))
    weighed: dict[str, float] = {term: float(count) for term, count in counted.items()}
    added = glossary.additions(text)
    for addition in added:
        for term in analyzer.terms(addition.added):
            if term not in counted:
                weighed[term] = max(weighed.get(term, 0.0), addition.weight)
    own = dict.fromkeys(stem(word) for word in words if word not in STOP_WORDS)
    return Plan(text, weighed, tuple(own), _names(text), added)


def _names(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in _NAME_OR_NUMBER.finditer(text):
        for word in tokens(match.group()):
            if word not in STOP_WORDS:
                found[stem(word)] = None
    return tuple(found)


def slips(
    question_plan: Plan, analyzer: Analyzer, frequencies: Mapping[str, int]
) -> dict[str, tuple[str, ...]]:
    """Unknown tokens with the dictionary's words one error away, likelier errors first."""
    found: dict[str, tuple[str, ...]] = {}
    for token in dict.fromkeys(tokens(question_plan.text)):
        if not _SHORTEST_SLIP <= len(token) <= _LONGEST_SLIP or not token.isalpha():
            continue
        terms = analyzer.word_terms(token)
        if not terms or frequencies.get(terms[0]) or token in analyzer.words:
            continue
        meant = analyzer.words.known(one_edit_away(token))
        if meant:
            found[token] = tuple(meant)
        if len(found) == MOST_TYPOS:
            break
    return found


def respelt(
    text: str,
    found: Mapping[str, tuple[str, ...]],
    analyzer: Analyzer,
    frequencies: Mapping[str, int],
) -> str:
    """The question with the first word for each slip that is a function word or in the corpus.

    Only words of the dictionary come in, so that an unknown name never becomes another name.
    """
    chosen: dict[str, str] = {}
    for token, words in found.items():
        for word in words:
            terms = analyzer.word_terms(word)
            if not terms or frequencies.get(terms[0]):
                chosen[token] = word
                break
    parts = []
    end = 0
    for word, start, stop in folded_words(text):
        if word in chosen:
            meant = chosen[word]
            parts += [text[end:start], meant.capitalize() if text[start].isupper() else meant]
            end = stop
    return "".join([*parts, text[end:]])


def misspelt(
    question_plan: Plan, analyzer: Analyzer, frequencies: Mapping[str, int]
) -> dict[str, str]:
    """Tokens, with their stems, that neither the corpus nor the dictionary knows; at most two.

    A compound that nobody wrote before is among them; where nothing is spelt like it, nothing is
    added.
    """
    found: dict[str, str] = {}
    for token in dict.fromkeys(tokens(question_plan.text)):
        terms = analyzer.word_terms(token)
        if not terms or len(token) < 4 or not token.isalpha():
            continue
        if frequencies.get(terms[0]) or token in analyzer.words:
            continue
        if any(edits(token, word) == 1 for word in _near_length(token)):
            # "nich", "duch": a function word with an error is still no subject.
            continue
        found[token] = terms[0]
        if len(found) == MOST_TYPOS:
            break
    return found


def _near_length(token: str) -> list[str]:
    return [word for word in STOP_WORDS if len(word) > 3 and abs(len(word) - len(token)) <= 1]


def with_corrections(
    question_plan: Plan, corrected: Mapping[str, tuple[tuple[str, float], ...]]
) -> Plan:
    """The plan with nearly equal terms of the corpus for misspelt words."""
    if not corrected:
        return question_plan
    weighed = dict(question_plan.counted)
    for terms in corrected.values():
        for term, _ in terms:
            weighed[term] = max(weighed.get(term, 0.0), TYPO_WEIGHT)
    return Plan(
        question_plan.text,
        weighed,
        question_plan.own,
        question_plan.names,
        question_plan.added,
        corrected,
    )
