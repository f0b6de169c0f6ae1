"""What somebody believes and wants confirmed: "X läuft doch seit 2019, oder?"."""

from __future__ import annotations

import re

from transfobot.assistant.understand.understanding import Attribute
from transfobot.german.text import fold

_CLAIMED = re.compile(
    r"\b(?:oder|richtig|korrekt|stimmts?|nicht wahr|gell|ne|right|correct)\b[ ?!.]*$"
    r"|\b(?:stimmt|trifft|kommt|haut) (?:es|das|dies)\b(?! mit\b)"
    r"|\b(?:stimmt|zutrifft|hinkommt)[ ?!.]*$"
    r"|\b(?:ist|war|wird|wurde|hat|hatte|gehoert|sitzt|heisst|fuehrt|leitet) (?:\w+ )?doch\b"
    r"|\bist es (?:wahr|richtig|korrekt)\b|\bis it true\b"
)
_COUNTED = re.compile(
    r"\b\d[\d.]* (?:\w+ )?(?:leuten?|gaesten?|teilnehm\w*|personen|menschen|besucher\w*|workshops?"
    r"|beschaeftigten?|betrieben?|firmen|unternehmen|zulieferern?|arbeitsplaetzen?|jobs|stellen"
    r"|mitarbeite\w*|veranstaltungen|people|guests|jobs)\b"
)


_OWNED = re.compile(
    r"^(?!.*\b(?:zu|zum|zur|wem|wo|woher|wohin|wozu|hin|welche\w*|wer|was)\b)"
    r".*\bgehoert (?:(?:doch|ja|eigentlich|also|etwa|wohl) )*(?:(?:dem|der|den) )?"
    r"(?!noch|auch|bei|in|hier|da|das|die|nicht|mit|auf)\w+\W*"
    r"(?:\b(?:oder|richtig|ne|gell)\W*)?$"
)


_COMING = re.compile(
    r"^(?!.*\b(?:geld\w*|mittel|foerder\w*|million\w*|zahl\w*|wer|was|wo|wie|welche\w*)\b)"
    r".*\b(?:kommt|stammt) (?:(?:doch|ja|eigentlich) )*(?:von|vom) "
)
""" "Es kommt doch von der Uni X, oder?"."""


def claims_owner(text: str) -> bool:
    """ "Es gehört doch VW, oder?": who stands behind it is what may be wrong."""
    folded = fold(text)
    return bool(_OWNED.search(folded) or (claims(text) and _COMING.search(folded)))


def claims(text: str) -> bool:
    """Whether a text states something and asks whether it is so."""
    return _CLAIMED.search(fold(text)) is not None


def yes_or_no(text: str) -> bool:
    """ "Ist bei X die IHK federführend?": no word asks which it is."""
    return _ASKING.search(fold(text)) is None


_ASKING = re.compile(
    r"\b(?:w(?:er|en|em|essen|as|ann|o|oher|ohin|ie|ozu|ofuer|omit|orum|elche[rnms]?|arum|ieso)"
    r"|who|whom|whose|what|when|where|which|how|why|namen?|nenn\w*|zusammensetzung)\b"
)


_AMOUNT = re.compile(
    r"\b\d[\d.,]* ?(?:%|€|(?:mrd|milliarden?|mio|millionen?|euro|tausend|prozent|percent|million"
    r"|billion)\b)|\b(?:eine?|zwei|drei|vier|fuenf|zehn|hundert) (?:milliarden?|millionen?)\b"
)


def claims_number(text: str) -> bool:
    """ "Da kamen doch 500 Leute, oder?": how many there were is what may be wrong."""
    return _COUNTED.search(fold(text)) is not None and claims(text)


def with_claimed(text: str, found: tuple[Attribute, ...], *, named: bool) -> tuple[Attribute, ...]:
    """The attributes asked for with what somebody may be wrong about, where a record is named."""
    if named and claims_owner(text):
        found = (*found, Attribute.LEAD)
    return found
