"""Spellings of place names: the keys they are found under and how they are shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from transfobot.assistant.understand.words import table
from transfobot.domain.places import District, Municipality

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_NOT_LETTERS_LINES = re.compile(r"[^a-z0-9\n]+")
_SPECIAL = re.compile(
    r"[(/.]|\s(?:am|an|auf|bei|beim|im|in|ob|vor|unter|unterm|zur|an der)\s|^Bad\s"
)
_TAIL = re.compile(
    r"\s*(?:\(|/|\s[abivou]\.|\s(?:am|an|auf|bei|beim|im|in|ob|vor|unter|unterm|zur)\s).*$"
)
_SHORTENED = (
    (re.compile(r"\ba\.\s?d\.\s?"), "an der "),
    (re.compile(r"\bv\.\s?d\.\s?"), "vor der "),
    (re.compile(r"\bi\.\s?d\.\s?"), "in der "),
    (re.compile(r"\bo\.\s?d\.\s?"), "ob der "),
    (re.compile(r"\ba\.\s?"), "am "),
    (re.compile(r"\bi\.\s?"), "im "),
    (re.compile(r"\bb\.\s?"), "bei "),
    (re.compile(r"\bv\.\s?"), "von "),
    (re.compile(r"\bHann\."), "Hannoversch"),
    (re.compile(r"\bOPf\b"), "Oberpfalz"),
    (re.compile(r"\bUFr\b"), "Unterfranken"),
    (re.compile(r"\bOFr\b"), "Oberfranken"),
    (re.compile(r"\bMFr\b"), "Mittelfranken"),
    (re.compile(r"\bOB\b"), "Oberbayern"),
    (re.compile(r"\bWestf\b"), "Westfalen"),
    (re.compile(r"\bRhld\b"), "Rheinland"),
    (re.compile(r"\bOdw\b"), "Odenwald"),
    (re.compile(r"\bErzgeb\b"), "Erzgebirge"),
    (re.compile(r"\bVogtl\b"), "Vogtland"),
    (re.compile(r"\bSchw\b"), "Schwaben"),
    (re.compile(r"\bTh\.\s?W(?:ald)?\b"), "Thüringer Wald"),
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "\u00ad": ""})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s"})
_CITY_SUFFIX = re.compile(r",.*$")
_CITY_KINDS = ("Kreisfreie Stadt", "Stadtkreis")


def key_of(name: str) -> str:
    """A name as looked up: folded words with single spaces ("leinfelden echterdingen")."""
    return _NOT_LETTERS.sub(" ", _ascii(name)).strip()


def keys_of(names: Sequence[str]) -> list[str]:
    """`key_of` for many names at once, much faster than one by one."""
    folded = _NOT_LETTERS_LINES.sub(" ", _ascii("\n".join(names)))
    return [key.strip() for key in folded.split("\n")]


def _ascii(text: str) -> str:
    """Like `german.text.fold`, but for whole lists: letters beyond ASCII are dropped at C speed."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_UMLAUTS)
    if lowered.isascii():
        return lowered
    return unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()


def bare_key_of(name: str) -> str:
    """The key with umlauts simply left off ("Ohringen")."""
    return _NOT_LETTERS.sub(" ", name.lower().translate(_BARE)).strip()


DOUBLE_TOWN = 10_000
"""People of a town whose double name is also said by its parts."""


def spellings_of(name: str) -> tuple[str, tuple[str, ...]] | None:
    """A name with its abbreviations written out, and its shorter forms; None for plain names.

    ("Pfaffenhofen a.d.Ilm" → "Pfaffenhofen an der Ilm"; shorter "Pfaffenhofen").
    """
    if not _SPECIAL.search(name):
        return None
    long = name
    if "." in name or "OPf" in name:
        for pattern, words in _SHORTENED:
            long = pattern.sub(words, long)
    short = {_TAIL.sub("", one) for one in (name, long)}
    short |= {one.removeprefix("Bad ") for one in (*short, name) if one.startswith("Bad ")}
    if long.startswith("Hannoversch "):
        short.add(long.removeprefix("Hannoversch "))
    usable = (one for one in short if len(one) >= 3 and one not in {"Bad", "Hann", "Markt", name})
    return long, tuple(usable)


def parts_of(name: str, population: int) -> tuple[str, ...]:
    """The towns that a double name was made of ("Villingen-Schwenningen"), as people say them.

    Only for towns of some size: parts of small double names are fields and farms.
    """
    parts = tuple(_TAIL.sub("", name).split("-"))
    if len(parts) != 2 or population < DOUBLE_TOWN or min(map(len, parts)) < 3:
        return ()
    return parts if all(one[0].isupper() for one in parts) else ()


def is_city(district: District) -> bool:
    """Whether a district is a single town (kreisfreie Stadt, Stadtkreis)."""
    return district.kind in _CITY_KINDS


def city_name(district: District) -> str:
    """The name of a town that is a district of its own, without its epithet."""
    return _CITY_SUFFIX.sub("", district.name)


def district_name(district: District) -> str:
    """How a district is called: "Landkreis Zwickau", "Hohenlohekreis", "Stadt Chemnitz"."""
    if is_city(district):
        return f"Stadt {city_name(district)}"
    if _speaks_for_itself(district.name):
        return district.name
    return f"{district.kind} {district.name}"


def in_district(district: District) -> str:
    """With the right preposition: "im Landkreis Zwickau", "in der Region Hannover"."""
    name = district_name(district)
    if name.endswith("er Kreis"):
        return f"im {name.removesuffix('er Kreis')}en Kreis"
    if name.startswith(("Region ", "Städteregion ", "Stadt ")):
        return f"in der {name}"
    return f"im {name}"


def label_of(municipality: Municipality) -> str:
    """Name and where it lies: "Öhringen im Hohenlohekreis", "Heilbronn in Baden-Württemberg"."""
    name = municipality.short_name
    if not is_city(municipality.district):
        return f"{name} {in_district(municipality.district)}"
    if name == municipality.land:
        return name
    return f"{name} in {land_with_article(municipality.land)}"


def land_with_article(land: str) -> str:
    """A Land after "in": only the Saarland has an article."""
    return "dem Saarland" if land == "Saarland" else land


def with_article(name: str) -> str:
    """A district, region or Land as a subject: "der Landkreis Peine", "das Saarland"."""
    if name == "Saarland":
        return f"das {name}"
    if re.search(r"(?:^|\s|[a-zö])[Rr]egion(?:\s|$)|^Stadt ", name):
        return f"die {name}"
    if re.search(r"[Kk]reis|^Regionalverband ", name):
        return f"der {name}"
    return name


def district_keys(district: District) -> set[str]:
    """The keys of a district that is not a town: its name, also inflected, and without "Kreis"."""
    key = key_of(district.name)
    keys = {key}
    stem = re.sub(r"(?:s?kreis| kreis)$", "", key)
    if stem != key and len(stem) >= 7 and not stem.endswith(("er", "isch")):
        keys.add(stem)
    if stem.endswith("gebirg"):
        keys.add(f"{stem}e")
    if key.endswith("ischer kreis"):
        keys |= {
            f"{key.removesuffix('r kreis')}{end}" for end in ("n kreis", "n kreises", " kreis")
        }
    return keys | {key_of(district.name.split(" (")[0])}


def _speaks_for_itself(name: str) -> bool:
    return bool(
        re.search(r"[Kk]reis|^(?:Region|Städteregion|Regionalverband)\s", name)
        and not name.startswith("Kreis ")
    )


def district_parts(district: District) -> tuple[str, ...]:
    """The halves of a double name ("Marburg-Biedenkopf"), as people shorten it behind "Kreis"."""
    halves = tuple(key_of(one) for one in re.sub(r"-Kreis$", "", district.name).split("-"))
    return halves if len(halves) > 1 and not is_city(district) else ()


_LAND_ADJECTIVES = table("land_adjectives")


def says_land(key: str, land: str) -> bool:
    """Whether a key names a Land by its adjective: "das thüringische"."""
    return any(f" {adjective}" in key for adjective in _LAND_ADJECTIVES.get(land, ()))
