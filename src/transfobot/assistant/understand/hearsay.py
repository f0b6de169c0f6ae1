"""Who told what somebody asks about, and who pays for it: nothing that an answer must speak of.

„Laut Nachbar gab es …“ is asked as „Es gab …“, „Was zahlt der Fiskus?“ as „Was zahlt der Bund?“.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.words import listed, pattern, word_tables

_AFTER = frozenset(("laut", "gemaess", "zufolge", "according"))
_SAYING = pattern("saying")
_ARTICLES = frozenset(listed("articles_told"))
_PAYING = pattern("paying")
_NEAR = 7


def without_hearsay(text: str) -> str:
    """A text without whoever told it, and with the Bund for all who pay taxes."""
    text = _WRITTEN_THERE.sub("", text)
    words = words_of(text)
    found = [one for one in word_tables().find(words) if one.group in ("tellers", "payers")]
    # "Vater Staat" is no father.
    inner = {at for one in found if one.length > 1 for at in range(one.start, one.end)}
    found = [one for one in found if one.length > 1 or one.start not in inner]
    for one in sorted(found, key=lambda each: -each.start):
        if one.group == "tellers":
            text = _untold(text, words, one.start)
        elif _pays(words, one.start, one.end):
            first = one.start - (words[one.start - 1].folded in _PLURAL if one.start else 0)
            article = first > 0 and words[first - 1].folded in _ARTICLES
            start = words[first - article].start
            bund = "Bund" if article and words[first - 1].folded in _MALE else "der Bund"
            kept = words[first - 1].shown + " " if article and bund == "Bund" else ""
            text = f"{text[:start]}{kept}{bund}{text[words[one.end - 1].end :]}"
    return text


_WRITTEN_THERE = pattern("written_there")
_PLURAL = frozenset(("wir", "uns"))
_MALE = frozenset(("der", "den", "dem"))


def _pays(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether they are said to pay; "Geld vom Staat" is wanted of whoever gives it."""
    if {word.folded for word in words[max(0, start - 2) : start]} & _GIVING:
        return False
    if _narrowed(words, start, end):
        return False
    around = [*words[max(0, start - _NEAR) : start], *words[end : end + _NEAR]]
    return any(_PAYING.fullmatch(word.folded) for word in around)


def _narrowed(words: Sequence[Word], start: int, end: int) -> bool:
    """ "Der bayerische Staat", "der Staat Bayern": a Land, and not the Bund."""
    if any(one.group == "lands" for one in word_tables().find(words[end : end + 2])):
        return True
    if start < _FEWEST or words[start - 2].folded not in _ARTICLES:
        return False
    before = words[start - 1]
    return before.shown[0].islower() and _ADJECTIVE.search(before.folded) is not None


_FEWEST = 2
_ADJECTIVE = re.compile(r"\w{3}e[nrms]?$")
_GIVING = frozenset(("vom", "von", "beim", "bei", "durch"))


def _untold(text: str, words: Sequence[Word], at: int) -> str:
    """Without "laut meinem Nachbarn" or "Mein Nachbar sagt, dass"."""
    first = at
    while first and words[first - 1].folded in _ARTICLES:
        first -= 1
    if first and words[first - 1].folded in _AFTER:
        return _cut(text, words[first - 1].start, words[at].end)
    gap = text[words[first - 1].end : words[first].start].strip() if first else "."
    following = words[at + 1] if at + 1 < len(words) else None
    if gap not in _ENDS or following is None or not _SAYING.fullmatch(following.folded):
        return text
    end = following.end
    rest = _THAT.match(text[end:])
    return _cut(text, words[first].start, end + (rest.end() if rest else 0)) if rest else text


_ENDS = frozenset(".!?:")
_THAT = re.compile(r"\s*(?:[,:]\s*(?:dass\s+)?|\bdass\s+)")


def _cut(text: str, start: int, end: int) -> str:
    kept = f"{text[:start]}{text[end:].lstrip(' ,')}"
    return kept if words_of(kept) else text
