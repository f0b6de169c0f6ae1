"""Search terms of a text: Snowball stems, and for long words the stems of their parts."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import Stemmer

from transfobot.german.compounds import MINIMUM_SPLIT, WordList, split_compound
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import tokens

_local = threading.local()
_CACHE_LIMIT = 200_000


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Snowball stem of a folded word; numbers stay as they are."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        # A stemmer object must not be shared between threads.
        stemmer = _local.stemmer = Stemmer.Stemmer("german", 0)
    stemmed: str = stemmer.stemWord(word)
    return stemmed


def stems(text: str) -> list[str]:
    """The stems of the text's content words in order."""
    return [stem(token) for token in tokens(text) if token not in STOP_WORDS]


class Analyzer:
    """Text to search terms, with a word list for compounds. Safe for many threads."""

    def __init__(self, words: WordList) -> None:
        self.words = words
        self._cache: dict[str, tuple[str, ...]] = {}

    def word_terms(self, token: str) -> tuple[str, ...]:
        """Terms of one folded token: its stem, then new stems of its parts; none for stop words."""
        terms = self._cache.get(token)
        if terms is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache = {}
            terms = self._cache[token] = self._analyse(token)
        return terms

    def _analyse(self, token: str) -> tuple[str, ...]:
        if token in STOP_WORDS:
            return ()
        whole = stem(token)
        if len(token) < MINIMUM_SPLIT:
            return (whole,)
        parts = (stem(part) for part in split_compound(token, self.words))
        return tuple(dict.fromkeys((whole, *parts)))

    def terms(self, text: str) -> list[str]:
        """All terms of a text in order, repeated as often as they occur."""
        return self.terms_of(tokens(text))

    def terms_of(self, folded_tokens: Iterable[str]) -> list[str]:
        """All terms of folded tokens in order."""
        words = list(folded_tokens)
        try:
            return list(chain.from_iterable(map(self._cache.__getitem__, words)))
        except KeyError:
            return [term for word in words for term in self.word_terms(word)]
