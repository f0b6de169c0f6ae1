"""The place a question is about: named, mistyped, or an adjective ("das Chemnitzer Netzwerk")."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.places.finding import of_district_said
from transfobot.assistant.places.words import ORDINARY, PEOPLE, PREPOSITIONS
from transfobot.assistant.understand.collective_words import NETWORK
from transfobot.assistant.understand.content import content_of, said_at
from transfobot.assistant.understand.framing import OR_ANOTHER
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.mentions import without_names
from transfobot.assistant.understand.names import Mention
from transfobot.assistant.understand.read import (
    Read,
    Reading,
    attributes_of,
    intents_of,
)
from transfobot.assistant.understand.regions import AREAS
from transfobot.assistant.understand.sites import places_in_row
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.conversation import Question
from transfobot.domain.places import Place, PlaceMatch
from transfobot.german.stems import stem
from transfobot.german.text import fold

_SHORTEST_PLACE = 5
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def placed(
    question: Question, reading: Reading, read: Read
) -> tuple[Read, PlaceMatch | None, tuple[Place, ...]]:
    """The place of a question, those named beside it, and what was read apart from their names."""
    place, beside = places_in_row(question.text, reading.places, place_of(question, reading, read))
    return without_place(read, place), place, beside


def sought_there(read: Read, place: PlaceMatch | None) -> tuple[Intent, ...]:
    """What is to be done, also where a clause says only that somebody is sought at the place.

    Of a place that is named, "abgedeckt", "covers" and "im Gebiet von" ask whose it is.
    """
    sought = (Intent.RESPONSIBLE,) if seeks_network(read, place) else ()
    town = place is not None and place.candidates[0].kind != "region"
    whose = (Intent.BELONGS,) if place and town and _asks_whose(read, place) else ()
    return tuple(dict.fromkeys((*intents_of(read), *sought, *whose)))


def _asks_whose(read: Read, place: PlaceMatch) -> bool:
    """Whether an area is spoken of, but not asked for itself ("welches Gebiet umfasst …").

    Or networks, and us: "Welche Netzwerke kommen für uns in Betracht?".
    """
    if set(read.keys("categories")) - _OURS:
        return False
    ours = read.has("categories", "network") and _FOR_US.search(fold(read.core))
    if ours or _between(read, place):
        return True
    asked = {*attributes_of(read)} - {Attribute.PLACE, Attribute.STATUS, Attribute.NAMES}
    return asked == {Attribute.REGION} and _ITS_AREA.search(fold(read.core)) is None


def _between(read: Read, place: PlaceMatch) -> bool:
    """ "Haßfurt: Mainfranken oder Nürnberg?", "Olpe, noch ATLAS oder schon jemand anderes?"."""
    either = _EITHER.match(fold(read.core.partition(place.matched)[2]))
    kinds = [{name.kind for name in one.names} for one in read.mentions]
    return all(one & {"region", "network"} for one in kinds) and bool(
        either or OR_ANOTHER.search(fold(read.core))
    )


_EITHER = pattern("between")
_OURS = frozenset(("network", "office"))
_ITS_AREA = pattern("its_area")
_FOR_US = pattern("for_us")


def told_where(known: Understanding, text: str, reading: Reading) -> Understanding:
    """A place that was only told beside the question is not what it asks about, but is kept.

    "Betrieb in Kamenz. Gibt es hier in der Lausitz …?", "X baut Licht. Gehört das zu Südwestfalen?"
    ask about the town, and not about the region around it.
    """
    around = known.place.unique if known.place else None
    if around and not around.ags and _POINTING.search(fold(known.core)):
        spots = (one for one in reading.places.spots(text) if one.unique and one.unique.ags)
        return replace(known, place=next(spots, known.place))
    # "Wir sitzen in Kiel. Bekommen wir Invest BW?": whether there.
    there = bool(known.mentions.programmes) and Intent.ELIGIBILITY in known.intents
    aside = known.place or not (there or known.mentions.empty)
    place = None if aside else reading.places.spot(text)
    if place is None or place.unique is None:
        return known
    if there:
        return replace(known, place=place)
    return replace(known, referents=replace(known.referents, place=place.unique.label))


_POINTING = re.compile(
    r"\b(?:hier|bei uns) (?:in|im)\b"
    r"|^\W*(?:gehoert|faellt|zaehlt|liegt|ist) (?:das|es|der ort|die stadt)\b"
)


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
    if match is not None and match.candidates:
        return _of_one_district(of_district_said(match, question.text))
    return None


def _of_one_district(match: PlaceMatch) -> PlaceMatch:
    """Several places of one district ("04509") are the district: its network is theirs."""
    first = match.candidates[0]
    if len({(one.district_ags, one.district) for one in match.candidates}) > 1 or match.unique:
        return match
    label = first.district or first.name
    place = replace(first, name=label, label=label, ags=first.district_ags[0], kind="district")
    return replace(match, candidates=(place,))


def seeks_network(read: Read, place: PlaceMatch | None) -> bool:
    """ "Göppingen, Pressenbau, suche Netzwerk", "…, wer?": a clause that says nothing else."""
    if place is None or any(not _regional(one) for one in read.mentions):
        return False
    tables, placed = word_tables(), {word.folded for word in words_of(place.matched)}
    for clause in _CLAUSES.split(read.core):
        folded = [word.folded for word in words_of(clause)]
        rest = [one for one in folded if not (one in placed or tables.is_filler(one))]
        sought = [one for one in rest if _NETWORK.match(one)]
        whom = bool(folded) and set(folded) <= _WHOM
        after = _ASKED_AFTER.search(fold(clause))
        if whom or after or (sought and all(_SEEKING.match(one) or one in sought for one in rest)):
            return True
    return False


_ASKED_AFTER = re.compile(rf"{listed('asked_after')[0]} (?:\w+ )?{NETWORK}\b")
_WHOM = frozenset(("wer", "wen", "wem", "wohin", "an", "zu", "bei", "und", "also", "nun", "who"))
_CLAUSES = re.compile(r"[.!?…;:,→()]+|\s[–—-]+\s|\n+")
_NETWORK = re.compile(rf"{NETWORK}$")
_SEEKING = pattern("seeking")


def without_place(read: Read, place: PlaceMatch | None) -> Read:
    """What was read but for words that are part of a place's name: "Halle" is no hall there."""
    starts, many = said_at(read, place if place and place.exact else None)
    taken = {at + step for at in starts for step in range(many)}
    kept = tuple(
        one
        for one in read.found
        if one.group in _OF_AREAS
        # "Standort Esslingen: …" says what the place is to whoever asks.
        or not (taken >= set(one.at) or (one.group == "topics" and one.end in starts))
    )
    return replace(read, found=kept)


_OF_AREAS = frozenset(("lands", "parts", "framing"))


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
    asked = read.has("intents", "responsible") or read.has("intents", "belongs")
    if read.mentions or not (asked or _seeks_somebody(read)):
        return None
    wanted = set(content_of(read, None))
    led = [at for at in range(1, len(read.words)) if read.words[at - 1].folded in PREPOSITIONS]
    for at in dict.fromkeys((*led, *range(len(read.words) if asked else 0))):
        word = read.words[at]
        if len(word.folded) >= _SHORTEST_PLACE and stem(word.folded) in wanted:
            # "Schladen-Welra" is one name.
            name = "".join(_HYPHENED.findall(read.core, word.start)[:1])
            match = reading.places.find(name)
            known = word.folded in reading.dictionary or (match.exact and not asked)
            if match.candidates and not known:
                return match
    return None


def _of_adjective(reading: Reading, read: Read) -> PlaceMatch | None:
    """The town of "das Chemnitzer Netzwerk", "wir Zwickauer", "im Dingolfinger Raum".

    Where somebody to turn to is sought, also of "ein Crailsheimer Betrieb". Only where no
    network's region is called so.
    """
    named = {at for one in read.mentions for at in range(one.start, one.end)}
    sought = _seeks_somebody(read)
    small = not any(word.shown[:1].isupper() for word in read.words)
    for at, word in enumerate(read.words):
        fits = word.shown[:1].isupper() or _OF_LAND.search(word.folded) or (small and sought)
        if at in named or not fits:
            continue
        if not _of_a_town(read, at, reading) and not (sought and _before_noun(read, at)):
            continue
        towns = [one for one in towns_of(word.folded) if one not in ORDINARY]
        found = [one for one in map(reading.places.find, towns) if one.exact and one.candidates]
        if _OF_LAND.search(word.folded):
            found = [one for one in found if one.candidates[0].kind not in ("municipality", "land")]
        if found:
            best = next((one for one in found if one.unique), found[0])
            return replace(best, matched=word.shown if best.unique else best.candidates[0].name)
    return None


def _regional(mention: Mention) -> bool:
    """Whether a name names nothing but a region, or who wrote something."""
    return all(name.kind in ("region", "author") for name in mention.names)


def _seeks_somebody(read: Read) -> bool:
    """Whether it is asked whom to turn to, and of no record that is named."""
    if any(not _regional(one) for one in read.mentions):
        return False
    # "Die Wirtschaftsförderung" is who is sought, not money.
    parties = {one.at for one in read.found if one.group == "partner_kinds"}
    groups = ("intents", "categories", "attributes")
    keys = {one.key for one in read.found if one.group in groups and one.at not in parties}
    return bool(_WHO & keys) and not {"funding", "study", "offer"} & keys


_WHO = frozenset(listed("of_turning"))


def towns_of(word: str) -> tuple[str, ...]:
    """The names a town may have whose people or things are called so, folded.

    "Pforzheimer", "Solinger" (Solingen), "Münchner" (München), "Darmstädter" (Darmstadt), and of
    stretches of land "vogtländischer" (Vogtland), "nordhessische", "Odenwälder".
    """
    if word in _NO_TOWNSPEOPLE:
        return ()
    land = _OF_LAND.search(word)
    if land is not None:
        base = word[: land.start()] + (land["of"] or "")
        plain = re.sub("(?<=[ao])e", "", base)
        return tuple(f"{one}{end}" for one in (base, plain) for end in ("", "en", "n", "land"))
    ending = _INHABITANT.search(word)
    if ending is None:
        return ()
    base = word[: ending.start()]
    found = [base, f"{base}en", f"{base}e"]
    if base.endswith("n"):
        found.append(f"{base[:-1]}en")
    if base.endswith("staedt"):
        found.append(f"{base[:-6]}stadt")
    return tuple(found)


def _before_noun(read: Read, at: int) -> bool:
    """ "Ein Crailsheimer Betrieb": before a noun, but not in the name of a street or a dish."""
    word, before = read.words[at], read.words[at - 1].folded if at else ""
    following = read.words[at + 1] if at + 1 < len(read.words) else None
    if following is None or before in PEOPLE:
        return False
    adjective = word.folded.endswith("er") or _OF_LAND.search(word.folded) is not None
    return adjective and (following.shown[:1].isupper() or not word.shown[:1].isupper())


_INHABITANT = re.compile(r"(?<=[a-z]{3})er(?:n|s|in|innen)?$")
_OF_LAND = pattern("of_land")
_NO_TOWNSPEOPLE = frozenset(listed("no_townspeople"))
"""Words of their own that only look like the people of a town."""


def _of_a_town(read: Read, at: int, reading: Reading) -> bool:
    """Before a network or a stretch of land; or people who are spoken of by their town.

    What is no German word ("die Zwickauer") can only be people of a town.
    """
    following = read.words[at + 1].folded if at + 1 < len(read.words) else ""
    if following.startswith(("netzwerk", "transformationsnetzwerk")) or following in AREAS:
        return True
    before = read.words[at - 1].folded if at else ""
    capital = at + 1 < len(read.words) and read.words[at + 1].shown[:1].isupper()
    coined = read.words[at].folded not in reading.dictionary
    return (before in _OURSELVES or (coined and before in _ARTICLES)) and not capital


_OURSELVES = frozenset(("wir", "als", "bin", "sind", "uns"))
_ARTICLES = frozenset(("die", "den", "der"))
