"""Which of several places a text is about, or that it is about all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.places.finding import of_district_said
from transfobot.assistant.understand.collective_words import NETWORK
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.read import PlaceFinder
from transfobot.assistant.understand.words import pattern
from transfobot.domain.places import Place, PlaceMatch
from transfobot.german.stems import stem


def at_site(text: str, places: PlaceFinder) -> str:
    """Of several places the one that is asked for; the text as it is where all may be meant.

    "Ich wohne in A, der Betrieb ist in B", "in A sitzt nur die Holding", "die Zentrale ist in A,
    produziert wird aber in B", "Sitz in A, Werk in B: wer hilft dem Werk?", "A kennen wir. Und wer
    ist in B da?".
    """
    spots = _found(text, places)
    if len({text[start:end] for start, end in spots}) < _PAIR or _EACH.search(text.lower()):
        return text
    pieces, named = _pieces(text, spots)
    told = [at for at, names in enumerate(named) if names]
    if _LINKED_NAMES.search(_placeless(text, named)) or any(len(set(named[at])) > 1 for at in told):
        # "Werke in Köln und Berlin" are both meant.
        return text
    meant = _meant(pieces, told)
    if meant is None:
        return text
    others = [at for at in told if at != meant]
    if meant == len(pieces) - 1 and _ASKS_THERE.search(pieces[meant]):
        # "… kennt sein Netzwerk schon. Und welches ist in B da?" asks for one as well.
        return "".join(
            _unplaced(one, named[at]) if at in others else one for at, one in enumerate(pieces)
        )
    return "".join(one for at, one in enumerate(pieces) if at not in others).strip()


def _found(text: str, places: PlaceFinder) -> list[tuple[int, int]]:
    """Where a text names places."""
    found, end = [], 0
    for one in places.spots(text):
        start = max(text.find(one.matched, end), end)
        end = start + len(one.matched)
        found.append((start, end))
    return found


def _pieces(text: str, spots: Sequence[tuple[int, int]]) -> tuple[list[str], list[list[str]]]:
    """The clauses of a text, each with the mark that ends it, and the places named in each.

    A mark inside a name ends none: "Heuchelheim a. d. Lahn".
    """
    marks = [one.end() for one in _CLAUSE.finditer(text)]
    ends = [one for one in marks if not any(start < one < end for start, end in spots)]
    bounds = list(zip((0, *ends), (*ends, len(text)), strict=True))
    named = [[text[a:b] for a, b in spots if start <= a < end] for start, end in bounds]
    return [text[start:end] for start, end in bounds], named


def _meant(pieces: Sequence[str], told: Sequence[int]) -> int | None:
    """Which clause tells of the place that is meant; None where each may."""
    last = len(pieces) - 1
    for aside in (_LIVING, _ONLY):
        others = [at for at in told if not aside.search(pieces[at])]
        if len(others) == 1:
            return others[0]
    if last in told:
        return last if _ASKS_THERE.search(pieces[last]) else _turned(pieces, told)
    asked = _nouns(pieces[last])
    shared = [at for at in told if _nouns(pieces[at]) & asked]
    return shared[0] if len(shared) == 1 else _turned(pieces, told)


def _turned(pieces: Sequence[str], told: Sequence[int]) -> int | None:
    """ "…, produziert wird aber in B": what is said against the place before."""
    at = told[-1]
    turned = _BUT.search(pieces[at]) or pieces[at - 1].rstrip().endswith(" aber")
    return at if turned and not _ALSO.search("".join(pieces[at : at + _PAIR])) else None


def _placeless(text: str, named: Sequence[Sequence[str]]) -> str:
    """The text with a sign for each place."""
    for name in sorted({name for names in named for name in names}, key=len, reverse=True):
        text = text.replace(name, "§")
    return text


def _unplaced(piece: str, names: Sequence[str]) -> str:
    for name in names:
        piece = re.sub(rf"(?i)(?:\b(?:in|bei|aus|für|von|nach)\s+)?{re.escape(name)}", " ", piece)
    return piece


def _nouns(piece: str) -> set[str]:
    return {
        stem(word.folded)
        for word in words_of(piece)
        if word.shown[:1].isupper() and len(word.folded) > 3
    }


_PAIR, _SHORT = 2, 3
_CLAUSE = re.compile(r"[,;:.!?–]\s+|\s(?:und|aber|and|but)\s+")
_LINKED_NAMES = re.compile(r"(?i)§\W*(?:und|oder|sowie|and|or)? *(?:in |bei |aus |auch )*§")
_LIVING = pattern("living")
_ONLY = pattern("only")
_BUT = re.compile(
    r"(?i)\b(?:aber|jedoch|dagegen|hingegen|allerdings|nun|jetzt|inzwischen|künftig|seither)\b"
)
_ALSO = re.compile(r"(?i)\bauch\b")
_ASKS_THERE = pattern("asks_there")


def places_in_row(
    text: str, places: PlaceFinder, match: PlaceMatch | None
) -> tuple[PlaceMatch | None, tuple[Place, ...]]:
    """The place with the others that are named: "Fulda, Eisenach und Hofgeismar".

    Where somebody moves to leads; a district that only says where the place before it lies is none.
    """
    spots = [of_district_said(one, text) for one in places.spots(text)] if match else []
    row = [one for one in spots if one.candidates[0].kind != "region"]
    if match is None or match.matched not in [one.matched for one in row]:
        return match, ()
    lead = row[-1] if _MOVING.search(text) else match
    row = sorted(row, key=lambda one: one.matched != lead.matched)
    lands = {one.unique.land for one in row if one.unique}
    named = [one.unique or _only_in(lands, one.candidates) for one in row]
    linked = _LINKED_NAMES.search(_placeless(text, [[one.matched for one in row]]))
    if None in named and (linked or not match.unique):
        # Which of a name is meant is asked before anything is told of the others, but not of the
        # "Pfaffenhofen" in "Rohrbach, Landkreis Pfaffenhofen".
        unclear = row[named.index(None)]
        around = match.unique and unclear.matched in (match.unique.district or "")
        return match if around else unclear, ()
    found = tuple(dict.fromkeys(one for one in named if one))
    others = [one for at, one in enumerate(found[1:]) if not _around(one, found[: at + 1])]
    return (replace(lead, candidates=found[:1]) if others else match), tuple(others[:_MOST_BESIDE])


def _only_in(lands: set[str], candidates: Sequence[Place]) -> Place | None:
    """ "Saarlouis, Neunkirchen": the largest of a name, where it alone is of the others' Land."""
    found = [one for one in candidates if one.land in lands]
    return found[0] if len(found) == 1 and found[0] == candidates[0] else None


def _around(place: Place, before: Sequence[Place]) -> bool:
    """ "Montabaur, Westerwaldkreis": the district of a place before it."""
    return place.kind != "municipality" and any(
        set(one.district_ags) <= set(place.district_ags) for one in before
    )


_MOVING = re.compile(r"\b(?:von|aus)\s+\S+(?:\s\S+){0,3} nach\s+[A-ZÄÖÜ]")
_EACH = re.compile(
    r"\b(?:je|jeweils|zu jede[mr]|für jede[ns]?|wer (?:ist )?für wen|each|"
    rf"beide[ns]?|(?:(?:das|der|die|dem|den)?selben?|gleiche[nmrs]?|same)\s+(?:\w*netz\w*|{NETWORK}|"
    r"stelle|team|büro|anlaufstelle|ansprech\w*))\b"
)
""" "Werk: Neckarsulm. Lager: Mosbach. Je wer?": each place is asked for, wherever it stands."""
_MOST_BESIDE = 4
