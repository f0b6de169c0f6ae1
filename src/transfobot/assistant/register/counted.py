"""What a question counts ("wie viele Workshops"), and whether a sentence gives its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.understand.compounds import mended
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.understanding import OCCASIONS, Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.german.figures import find_amounts, find_dates
from transfobot.german.stems import stem
from transfobot.german.text import fold

YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTED = re.compile(r"\b(?:wie? ?vie?len?|how many|anzahl (?:der|an|von)|zahl der)\b\s*")
_FIGURE = re.compile(
    r"\d|\b(?:eine?[nr]?|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf)\b"
)
_UNIT = re.compile(
    r"jahre?n?|monate?n?|wochen|tagen?|stunden|leute|prozent|euro|years|months|weeks|days|hours"
)
_UNIT_AT_END = re.compile(r"(?:stunden|tage|wochen|monate|jahre)n?$")
_UNITS_ABROAD = {
    "hours": "stunden",
    "days": "tage",
    "weeks": "wochen",
    "months": "monate",
    "years": "jahre",
}
_STAFF = ("mitarbeit", "personal", "angestellt", "teammitglied")
_WHO_ASKS = frozenset(("audiences", "topics"))
"""Works councils ask as the employed do; they are not counted as those."""
_NO_NOUNS = frozenset(("gibt", "gibts", "sind", "hat", "haben", "davon", "laufen", "bestehen"))
GOING = frozenset(
    ("zu", "zur", "zum", "in", "ins", "im", "bei", "beim", "auf", "nach", "laut", "dort", "da")
)
COMING = frozenset(listed("coming"))
_COMPLETE = frozenset(listed("complete"))
"""A list of these is complete: whoever reads it can count."""


def strange(noun: str) -> bool:
    """A noun no table knows, not even within a compound ("Autojobs")."""
    return noun[:1].isupper() and not word_tables().find(words_of(noun))


def what_is_counted(asked: Understanding) -> tuple[str, frozenset[str]] | None:
    """The noun after "wie viele", and the stems that may stand for it."""
    noun = counted_noun(asked)
    if noun is None or noun.folded in SUMS:
        return None
    words = asked.words
    # "Wie viele Leute arbeiten da": with its verb the noun means those employed.
    wider = [one for one in word_tables().find(words) if noun in (words[at] for at in one.at)]
    found = [*word_tables().find((noun,)), *wider]
    listed = any(one.group in ("lands", "partner_kinds") for one in found)
    if (listed and not asked.mentions.programmes) or any(one.key in _COMPLETE for one in found):
        return None
    # The people of a network itself are not those who work in its region.
    own = noun.folded.startswith(_STAFF) and not asks_limit(asked)
    alike = () if own else tuple(one.key for one in found if one.group not in _WHO_ASKS)
    if own and "team" in word_tables().meanings(words):
        alike = ("team",)
    if PEOPLE & set(alike) and asks_limit(asked):
        # "Wie viele Leute darf man höchstens haben?": those a firm employs.
        alike = (*alike, "employed")
    if PEOPLE & set(alike):
        # "Wie viele Menschen arbeiten …" counts jobs, "wie viele … in Rente" those who go.
        spoken = asked.meanings
        alike = (*alike, *sorted(spoken & _OF_PEOPLE))
        if spoken & FIELD and not spoken & OCCASIONS:
            # People in an industry, or at its firms, are those who work there.
            alike = (*alike, "employed")
    # "Wie viele Kursstunden": hours, whatever they are called by.
    unit = _UNIT_AT_END.search(noun.folded)
    units = (stem(unit[0]),) if unit else ()
    if noun.folded in _UNITS_ABROAD:
        # The records tell months in German.
        units = (stem(_UNITS_ABROAD[noun.folded]),)
    return noun.shown, frozenset((stem(noun.folded), *units, *alike))


def asks_limit(asked: Understanding) -> bool:
    """ "Bis wie viele Mitarbeiter?": the size of a firm that may apply."""
    return _LIMIT.search(asked.folded) is not None


_LIMIT = re.compile(
    r"\b(?:bis(?: zu)?|unter|ab|ueber|hoechstens|maximal|fuer|mit) (?:zu )?wie ?viel"
    r"|\bwie ?viele? \w+ (?:darf|duerfen|kann|koennen|hoechstens|maximal|mindestens|braucht)\b"
    r"|\bhow many (?:people|employees|staff|workers) (?:may|can|at most|are we allowed)\b"
)


def counted_noun(asked: Understanding) -> Word | None:
    """The noun after "wie viele"."""
    folded = asked.folded
    match = _COUNTED.search(folded)
    if match is None:
        return None
    tables = word_tables()
    words = asked.words
    place = len(words_of(folded[: match.end()]))
    following = [
        one
        for at, one in enumerate(words[place : place + 3])
        if not (tables.is_filler(one.folded) or one.folded.isdigit())
        or (at == 0 and _may_be_counted(one))
    ]
    coming = words[place : place + 1] and words[place].folded in COMING
    if any(one.folded in GOING for one in words[place : place + (2 if coming else 1)]):
        # "Wie viele kommen zur Werkstatt": people, not workshops.
        return None
    if following and words[place : place + 1] and words[place].folded in _NO_NOUNS:
        # "Wie viele gibt es im Land?" counts no Länder.
        return None
    units = [one for one in following if _UNIT.fullmatch(one.folded)]
    if units and all(one.shown[:1].islower() for one in following):
        # "How many consulting days": what stands before the unit only narrows it.
        return units[0]
    small = all(one.shown[:1].islower() for one in words[: place + 1])
    nouns = [] if small else [one for one in following if one.shown[:1].isupper()]
    nouns = nouns or following
    return mended(_head_of(nouns[0], words, asked.core), tables, ()) if nouns else None


def _may_be_counted(word: Word) -> bool:
    """A unit, or a noun that is a filler elsewhere ("wie viele Vorhaben")."""
    return _UNIT.fullmatch(word.folded) is not None or word.folded in _COUNTABLE


_COUNTABLE = frozenset(("vorhaben", "projekte", "projekten", "anfragen", "anliegen"))
SUMS = frozenset(("milliarden", "millionen", "mio", "mrd", "euro"))
"""What sums are told in; nobody counts them."""
FIELD = frozenset(("industry", "firms", "makers"))
_OF_PEOPLE = frozenset(("employed", "retiring", "cuts", "affected"))
PEOPLE = frozenset(("guests", "inhabitants"))


def _head_of(noun: Word, words: Sequence[Word], text: str) -> Word:
    """The last word of a compound with hyphens: "Transformations-Hubs" are counted as hubs."""
    at = next(place for place, one in enumerate(words) if one.start == noun.start)
    while at + 1 < len(words) and text[words[at].end : words[at + 1].start] == "-":
        at += 1
    return words[at]


def counts(sentence: DraftSentence, words: frozenset[str]) -> bool:
    """Whether a sentence, or a part of a line, gives a figure beside what is counted."""
    return any(_counts(one, words) for one in sentence.text.split("; "))


def _counts(text: str, words: frozenset[str]) -> bool:
    folded = undated(text)
    if not _FIGURE.search(folded):
        return False
    spoken: Sequence[str] = [stem(one.folded) for one in words_of(folded)]
    meanings = {one.key for one in word_tables().find(words_of(folded))}
    return bool(words & meanings) or any(noun in word for noun in words for word in spoken)


def counts_next(sentence: DraftSentence, words: frozenset[str]) -> bool:
    """The same close together: a limit of "250 Beschäftigte" counts no firms."""
    text = _NUMBERS_OF_A_NAME.sub(" ", sentence.text)
    if not words & _SUMS:
        for one in reversed(find_amounts(text)):
            text = f"{text[: one.start]} {text[one.end :]}"
    spoken = words_of(undated(text))
    meant = {at for one in word_tables().find(spoken) if one.key in words for at in one.at}
    meant |= {
        at
        for at, one in enumerate(spoken)
        if stem(one.folded) in words or stem(one.folded).endswith(tuple(words))
    }
    figures = [at for at, one in enumerate(spoken) if EXACT.fullmatch(one.folded)]
    return any(0 < at - figure <= _NEXT for at in meant for figure in figures)


_NUMBERS_OF_A_NAME = re.compile(r"\(\d{3}(?:/\d{3})+\)")
""" "Förderkredit (511/512): private Unternehmen" counts none."""
_NEXT = 3
_SUMS = frozenset(map(stem, ("euro", "millionen", "milliarden", "mio", "mrd")))
EXACT = re.compile(r"\d+|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf")


def measures_asked(asked: Understanding) -> frozenset[str]:
    """ "Welchen Umsatz", "jeder wievielte Job", "Einwohnerzahl": what is only told in figures."""
    return _measures_in(asked.core)


@lru_cache(maxsize=64)
def _measures_in(text: str) -> frozenset[str]:
    # Several readers ask it of one question.
    folded = fold(text)
    spoken = word_tables().meanings(words_of(text))
    # "Der Beschäftigungsanteil": of jobs, and not of a sum.
    told = {"turnover"} | ({"share"} if spoken & {"employed"} else set())
    return frozenset(
        (told & spoken) | {key for key, said in _MEASURES.items() if said.search(folded)}
    )


_MEASURES = {
    "share": re.compile(r"\bwievielte\w*|\bjeder? x[- ]?te\b"),
    "inhabitants": re.compile(
        r"\b(?:einwohner|bevoelkerungs)(?:zahl|anzahl|schaft)|\bpopulation\b|\bhow populous\b"
    ),
    "area": re.compile(
        r"\b(?:wie gros\w*|welche)\b.*\bflaeche\b|^\W*flaeche (?:von|der|des)\b|\bgesamtflaeche\b"
        r"|\bwie gross ist (?:die|das|der) (?!inner|eng|harte)(?:\w+ )?"
        r"(?:region|gebiet|landkreis|kreis)\b"
        r"|\bquadratkilometer"
    ),
}


def undated(text: str) -> str:
    """A text, folded, without days, years and the day of its state."""
    for one in reversed(find_dates(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    return YEARS.sub(" ", fold(re.sub(r"\([^()]*(?:Stand|as of)[^()]*\)", "", text)))
