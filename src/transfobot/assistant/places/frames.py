"""Where in a sentence only a place can stand, whatever else its name means.

"Unser Werk steht in Wissen", "Gehört Lehre zu einem Netzwerk?", "Dreherei, Rohr, 25 Leute": the
word is no knowledge, no apprenticeship and no pipe there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.understand.language import Word
from transfobot.german.text import fold

_SITTING = frozenset(
    fold("""
    sitzt sitze sitzen sitz gesessen steht stehen stehe liegt liegen lebe leben lebt wohne wohnen
    wohnt wohnhaft arbeite arbeiten arbeitet komme kommen kommt stamme stammen stammt bin sind
    ansässig beheimatet produziert produzieren fertigt fertigen baut bauen zuhause daheim
    """).split()
)
"""Before "in", "aus", "bei": whoever does one of these does it at a place."""
_AT = frozenset(("in", "aus", "bei", "nahe", "nach"))
_BELONGING = frozenset(
    ("gehoert", "liegt", "deckt", "zaehlt", "faellt", "umfasst", "zaehlen", "laeuft", "betreut")
)
_IS = frozenset(("ist", "wird", "is", "waere"))
_COVERED = frozenset(("abgedeckt", "dabei", "covered", "erfasst", "mitbetreut", "betreut"))
_FIRM = re.compile(
    r"\w*(?:firma|betrieb|betriebs|werk|werks|fabrik|erei|unternehmen|zulieferer|hersteller|bauer|"
    r"schmiede|meister|meisterin|betriebsrat|betriebsraetin|niederlassung|mittelstaendler)"
)
_NETWORK = re.compile(r"netzwerk|zustaendig|anlaufstelle|ansprechstelle|network")
_SET_APART = re.compile(r"\s*,")


def framed_as_place(text: str, words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the words from `at` to `end` stand where nothing but a place stands."""
    before = [word.folded for word in words[max(0, at - 2) : at]]
    if not before or not words[at].shown[:1].isupper():
        return False
    last = before[-1]
    if last in _AT and len(before) > 1:
        return before[0] in _SITTING or _FIRM.fullmatch(before[0]) is not None
    if last in _BELONGING and _NETWORK.search(fold(text)):
        return True
    if last in _IS and {word.folded for word in words[end : end + 1]} & _COVERED:
        return True
    if last in ("fuer", "for") and _NETWORK.search(fold(text)):
        return _bare(words, end)
    return _FIRM.fullmatch(last) is not None and _apart(text, words, at, end)


def _bare(words: Sequence[Word], end: int) -> bool:
    """Whether the name is no adjective before a noun and no part of a pair ("Lehre und …")."""
    following = words[end] if end < len(words) else None
    return following is None or not (following.shown[:1].isupper() or following.folded == "und")


def _apart(text: str, words: Sequence[Word], at: int, end: int) -> bool:
    """Between two commas, or after one at the end."""
    led = text[words[at - 1].end : words[at].start].strip() == ","
    rest = text[words[end - 1].end :]
    return led and (not rest.strip(" .?!") or _SET_APART.match(rest) is not None)
