"""What beside a name tells that it is a place, and which: a river, a part of the town, "Raum".

"Unser Werk steht in Wissen", "Dreherei, Rohr, 25 Leute": no knowledge and no pipe there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.places.index import MUCH_LARGER, PlaceTables, district_place
from transfobot.assistant.places.names import is_city
from transfobot.assistant.places.words import folded
from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.words import table
from transfobot.domain.places import Place
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import fold

_LYING = re.compile(r" (?:an der|an dem|am|in der|in|im|ob der|auf der|bei) ")

_NAMED_LIKE_TOWNS = re.compile(
    r"\w{3}(?:berg|burg|heim|hausen|stadt|dorf|ingen|bach|feld|furt|walde|leben|hafen|kirchen|"
    r"tal|born|brunn|bronn|scheid|stedt|stett|statt|hagen|ulm|muende|angen|beuren|weiler|hofen|roda|rode|bruecken?|kreuz|horst|loh|ow|itz)$"
)
""" "plettenberg": written small, and a word of the dictionary only because it is a town."""


def named_like_town(key: str) -> bool:
    """Whether a word ends as the names of towns do."""
    return _NAMED_LIKE_TOWNS.search(key) is not None


PARTS_OF_TOWNS = folded(table("place_words")["parts"])
"""Words that behind a town's hyphen are a part of it: "Aachen-Süd"."""
SOME_PARTS = 10_000
"""People of a town that has such parts."""

_MORE_EXACTLY = re.compile(
    r"(?i)\w[\s,;:(–-]+(?:(?:noch )?genauer|genau|konkret\w*|nämlich|naemlich|und zwar|sprich|"
    r"präzise\w*|exakt\w*|besser|speziell|insbesondere|vielmehr|namely|i\.?e\.?|"
    r"d\.? ?h\.?|das heißt|heißt|will sagen|"
    r"um (?:ganz |noch )?(?:genau|präzise|exakt|genauer) zu (?:sein|werden))"
    r"(?: gesagt| gefasst)?[\s,:]*(?:(?:in|im|aus|bei|um|die stadt|der stadt|die gemeinde)\s+)*$"
)
""" "Bodensee, genauer Friedrichshafen": the second name is the one that is meant."""


def leads_to_exactly(before: str) -> bool:
    """Whether the text before a name says that the name is meant more exactly."""
    return _MORE_EXACTLY.search(before) is not None


_RIVERS = folded(table("place_words")["rivers"])
_ON = (("an", "der"), ("an", "dem"), ("am",), ("ob", "der"), ("in", "der"), ("a", "d"), ("a",))


def goes_on_with_or(words: Sequence[Word], at: int, end: int, *, small: bool) -> bool:
    """ "Zu Frankfurt oder zu niemandem?": no river; in small letters where a function word follows.

    `small` where nothing of the text is capitalised.
    """
    if end - at < 2 or words[end - 1].shown != "oder":
        return False
    return not small or (end < len(words) and words[end].folded in STOP_WORDS)


def beside_river(words: Sequence[Word], end: int) -> bool:
    """Whether a name ends at a river: "Wissen an der Sieg"."""
    folded = [word.folded for word in words[end : end + 3]]
    return any(
        tuple(folded[: len(on)]) == on
        and folded[len(on) : len(on) + 1]
        and folded[len(on)] in _RIVERS
        for on in _ON
    )


def as_listed(key: str) -> str:
    """ "Halle an der Saale" is listed as "Halle (Saale)", "Sankt Wendel" as "St. Wendel"."""
    return _LYING.sub(" ", f"st {key[6:]}" if key.startswith("sankt ") else key)


def whole_towns(candidates: tuple[Place, ...], words: Sequence[Word], at: int) -> tuple[Place, ...]:
    """ "Stadt Fürth" is the town that is no part of a district, where one of the name is."""
    before = words[at - 1].folded if at else ""
    if before not in _OF_TOWNS:
        return ()
    return tuple(one for one in candidates if one.ags.endswith(_WHOLE_DISTRICT))


_WHOLE_DISTRICT = "000"
"""How the number of a town ends that belongs to no other district."""
_OF_TOWNS = frozenset(
    ("stadt", "stadtverwaltung", "stadtrat", "stadtraetin", "stadtkreis", "kreisfreie")
)


def of_area(
    candidates: tuple[Place, ...], words: Sequence[Word], at: int, index: PlaceTables
) -> tuple[Place, ...]:
    """ "Raum Esslingen" is called after the town, not after the village of its name."""
    if (words[at - 1].folded if at else "") not in _OF_AREAS:
        return ()
    ordered = sorted(candidates, key=lambda one: -index.population(one.ags))
    largest, second = (index.population(one.ags) for one in ordered[:2])
    return (ordered[0],) if largest >= MUCH_LARGER * max(second, 1) else ()


_OF_AREAS = frozenset(
    ("raum", "grossraum", "umland", "region", "gegend", "metropolregion", "umgebung", "rund")
)


def landscape(words: Sequence[Word], at: int, end: int, index: PlaceTables) -> tuple[Place, ...]:
    """ "Der Vogelsberg", "im Vogelsberg": with an article the district, and no village."""
    if not at or words[at - 1].folded not in _ARTICLES:
        return ()
    key = " ".join(word.folded for word in words[at:end])
    return tuple(district_place(one) for one in index.districts(key) if not is_city(one))


_ARTICLES = frozenset(("der", "dem", "den", "des", "zum", "vom", "im", "am"))


def lying_in(around: Place, places: Sequence[Place], near: bool) -> tuple[Place, ...]:
    """ "Im Schwarzwald, in Calw", "im Sauerland bei Arnsberg": the towns of a stretch of land."""
    if around.kind != "landscape" and not (near and around.kind == "region"):
        return ()
    inside = (one for one in places if set(one.district_ags) < set(around.district_ags))
    return tuple(one for one in inside if one.kind == "municipality")


def ends_apart(words: Sequence[Word], at: int) -> Sequence[int]:
    """Where a district's name in parts ("Hoch Sauerland Kreis") that begins here may end."""
    ends = range(at + 2, min(len(words), at + _MOST_PARTS) + 1)
    return [end for end in ends if words[end - 1].folded in _CIRCLES]


_MOST_PARTS = 4
_CIRCLES = frozenset(("kreis", "kreise", "kreises"))


_SITTING = folded(table("place_words")["sitting"])
"""Before "in", "aus", "bei": whoever does one of these does it at a place."""
_AT = frozenset(("in", "aus", "bei", "nahe", "nach"))
_BELONGING = frozenset(
    ("gehoert", "liegt", "deckt", "zaehlt", "faellt", "umfasst", "zaehlen", "laeuft", "betreut")
)
_IS = frozenset(("ist", "wird", "is", "waere"))
_COVERED = frozenset(("abgedeckt", "dabei", "covered", "erfasst", "mitbetreut", "betreut"))
_FIRM = re.compile(
    r"\w*(?:firma|betrieb|betriebs|werk|werks|fabrik|erei|unternehmen|zulieferer|hersteller|bauer|"
    r"schmiede|meister|meisterin|betriebsrat|betriebsraetin|niederlassung|mittelstaendler)"
)
_NETWORK = re.compile(r"netzwerk|zustaendig|anlaufstelle|ansprechstelle|network")
_SET_APART = re.compile(r"\s*,")


def framed_as_place(text: str, words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the words from `at` to `end` stand where nothing but a place stands."""
    before = [word.folded for word in words[max(0, at - 2) : at]]
    if not before or not words[at].shown[:1].isupper():
        return False
    last = before[-1]
    if last in _AT and len(before) > 1:
        return before[0] in _SITTING or _FIRM.fullmatch(before[0]) is not None
    if last in _BELONGING and _NETWORK.search(fold(text)):
        return True
    if last in _IS and {word.folded for word in words[end : end + 1]} & _COVERED:
        return True
    if last in ("fuer", "for") and _NETWORK.search(fold(text)):
        return _bare(words, end)
    return _FIRM.fullmatch(last) is not None and _apart(text, words, at, end)


def _bare(words: Sequence[Word], end: int) -> bool:
    """Whether the name is no adjective before a noun and no part of a pair ("Lehre und …")."""
    following = words[end] if end < len(words) else None
    return following is None or not (following.shown[:1].isupper() or following.folded == "und")


def _apart(text: str, words: Sequence[Word], at: int, end: int) -> bool:
    """Between two commas, or after one at the end."""
    led = text[words[at - 1].end : words[at].start].strip() == ","
    rest = text[words[end - 1].end :]
    return led and (not rest.strip(" .?!") or _SET_APART.match(rest) is not None)
