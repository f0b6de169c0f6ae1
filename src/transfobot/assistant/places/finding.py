"""From a name, an AGS or a postcode to the places it can mean, step by step."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.denial import without_denied
from transfobot.assistant.places.index import PlaceTables, district_place, region_place
from transfobot.assistant.places.names import is_city, key_of
from transfobot.assistant.understand.language import words_of
from transfobot.domain.places import Place, PlaceMatch

LONGEST = 120
_LEADING = re.compile(
    r"^(?:(?:die|der|das|den|dem|in|im|aus|bei|von|für|fuer|gemeinde|stadt|markt|ort|stadtkreis|"
    r"universitätsstadt|city of|town of)\s+)+",
    re.IGNORECASE,
)
_DISTRICT_LED = re.compile(r"^(?:landkreis|kreis|lk)\s+", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"^(?P<name>.+?)\s*(?:\((?P<inside>[^)]*)\)|,\s*(?P<after>.+)|\s(?:im|in|bei|aus|an|/)\s+(?P<in>.+)"
    r"|\s(?P<led>(?:landkreis|kreis|lk)\s.+))$",
    re.IGNORECASE,
)


def find(index: PlaceTables, wanted: str) -> PlaceMatch | None:
    """What a name, an AGS or a postcode can mean; None when it is none of them."""
    if not wanted or len(wanted) > LONGEST:
        return None
    return (
        _numbered(index, wanted)
        or _named(index, wanted)
        or _qualified(index, wanted)
        or _nearly(index, wanted)
    )


def of_district_said(match: PlaceMatch, text: str) -> PlaceMatch:
    """ "Rohrbach, das im Landkreis X, nicht das in Y": the one whose district is named."""
    rest = without_denied(text)[0].replace(match.matched, "")
    said = {word.folded for word in words_of(rest) if len(word.folded) >= _SHORTEST}
    names = [{w.folded for w in words_of(one.district or "")} for one in match.candidates]
    alone = [said & one - set().union(*(other for other in names if other != one)) for one in names]
    own = tuple(one for one, named in zip(match.candidates, alone, strict=True) if named)
    return replace(match, candidates=own) if len(own) == 1 else match


_SHORTEST = 4


def _numbered(index: PlaceTables, wanted: str) -> PlaceMatch | None:
    digits = wanted.replace(" ", "")
    if not digits.isdigit() or not digits.isascii() or len(digits) not in (5, 8):
        return None
    if len(digits) == 8:
        place = index.by_ags(digits)
        return PlaceMatch((place,), wanted) if place else PlaceMatch((), wanted)
    places = [index.place(one) for one in index.seats(digits)]
    district = index.by_ags(digits)
    if district is not None:
        places.append(district)
    return PlaceMatch(tuple(places), wanted)


def _named(index: PlaceTables, wanted: str) -> PlaceMatch | None:
    """An exact name: as it stands, without leading words, or with the umlauts left off."""
    led = _DISTRICT_LED.match(wanted)
    if led:
        districts = index.districts(key_of(wanted[led.end() :]))
        if districts:
            return PlaceMatch(tuple(map(district_place, districts)), wanted)
    for name in dict.fromkeys((wanted, _LEADING.sub("", wanted))):
        found = exactly(index, key_of(name))
        if found:
            return PlaceMatch((*found, *_larger_without_umlauts(index, name, found)), name)
    numbers = index.bare(_LEADING.sub("", wanted))
    return PlaceMatch(tuple(map(index.place, numbers)), wanted, exact=False) if numbers else None


def _larger_without_umlauts(
    index: PlaceTables, name: str, found: tuple[Place, ...]
) -> tuple[Place, ...]:
    """ "Pohl" may be Pöhl, which is the larger one: it joins the candidates."""
    if not name.isascii() or any(one.kind != "municipality" for one in found):
        return ()
    largest = max(index.population(one.ags) for one in found)
    known = {one.ags for one in found}
    places = [index.place(one) for one in index.bare(name) if index.people(one) > largest]
    return tuple(one for one in places if one.ags not in known)


def exactly(index: PlaceTables, key: str) -> tuple[Place, ...]:
    """The places of a key: municipalities, else districts, else regions, else a Land."""
    land = index.land_named(key)
    numbers = [
        one for one in index.municipalities(key) if land is None or one in index.in_full(key)
    ]
    if numbers:
        return tuple(map(index.place, numbers))
    regions = index.regions_named(key)
    districts = index.districts(key)
    if districts:
        return tuple(map(district_place, districts))
    if regions:
        return tuple(map(region_place, regions))
    return (index.land_place(land),) if land else ()


def _qualified(index: PlaceTables, wanted: str) -> PlaceMatch | None:
    """ "Rosenberg im Ostalbkreis", "Waldenburg (Sachsen)", "Talheim, Kreis Heilbronn"."""
    parts = _QUALIFIED.match(wanted)
    if parts is None:
        return None
    name = parts["name"]
    rest = parts["inside"] or parts["after"] or parts["in"] or parts["led"] or ""
    found = _named(index, name) or _nearly(index, name)
    if found is None:
        return None
    narrowed = index.narrow(found.candidates, rest)
    narrowed = narrowed or index.narrow(index.bearing(key_of(name)), rest)
    return PlaceMatch(narrowed or found.candidates, wanted, found.exact)


def _nearly(index: PlaceTables, wanted: str) -> PlaceMatch | None:
    key = key_of(_LEADING.sub("", wanted))
    if len(key) < 4 or key in index.dictionary:
        return None
    led = _DISTRICT_LED.match(wanted)
    names = index.near(key_of(wanted[led.end() :]) if led else key)
    places: dict[str, Place] = {}
    for name in names:
        districts = [one for one in index.districts(name) if not is_city(one)]
        here = tuple(map(district_place, districts)) if led and districts else exactly(index, name)
        places.update({one.ags or one.name: one for one in here})
    return PlaceMatch(tuple(places.values()), wanted, exact=False) if places else None


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
