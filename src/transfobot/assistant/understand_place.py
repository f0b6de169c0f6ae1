"""The place a question is about: named, mistyped, or an adjective ("das Chemnitzer Netzwerk")."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.language import words_of
from transfobot.assistant.understand_content import content_of
from transfobot.assistant.understand_read import Read, Reading, without_names
from transfobot.domain.conversation import Question
from transfobot.domain.places import PlaceMatch
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
    """A misspelled place: a word nothing else knows, where a place is what is missing."""
    if not (read.has("intents", "responsible") or read.has("intents", "belongs")) or read.mentions:
        return None
    wanted = set(content_of(read, None))
    for word in read.words:
        if len(word.folded) >= _SHORTEST_PLACE and stem(word.folded) in wanted:
            match = reading.places.find(word.shown)
            if match.candidates and word.folded not in reading.dictionary:
                return match
    return None


def _of_adjective(reading: Reading, read: Read) -> PlaceMatch | None:
    """The town of "das Chemnitzer Netzwerk", where no network's region is called so."""
    named = {at for one in read.mentions for at in range(one.start, one.end)}
    for at, (word, following) in enumerate(zip(read.words, read.words[1:], strict=False)):
        spoken = word.shown[:1].isupper() and word.folded.endswith("er")
        if spoken and following.folded.startswith(("netzwerk", "transformationsnetzwerk")):
            match = reading.places.find(word.shown[:-2])
            if match.exact and match.unique is not None and at not in named:
                return replace(match, matched=word.shown)
    return None
