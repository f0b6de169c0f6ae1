"""What kind of thing a question looks for, and how a unit of a document shows that it has it.

General words of German questions and office papers only; nothing here knows a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from transfobot.assistant.understand.words import table
from transfobot.domain.knowledge import UnitKind
from transfobot.german.figures import find_amounts, find_dates
from transfobot.german.stems import stem
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import fold


class Cue(StrEnum):
    """What is looked for."""

    PERSON = "person"
    DAY = "day"
    YEAR = "year"
    SPAN = "span"
    AMOUNT = "amount"
    COUNT = "count"
    PLACE = "place"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    SIGNED = "signed"
    LIST = "list"
    LEAD = "lead"
    DEPUTY = "deputy"
    GOAL = "goal"
    MEANING = "meaning"
    FUNDER = "funder"


_ASKED = tuple((Cue(cue), re.compile(pattern)) for cue, pattern in table("cues").items())

_PHONE = re.compile(r"(?:\+\d{2}|\b0)[\d /()-]{5,20}\d")
_EMAIL = re.compile(r"@[\w-]+\.\w")
_STREET = re.compile(r"\b\d{5}\s+[A-ZÄÖÜ]|(?:stra[ßs]e|str\.|weg|platz|allee)\s+\d", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:Dr|Prof)\.|\b(?:[Gg]eschäftsführer|[Vv]orsitzende|[Pp]räsident|[Ll]andrat|"
    r"[Bb]ürgermeister|[Ss]taatssekretär|[Kk]oordinator|[Ll]eiter|[Ss]precher|[Mm]inister)\w*"
    r"|\b[A-ZÄÖÜ][a-zäöüß]+\s+[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?\b"
)
_LEAD = re.compile(
    r"konsortialführ|federführ|koordinat|sprecher|leitung|leiter|geschäftsführ|vorsitz|"
    r"verantwort|\bführt\b|träger\b",
    re.IGNORECASE,
)
_DEPUTY = re.compile(r"stellvertret|\bstv\.|vize", re.IGNORECASE)
_GOAL = re.compile(r"^\W*(?:ziel|zweck|aufgabe)\b", re.IGNORECASE)
_AIM = re.compile(r"\bziel|\bzweck|soll(?:en)?\b|\bum .{3,200}\bzu\b", re.IGNORECASE)
_SPELT = r"(?:einen?|eine[rmn]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"
_LASTING = r"(?:arbeits|werk)?(?:jahre?n?|monate?n?|wochen?|tage?n?|stunden?)\b"
_SPAN = re.compile(
    rf"laufzeit|projektzeitraum|förderzeitraum|(?:\d|\b{_SPELT})\s*{_LASTING}|"
    r"\d\s*[–-]\s*\d{1,2}\.|(?:\bbis|endet)\b.{0,24}\d{4}",
    re.IGNORECASE,
)
_SPELT_SPAN = re.compile(rf"\b{_SPELT}\s+{_LASTING}", re.IGNORECASE)
_COUNTED = re.compile(
    r"\d|\b(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|jährlich|"
    r"monatlich|wöchentlich)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"kreis\b|\bRaum [A-ZÄÖÜ]|\bRegion [A-ZÄÖÜ]|\bin [A-ZÄÖÜ]\w+|\bnach [A-ZÄÖÜ]")
_TIME = re.compile(
    r"\b(?:19|20)\d{2}(?:er)?\b|\bEnde\b|\bAnfang\b|\bMonat|\bjährlich|"
    r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tags?\b|Mittwoch|\b\d{1,2}(?:[:.]\d\d)? Uhr\b"
)
_SHORT_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2}(?![\d.])")
_EVERY_YEAR = re.compile(
    r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?!\s?\d)"
    r"|\b\d{1,2}\. (?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-z]*\.?(?!\s*\d{4})"
)
"""„Zum 31. März“."""
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_END = re.compile(r"\b(?:Ende|Anfang|Mitte)\b|\b20\d\d\b")
_FUNDER = re.compile(
    r"mittelgeber|zuwendungsgeber|gefördert (?:durch|von|vom)|finanziert (?:durch|von|vom)|"
    r"\bmit mitteln\b|ministeri\w+ (?:fördert|finanziert|unterstützt)|"
    r"(?:fördert|finanziert|unterstützt) (?:das|ein\w*) \w*ministeri",
    re.IGNORECASE,
)

_ENUMERATION = re.compile(r"(?:,[^,.;:]{3,120}){2,}\b(?:und|sowie|oder)\b|(?:„[^“]{3,60}“, ?){2,}")
"""Three or more things one after the other in a sentence."""


def enumerates(text: str) -> bool:
    """Whether three or more things stand in it one after the other."""
    return _ENUMERATION.search(text) is not None


Names = frozenset[str]


def _has(pattern: re.Pattern[str]) -> Callable[[str, Names], float]:
    return lambda text, _names: 1.0 if pattern.search(text) else 0.0


def _day(text: str, _names: Names) -> float:
    if find_dates(text) or _SHORT_DATE.search(text) or _EVERY_YEAR.search(text):
        return 1.0
    return 0.5 if _TIME.search(text) else 0.0


def _span(text: str, _names: Names) -> float:
    dates = len(find_dates(text))
    spoken = bool(_SPAN.search(text)) and bool(
        _TIME.search(text) or any(letter.isdigit() for letter in text) or _SPELT_SPAN.search(text)
    )
    told = 0.4 * min(dates, 2) + 0.5 * (spoken or bool(_EVERY_YEAR.search(text)))
    return min(1.0, told or 0.5 * bool(_END.search(text)))


def _amount(text: str, _names: Names) -> float:
    return 1.0 if find_amounts(text) else 0.0


def _goal(text: str, _names: Names) -> float:
    return 1.0 if _GOAL.search(text) else 0.4 if _AIM.search(text) else 0.0


def _meaning(text: str, names: Names) -> float:
    """A name in brackets behind its long form, or before a dash that explains it."""
    folded = fold(text)
    spelt = any(f"({name})" in folded or re.search(rf"\b{name} [–-] ", folded) for name in names)
    return 1.0 if spelt else 0.0


_SHOWS: dict[Cue, tuple[float, Callable[[str, Names], float]]] = {
    Cue.PHONE: (0.8, _has(_PHONE)),
    Cue.EMAIL: (0.8, _has(_EMAIL)),
    Cue.ADDRESS: (0.6, _has(_STREET)),
    Cue.SPAN: (0.5, _span),
    Cue.AMOUNT: (0.5, _amount),
    Cue.COUNT: (0.25, _has(_COUNTED)),
    Cue.DAY: (0.35, _day),
    Cue.YEAR: (0.35, _has(_YEAR)),
    Cue.PLACE: (0.25, _has(_PLACE)),
    Cue.DEPUTY: (0.5, _has(_DEPUTY)),
    Cue.LEAD: (0.4, _has(_LEAD)),
    Cue.PERSON: (0.2, _has(_PERSON)),
    Cue.GOAL: (0.4, _goal),
    Cue.MEANING: (0.8, _meaning),
    Cue.FUNDER: (0.8, _has(_FUNDER)),
    Cue.LIST: (0.3, _has(_ENUMERATION)),
}
"""Cue → (weight, how much a unit's text shows it, 0 to 1)."""

SEEN = frozenset({
    Cue.PHONE, Cue.EMAIL, Cue.ADDRESS, Cue.AMOUNT, Cue.SPAN, Cue.DAY, Cue.YEAR, Cue.COUNT
})  # fmt: skip
"""What can be seen: without a number, „Telefonnummer“ has no answer."""

TELLING = SEEN - {Cue.COUNT, Cue.DAY, Cue.YEAR} | {
    Cue.SIGNED, Cue.LEAD, Cue.DEPUTY, Cue.FUNDER, Cue.MEANING, Cue.PLACE
}  # fmt: skip
"""What a unit can show so clearly that few shared words do not speak against it."""

EXACT = frozenset({Cue.FUNDER})
"""What must be said in so many words: whoever is named otherwise is somebody else."""

_VALUE = re.compile(r"\d|:\W*(?:kein|frei|kostenlos|entfällt|[A-ZÄÖÜ])")
"""What a label's value looks like when it says something."""

_LABELLED: dict[Cue, re.Pattern[str]] = {
    cue: re.compile(rf"^\W*(?:{words})[^:\n]{{0,20}}:", re.IGNORECASE)
    for cue, words in (
        (Cue.DAY, "datum|termin|wann|beginn|start|tag|zeit|uhrzeit|nächste"),
        (Cue.PLACE, "ort|wo|treffpunkt|veranstaltungsort|tagungsort|adresse|raum|anschrift"),
        (Cue.SPAN, r"\w*frist|\w*schluss|\w*laufzeit|\w*zeitraum|dauer|ende|geltung\w*|uhrzeit"),
        (
            Cue.AMOUNT,
            r"\w*kosten|\w*gebühr|\w*beitrag|\w*preis|eintritt|\w*summe|\w*volumen|budget",
        ),
        (Cue.LEAD, r"\w*leitung|leiter\w*|vorsitz\w*|moderation|\w*koordination|sprecher\w*"),
    )
}
"""Labels whose value is what a cue looks for: „Ort: …“."""

_KINDS: dict[Cue, dict[UnitKind, float]] = {
    Cue.PHONE: {UnitKind.CONTACT: 0.3},
    Cue.EMAIL: {UnitKind.CONTACT: 0.3},
    Cue.ADDRESS: {UnitKind.CONTACT: 0.3},
    Cue.SIGNED: {UnitKind.SIGNATURE: 0.8},
    Cue.SPAN: {UnitKind.LABELS: 0.2},
    Cue.FUNDER: {UnitKind.LABELS: 0.2},
    Cue.AMOUNT: {UnitKind.LABELS: 0.2},
    Cue.LIST: {UnitKind.LIST: 0.15, UnitKind.TABLE: 0.15},
    Cue.PERSON: {UnitKind.CONTACT: 0.1, UnitKind.SIGNATURE: 0.1},
}

_HEAD = re.compile(
    r"\b(?:welche[rsnm]?|which|alle|nenn\w*(?: mir)?(?: die)?|die)\s+((?:[\w-]+\s*){1,3})"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """The cues of a question, the stems of what a list is asked of, and the names it holds.

    `names` are folded tokens written like names (ITAS, MoLeWa, TrAlBeR), `persons` surnames: what
    is said of another one is no answer.
    """

    cues: frozenset[Cue]
    heads: frozenset[str]
    names: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    measured: str | None = None
    """Stem of what is measured („wie viel CO2“): a figure of something else is no answer."""
    counted: frozenset[str] = frozenset()
    """Stems of what is counted („wie viele Frauen“): one of them stands where its number stands."""

    def bonus(self, text: str, kind: UnitKind) -> float:
        """How much a unit shows what is sought, from 0 to about 1.5."""
        total = 0.0
        for cue in self.cues:
            if cue in _SHOWS:
                weight, shows = _SHOWS[cue]
                total += weight * shows(text, self.names)
            total += _KINDS.get(cue, {}).get(kind, 0.0)
        return total

    def labelled(self, text: str, kind: UnitKind, cues: frozenset[Cue]) -> bool:
        """Whether a label names one of these cues, where they are sought: „Ort: …“."""
        return kind is UnitKind.LABELS and any(
            _LABELLED[cue].search(text) for cue in cues & self.cues if cue in _LABELLED
        )

    def shows(self, cues: frozenset[Cue], text: str, kind: UnitKind) -> bool:
        """Whether a unit shows one of these cues, where they are sought."""
        if Cue.SIGNED in cues & self.cues and kind is UnitKind.SIGNATURE:
            return True
        if Cue.SPAN in self.cues:
            cues = cues - {Cue.DAY}
        if self.labelled(text, kind, cues) and _VALUE.search(text):
            return True
        reaching = _REACHING if self.persons and not self._speaks_of_persons(text) else frozenset()
        return any(
            _SHOWS[cue][1](text, self.names) >= 0.5
            for cue in (cues & self.cues) - reaching
            if cue in _SHOWS
        )

    def _speaks_of_persons(self, text: str) -> bool:
        folded = fold(text)
        return any(person in folded for person in self.persons)


def sought_in(question: str) -> Sought:
    """What a question looks for."""
    folded = " ".join(fold(question).split())
    cues = frozenset(cue for cue, pattern in _ASKED if pattern.search(folded))
    if cues & _WHO_EXACTLY:
        cues -= {Cue.PERSON}
    heads = frozenset(
        stem(word)
        for match in _HEAD.finditer(folded)
        for word in match[1].split()
        if len(word) > 3 and word not in STOP_WORDS
    )
    names = frozenset(fold(match.group()) for match in _NAME.finditer(question))
    persons = frozenset(
        fold(match["last"] or match["typed"]) for match in _NAMED.finditer(question)
    )
    measured = _MEASURED.search(question)
    counted = _COUNTED_NOUN.search(question) or _COUNTED_TYPED.search(question)
    return Sought(
        cues,
        heads,
        names,
        persons,
        stem(fold(measured[1])) if measured else None,
        frozenset(
            stem(word)
            for word in (fold(counted[1]).split() if counted else ())
            if word not in STOP_WORDS
        ),
    )


_NAME = re.compile(r"\b(?=[\w]*[A-ZÄÖÜ][\w]*[A-ZÄÖÜ])[^\W_]{3,24}\b")
"""Two capitals in one word: an abbreviation or a made name."""

_MEASURED = re.compile(
    r"[Ww]ie ?viel\s+(?!Geld|Euro|Förder|Mittel|Prozent|Million|Milliard|Zeit)([A-ZÄÖÜ]\w{2,})"
)
_COUNTED_NOUN = re.compile(r"[Ww]ie ?viele\s+(?:[a-zäöüß]+e[nr]?\s+){0,2}([A-ZÄÖÜ][\w-]{2,})")
_COUNTED_TYPED = re.compile(r"\bwie ?viele?\s+((?:[a-zäöüß-]{4,}\s+){1,2})")
"""In lower case the noun is one of two words: „wie viele kleine betriebe“, „… workshops hatte“."""
_NAMED = re.compile(
    r"\b(?:Herrn?|Frau|Hr\.|Fr\.|Dr\.|Prof\.)\s+(?:(?:Dr|Prof)\.\s+)*"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+\s+)?(?P<last>[A-ZÄÖÜ][\w-]+)"
    r"|\b(?:herrn?|frau) (?P<typed>[a-zäöüß-]{4,})\s*(?:$|[?.!,])"
)
"""In lower case a surname is known only where the sentence ends behind it."""
_REACHING = frozenset({Cue.PHONE, Cue.EMAIL})
_ADDRESSED = frozenset(("frau", "herr", "herrn", "dr", "prof", "kollege", "kollegin"))
_WHO_EXACTLY = frozenset({Cue.FUNDER, Cue.LEAD, Cue.DEPUTY, Cue.SIGNED})
"""Cues that say which person or body is meant; any other person is none."""


def says_what(question: str, start: int, end: int, sought: Sought) -> bool:
    """Whether a word of the question only says what kind of thing is sought („Gegend“)."""
    word = fold(question[start:end])
    if word in _ADDRESSED:
        return True
    if any(cue in sought.cues and pattern.search(word) for cue, pattern in _ASKED):
        return True
    return sought_in(question[:start] + question[end:]).cues != sought.cues


def level(text: str) -> str:
    """Text or a stem in the spelling of stems, which do not tell „ae“ from „a“."""
    return fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u")
