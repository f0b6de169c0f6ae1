"""What is left of a text once names, places and known words are taken away: its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transfobot.assistant.places.words import KIND_WORDS
from transfobot.assistant.understand.framing import framed
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.read import Read, Reading
from transfobot.assistant.understand.times import words_of_time
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.places import Place, PlaceMatch
from transfobot.german.stems import stem
from transfobot.german.text import fold

_YEAR = re.compile(r"(?:19|20)\d\d")
_GENERIC = frozenset(listed("generic"))
_SHORT_TEXT, _SHORT_WORD = 9, 4


def organisations_of(read: Read, reading: Reading, place: PlaceMatch | None) -> tuple[str, ...]:
    """Words that are part of a partner's or lead's name, and not of a Land, a place or a filler."""
    tables = word_tables()
    groups = ("lands", "parts", "intents", "categories", "attributes", "statuses", "years", "kinds")
    taken = {at for one in read.found if one.group in groups for at in one.at}
    # "Gewerkschaft" is a kind of partner, though one is called "Partner aus Gewerkschaft …".
    taken |= {
        at
        for one in read.found
        if one.group == "partner_kinds"
        for at in one.at
        if len(one.at) > 1 or stem(read.words[at].folded).startswith(stem(fold(one.key)))
    }
    placed = {word.folded for word in words_of(place.matched)} if place else set()
    return tuple(
        dict.fromkeys(
            word.folded
            for at, word in enumerate(read.words)
            if at not in taken
            and word.folded in reading.lexicon.organisation_words
            and word.folded not in _GENERIC
            and word.folded not in placed
            and not tables.is_filler(word.folded)
        )
    )


def _from_heading(read: Read) -> Sequence[Word]:
    """The words, the first one twice where it is a heading: "Reallabore: wer bietet so was an?"."""
    first = read.words[:1]
    headed = bool(first) and _HEADED.match(read.core[first[0].end :].lower()) is not None
    return (*first, *read.words) if headed else read.words


_HEADED = pattern("headed")


def nouns_of(read: Read, content: Sequence[str]) -> tuple[str, ...]:
    """The content words written with a capital inside the text; none in lower-case text.

    "Beim Stricken seiner Strategie" says when, not what.
    """
    if not any(word.shown[:1].isupper() for word in read.words):
        # Short and all in lower case: any longer word may be the noun that is asked for.
        folded = [word.folded for word in read.words]
        verbs = {stem(two) for one, two in pairwise(folded) if one in _ASKING}
        verbs |= {stem(one) for one in folded[-1:] if _DONE.fullmatch(one)}
        long = (one for one in content if len(one) > _SHORT_WORD and one not in verbs)
        return tuple(long) if len(read.words) <= _SHORT_TEXT else ()
    return tuple(
        stem(word.folded)
        for before, word in pairwise(_from_heading(read))
        if word.shown[:1].isupper()
        and stem(word.folded) in content
        and not (before.folded == "beim" and word.folded.endswith("en"))
    )


_ASKING = frozenset(listed("asking_verbs"))
_DONE = re.compile(r"(?:ab|an|auf|aus|bei|ein|her|hin|los|mit|nach|vor|weg|zu)?ge\w{3,}(?:t|en)")
""" "Eingeheimst", "gestemmt": how a question without capitals ends."""


def settled_of(read: Read) -> tuple[str, ...]:
    """Stems of the words that a table gives a meaning."""
    groups = ("topics", "audiences", "synonyms", "categories", "partner_kinds")
    return tuple(
        dict.fromkeys(
            stem(read.words[at].folded)
            for one in read.found
            if one.group in groups
            for at in one.at
        )
    )


def year_in(read: Read) -> str | None:
    """The last year written in figures."""
    years = [word.folded for word in read.words if _YEAR.fullmatch(word.folded)]
    return years[-1] if years else None


def _place_words(place: PlaceMatch | None, beside: Sequence[Place]) -> set[str]:
    """The words of places as they are said and called, and of the districts they lie in."""
    if place is None:
        return set()
    places = [one for one in (place.unique, *beside) if one is not None]
    names = " ".join(f"{one.name} {one.district or ''}" for one in places)
    return {word.folded for word in words_of(f"{place.matched} {names}")}


def without_own_names(first: Understanding, reading: Reading) -> Understanding:
    """Words of the name or region of the one network that is named say nothing further.

    "Das Leipziger MoLeWa" asks of MoLeWa alone.
    """
    ids = first.mentions.networks
    network = reading.lexicon.register.network(ids[0]) if len(ids) == 1 else None
    if network is None:
        return first
    names = (network.name, *network.aliases, network.region, *network.region_aliases)
    own = {stem(word.folded) for name in names for word in words_of(name)}
    if str(first.filters.year) in own:
        # "TrendAuto 2030+": the year is one of its name.
        first = replace(first, filters=replace(first.filters, year=None), year_said=None)
    # Also the end of one of its words ("Offensive" in a longer word).
    return first.keeping(
        lambda word: (
            word not in own and not (len(word) >= _LONG and any(one.endswith(word) for one in own))
        )
    )


_LONG = 7


def _idioms(read: Read) -> set[int]:
    """Words that only a longer phrase gives a meaning: the bread in "verdienen ihr Brot"."""
    phrases = {
        at for one in read.found if one.key == "employed" for at in one.at if len(one.at) > 1
    }
    return phrases - {one.start for one in read.found if len(one.at) == 1}


def _of_the_field(read: Read) -> set[int]:
    """ "Auto-Transformationsnetzwerk": every network on file is one of the car industry."""
    heads = {one.start for one in read.found if one.group == "categories" and one.key == "network"}
    return {
        at - 1
        for at in heads
        if at and read.words[at - 1].folded in _FIELD
        if read.core[read.words[at - 1].end : read.words[at].start] in ("-", " ")
    }


_FIELD = frozenset((
    "auto", "automobil", "automotive", "kfz", "fahrzeug", "zuliefer", "zulieferer",
    "autozulieferer", "branchen", "regional", "bundes",
))  # fmt: skip


def _kinds_asked(read: Read) -> set[int]:
    """ "Welche Organisation", "was für ein Betrag": the kind of thing that is asked for."""
    folded = [word.folded for word in read.words]
    return {
        one.start
        for one in read.found
        if one.group == "kinds"
        and (one.key == "somebody" or _ASKING_KIND & {*folded[max(0, one.start - 3) : one.start]})
        and (one.key != "somebody" or read.mentions)
    }


_ASKING_KIND = frozenset(listed("asking_kind"))


def kinds_of_place(read: Read, place: PlaceMatch | None) -> set[int]:
    """The words before a place that only say what kind it is: "der Markt X", "die Domstadt X"."""
    found: set[int] = set()
    for at in said_at(read, place)[0]:
        before = at - 1
        while before >= 0 and _is_kind(read, before, joined=before < at - 1):
            found.add(before)
            before -= 1
    return found


def said_at(read: Read, place: PlaceMatch | None) -> tuple[list[int], int]:
    """Where a place is said, and in how many words."""
    said = [word.folded for word in words_of(place.matched)] if place else []
    folded = [word.folded for word in read.words]
    many = len(said)
    return [at for at in range(len(folded)) if said and folded[at : at + many] == said], many


def _is_kind(read: Read, at: int, *, joined: bool) -> bool:
    """A kind of place, or what is joined to one by a hyphen ("Schloss-Stadt")."""
    if joined:
        return read.core[read.words[at].end : read.words[at + 1].start] == "-"
    folded = read.words[at].folded
    return folded in KIND_WORDS or folded.endswith(("stadt", "gemeinde", "dorf", "staedtchen"))


_KNOWN_GROUPS = frozenset((
    "attributes", "categories", "intents", "statuses", "lands", "parts", "years", "flags", "meta",
    "idioms",
))  # fmt: skip
_SAYING_NOTHING_OF_IT = frozenset((
    "individual", "followup", "sources", "simpler", "doubt", "limits", "abilities",
))  # fmt: skip
""" "Grüß Gott" is nothing to look for; the words of questions about the answer may be."""


def content_of(
    read: Read, place: PlaceMatch | None, beside: Sequence[Place] = ()
) -> tuple[str, ...]:
    """Stems of the words that neither tables nor names nor places account for."""
    tables = word_tables()
    taken = {
        at
        for one in read.found
        if one.group in _KNOWN_GROUPS and one.key not in _SAYING_NOTHING_OF_IT
        for at in one.at
    }
    taken |= {
        at
        for one in read.mentions
        if any(name.kind != "partner" for name in one.names)
        for at in range(one.start, one.end)
    }
    taken |= _kinds_asked(read)
    taken |= framed(read.words, read.found) | words_of_time(read.found, read.words)
    taken |= _idioms(read) | kinds_of_place(read, place) | _of_the_field(read)
    placed = _place_words(place, beside)
    return tuple(
        stem(word.folded)
        for at, word in enumerate(read.words)
        if at not in taken
        and word.folded not in placed
        and not tables.is_filler(word.folded)
        and len(word.folded) > 2
        and not word.folded.isdigit()
    )
