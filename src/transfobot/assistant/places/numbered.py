"""The place that a postcode or an official number in a text means, with the name behind it."""

from __future__ import annotations

import re

from transfobot.assistant.places.finding import find
from transfobot.assistant.places.index import PlaceTables
from transfobot.assistant.places.names import key_of
from transfobot.assistant.understand.language import words_of
from transfobot.domain.places import PlaceMatch

_NUMBER = re.compile(
    r"(?<![\d.,§])\b(\d{8}|\d{5})\b(?![.,]\d)(?!\s?(?:€|%|Euro|Prozent|Besch|Mitarb|Einw|Mensch|Leute))"
    r"(?!\s?[/-]?\s?\d{3})"
)
"""Neither a sum nor how many there are, nor the beginning of a telephone number."""


def numbered_place(text: str, index: PlaceTables) -> PlaceMatch | None:
    """The first number of a text that is a place's."""
    for match in _NUMBER.finditer(text):
        found = find(index, match[1])
        if found is not None and found.candidates:
            return _with_name(found, text[match.end() :])
    return None


def _with_name(found: PlaceMatch, after: str) -> PlaceMatch:
    """ "73061 Ebersbach": the number with the name behind it, which tells who of several it is."""
    key = f"{key_of(after[:_LONGEST_TOWN])} "
    for place in sorted(found.candidates, key=lambda one: -len(one.name)):
        name = next(
            (
                one
                for one in (key_of(place.name), key_of(_HEAD.split(place.name)[0]))
                if one and key.startswith(f"{one} ")
            ),
            None,
        )
        if name is not None:
            words = words_of(after)[: len(name.split())]
            return PlaceMatch((place,), f"{found.matched}{after[: words[-1].end]}", found.exact)
    return found


_LONGEST_TOWN = 60
_HEAD = re.compile(r" (?:am|an|auf|bei|im|in|ob)\b|[(/,]| [abi]\.")
