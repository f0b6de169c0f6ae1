"""Folding and words. Stateless: the same text gives the same result for ever."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from transfobot.german.stopwords import STOP_WORDS

SOFT_HYPHEN = "\u00ad"
_UMLAUTS = (
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
    (SOFT_HYPHEN, ""),
    ("\u200b", ""),
    ("\ufeff", ""),
)
_SIGNS = "€•–—„“”…·§’"
"""Signs of every office text that are in no word: without them most texts fold the short way."""
_FOREIGN = re.compile("[^\x00-\u02ff]")
_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORDS = re.compile(rf"[^\W_]+(?:{SOFT_HYPHEN}[^\W_]+|(?:[:*_]|/-)[iI]n(?:nen)?[^\W_]*)*")
_INCLUSIVE = re.compile(r"(?<=([a-z]{2}))(?:[:*_]|/-)in(?:nen)?")


def fold(text: str) -> str:
    """Lower case with ä→ae, ö→oe, ü→ue, ß→ss and without accents, ligatures or soft hyphens.

    The result may be longer than the text; use `folded_words` where positions matter.
    """
    if text.isascii():
        return text.lower()
    if len(text) <= _WORD_LENGTH:
        return _folded_word(text)
    return _folded_recently(text) if len(text) <= _QUESTION_LENGTH else _folded(text)


def _folded(text: str) -> str:
    folded = _without_umlauts(unicodedata.normalize("NFC", text).lower())
    if folded.isascii():
        return folded
    decomposed = _without_umlauts(unicodedata.normalize("NFKD", folded))
    if not decomposed.isascii():
        decomposed = _FOREIGN.sub(_without_mark, decomposed)
    return decomposed.lower()


_WORD_LENGTH = 32
_folded_word = lru_cache(maxsize=32_768)(_folded)
"""The words of a language are few and come again in every text."""
_QUESTION_LENGTH = 600
_folded_recently = lru_cache(maxsize=128)(_folded)
"""A question is read by many readers."""


def _without_umlauts(text: str) -> str:
    # One replacement after the other: str.translate takes eight times as long.
    for letter, plain in _UMLAUTS:
        text = text.replace(letter, plain)
    return text


def _without_mark(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) else match[0]


def tokens(text: str) -> list[str]:
    """Folded words and numbers in order, stop words included; „Expert:innen“ is one word."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    folded = _without_inclusive(fold(text))
    pattern = _ASCII_WORD if folded.isascii() else _WORD
    return pattern.findall(folded)


def _without_inclusive(folded: str) -> str:
    """With the plain plural for a spelling that names all genders: nobody asks with the same one.

    „Vertreter:innen“ becomes „vertreter“, „Expert:inneninterviews“ „experteninterviews“.
    """
    if any(sign in folded for sign in (":in", "*in", "_in", "/-in")):
        return _INCLUSIVE.sub(lambda match: "" if match[1] == "er" else "en", folded)
    return folded


def content_tokens(text: str) -> list[str]:
    """Folded words and numbers in order, without function and question words."""
    return [token for token in tokens(text) if token not in STOP_WORDS]


def folded_words(text: str) -> list[tuple[str, int, int]]:
    """Each word of the text, folded, with its start and end in the text as given."""
    return [
        (_without_inclusive(fold(match.group())), match.start(), match.end())
        for match in _WORDS.finditer(text)
    ]


def is_stop_word(word: str) -> bool:
    """Whether the word, in any spelling, is a function or question word."""
    return fold(word) in STOP_WORDS
