"""What a list is narrowed by: Land, organisation, status, year, size, and what is negated."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date

from transfobot.assistant.denial import denied_before, not_meant
from transfobot.assistant.understand.bounds import bound_of
from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.times import days_away
from transfobot.assistant.understand.understanding import Attribute, Filters
from transfobot.assistant.understand.words import Found, pattern, table
from transfobot.german.text import fold

_SIZE = pattern("size")
_BEING = pattern("being")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = table("parts_of_country")
_SHIFTS = {"after_next": 2, "next": 1, "this": 0, "last": -1, "before_last": -2}


def lands_of(found: Sequence[Found]) -> tuple[str, ...]:
    """The Länder named, else those of a part of the country ("Ostdeutschland").

    "Sachsen" inside "Sachsen-Anhalt" does not count.
    """
    parts = [land for one in found if one.group == "parts" for land in _PARTS[one.key]]
    lands = [one for one in found if one.group == "lands"]
    if parts and not lands:
        return tuple(dict.fromkeys(parts))
    return tuple(
        dict.fromkeys(
            one.key
            for one in lands
            if not any(
                other.start <= one.start and one.end <= other.end and other.length > one.length
                for other in lands
            )
        )
    )


def year_of(
    words: Sequence[Word], found: Sequence[Found], day: date, aside: Container[str]
) -> int | None:
    """The year asked for, in figures or relative to the day; not one that is not meant."""
    for one in found:
        if one.group == "years":
            return day.year + _SHIFTS[one.key]
    folded = [word.folded for word in words]
    years = [one for one in folded if _YEAR.fullmatch(one) and one not in aside]
    if years:
        return int(years[-1])
    away = (one.year for one in days_away(found, words, day))
    return next((one for one in away if one != day.year), None)


def size_of(text: str) -> int | None:
    """The number of people a firm says it has."""
    folded = fold(text)
    match = _SIZE.search(folded) or _BEING.search(folded)
    return int(match[1].replace(".", "")) if match else None


def statuses_of(found: Sequence[Found]) -> tuple[str, ...]:
    """Statuses in the order asked for; "laufen nicht mehr" is ended, "egal ob" none."""
    statuses = list(dict.fromkeys(one.key for one in found if one.group == "statuses"))
    if any(one.key == "whichever" for one in found):
        return ()
    if "unknown" in statuses and _said_missing(found):
        statuses.remove("unknown")
    said = [one for one in found if one.group == "statuses"]
    denied = [one for one in said if _led(one, _negations(found))]
    # "Welche sind vorbei, ohne die laufenden?": what is set aside, where another is wanted.
    apart = {one.key for one in denied} - {one.key for one in said if one not in denied}
    statuses = [one for one in statuses if one not in apart] or statuses
    ended = [one for one in said if one.key == "ended"]
    if ended and all(one in denied for one in ended):
        return ("open",)
    beside = [one for one in said if one.key in ("running", "open")]
    within = ended and all(
        any(one.end >= other.start and other.end >= one.start for other in ended) for one in beside
    )
    if within or "end_now" in statuses:
        statuses = [status for status in statuses if status not in ("running", "open")]
    if "open" in statuses and "running" in statuses:
        statuses.remove("running")
    return tuple(statuses)


def _negations(found: Sequence[Found]) -> list[Found]:
    return [one for one in found if (one.group, one.key) == ("flags", "negation")]


def _led(one: Found, negations: Sequence[Found]) -> bool:
    """Whether a phrase stands right behind one that says no to it."""
    return any(0 <= one.start - no.end <= 1 for no in negations)


def _said_missing(found: Sequence[Found]) -> list[Found]:
    """What stands right before "nicht belegt", "nicht hinterlegt"."""
    unproven = [one.start for one in found if (one.group, one.key) == ("flags", "unproven")]
    return [
        one
        for one in found
        if one.group == "attributes"
        and one.key not in ("status", "ends")
        and any(0 <= at - one.end <= _UNPROVEN_GAP for at in unproven)
    ]


def _of_records(new: Found, words: Sequence[Word], found: Sequence[Found]) -> bool:
    """ "Neue Förderprogramme", "was ist neu", "was gibt es Neues", but not "eine neue Maschine"."""
    last = new.end >= len(words)
    kinds = [one.start for one in found if one.group in ("categories", "statuses", "lands")]
    return last or words[new.start].folded == "neu" or new.end in kinds


def _aside(one: Found, words: Sequence[Word], text: str) -> bool:
    """Whether a phrase is set aside: "nicht in Bayern", "außerhalb von Sachsen"."""
    return denied_before(text.lower(), words[one.start].start)


def without(found: Sequence[Found], words: Sequence[Word] = ()) -> tuple[Attribute, ...]:
    """Attributes asked for as missing: "keine Telefonnummer", "ohne Website"."""
    folded = [word.folded for word in words]
    negations = [one for one in _negations(found) if folded[one.end : one.end + 1] not in _ONLY]
    if "weder" in folded:
        nor = (at for at, word in enumerate(folded) if word == "noch")
        negations += [Found("flags", "negation", at, at + 1) for at in nor]
    denied = [
        Attribute(one.key) if one.group == "attributes" else Attribute.PARTNERS
        for one in found
        if one.group in ("attributes", "partner_kinds")
        and one.key not in ("status", "begins", "ends")
        and _led(one, negations)
    ]
    missing = (*(_unsettled(found, words) or _said_missing(found)), *_lacking(found, words))
    denied += [Attribute(one.key) for one in missing]
    return tuple(dict.fromkeys(denied))


def _unsettled(found: Sequence[Found], words: Sequence[Word]) -> list[Found]:
    """ "Es ist unklar, wer das Konsortium führt": what is asked behind it."""
    ends = [one.end for one in found if (one.group, one.key) == ("flags", "unproven")]
    asking = [at for at, one in enumerate(words) if one.folded in _ASKING]
    leads = [at for at in asking if any(0 <= at - end <= _UNPROVEN_GAP for end in ends)]
    said = [one for one in found if one.group == "attributes" and one.key not in _SAID_ALONG]
    asked = [one for at in leads for one in said if 0 <= one.start - at <= _AHEAD]
    # Whoever leads the consortium is none of its partners.
    return [one for one in asked if one.key == Attribute.LEAD] or asked


_ASKING = frozenset(("wer", "wem", "wo", "welche", "welcher", "welches", "who", "which"))


def _lacking(found: Sequence[Found], words: Sequence[Word]) -> list[Found]:
    """What "fehlt" speaks of, wherever it stands; "mir fehlt noch eins" is a wish."""
    ours = {at for at, one in enumerate(words) if one.folded in ("mir", "uns")}
    if any(one.folded in _ASKING or one.folded == "welchem" for one in words):
        # "Bei welchem Netzwerk fehlt uns eine Telefonnummer?" is none.
        ours = set()
    lacks = [at for at, one in enumerate(words) if one.folded.startswith(_LACKING)]
    lacks = [at for at in lacks if not ours & {at - 1, at + 1}]
    said = [one for one in found if one.group == "attributes" and one.key not in _SAID_ALONG]
    return [one for at in lacks for one in said if -_BEHIND <= one.start - at <= _AHEAD]


_ONLY = (["nur"], ["bloss"], ["allein"], ["only"], ["just"])
""" "Nicht bloß angeboten" misses nothing."""
_LACKING = ("fehl", "vermiss", "luecke")
_SAID_ALONG = frozenset(("status", "rate", "results", "begins", "ends"))
_BEHIND, _AHEAD = 3, 8
_UNPROVEN_GAP = 3


def kinds_of(words: Sequence[Word], found: Sequence[Found], text: str) -> tuple[str, ...]:
    """The kinds of partners asked for; "nicht von …, sondern von einer IHK" means the latter."""
    kinds = [one for one in found if one.group == "partner_kinds"]
    wanted = [one for one in kinds if not _aside(one, words, text)]
    keys = dict.fromkeys(one.key for one in wanted or kinds)
    wider = {NARROWER[key] for key in keys if key in NARROWER}
    return tuple(key for key in keys if key not in wider)


NARROWER = {
    "Handwerkskammer": "Kammer",
    "IHK": "Kammer",
    "IG Metall": "Gewerkschaft",
    "DGB": "Gewerkschaft",
}
"""Kinds of partners that are part of a wider one; whoever says the narrower means it."""


def filters_of(
    whole: str,
    text: str,
    words: Sequence[Word],
    found: Sequence[Found],
    day: date,
    who: tuple[str, ...],
    naming: Container[int] = (),
) -> Filters:
    """Everything that narrows a list; `text` is the part of the whole that the words are of.

    The words at `naming` only say what kind a place is.
    """
    parties = [one for one in found if one.group != "partner_kinds" or one.start not in naming]
    kinds = kinds_of(words, parties, text)
    # "In Ostdeutschland, aber nicht in Sachsen": what is left of it.
    aside = [one for one in found if one.group == "lands" and _aside(one, words, text)]
    wanted = lands_of([one for one in found if one not in aside])
    left = tuple(land for land in wanted if land not in lands_of(aside))
    return Filters(
        lands=left or lands_of(found),
        organisations=who,
        statuses=statuses_of(
            [one for one in found if one.key != "new" or _of_records(one, words, found)]
        ),
        negated=bool(aside) and not left,
        year=year_of(words, found, day, not_meant(text)),
        # "Mit IHK, aber ohne Handwerkskammer": partners are not what is missing.
        without=without([o for o in found if o.group != "partner_kinds" or o.key in kinds], words),
        partner_kinds=kinds,
        size=size_of(whole),
        amount=bound_of(whole),
    )
