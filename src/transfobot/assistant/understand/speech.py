"""Speech as it would be written: spoken punctuation, numbers in words, slurred and short forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from transfobot.assistant.understand.hearsay import without_hearsay
from transfobot.assistant.understand.language import language_of, words_of
from transfobot.assistant.understand.times import MONTHS
from transfobot.assistant.understand.words import Found, listed, pattern, word_tables
from transfobot.domain.conversation import Language
from transfobot.german.figures import number_of
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import fold

_ENDING = {
    "komma": ",", "punkt": ".", "fragezeichen": "?", "ausrufezeichen": "!", "doppelpunkt": ":",
    "semikolon": ";", "strichpunkt": ";", "gedankenstrich": " –", "absatz": ".",
    "neue zeile": ".", "neuer absatz": ".",
}  # fmt: skip
_INNER = {
    "punkt": ".", "unterstrich": "_", "bindestrich": "-", "strich": "-", "slash": "/",
    "schrägstrich": "/", "schraegstrich": "/",
}  # fmt: skip
_BETWEEN = frozenset(_INNER) - {"punkt", "strich"}
_SPOKEN = re.compile(
    rf"(?i)(?:^|(\w*)\s+)({'|'.join(sorted(_ENDING, key=len, reverse=True))})(?=$|[\s.,?!])(?!\s\d)"
)
_SURE = re.compile(
    r"(?i)(?<!\bein )(?<!\bmit )(?<!\bohne )\b"
    rf"(?:{'|'.join({*_ENDING, *_BETWEEN} - {'punkt', 'absatz'})}|hashtag)(?=$|[\s.,?!])"
)
"""Marks that nobody writes out; "Punkt" and "Absatz" are typed as well."""
_INSIDE = re.compile(rf"(?i)\b(\w+)\s+({'|'.join(_INNER)}|komma)\s+(\w+)")
_PREFIX = re.compile(r"(?i)\b(?:hashtag|raute)\s+(?=\w)")
_TWICE = re.compile(r"([.?!:;,])(?:\s?[.,;])+(?=\s|$)")
_ITEMS = frozenset(listed("items"))
_PAUSES = re.compile(r"(?i)(?<!\w)(?:(?:ä|ae|ö|oe)h+m*|hm+|ehm?|tja)(?!\w)[\s,]*")
_SHORT = 3
_OPENING = STOP_WORDS | frozenset(
    ("wir", "ich", "wer", "wen", "wem", "was", "wo", "wie", "gut", "na")
)
""" "… punkt wir wollen …" begins a sentence, "transform punkt rmf" is a name."""
_NUMBER_WORD = pattern("number_word")
_NUMBERED = frozenset(("kfw", "erp", "kredit", "programm", "nummer", "programmnummer", "transform"))
_LOOK_BACK = 5
_LARGE = 13
"""Smaller numbers are read as words where they count ("drei Firmen")."""


def written(text: str) -> str:
    """A text as it would be written; typed ones stay as they are."""
    return without_hearsay(_counted(_spelt(_in_figures(in_thousands(text)))))


def in_thousands(text: str) -> str:
    """ "15tsd", "15 oder 50 tausend" as a record writes it."""
    return _THOUSANDS.sub(r"\1.000", _BOTH_IN_THOUSANDS.sub(r"\1.000\2\3.000", text))


_THOUSANDS = re.compile(r"(?i)(?<![\d.,])(\d{1,3})\s?(?:tsd|tausend|k)\b\.?")
_BOTH_IN_THOUSANDS = pattern("both_in_thousands")


def _spelt(text: str) -> str:
    """ "Wat kricht", "wer stehtn": slurred words and short ones in full."""
    text = _SLURRED.sub(r"\1 denn", text)
    text = _LAND.sub(r"\g<head>-\g<tail>", text)
    words, small = words_of(text), text == text.lower()
    for one in reversed(_longest(text, word_tables().find(words))):
        word = words[one.start]
        if not word.shown.isupper() or len(word.shown) == 1:
            meant = one.key.lower() if small else one.key
            meant = meant[0].upper() + meant[1:] if word.shown[0].isupper() else meant
            rest = text[words[one.end - 1].end :]
            cut = _CLIPPED.match(rest) if len(one.key) > len(word.shown) else None
            text = f"{text[: word.start]}{meant}{rest[cut.end() :] if cut else rest}"
    return _UNBOUND.sub(r"\1e ", text)


_LAND = pattern("land")
_CLIPPED = re.compile(r"\.(?=\s+\w)")
"""The dot of a word cut short, "mailadr. von TIM", ends no sentence."""


def _longest(text: str, found: Sequence[Found]) -> list[Found]:
    """What is spelt otherwise, in order; of two in the same place the longer ("mir san")."""
    kept: list[Found] = []
    spelt = [one for one in found if one.group in _SPELT]
    if spelt and not sounds_of_dialect(text, found):
        spelt = [one for one in spelt if one.group == "written"]
    for one in sorted(spelt, key=lambda each: (-each.length, each.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each.start)


_SPELT = ("written", "dialect", "beside")
_SLURRED = pattern("slurred")
_UNBOUND = pattern("unbound")


def _attended(match: re.Match[str]) -> str:
    return f"Wie viele Gäste {'hatten' if match['many'] else 'hatte'}{match['what']}"


_ATTENDED = pattern("attended")
_BEGUN = re.compile(r"(?i)\bwie (?:gut|stark|schlecht|zahlreich)\b[^?.!]*\bbesucht\b")


def _counted(text: str) -> str:
    """ "Teilnehmerzahl beim Auftakt": counted in a compound, "Anzahl der Teilnehmer" in full."""
    if _BEGUN.search(text):
        # "Wie gut war der Abend besucht?"
        text = _ATTENDED.sub(_attended, text)
    text = _IN_ALL.sub(r"\1wie viele \2 ", text)
    return _NUMBER_OF.sub(_number_of, text)


_IN_ALL = pattern("in_all")


def _number_of(match: re.Match[str]) -> str:
    noun = match["noun"]
    if match["limit"] and not _COMING.search(noun):
        # "Bis zu welcher Mitarbeiterzahl": a size, not how many there are.
        return match[0]
    for end, plural in _PLURALS:
        if noun.lower().endswith(end):
            noun = noun[: len(noun) - len(end)] + plural
            break
    return f"{match['before'] or ''}Anzahl der {noun[:1].upper()}{noun[1:]}"


_NUMBER_OF = pattern("number_of")
_COMING = re.compile(r"(?i)teilnehm|g[äa]e?ste|besuch|zuschauer|zuh(?:ö|oe)rer")
_PLURALS = (
    ("ungs", "ungen"), ("betriebs", "betriebe"), ("unternehmens", "unternehmen"),
    ("arbeitsplatz", "arbeitsplätze"), ("gesprächs", "gespräche"), ("gespraechs", "gespraeche"),
    ("antrags", "anträge"), ("workshop", "workshops"), ("job", "jobs"), ("projekt", "projekte"),
    ("netzwerk", "netzwerke"), ("kurs", "kurse"), ("kreis", "kreise"), ("azubi", "azubis"),
)  # fmt: skip
"""What stands before "-zahl", and its plural."""


def punctuated(text: str, is_name: Callable[[str], bool]) -> str:
    """A dictated text with marks for those that were spoken, and without its pauses."""
    text = _PAUSES.sub("", text)
    typed = text != text.lower() or any(mark in text for mark in ".?!;")
    if typed and not _SURE.search(text):
        return text
    text = _INSIDE.sub(lambda match: _joined(match, is_name), _PREFIX.sub("#", text))
    text = _SPOKEN.sub(lambda match: _ended(match, text), text)
    return _TWICE.sub(r"\1", text).lstrip(" .,")


def _ended(match: re.Match[str], text: str) -> str:
    before, mark = match[1] or "", match[2].lower()
    item = mark in ("punkt", "absatz") and fold(before) in _ITEMS and match.end() < len(text)
    return match[0] if item else before + _ENDING[mark]


def _joined(match: re.Match[str], is_name: Callable[[str], bool]) -> str:
    """ "Transform punkt r", "zwei punkt null": inside a name, not at the end of a sentence."""
    before, mark, following = match[1], match[2].lower(), match[3]
    left, right = number_of(fold(before)), number_of(fold(following))
    if left is not None and right is not None and mark in ("punkt", "komma"):
        return f"{left}{_ENDING[mark]}{right}"
    if mark == "komma":
        return match[0]
    short = len(following) <= _SHORT and fold(following) not in _OPENING and mark == "punkt"
    joined = f"{before}{_INNER[mark]}{following if right is None else right}"
    numbered = right is not None and mark == "punkt"
    return joined if mark in _BETWEEN or short or numbered or is_name(joined) else match[0]


def _in_figures(text: str) -> str:
    """ "KfW fünf elf" → "KfW 511", "zweiundachtzig" → "82"; small numbers stay words."""
    if not _NUMBER_WORD.search(text):
        return text
    pieces = re.split(r"(\W+)", text)
    at = 0
    while at < len(pieces):
        run = _run(pieces, at)
        back = _LOOK_BACK if len(run) > 1 else 1
        figures = _figures(run, numbered=_is_numbered(pieces, at, back))
        if at > 1 and pieces[at - 2].isdigit() and pieces[at - 1] == " ":
            # "1,5 tausend" is one number.
            figures = None
        if pieces[at + 2 : at + 3] and fold(pieces[at + 2]) in MONTHS:
            figures = _day(fold(pieces[at])) or figures
        if figures is not None:
            pieces[at : at + 2 * len(run or [at]) - 1] = [figures]
        at += 2
    return "".join(pieces)


def _day(word: str) -> str | None:
    """The day of a month, "achten", "einundzwanzigsten", in figures."""
    match = _ORDINAL.fullmatch(word)
    number = (_SHORTENED.get(match[1]) or number_of(match[1])) if match else None
    return f"{number}." if number else None


_ORDINAL = re.compile(r"(\w+?)s?te[nrs]?")
_SHORTENED = {"er": 1, "drit": 3, "sech": 6, "sieb": 7, "ach": 8}


def _run(pieces: list[str], at: int) -> list[int]:
    """The numbers that follow each other from a place on, with only spaces between them."""
    found: list[int] = []
    while at < len(pieces) and (value := number_of(fold(pieces[at]))) is not None:
        found.append(value)
        if pieces[at + 1 : at + 2] != [" "]:
            break
        at += 2
    return found


def _figures(run: list[int], *, numbered: bool) -> str | None:
    """Numbers that are one: "fünf elf", "drei fünf neun", "zwanzig fünfundzwanzig"; or a large."""
    if len(run) == _YEAR_WORDS and run[0] == _CENTURY and _CENTURY // 2 <= run[1] <= _LATEST:
        return f"{run[0]}{run[1]}"
    if len(run) > 1 and numbered and 0 < run[0] < _TEN and max(run) < _TEN * _TEN:
        return "".join(map(str, run))
    if len(run) == 1 and (run[0] >= _LARGE or numbered):
        return str(run[0])
    return None


_YEAR_WORDS, _CENTURY, _LATEST, _TEN = 2, 20, 50, 10


def _is_numbered(pieces: list[str], at: int, back: int) -> bool:
    """Whether a word before says that a number names something: "KfW", "Programm"."""
    words = [fold(one) for one in pieces[max(0, at - 2 * back) : at : 2]]
    return bool(_NUMBERED & set(words))


_SOUNDS = pattern("sounds")


def sounds_of_dialect(text: str, found: Iterable[Found]) -> bool:
    """Whether a text sounds of one, or the tables know one of its words; English never does."""
    told = any(one.group == "dialect" for one in found) or _SOUNDS.search(text) is not None
    return told and language_of(_SHARED.sub(" ", text)) is Language.DE


_SHARED = re.compile(r"(?i)\bis\b")
""" "Wia oid is er?": short for "ist", and no English."""
