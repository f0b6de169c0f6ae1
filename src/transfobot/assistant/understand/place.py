"""The place a question is about: named, mistyped, or an adjective ("das Chemnitzer Netzwerk")."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.places.words import ORDINARY, PREPOSITIONS
from transfobot.assistant.understand.content import content_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.read import Read, Reading, without_names
from transfobot.assistant.understand.regions import AREAS
from transfobot.domain.conversation import Question
from transfobot.domain.places import Place, PlaceMatch
from transfobot.german.stems import stem
from transfobot.german.text import fold

_SHORTEST_PLACE = 5


def place_of(question: Question, reading: Reading, read: Read) -> PlaceMatch | None:
    """The place of the question, of its long rest, or the one given beside it."""
    core = without_names(read)
    match = reading.places.spot(core) if core.strip() else None
    if match is not None and _is_land(match, read):
        match = None
    if (match is None or not match.candidates) and question.text != read.core:
        match = reading.places.spot(question.text)
    if match is None or not match.candidates:
        match = _unspotted(reading, read) or _of_adjective(reading, read)
    if (match is None or not match.candidates) and question.place:
        match = reading.places.find(question.place)
    return match if match is not None and match.candidates else None


def places_beside(read: Read, reading: Reading, match: PlaceMatch | None) -> tuple[Place, ...]:
    """ "Werke in Zwickau und Leipzig": the places named in one row with the first."""
    found: list[Place] = []
    while match is not None and match.unique is not None and len(found) < _MOST_BESIDE:
        _, named, rest = read.core.partition(match.matched)
        joined = _ROW.match(rest) if named else None
        if joined is None:
            break
        match = reading.places.spot(rest[joined.end() - 1 :].split(".")[0])
        unique = match.unique if match is not None and match.exact else None
        if unique is None or not rest[joined.end() - 1 :].startswith(
            match.matched if match else ""
        ):
            break
        found.append(unique)
    return tuple(found)


_ROW = re.compile(r"\s*(?:/|,?\s(?:und|sowie|oder|bzw\.?)\s)\s*(?:(?:in|aus|bei|für)\s+)?[A-ZÄÖÜ]")
_MOST_BESIDE = 2


def _is_land(match: PlaceMatch, read: Read) -> bool:
    """Whether the words of a guessed place are a Land's ("Thuringen" is no misspelt Tuningen)."""
    guessed = {word.folded for word in words_of(match.matched)}
    lands = {
        form
        for one in read.found
        if one.group == "lands"
        for at in one.at
        for form in (read.words[at].folded, fold(read.words[at].shown))
    }
    return bool(guessed) and guessed <= lands and (len(match.candidates) > 1 or not match.exact)


def _unspotted(reading: Reading, read: Read) -> PlaceMatch | None:
    """A misspelled place: a word nothing else knows, where a place is what is missing.

    A word after a preposition ("für Marbug") comes before one that may be any typing error.
    """
    if not (read.has("intents", "responsible") or read.has("intents", "belongs")) or read.mentions:
        return None
    wanted = set(content_of(read, None))
    led = [at for at in range(1, len(read.words)) if read.words[at - 1].folded in PREPOSITIONS]
    for at in dict.fromkeys((*led, *range(len(read.words)))):
        word = read.words[at]
        if len(word.folded) >= _SHORTEST_PLACE and stem(word.folded) in wanted:
            match = reading.places.find(word.shown)
            if match.candidates and word.folded not in reading.dictionary:
                return match
    return None


def _of_adjective(reading: Reading, read: Read) -> PlaceMatch | None:
    """The town of "das Chemnitzer Netzwerk", "wir Zwickauer", "im Dingolfinger Raum".

    Only where no network's region is called so.
    """
    named = {at for one in read.mentions for at in range(one.start, one.end)}
    for at, word in enumerate(read.words):
        ending = _INHABITANT.search(word.shown)
        if ending is None or at in named or not word.shown[:1].isupper():
            continue
        if not _of_a_town(read, at, coined=word.folded not in reading.dictionary):
            continue
        town = word.shown[: ending.start()]
        match = reading.places.find(town)
        if match.exact and match.unique is not None and fold(town) not in ORDINARY:
            return replace(match, matched=word.shown)
    return None


_INHABITANT = re.compile(r"(?<=[a-zäöüß]{3})er(?:n|in|innen)?$")


def _of_a_town(read: Read, at: int, *, coined: bool) -> bool:
    """Before a network or a stretch of land; or people who are spoken of by their town.

    What is no German word ("die Zwickauer") can only be people of a town.
    """
    following = read.words[at + 1].folded if at + 1 < len(read.words) else ""
    if following.startswith(("netzwerk", "transformationsnetzwerk")) or following in AREAS:
        return True
    before = read.words[at - 1].folded if at else ""
    capital = at + 1 < len(read.words) and read.words[at + 1].shown[:1].isupper()
    return (before in _OURSELVES or (coined and before in _ARTICLES)) and not capital


_OURSELVES = frozenset(("wir", "als", "bin", "sind", "uns"))
_ARTICLES = frozenset(("die", "den", "der"))
