"""Everyday ways to ask for something of a programme that is named: „Wer nimmt den Antrag?“.

They are read only where a programme is meant; elsewhere the same words ask for something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import pattern, programme_tables
from transfobot.german.stems import stem

_STAFF = r"(?:leute|mitarbeiter\w*|mitarbeitende\w*|beschaeftigte\w*)"
_DOING = (
    r"(?:bestell|beauftrag|kauf|anschaff|beginn|begonn|start|anfang|angefang|loslegen|losgelegt"
    r"|unterschreib|unterschrieb|order|bought|buy|begin|sign)\w*"
)
_SUM = r"(?:summe|betrag|hoehe|satz|volumen|anteil|portion|quote|teil)"
_UP_TO_SUM = (
    r"\bbis (?:zu |zur )?welche[mnrs]? (?:\w+ )?"
    rf"(?:\w*{_SUM}|prozent\w*|umsatz\w*|groesse|grenze)\b"
)
_IN_ITS_PLACE = {
    Attribute.BEGINS: re.compile(r"\bseit$"),
    Attribute.ELIGIBLE: re.compile(r"^(?:bekommt|bekommen|kriegt|kriegen|erhaelt|erhalten)\b"),
    Attribute.SUCCESSOR: re.compile(
        r"\bwas (?:dann|jetzt|nun)$|\bwas bleibt(?: uns| mir| da)?$|\b\w+verweis\w* (?:ich|wir|man)"
    ),
    Attribute.RATE: re.compile(
        rf"\b\d+ (?:prozent|euro|mio|millionen|mrd|milliarden)\b|{_UP_TO_SUM}"
    ),
    Attribute.STATUS: re.compile(r"\bseit wann (?:\w+ ){0,6}?nicht\b"),
}
"""What no table can say: where in the sentence it stands, and what may not follow."""


def _spoken(plain: str) -> list[Attribute]:
    """The attributes whose wordings stand in a text."""
    told = {one.key for one in programme_tables().find(words_of(plain))}
    told |= {one.value for one, pattern in _IN_ITS_PLACE.items() if pattern.search(plain)}
    return [one for one in ASKED if one.value in told]


ASKED = (
    Attribute.BEGINS, Attribute.KIND, Attribute.FUNDER, Attribute.STATUS, Attribute.AGENCY,
    Attribute.CONTACT, Attribute.CONDITIONS, Attribute.BEFORE_START, Attribute.ELIGIBLE,
    Attribute.REGION, Attribute.PURPOSE, Attribute.SUCCESSOR, Attribute.LAW, Attribute.RATE,
)  # fmt: skip
"""In the order in which they are told."""
_SUBMITTING = re.compile(r"\b(?:einreichen|einzureichen|eingereicht|abgegeben|submit\w*)\b")
"""It asks for the day only where nobody asks who may, or to whom."""
_HOW_BIG = re.compile(rf"\bwie (?:gross|klein|viele {_STAFF})\b")
_VAGUE = frozenset((Attribute.LEAD, Attribute.PLACE))
"""„Chef“ or „wo“ mean an office only where nothing more telling is said."""


def asks_as_running(asked: Understanding) -> bool:
    """ "Welche Unterlagen legen wir bei?": whoever asks means to use it now."""
    return _AS_RUNNING.search(asked.folded) is not None


_AS_RUNNING = pattern("as_running")


def asks_of_past(asked: Understanding) -> bool:
    """ "Was zahlte es?": of what a programme was, not of what takes its place."""
    return _PAST.search(asked.folded) is not None


_PAST = pattern("past")
_BEGINNING = re.compile(rf"\b{_DOING}\b|\bbewillig\w*|\bvor (?:\w*beginn|dem start)")
_THE_OFFICE = re.compile(r"(?:[,:;]\s*|\bund\s+|\bdie\s+|\bwelche\w*\s+)Stelle\b")
""" "Fördergeber, Stelle, Beginn": one of several that are asked for."""
_WHOSE = frozenset(
    (Attribute.ELIGIBLE, Attribute.AGENCY, Attribute.CONTACT, Attribute.PERSON, Attribute.PLACE)
)


def _misread(plain: str) -> set[Attribute]:
    """What the tables read that is not asked."""
    return {one for pattern, read in _MISREAD if pattern.search(plain) for one in read}


def asks_when(asked: Understanding) -> bool:
    """ "Bis wann kann ich das beantragen?" asks for a day, and for no verdict."""
    return _WHEN_OPEN.search(" ".join(re.sub(r"[^\w ]", " ", asked.folded).split())) is not None


_WHEN_OPEN = pattern("when_open")
_ITS_END = frozenset((Attribute.ENDS, Attribute.STATUS))
_MISREAD = (
    # "Ab wann kann man ihn beantragen?" asks for a day, not who may.
    (_WHEN_OPEN, {Attribute.ELIGIBLE}),
    # "Gilt es auch, wenn ich erst seit drei Monaten …?": the time is the asker's.
    (
        re.compile(r"\b(?:auch wenn|falls|even if|also if) (?:\w+ ){0,3}?(?:ich|wir|man|i|we)\b"),
        {Attribute.BEGINS, Attribute.SPAN},
    ),
    # "Bis zu welchem Satz?" asks for no day.
    (re.compile(_UP_TO_SUM), _ITS_END),
    # "Wie lange gibt es das schon?": since when; "… muss es her sein?": a condition.
    (
        re.compile(
            r"\bwie lange? (?:\w+ ){0,9}?(?:schon|bereits|her|zurueckliegen|zurueckliegt)\b"
        ),
        _ITS_END | {Attribute.SPAN},
    ),
    # "Welche Nummer trägt das Risiko, 511 oder 512?" asks for no telephone.
    (
        re.compile(
            r"^(?!.*\b(?:ruf|anruf|erreich|waehl|telefon|durchwahl|dran\b)).*"
            r"\bwelche[rsnm]? (?:\w*programm|\w*kredit|kfw )?nummer\b"
        ),
        {Attribute.PHONE, Attribute.CONTACT, Attribute.PERSON},
    ),
    # "Wer zahlt das am Ende aus?" asks for no end.
    (re.compile(r"\bwas (?:\w+ ){0,4}?(?:faellt|fallen)\b"), {Attribute.ELIGIBLE}),
    (re.compile(r"\bam ende\b(?! (?:des|der|vom|von|20)\b)"), _ITS_END),
    (re.compile(r"\bseit wann (?:\w+ ){0,6}?nicht\b"), {Attribute.BEGINS}),
    (re.compile(r"\bwie hoch (?:war|ist|waren|sind) die (?:an)?zahl\b"), {Attribute.RATE}),
)


def _with_short_names(words: Sequence[str], names: frozenset[str]) -> str:
    kept = [
        word
        for at, word in enumerate(words)
        if not (at and names and _of_name(word, names) and _of_name(words[at - 1], names))
    ]
    return " ".join(kept)


def _of_name(word: str, names: frozenset[str]) -> bool:
    return stem(word) in names


_HEIGHT = pattern("height")


def asks_height(asked: Understanding) -> bool:
    """ "Was umfasst es in Euro?": a sum, whatever else is spoken of."""
    return re.search(r"\b(?:euro|millionen|prozent)\b|€|%", asked.folded) is not None


def spoken_of(asked: Understanding, names: frozenset[str] = frozenset()) -> tuple[Attribute, ...]:
    """What is asked of a programme, by the tables and by everyday wordings.

    A name of several words counts as one, so that a long one does not part what belongs together.
    """
    text = asked.folded
    spelt = text.replace("%", " prozent ").replace("€", " euro ")
    plain = _with_short_names(re.sub(r"[^\w ]", " ", spelt).split(), names)
    found = _spoken(plain)
    if Attribute.ELIGIBLE in found and Attribute.RATE in found:
        # "Wie groß darf die Firma sein" asks for no sum.
        rest = _spoken(_HOW_BIG.sub(" ", plain))
        found = [one for one in found if one is not Attribute.RATE or one in rest]
    misread = _misread(plain)
    dropped = misread | set(_VAGUE if found else ())
    found = [one for one in found if one not in misread]
    if {Attribute.FUNDER, Attribute.PURPOSE, Attribute.LAW} & set(found):
        # "Ist das Geld vom Bund?" asks for no sum.
        dropped |= set() if _HEIGHT.search(plain) else {Attribute.RATE, Attribute.MONEY}
    if Attribute.AGENCY in found and not _BEGINNING.search(plain):
        # "Ist vorher eine andere Stelle dran": before the other, not before the project.
        dropped.add(Attribute.BEFORE_START)
    if _THE_OFFICE.search(asked.core) and Attribute.AGENCY not in found:
        found.append(Attribute.AGENCY)
    known = [one for one in asked.attributes if one not in dropped]
    if _SUBMITTING.search(plain) and not _WHOSE & {*known, *found}:
        found.insert(0, Attribute.STATUS)
    return tuple(dict.fromkeys((*known, *found)))
