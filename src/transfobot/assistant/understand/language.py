"""Which language a question is in, and its words with their places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transfobot.domain.conversation import Language
from transfobot.german.stems import stem
from transfobot.german.text import fold

_WORD = re.compile(r"[^\W_]+|§+")
_SECTION = "paragraph"
_ENGLISH_TEXT = """
the is are were who what which where when how why does did can could should would may please
answer english tell me about of for with from and our we us my your you there list networks
network funding programmes contact leads whom responsible town company
this that its any many much have has been grant apply to on by office phone number
study studies mayor
"""
_ENGLISH = frozenset(_ENGLISH_TEXT.split())
"""Words of German texts as well ("Region", "Programme", "IT", "Training") tell no language."""
_GERMAN_TEXT = """
der die das den dem des ein eine einen einem einer und oder ist sind war wer was welche welcher
welches wo wann wie warum fuer von vom mit bei im am zum zur auf aus nach ueber gibt es ich wir
sie ihr uns mir mich nicht kein keine noch auch bitte kann koennen darf wird werden hat haben
netzwerk netzwerke foerderung ansprechpartner zustaendig gehoert laeuft leitet wieviel viele und
denn dann
"""
_PERSONS_TEXT = """
ich wir mir mich uns unser unsere unserer unserem unseren unseres mein meine meinem meiner meinen
i we us my our me
"""
PERSONS = frozenset(_PERSONS_TEXT.split())
"""By these people speak of themselves."""
_GLUE = (".", "_", "@")
_GERMAN = frozenset(_GERMAN_TEXT.split())
_ASKED = (
    (re.compile(r"\b(?:in english|english please|answer in english|auf englisch)\b"), Language.EN),
    (re.compile(r"\b(?:auf deutsch|in german)\b"), Language.DE),
)


class Word(NamedTuple):
    """A folded word with its place in the text as given; `shown` is its own spelling."""

    folded: str
    shown: str
    start: int
    end: int


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order; hyphens, slashes and dots separate; "§" is a word."""
    return tuple(
        Word(_folded(match.group()), match.group(), match.start(), match.end())
        for match in _WORD.finditer(text)
    )


def as_written(text: str, folded: str) -> str:
    """Folded words in the spelling in which they stand in a text; "" where they do not."""
    wanted, words = folded.split(), words_of(text)
    for at in range(len(words) - len(wanted) + 1):
        if [one.folded for one in words[at : at + len(wanted)]] == wanted:
            return text[words[at].start : words[at + len(wanted) - 1].end]
    whole = re.search(re.escape(folded), text, re.IGNORECASE)
    return whole[0] if whole else ""


@lru_cache(maxsize=1_024)
def stems_of(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(word.folded) for word in words_of(text))


def _folded(shown: str) -> str:
    return _SECTION if shown.startswith("§") else fold(shown)


def language_of(text: str, before: Language | None = None) -> Language:
    """The language to answer in: the one asked for, else the one written, else the one before."""
    folded = fold(text)
    for pattern, language in _ASKED:
        if pattern.search(folded):
            return language
    # What is written into one word with a dot or a line ("transform.by") is a name, not English.
    tokens = [
        word.folded for word in words_of(text) if text[word.start - 1 : word.start] not in _GLUE
    ]
    english = sum(token in _ENGLISH for token in tokens)
    german = sum(token in _GERMAN for token in tokens) + any(c in "äöüßÄÖÜ" for c in text)
    if english > german:
        return Language.EN
    if english == german and before is not None:
        return before
    return Language.DE


def of_oneself(text: str) -> bool:
    """Whether somebody speaks of themselves, by a word like "ich" or "unser"."""
    return bool({word.folded for word in words_of(text)} & PERSONS)
