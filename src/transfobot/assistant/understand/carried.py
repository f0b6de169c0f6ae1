"""What a question that names nothing itself takes over from the conversation before it."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.understand.again import FEW_WORDS, has_rank, points_nowhere
from transfobot.assistant.understand.followup import inherited
from transfobot.assistant.understand.read import Read, Reading
from transfobot.assistant.understand.times import TIMES
from transfobot.assistant.understand.understanding import (
    Intent,
    Mentions,
    Understanding,
)
from transfobot.domain.conversation import Conversation, Referents
from transfobot.domain.places import Place, PlaceMatch


def with_referents(
    first: Understanding, conversation: Conversation, reading: Reading, read: Read
) -> Understanding:
    """The question with what it takes over: the record, place or person last spoken of."""
    referents = conversation.referents
    pointing = points_back(first, read) and Intent.ELIGIBILITY not in first.intents
    belonging = Intent.BELONGS in first.intents and bool(referents.place)
    asks = bool(first.attributes or first.filters.partner_kinds or belonging)
    short = len(read.words) <= FEW_WORDS and asks
    follows = read.has("flags", "followup") or _demonstrates(read)
    which = bool(read.words) and read.words[0].folded in ("welches", "welcher", "wer", "which")
    ranked = read.has("flags", "superlative") or (which and has_rank(read))
    ranked = ranked and bool(referents.other_networks) and (follows or which)
    if not (pointing or (follows and asks) or short or ranked):
        return _resuming(first, referents, reading, read, follows=follows)
    mentions = first.mentions
    if ranked and mentions.empty and not first.place:
        spoken = dict.fromkeys(filter(None, (referents.network, *referents.other_networks)))
        mentions = replace(mentions, networks=tuple(spoken))
    if mentions.empty and not first.place:
        plural = any(
            word.folded in ("jeweils", "alle", "deren", "each", "their") for word in read.words
        )
        mentions = inherited(mentions, referents, first.attributes, plural=plural)
    if mentions.empty and pointing and not first.place:
        kind = "network" if read.has("flags", "this_network") else "programme"
        return replace(first, missing_referent=kind)
    if mentions.empty and not first.place and referents.place:
        place = reading.places.find(referents.place)
        if place.candidates:
            return replace(first, place=place, place_inherited=True, followup=True)
    if mentions.empty:
        return replace(first, missing_referent="network") if points_nowhere(first) else first
    names = names_of(mentions, reading, None)
    known = replace(first, mentions=mentions, followup=True, query=f"{first.core} {names}".strip())
    if belonging and first.place is None and referents.place:
        return replace(known, place=reading.places.find(referents.place), place_inherited=True)
    return known


def _resuming(
    first: Understanding, referents: Referents, reading: Reading, read: Read, *, follows: bool
) -> Understanding:
    """The question with what it may mean if its own words lead nowhere: „Was lernt man da?“."""
    if has_subject(first) or first.place:
        return first
    whom = Intent.EXPLAIN in first.intents and bool(_WHO & {one.folded for one in read.words})
    spoken = inherited(Mentions(), referents, first.attributes, whom=whom)
    names = names_of(spoken, reading, None) if follows else ""
    return replace(first, spoken_of=spoken, query=f"{first.query} {names}".strip())


_WHO = frozenset(("wer", "who"))


def names_of(mentions: Mentions, reading: Reading, place: PlaceMatch | None) -> str:
    """The names of what is mentioned and of the place, in one line to search for."""
    register = reading.lexicon.register
    names = [one.short_name for one in map(register.network, mentions.networks) if one]
    names += [one.name for one in map(register.programme, mentions.programmes) if one]
    names += [one.title for one in map(register.study, mentions.studies) if one]
    names += [one.title for one in map(register.offer, mentions.offers) if one]
    unique: Place | None = place.unique if place else None
    return " ".join([*names, unique.label if unique else ""]).strip()


def points_back(first: Understanding, read: Read) -> bool:
    """ "In diesem Netzwerk", but not "das Netzwerk in der Pfalz"."""
    return _demonstrative(read) and not (first.mentions.organisations or first.filters.lands)


def _demonstrative(read: Read) -> bool:
    # "Gibt es dafür Geld? Wie heißt das Programm?" points at none that was spoken of.
    programme = read.has("flags", "this_programme") and not read.has("flags", "which_programme")
    return programme or read.has("flags", "this_network")


def _demonstrates(read: Read) -> bool:
    """ "Diese Zahl", "dieser Herr": of what was told before; "dieses Jahr" says only when."""
    folded = [word.folded for word in read.words]
    return any(
        one in _THESE and after not in TIMES
        for one, after in zip(folded, [*folded[1:], ""], strict=True)
    )


_THESE = frozenset(("diese", "dieser", "dieses", "diesem", "diesen", "jene", "jener", "jenes"))


def has_subject(first: Understanding) -> bool:
    """Whether the text itself says what it is about."""
    return bool(
        not first.mentions.empty
        or first.mentions.organisations
        or first.mentions.authored
        or first.filters.lands
        or (first.category and Intent.LIST in first.intents)
    )
