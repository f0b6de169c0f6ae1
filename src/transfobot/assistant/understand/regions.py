"""Networks named by their region, also as an adjective: „das Leipziger Netzwerk“.

Names of regions and the adjectives made from them share a base: no umlauts, no ending.
"Mainfranken" and "mainfränkische" are both "mainfrank".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from transfobot.assistant.understand.collective_words import NETWORK, NETWORKS
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.words import listed
from transfobot.domain.register import Network
from transfobot.german.text import fold

_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
ADJECTIVE = re.compile(r"(?:isch|sch)(?:e[nmrs]?)?$|(?:an)?er(?:n|s|in|innen)?$")
_NAME = re.compile(r"(?:en|e|s)$")
_SHORTEST = 4
_GENERAL = frozenset(listed("general_regions"))
_NETWORK = re.compile(rf"(?:{NETWORK}|{NETWORKS}|\w*projekt\w*|\w*(?:verbund|netz(?:werk)?)\w+)$")
_BETWEEN, _PAIRED = 2, 4
_PAIRING = frozenset(("oder", "und", "or", "and"))


def base_of(word: str, ending: re.Pattern[str] = _NAME) -> str:
    """What is left of a folded word without umlauts and ending."""
    # The ending goes first: the "ae" of "Fuldaer" is no umlaut.
    word = ending.sub("", word)
    for spelled, dropped in _UMLAUTS:
        word = word.replace(spelled, dropped)
    return word


def bases_of(network: Network) -> Iterable[str]:
    """The bases of the words that name a network's region."""
    for name in (network.region, *network.region_aliases):
        for word in words_of(name):
            plain = word.folded
            base = base_of(plain)
            known = plain in _GENERAL or plain.isdigit() or name in network.lands
            if len(base) >= _SHORTEST and not known:
                yield base


def by_base(networks: Sequence[Network]) -> dict[str, tuple[str, ...]]:
    """Which networks a base can mean."""
    found: dict[str, dict[str, None]] = {}
    for network in networks:
        lands = {base_of(fold(land)) for land in network.lands}
        for base in bases_of(network):
            if base not in lands:
                found.setdefault(base, {})[network.id] = None
    return {base: tuple(ids) for base, ids in found.items()}


def adjectives(
    words: Sequence[Word], bases: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Where a word made from a region's name leads to "Netzwerk", and whose region it is."""
    for at, word in enumerate(words):
        paired = at + 1 < len(words) and words[at + 1].folded in _PAIRING
        following = words[at + 1 : at + 1 + (_PAIRED if paired else _BETWEEN)]
        after = any(_NETWORK.match(one.folded) for one in following)
        spoken = after or _behind(words, at)
        alone = _INHABITED.search(word.folded) and _alone(words, at)
        if not spoken and not alone:
            continue
        # "Hannover" alone is the town, though it ends like its people.
        endings = (ADJECTIVE, _NAME) if spoken or _OF_LAND.search(word.folded) else (ADJECTIVE,)
        for ending in endings:
            base = base_of(word.folded, ending)
            # "Aachener": the town's own ending stands before that of its people.
            # "Kassler": of Kassel.
            ids = bases.get(base) or bases.get(base_of(base)) or bases.get(f"{base[:-1]}el", ())
            if ids and (spoken or len(ids) == 1):
                yield at, ids
                break


def _alone(words: Sequence[Word], at: int) -> bool:
    """ "Die Ostwürttemberger", "im Bergischen", "südwestfälische Betriebe", "Leipziger Land".

    An "-er" before another noun is a town's as well ("Stuttgarter Straße") and names no region.
    """
    word, before = words[at], words[at - 1].folded if at else ""
    following = words[at + 1] if at + 1 < len(words) else None
    if before in _OTHER_REGIONS or (following and following.folded.startswith("kreis")):
        return False
    if following is not None and following.folded in AREAS:
        return True
    if _OF_LAND.search(word.folded) or _LANDSCAPE.search(word.folded):
        return True
    beside = following is not None and following.start == word.end + 1
    noun = following is None or not (beside and following.shown[:1].isupper())
    return noun and word.shown[:1].isupper()


AREAS = frozenset(listed("areas"))
_LANDSCAPE = re.compile(r"(?:waelder|laender|pfaelzer|gaeuer)(?:n|s|in)?$")
""" "Westerwälder Betriebe": of a stretch of land, which no town is called."""
_OF_LAND = re.compile(r"i?sch(?:e[nmrs]?)$")
_INHABITED = re.compile(r"(?:isch|sch)e[nmrs]?$|er(?:n|s|in|innen)?$")
_OTHER_REGIONS = frozenset(("rheinland", "ober", "nieder", "st", "von", "herr", "frau"))


_INTO = frozenset((
    "im", "in", "aus", "vom", "um", "bei", "rund", "der", "dem", "am", "an", "auf", "die", "fuer",
    "gegend", "raum", "ecke", "region",
))  # fmt: skip
_OF_FIELD = re.compile(r"(?:auto|zuliefer|fahrzeug|kfz)")


def _behind(words: Sequence[Word], at: int) -> bool:
    """ "Das Netzwerk im Bergischen", "… rund um Leipzig"."""
    start = at
    while start > 0 and _leads_to(words[start - 1].folded):
        start -= 1
    return start > 0 and _NETWORK.match(words[start - 1].folded) is not None


def _leads_to(word: str) -> bool:
    """ "Der Zusammenschluss der Autozulieferer am Bodensee"."""
    return word in _INTO or bool(_OF_FIELD.match(word) and not _NETWORK.match(word))
