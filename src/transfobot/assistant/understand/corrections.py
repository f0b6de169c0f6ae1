"""What somebody takes back: „nicht X, sondern Y“, „Wer hilft in X? Ach nein, ich meinte Y.“"""

from __future__ import annotations

import re
from collections.abc import Callable

from transfobot.assistant.denial import NOT

_LONGEST = 20
"""Words of a message that only corrects; a longer one tells more than that."""
_NAME = (
    r"(?:(?!\b(?:sondern|aber|mehr|nur|allein|bloß|bloss|so)\b)"
    r"(?:[^,;:!?–.]|\.(?=\S)|(?<=\b(?:St|Bd|Hl))\.)){1,60}?"
)
"""Up to the end of the sentence: a dot inside a name ends none."""
_INSTEAD = re.compile(rf"(?i)\b{NOT}\s+{_NAME}(?:\s*[,;–-]\s*|\s+)(?:sondern|but)\s+")
_REFUSED = re.compile(rf"(?i)^(\s*(?:\w+,?\s+){{0,2}}){NOT}\s+{_NAME}\s*[,;:!–.]\s*(?=\S)")
_AFTERWARDS = re.compile(
    rf"(?i)(?:\s*[,;–-]\s*(?:und\s+|and\s+)?|\s+(?:und|and)\s+){NOT}\s+(?!wahr\b){_NAME}(?=[.!?]*\s*$|[.!?]\s)"
)
_WRONG = re.compile(
    r"(?i)^[^,;:!?]{1,60}\b(?:war|ist|was)\s+(?:falsch|verkehrt|wrong)\b[\s,;.!–-]*(?=\w)"
)
_FORGOTTEN = re.compile(
    r"(?i)\b(?:vergiss|vergessen sie|streich\w*|ersetz\w*|lass\w*|forget)\s+[^,;:!?–.]{1,60}?"
    r"(?:\s+(?:weg|raus|durch|by)\b|\s*[,;:!–.])\s*(?=\S)"
)
"""„Vergiss Hannover, …“, „ersetze Hannover durch …“."""
_REPLACED = re.compile(
    r"(?i)[\s,]+(?:an)?statt(?:\s+(?:von|des|der|dem))?\s+[^,;:!?]{1,60}[.!?]*\s*$"
)
_OPENING = (
    r"ach|oh|äh|ähm|halt|moment|stopp?|warte|sorry|entschuldigung|entschuldige|pardon|quatsch|"
    r"korrektur|falsch|nein|nee|verzeihung|vielmehr|besser gesagt|bzw|ich mein(?:t)?e|gemeint|"
    r"no|i mean|i meant"
)
_PLAINLY = r"ach nein|nein|sorry|quatsch|korrektur|entschuldigung|ich meinte|i meant"
_SAID = re.compile(
    r"(?i)\b(?:nein|nee|sorry|entschuldig\w*|pardon|quatsch|korrektur|falsch|verzeihung|vielmehr|"
    r"besser gesagt|meine?|meinte|gemeint|sondern|doch|mean|meant)\b"
)
_MIDWAY = re.compile(
    rf"(?is)^(?P<asked>.{{8,}}?)(?:[?.!…]+\s*|,\s*|\s*[–—-]+\s+|\s+(?=(?:{_PLAINLY})\b))(?P<rest>(?:{_OPENING})\b.+)$"
)


def without_rejected(text: str) -> str:
    """A correction without what it takes back; other texts stay as they are."""
    if len(text.split()) > _LONGEST:
        return text
    text = _AGAIN.sub("", text)
    refused = _REFUSED.sub(r"\1", text, count=1)
    others = (
        pattern.sub(" ", text, count=1) for pattern in (_FORGOTTEN, _AFTERWARDS, _REPLACED, _WRONG)
    )
    for one in (_INSTEAD.sub(" ", text, count=1), refused, *others):
        kept = " ".join(one.split())
        if kept != " ".join(text.split()) and any(letter.isalnum() for letter in kept):
            return kept
    return text


_AGAIN = re.compile(
    r"(?i)(?<=\w[.!?,])\s*(?:und )?(?:wie (?:sieht|schaut|steht)|(?:wie(?: ?viel| hoch| lange?)?"
    r"|was|wer|wo|wann) (?:ist|sind|war|waren)) (?:e?s|das)?\s*"
    r"(?:denn |dann )?(?:da|dort|hier|bei denen|bei dem)(?: denn)?(?: aus)?\s*\?*\s*$"
)
""" "…, Ingolstadt wollte ich sagen. Wie sieht es da aus?": the question before, once more."""


def corrected_midway(text: str) -> tuple[str, str] | None:
    """A question and the words that correct it in the same message; None where nothing does."""
    match = _MIDWAY.match(text)
    if match is None or not _SAID.search(match["rest"]) or len(match["rest"].split()) > _LONGEST:
        return None
    return match["asked"], match["rest"]


def takes_back(text: str) -> bool:
    """Whether a message opens by taking something back, whatever was said before."""
    return _TAKES_BACK.match(text) is not None or _MEANT.search(text) is not None


_TAKES_BACK = re.compile(
    rf"(?i)\W*(?:(?:nein|nee|sorry|also|ich|wir)\W+)*(?:(?:meinten?|meinen?|wollten?)\s+)?{NOT}\s"
)
_MEANT = re.compile(
    r"(?i)(?:^|[.?!] )(?:ich|wir) mein(?:e|en|te|ten)?\b[^.?!,]*, nicht\b[^.?!]*[.!]*$"
)
""" "Nicht ITAS, sondern …", "ich meinte nicht ITAS, sondern …"."""


def with_lender(text: str, kinds_named: Callable[[str], frozenset[str]]) -> str:
    """ "Nein, 365": the number of a loan, when one was spoken of; never a number that counts."""
    if "kfw" in text.lower() or len(text) > _FEW_LETTERS:
        return text
    match = _LOAN.search(text)
    if match is None or not _in_series_on_file(match["form"] or match["alone"], kinds_named):
        return text
    return f"{text[: match.start()]}KfW {text[match.start() :]}"


def _in_series_on_file(number: str, kinds_named: Callable[[str], frozenset[str]]) -> bool:
    """Whether the records know a loan whose number differs in the last digit at most."""
    return any("programme" in kinds_named(f"KfW {number[:-1]}{last}") for last in range(10))


_FEW_LETTERS = 60
_BEHIND = (
    r"auch|bitte|bei|denn|dann|falls|für|fuer|geht|gibt|gilt|ich|ist|läuft|laeuft|meine?|meinte|"
    r"mit|nicht|noch|oder|statt|und|von|was|wenn|wer|wie|wo"
)
_LOAN = re.compile(
    rf"(?i)(?<![\d.,/])(?:(?P<form>\d{{3}})er\b"
    rf"|(?P<alone>\d{{3}})(?:/\d{{3}})*(?=[\s.,;:!?…]*$|, |\s+(?:{_BEHIND})\b))"
)
""" "Beim 365er", "und 365, wie hoch?": nothing follows that it could count."""
