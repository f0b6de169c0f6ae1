"""What somebody believes and wants confirmed: "X läuft doch seit 2019, oder?"."""

from __future__ import annotations

import re

from transfobot.german.text import fold

_CLAIMED = re.compile(
    r"\b(?:oder|richtig|korrekt|stimmts?|nicht wahr|gell|ne|right|correct)\b[ ?!.]*$"
    r"|\b(?:stimmt|trifft|kommt|haut) (?:es|das|dies)\b(?! mit\b)"
    r"|\b(?:stimmt|zutrifft|hinkommt)[ ?!.]*$"
    r"|\b(?:ist|war|wird|wurde|hat|hatte|gehoert|sitzt|heisst|fuehrt|leitet) (?:\w+ )?doch\b"
    r"|\bist es (?:wahr|richtig|korrekt)\b|\bis it true\b"
)
_SINCE = re.compile(r"\b(?:seit|ab|since) (?:\w+ ){0,2}?(?:19|20)\d\d\b")
_RUNNING = re.compile(
    r"\b(?:laeuft|laufen|gibt|besteht|bestehen|existier\w*|aktiv|gefoerdert|arbeitet|runs|exists)\b"
)
_COUNTED = re.compile(
    r"\b\d[\d.]* (?:\w+ )?(?:leuten?|gaesten?|teilnehm\w*|personen|menschen|besucher\w*|workshops?"
    r"|beschaeftigten?|betrieben?|firmen|unternehmen|zulieferern?|arbeitsplaetzen?|jobs|stellen"
    r"|mitarbeite\w*|veranstaltungen|people|guests|jobs)\b"
)


_OWNED = re.compile(
    r"^(?!.*\b(?:zu|zum|zur|wem|wohin|wozu|welche\w*|wer|was)\b)"
    r".*\bgehoert (?:(?:doch|ja|eigentlich|also|etwa|wohl) )*(?:(?:dem|der|den) )?"
    r"(?!noch|auch|bei|in|hier|da|das|die|nicht|mit|auf)\w+\W*"
    r"(?:\b(?:oder|richtig|ne|gell)\W*)?$"
)


def claims_owner(text: str) -> bool:
    """ "Es gehört doch VW, oder?": who stands behind it is what may be wrong."""
    return _OWNED.search(fold(text)) is not None


def claims(text: str) -> bool:
    """Whether a text states something and asks whether it is so."""
    return _CLAIMED.search(fold(text)) is not None


def claims_beginning(text: str) -> bool:
    """ "Das gibt es seit 2019, richtig?": when it began is what may be wrong."""
    folded = fold(text)
    return bool(_SINCE.search(folded) and _RUNNING.search(folded) and claims(text))


def claims_number(text: str) -> bool:
    """ "Da kamen doch 500 Leute, oder?": how many there were is what may be wrong."""
    return _COUNTED.search(fold(text)) is not None and claims(text)
