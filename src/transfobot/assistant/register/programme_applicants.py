"""Who may apply, by kinds of bodies: as a question calls them, and as the records do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.words import word_tables
from transfobot.german.stems import stem


def body_named(words: Sequence[Word]) -> tuple[str, re.Pattern[str]] | None:
    """A kind of applicant as it was said, and how records call it."""
    for said, held_by in _BODIES:
        shown = next((one.shown for one in words if said.fullmatch(one.folded)), None)
        if shown is not None:
            return shown, held_by
    return None


_BODIES = (
    (
        re.compile(
            r"(?:\w*hochschulen?|uni|unis|universitaet(?:en)?|\w*institute?n?|lehrstuhl"
            r"|lehrstuehle|fraunhofer)"
        ),
        re.compile(r"forschung|hochschul"),
    ),
    (
        re.compile(r"freiberuf\w*|freelancer\w*|soloselbst\w*"),
        re.compile(r"freiberuf"),
    ),
)
"""Kinds of applicants that records call by another word than the question."""


def no_applicants(words: Sequence[Word]) -> set[int]:
    """Words that name a Land, an audience or a theme ("für Forschung und Innovation")."""
    found = word_tables().find(words)
    bodies = {at for one in found if one.group == "partner_kinds" for at in one.at}
    others = {at for one in found if one.group in _NO_APPLICANTS for at in one.at}
    themes = {at for one in found if one.group == "topics" for at in one.at}
    # Nor does the word for who decides ("Projektträger"), or what is offered ("Beratung").
    other = ("agency", "offers")
    others |= {one.start for one in found if one.group == "attributes" and one.key in other}
    return others | (themes - bodies)


_NO_APPLICANTS = frozenset(("audiences", "lands", "categories"))


@lru_cache(maxsize=512)
def nouns_of(text: str) -> frozenset[str]:
    """Stems of the nouns of a text."""
    return frozenset(stem(word.folded) for word in words_of(text) if word.shown[:1].isupper())
