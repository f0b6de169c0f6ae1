"""What somebody takes back: „nicht X, sondern Y“, „Wer hilft in X? Ach nein, ich meinte Y.“"""

from __future__ import annotations

import re
from collections.abc import Callable

from transfobot.assistant.denial import NOT, denied
from transfobot.assistant.understand.filters import lands_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.read import PlaceFinder
from transfobot.assistant.understand.sites import at_site
from transfobot.assistant.understand.words import pattern, word_tables

_LONGEST = 20
"""Words of a message that only corrects; a longer one tells more than that."""
_NAME = (
    r"(?:(?!\b(?:sondern|aber|mehr|nur|allein|bloß|bloss|so)\b)"
    r"(?:[^,;:!?–.]|\.(?=\S)|(?<=\b(?:St|Bd|Hl))\.)){1,60}?"
)
"""Up to the end of the sentence: a dot inside a name ends none."""
_INSTEAD = re.compile(rf"(?i)\b{NOT}\s+{_NAME}(?:\s*[,;–-]\s*|\s+)(?:sondern|but)\s+")
_REFUSED = re.compile(
    rf"(?i)^(\s*(?:\w+,?\s+){{0,2}}){NOT}\s+(?!alle|jede){_NAME}\s*[,;:!–.]\s*(?=\S)"
)
_AFTERWARDS = re.compile(
    rf"(?i)(?:\s*[,;–-]\s*(?:und\s+|and\s+)?|\s+(?:und|and)\s+){NOT}\s+(?!wahr\b){_NAME}(?=[.!?]*\s*$|[.!?]\s)"
)
_MEANT_NOT = re.compile(rf"(?i)(\bmein\w*\s+\w[^,;.!?]*?)\s+{NOT}\s+{_NAME}(?=[.!?]*\s*$)")
_FORGOTTEN = pattern("forgotten")
_REPLACED = pattern("replaced")
_OPENING = (
    r"ach|oh|äh|ähm|halt|moment|stopp?|warte|sorry|entschuldigung|entschuldige|pardon|quatsch|"
    r"korrektur|falsch|nein|nee|verzeihung|vielmehr|besser gesagt|bzw|"
    r"ich meinte|ich meine(?! (?:\w+ ){1,4}(?:neben|außer|ausser|ohne)\b)|gemeint|"
    r"no|i mean|i meant"
)
_PLAINLY = r"ach nein|nein|sorry|quatsch|korrektur|entschuldigung|ich meinte|i meant"
_SAID = pattern("said")
_MIDWAY = re.compile(
    rf"(?is)^(?P<asked>.{{8,}}?)(?:[?.!…]+\s*|,\s*|\s*[–—-]+\s+|\s+(?=(?:{_PLAINLY})\b))(?P<rest>(?:{_OPENING})\b.+)$"
)


def without_rejected(text: str) -> str:
    """A correction without what it takes back; other texts stay as they are."""
    if len(text.split()) > _LONGEST:
        return text
    text = _SLIP.sub(r"Nein, ich meinte ", _AGAIN.sub("", text))
    for taken in (_INSTEAD, _REFUSED, _FORGOTTEN, _AFTERWARDS, _MEANT_NOT, _REPLACED):
        led = r"\1" if taken.groups else " "
        kept = " ".join(taken.sub(led, text, count=1).split())
        if kept != " ".join(text.split()) and any(letter.isalnum() for letter in kept):
            return kept
    return text


_AGAIN = pattern("again")
_SLIP = pattern("slip")
""" "Pardon, Tippfehler: ich meinte …", "falscher Standort: es geht um …"."""


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
_MEANT = pattern("meant")


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


_BEFORE = re.compile(r"(?i)[\s,;–-]*(?:\b(?:und|aber|and)\s*)?$")
_AFTER = re.compile(r"(?i)^[\s,;]*(?:sondern|but)\b\s*")


def at_place_meant(text: str, places: PlaceFinder) -> str:
    """The text with only the place, of several, that it asks about."""
    ours = in_our_land(without_ours(text, places), places)
    return at_site(without_other_place(ours, places), places)


def in_our_land(text: str, places: PlaceFinder) -> str:
    """ "Hier ist das Rathaus in Fulda. Was gibt es in unserem Land?": what there is in Hessen.

    Whoever says "our Land" has told which, or a place in it; that is not what is asked about.
    """
    said = _OUR_LAND.search(text)
    if said is None:
        return text
    told = f"{text[: said.start()]} · {text[said.end() :]}"
    match = places.spot(told)
    place = match.unique if match else None
    lands = lands_of(word_tables().find(words_of(told)))
    lands = lands or ((place.land,) if place and place.land else ())
    if len(lands) != 1:
        return text
    before = [
        one
        for one in _PIECES.split(text[: said.start()])
        if _ASKS.search(one) or not _tells_where(one, places)
    ]
    led = "in " if said["led"] or said["bare"] else ""
    return f"{''.join(before)}{led}{lands[0]}{text[said.end() :]}".strip()


def without_ours(text: str, places: PlaceFinder) -> str:
    """ "Landkreis Fulda: welche gibt es außer unserem?": without the one in Landkreis Fulda."""
    match = places.spot(text) if _BUT_OURS.search(text) else None
    if match is None or match.unique is None:
        return text
    return f"{_BUT_OURS.sub('', text).rstrip(' ?.')}, außer dem in {match.unique.name}?"


def _tells_where(piece: str, places: PlaceFinder) -> bool:
    return bool(places.spots(piece) or lands_of(word_tables().find(words_of(piece))))


_OUR_LAND = pattern("our_land")
_PIECES = re.compile(r"(?<=[.!?:,;–])(?=\s)")
_ASKS = re.compile(r"(?i)\b(?:welche\w*|was|wer|wie|wo|wen|gibt|nenn\w*|zähl\w*|liste\w*)\b")
_BUT_OURS = pattern("but_ours")


def without_other_place(text: str, places: PlaceFinder) -> str:
    """The text with only the place it means; as it is where it denies no place."""
    meant, kept = places.spot(text), text
    for start, end in reversed(denied(text)):
        kept = f"{_BEFORE.sub('', kept[:start])} {_AFTER.sub('', kept[end:])}".strip()
    alone = places.spot(kept) if meant and kept != text else None
    return kept if alone and meant and alone.unique and alone.unique == meant.unique else text
