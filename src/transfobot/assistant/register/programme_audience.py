"""Who may apply: the audiences and kinds of bodies that a question names, and those set aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from transfobot.assistant.denial import denied_before
from transfobot.assistant.register.programme_scores import GENERAL
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Intent, Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.conversation import Audience
from transfobot.domain.register import FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_NEAR, _LONG_NOUN = 3, 6


def audiences_denied(asked: Understanding) -> set[Audience]:
    """Who stands behind "nicht für", "ohne die für", "außer für"."""
    words, text = words_of(asked.core), fold(asked.core)
    folded = [word.folded for word in words]
    denied = set()
    for one in word_tables().find(words):
        before = folded[max(0, one.start - _NEAR) : one.start]
        if one.group != "audiences" or not {"fuer", "for"} & set(before):
            continue
        start = text.find(" ".join(folded[one.start : one.end]))
        own = _KIND_BETWEEN.search(text[:start]) is None
        if start > 0 and own and denied_before(text, start):
            denied.add(Audience(one.key))
    return denied


_KIND_BETWEEN = re.compile(
    r"\b(?:ohne|kein\w*|ausser|nicht|statt|without|no|except) (?:\w+ )??"
    r"(?!(?:die|denen|solche|jene|das|der|the|those|nur|allein|ones)\b)\w+"
    r" (?:fuer|for) (?:\w+ ){0,2}$"
)
""" "Ohne Kredit für Betriebe": what is set aside stands before "für"."""


def audiences_spoken(asked: Understanding) -> set[Audience]:
    """Of whom a text speaks as of many ("kleine Firmen"): they may apply, whoever asks."""
    words = words_of(asked.text)
    return {
        Audience(one.key)
        for one in word_tables().find(words)
        if one.group == "audiences" and words[one.start].folded in _MANY_OF_THEM
    }


_MANY_OF_THEM = frozenset(listed("many_applicants"))


def names_audience(asked: Understanding) -> bool:
    """Whether the question itself names those it is for, or asks "für uns"."""
    words = words_of(asked.core)
    named = any(one.group == "audiences" for one in word_tables().find(words))
    return named or Intent.ELIGIBILITY in asked.intents or asked.individual


def bodies_named(
    desk: Desk, asked: Understanding
) -> tuple[list[str], Callable[[FundingProgramme], bool]] | None:
    """Kinds of applicants as they were said ("Vereine"), and which programmes are for them.

    A Land, an audience, a theme or who decides ("Projektträger") is none.
    """
    words = words_of(asked.text)
    for word in words:
        if held_by := next((held for said, held in _BODIES if said.fullmatch(word.folded)), None):
            return [word.shown], partial(_eligible_by, held_by)
    found = word_tables().find(words)
    others = {at for one in found if one.group in _NO_APPLICANTS for at in one.at}
    others |= {one.start for one in found if (one.group, one.key) in _OFFICES}
    bodies = {at for one in found if one.group == "partner_kinds" for at in one.at}
    others |= {at for one in found if one.group == "topics" for at in one.at} - bodies
    placed = {one.folded for one in words_of(asked.place.matched)} if asked.place else set()
    held = frozenset().union(*(_nouns_of(one.eligible or "") for one in desk.register.programmes))
    named = {
        stem(word.folded): word.shown
        for at, word in enumerate(words)
        if word.shown[:1].isupper()
        and len(word.folded) >= _LONG_NOUN
        and at not in others
        and word.folded not in placed
        and stem(word.folded) in held - GENERAL
    }
    if not named:
        return None
    return [*named.values()], lambda one: bool(named.keys() & _nouns_of(one.eligible or ""))


def _eligible_by(called: re.Pattern[str], programme: FundingProgramme) -> bool:
    return called.search(fold(programme.eligible or "")) is not None


_BODIES = (
    (
        re.compile(
            r"(?:\w*hochschulen?|uni|unis|universitaet(?:en)?|\w*institute?n?|lehrstuhl"
            r"|lehrstuehle|fraunhofer)"
        ),
        re.compile(r"forschung|hochschul"),
    ),
    (re.compile(r"freiberuf\w*|freelancer\w*|soloselbst\w*"), re.compile(r"freiberuf")),
)
"""Kinds of applicants that records call by another word than the question."""
_NO_APPLICANTS = frozenset(("audiences", "lands", "categories"))
_OFFICES = frozenset((("attributes", "agency"), ("attributes", "offers")))


@lru_cache(maxsize=512)
def _nouns_of(text: str) -> frozenset[str]:
    return frozenset(stem(word.folded) for word in words_of(text) if word.shown[:1].isupper())
