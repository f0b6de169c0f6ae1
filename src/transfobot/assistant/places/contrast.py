"""What a text says a place is not: "Burgdorf, nicht das bei Hannover", "nicht A, sondern B".

Only a contrast denies: after a mark, "und", "aber" or the opening words "gemeint ist". "Liegt es
nicht im Landkreis Peine?" supposes that it does.
"""

from __future__ import annotations

import re

_NOT = r"(?:nicht|net|ned|nich|kein\w*|not|statt|anstatt)"
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


def denied(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text says what is not meant."""
    if not _HINT.search(text):
        return ()
    return tuple((one.start("denied"), one.end("denied")) for one in _DENIED.finditer(text))


_HINT = re.compile(rf"(?i)\b{_NOT}\b")


def without_denied(text: str) -> tuple[str, str]:
    """A text without what it says is not meant, and that."""
    kept, taken = text, []
    for start, end in reversed(denied(text)):
        taken.append(text[start:end])
        kept = f"{kept[:start]}·{kept[end:]}"
    return kept, " · ".join(taken)
