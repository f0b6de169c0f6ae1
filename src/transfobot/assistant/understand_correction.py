"""Slips that are put right in the same message: "nicht Frankfurt, sondern Eisenach"."""

from __future__ import annotations

import re

from transfobot.assistant.understand_read import Reading

_NOT_BUT = re.compile(
    r"\b(?:nicht|not)\s+(?:(?:die|den|das|der|in|aus|bei|für|zum?|the)\s+)?"
    r"(?P<slip>(?:[^,.?!]|\.(?=\w)){2,40}?),?\s+(?:sondern|but)\s+",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^(?P<before>.{8,}[.?!])\s*(?:\w+[, ]+){0,3}ich (?:meinte|meine)\s+(?P<meant>[^.?!]+)[.?!]*$",
    re.IGNORECASE | re.DOTALL,
)


def put_right(text: str, reading: Reading, *, talking: bool) -> str:
    """The text with what was meant alone; a correction of an earlier turn stays marked as one."""
    match = _NOT_BUT.search(text)
    if match and _names(match["slip"], reading):
        mark = "nein, " if talking else ""
        return text[: match.start()] + mark + text[match.end() :]
    meant = _MEANT.match(text)
    if meant is None:
        return text
    slip = reading.places.spot(meant["before"])
    place = reading.places.find(meant["meant"].strip())
    if slip is None or not slip.matched or not (place.exact and place.candidates):
        return text
    return meant["before"].replace(slip.matched, meant["meant"].strip())


def _names(slip: str, reading: Reading) -> bool:
    """Whether a network, a programme or a place is named; anything else is no slip of a name."""
    if reading.lexicon.names_record(slip):
        return True
    match = reading.places.find(slip.strip())
    return match.exact and bool(match.candidates)
