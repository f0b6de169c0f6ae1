"""What a text says no to: "nicht das bei Hannover", "außer denen der KfW", "ITAS, nicht MoLeWa".

The one reading of such words. `denied` is stricter, for what is not meant at all: only a contrast
says that, after a mark, "und", "aber" or the opening words "gemeint ist". "Liegt es nicht im
Landkreis Peine?" supposes that it does.
"""

from __future__ import annotations

import re

from transfobot.assistant.understand.language import words_of

NOT = r"(?:nicht|nichts|net|ned|nich|not)"
_NOT = rf"(?:{NOT}|kein\w*|statt|anstatt)"
_DENYING = (
    rf"(?:{_NOT}|ohne|au(?:ß|ss)er(?:halb)?|ausgenommen|exklusive|jenseits|abseits|neben(?!.*\bauch\b)"
    r"|abz(?:ü|ue)glich|abzgl|minus|bis auf|anstelle|abgesehen|unabh(?:ä|ae)ngig|weder|noch nie|no"
    r"|without|except|excluding|besides|outside|apart from)"
)
_OPENED = (
    r"(?:^|[,;:.!?(–—-]|\b(?:und|aber|also|and|but|oder)|"
    r"\b(?:meine?n?|meinte?n?|gemeint(?:\s+(?:ist|war))?|suchen?|spreche?n?|rede?n?|geht|handelt\s+es\s+sich|"
    r"bin|sind|ist|war|mean|meant)(?:\s+(?:wir|ich|es|hier|damit|sich))?)\s*"
)
_WHICH = (
    r"(?:(?:etwa|die|das|der|den|dem|jene[nmrs]?|von|für|um|in|im|bei|aus|mit|the|the one)\s+)*"
)
_UPTO = r"(?:[^,;:!?()–—.]|\.(?=\w)|(?<=\b[abiv])\.|(?<=\bSt)\.){1,110}?"
_END = (
    r"(?=\s*(?:[,;:!?()–—]|\.(?:[\s)]|$)|$|\s-\s)"
    r"|\s+(?:sondern|aber|jedoch|but|wer|wen|wem|wo|welche\w*)\b)"
)
_DENIED = re.compile(rf"(?i){_OPENED}(?P<denied>\b{_NOT}\s+{_WHICH}{_UPTO}){_END}")
_HINT = re.compile(rf"(?i)\b{_DENYING}\b")


def denied(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text says what is not meant."""
    if not _HINT.search(text):
        return ()
    return tuple((one.start("denied"), one.end("denied")) for one in _DENIED.finditer(text))


def not_meant(text: str) -> set[str]:
    """The words, folded, of what is not meant."""
    return {word.folded for start, end in denied(text) for word in words_of(text[start:end])}


def without_denied(text: str) -> tuple[str, str]:
    """A text without what it says is not meant, and that."""
    kept, taken = text, []
    for start, end in reversed(denied(text)):
        taken.append(text[start:end])
        kept = f"{kept[:start]}·{kept[end:]}"
    return kept, " · ".join(taken)


_ROW = (
    r"(?:[ -]?,? ?(?:und|oder|sowie|noch|and|or|nor)(?: (?:de[rmns]|das|die|denen|in|im|von|vom|bei"
    r"|aus|für|fuer|um|mit|durch|the|those|of))*)?"
)
_BEFORE = re.compile(
    rf"\b{_DENYING}\b(?! nur\b| only\b| mehr\b| any\b| (?:zu)?r(?:ü|ue)ckzahl)"
    rf"(?:[ -]\w+){{0,4}}{_ROW}[ -][#„\"(]?$"
)
_OTHER = re.compile(r"\b(?:ander|weiter|other)\w*\b(?: \w+){0,2} (?:als|than)(?: \w+){0,3} $")
_AFTER = re.compile(
    rf"^(?:\w|[./]\b)*(?: (?:\w|[./]\b)+)?(?: (?:aber|jedoch|dagegen))? "
    rf"(?:{NOT}\b(?! nur\b| only\b| mehr\b)(?=(?: \w+)?(?:\W*$|[.?!]))"
    r"|ausgenommen|(?:bleib|lass|lässt)\w* (?:\w+ )?(?:weg|raus|au(?:ß|ss)en vor|draußen|beiseite))"
)
_TURNING = re.compile(r"\b(?:sondern|aber|but|auch|sowie)\b")


def denied_before(text: str, start: int) -> bool:
    """Whether words of denial stand before a place of a text in small letters, or right behind it.

    "Welche laufen nicht über die SAB", "andere als die der KfW", "für welche ist die SAB nicht
    zuständig"; not what follows "sondern".
    """
    before = text[:start]
    found = _BEFORE.search(before) or _OTHER.search(before)
    if found is not None:
        # "Keine Kredite und auch kein Steuervorteil": the nearer denial counts.
        nearer = _BEFORE.search(before, found.start() + 1) or found
        return _TURNING.search(before[nearer.start() :]) is None
    return _AFTER.search(text[start:]) is not None


def set_aside(text: str) -> set[str]:
    """The words, folded, that a list is asked without."""
    small = text.lower()
    if not (_HINT.search(small) or _SAYING_SO.search(small)):
        return set()
    return {one.folded for one in words_of(small) if denied_before(small, one.start)}


_SAYING_SO = re.compile(r"\b(?:als|than)\b")
