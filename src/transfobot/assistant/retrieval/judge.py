"""Whether the quotes answer: what is sought can be seen there, and it is said of what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from transfobot.assistant.retrieval.cues import EXACT, SEEN, TELLING, Sought, level, says_what
from transfobot.assistant.retrieval.grow import POINTS_BACK
from transfobot.assistant.retrieval.quotes import Quote
from transfobot.assistant.retrieval.retrieve import Retrieval
from transfobot.assistant.retrieval.score import Bridges, names_held
from transfobot.assistant.understand.words import listed
from transfobot.domain.knowledge import UnitKind
from transfobot.german.figures import find_dates
from transfobot.german.spelling import edits
from transfobot.german.stems import stem, stems
from transfobot.german.text import fold, folded_words


class Verdict(StrEnum):
    """Whether the quotes show what is sought: a number for „Telefon“, a date for „wann“."""

    SHOWN = "shown"
    MISSING = "missing"
    OPEN = "open"


@dataclass(frozen=True)
class Judging:
    """One question over what was found; `quotes` are those chosen, best first."""

    question: str
    sought: Sought
    found: Retrieval
    bridges: Bridges = field(default_factory=dict)
    _bridges: dict[str, frozenset[str]] = field(init=False)
    _unknown: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        plan = self.found.basis.plan if self.found.basis else None
        meant = _misspelt(plan.corrected) if plan else {}
        unknown = {term.term for term in self.found.terms if not term.known}
        object.__setattr__(self, "_unknown", frozenset(unknown - set(meant)))
        bridges = dict(self.bridges)
        bridges |= {name: bridges.get(name, frozenset()) | found for name, found in meant.items()}
        object.__setattr__(self, "_bridges", bridges)

    def verdict(self, chosen: Sequence[Quote]) -> Verdict:
        """Whether what is sought can be seen in what is quoted, and of whom it is said."""
        shown = [
            (self.sought.shows(SEEN, text, kind), self.sought.shows(TELLING, text, kind))
            for text, kind in self._named_texts(chosen)
        ]
        measured = self.sought.measured
        if measured and not any(
            level(measured) in level(text) and _NUMBER.search(_without_days(text))
            for text in [*_units(chosen), *_tables(chosen)]
        ):
            return Verdict.MISSING
        counted = self.sought.counted
        if counted and not any(self._counts(noun, chosen) for noun in counted):
            return Verdict.MISSING
        if self._measures_unknown(chosen):
            return Verdict.MISSING
        if self._of_another(chosen):
            return Verdict.MISSING
        if any(telling for _, telling in shown):
            return Verdict.SHOWN
        if self.sought.cues & SEEN and not any(seen for seen, _ in shown):
            return Verdict.MISSING
        if self.sought.cues & EXACT or self._misses_what(chosen):
            return Verdict.MISSING
        return Verdict.OPEN

    def _named_texts(self, chosen: Sequence[Quote]) -> Iterator[tuple[str, UnitKind]]:
        for quote in chosen:
            for part in quote.parts:
                if names_held(self.sought, part.passage):
                    yield part.passage.text[part.start : part.end], quote.kind

    def _counts(self, noun: str, chosen: Sequence[Quote]) -> bool:
        """Whether a number stands with what is counted, in the document quoted first.

        The guests of another event are no answer.
        """
        first = chosen[0].parts[0].passage.document_id if chosen else ""
        chosen = [one for one in chosen if one.parts[0].passage.document_id == first]
        # „Stellenkürzungen“ are told as „1.800 Stellen weniger“.
        begins = noun[: max(_SHORTEST, len(noun) - _ENDING)]
        wanted = {begins} | self._bridges.get(noun, frozenset())
        return any(
            _NUMBER.search(_without_days(text))
            and (any(_holds(text, one) for one in wanted) or _heads(text, noun))
            for text in [*_units(chosen), *_tables(chosen), *_pointing_back(chosen)]
        )

    def _misses_what(self, chosen: Sequence[Quote]) -> bool:
        """Whether the thing asked for, or whose it is, stands nowhere in the documents.

        „Wie heißt die Tochter von …“ finds the mother: what is said of her is no answer.
        """
        for word, needed in self._telling_words(self.found.confidence < SURE):
            name = stem(fold(word))
            if says_what(self.question, *self._at(word), self.sought) or fold(word) in _KINDS:
                continue
            if name in self._unknown and not self._reached(name, chosen):
                return True
            if needed and not self._reached(name, chosen):
                return True
        return False

    def _measures_unknown(self, chosen: Sequence[Quote]) -> bool:
        """Whether a figure is asked of what nobody wrote of („die Mieten“), or no price of it."""
        match = _HOW_MUCH.search(self.question)
        if match is None:
            return False
        priced = match["priced"] is not None
        if says_what(self.question, *match.span("priced" if priced else "noun"), self.sought):
            return False
        name = stem(fold(match["priced"] or match["noun"]))
        if priced:
            costing = [quote for quote in chosen if self._prices(quote)]
            return not self._reached(name, costing)
        return name in self._unknown and not self._reached(name, chosen)

    def _prices(self, quote: Quote) -> bool:
        return any(
            self.sought.shows(SEEN, part.passage.text[part.start : part.end], quote.kind)
            for part in quote.parts
        )

    def _of_another(self, chosen: Sequence[Quote]) -> bool:
        """Whether a role is shown, but another one's: „Landrat des Hohenlohekreises“."""
        match = _ROLE_OF.search(self.question)
        if match is None or says_what(self.question, *match.span("whose"), self.sought):
            return False
        framed = [
            f"{text} {part.passage.title}"
            for quote in chosen
            for part in quote.parts
            for text in _framed([Quote((part,), quote.kind)])
        ]
        names = [stem(fold(match[group])) for group in ("role", "whose")]
        wanted = [{name} | self._bridges.get(name, frozenset()) for name in names]
        return not any(
            all(any(_holds(text, one) for one in them) for them in wanted) for text in framed
        )

    def _telling_words(self, unsure: bool) -> Iterator[tuple[str, bool]]:
        """The nouns that say what or whose is asked, and whether they must stand in the quote."""
        for pattern, needed in (*_ASKED_FOR, *(_ASKED_FOR_KIND if unsure else ())):
            for match in pattern.finditer(self.question):
                yield match["noun"], needed

    def _at(self, word: str) -> tuple[int, int]:
        start = self.question.index(word)
        return start, start + len(word)

    def _reached(self, name: str, chosen: Sequence[Quote]) -> bool:
        wanted = {name} | self._bridges.get(name, frozenset())
        texts = [*_framed(chosen), *(part.passage.title for q in chosen for part in q.parts)]
        return any(_holds(text, one) for text in texts for one in wanted) or self._partly(
            name, chosen
        )

    def strange(self, quotes: Sequence[Quote]) -> bool:
        """Whether a noun is asked of that no document knows („Jahresgewinn“)."""
        words = folded_words(self.question)
        lower = not any(at and self.question[at].isupper() for _, at, _ in words)
        return any(
            stem(word) in self._unknown
            and (lower or self.question[at].isupper())
            and not says_what(self.question, at, end, self.sought)
            and not self._reached(stem(word), quotes[:1])
            for word, at, end in words
        )

    def _partly(self, word: str, quotes: Sequence[Quote]) -> bool:
        """Whether a long word that stands there is a part of it („Bündnis“ in „Bündnispapier“)."""
        passages = [quote.parts[0].passage for quote in quotes[:1]]
        known = {
            level(one) for passage in passages for one in stems(f"{passage.title} {passage.text}")
        }
        return any(len(one) >= _TELLING_PART and one in level(word) for one in known)

    def held(self, quotes: Sequence[Quote]) -> float:
        """Idf share of the question's words in the first quote and its headings."""
        words = folded_words(self.question)
        nouns = {stem(word) for word, at, _ in words if at and self.question[at].isupper()}
        counted = [
            term for term in self.found.terms if term.known or not nouns or term.term in nouns
        ]
        total = sum(term.idf for term in counted)
        if not quotes or not total or not all(term.known for term in counted):
            return 0.0
        shown = self._named_texts(quotes[:1])
        if self.sought.cues & SEEN and not any(self.sought.shows(SEEN, *one) for one in shown):
            return 0.0
        text = level(_first(quotes))
        return sum(term.idf for term in counted if level(term.term) in text) / total

    def bridged(self, quotes: Sequence[Quote]) -> bool:
        """Whether every content word stands in the quotes, itself or by one it calls."""
        if not quotes or not self.found.terms:
            return False
        text = " ".join([_first(quotes[:1]), *_framed(quotes)])
        document_id = quotes[0].parts[0].passage.document_id
        around = " ".join(
            hit.passage.text for hit in self.found.hits if hit.passage.document_id == document_id
        )
        idf = {term.term: term.idf for term in self.found.terms}
        there = total = 0.0
        for word, at, end in folded_words(self.question):
            name = stem(word)
            if name not in idf or word in _LIGHT:
                continue
            wanted = {name} | self._bridges.get(name, frozenset())
            stands = any(_holds(text, one) for one in wanted)
            if not stands and says_what(self.question, at, end, self.sought):
                continue
            if not stands and not _holds(around, name):
                return False
            total += idf[name]
            there += idf[name] * stands
        return there > 0 and there >= MOST_THERE * total


def _misspelt(
    corrected: Mapping[str, Sequence[tuple[str, float]]],
) -> dict[str, frozenset[str]]:
    """Stems of words with a letter wrong, with what was meant; „Öhringen“ is no „Offenbach“."""
    found = {
        stem(token): frozenset(
            name
            for name, _ in near
            if name[:1] == stem(token)[:1]
            and edits(stem(token), name) <= (1 if len(stem(token)) < _LONG else MOST_WRONG)
        )
        for token, near in corrected.items()
    }
    return {name: near for name, near in found.items() if near}


def _framed(chosen: Sequence[Quote]) -> list[str]:
    """Each part's words with its headings."""
    return [
        f"{part.passage.text[part.start : part.end]} {' '.join(part.passage.locator.headings)}"
        for quote in chosen
        for part in quote.parts
    ]


def _units(chosen: Sequence[Quote]) -> list[str]:
    """Each sentence or item quoted, with its headings."""
    return [
        f"{part.passage.text[unit.start : unit.end]} {' '.join(part.passage.locator.headings)}"
        for quote in chosen
        for part in quote.parts
        for unit in part.passage.units
        if any(start < unit.end and unit.start < end for start, end in part.spans)
    ]


def _pointing_back(chosen: Sequence[Quote]) -> list[str]:
    """Sentences that point back, with the one before: „Bis 2027 sollen es 80 von ihnen sein.“"""
    units = _units(chosen)
    return [f"{one} {two}" for one, two in pairwise(units) if POINTS_BACK.search(two)]


def _tables(chosen: Sequence[Quote]) -> list[str]:
    """A row's number is told by the header of its table."""
    return [
        part.passage.text
        for quote in chosen
        if quote.kind is UnitKind.TABLE
        for part in quote.parts
    ]


def _first(quotes: Sequence[Quote]) -> str:
    part = quotes[0].parts[0]
    headings = " ".join(part.passage.locator.headings)
    return f"{part.passage.text[part.start : part.end]} {headings} {part.passage.title}"


def _holds(text: str, name: str) -> bool:
    held = level(text)
    held = f"{held} {_PARTICIPLE.sub(lambda match: match[1], held)}"
    return all(level(part) in held for part in name.split())


def _heads(text: str, noun: str) -> bool:
    """Whether the last part of a compound stands there: „Zulieferer“ for „Autozulieferer“."""
    return any(
        len(word) >= _TELLING_PART and level(noun).endswith(level(word)) for word in stems(text)
    )


def _without_days(text: str) -> str:
    for day in find_dates(text):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    return text


SURE = 0.5
"""Confidence from which „welche …“ may name a kind of thing that the documents never name."""

_SHORTEST, _ENDING = 5, 4
"""Letters by which a counted thing is known, and those of its ending."""

_LONG, MOST_WRONG = 8, 2
"""Letters of a word in which two may be wrong; in a shorter one, one."""

MOST_THERE = 0.65
"""Idf share of the question that a bridged quote holds; the rest stands in its document."""

_LIGHT = frozenset(listed("light"))
"""Verbs that say nothing about what is asked."""

_PARTICIPLE = re.compile(r"\b(ab|an|auf|aus|durch|ein|mit|nach|um|vor|zu)ge(?=\w{4})")
"""„ausgezeichnet“ is the participle of what „Auszeichnung“ names."""

_TELLING_PART = 6
_NUMBER = re.compile(
    r"(?<![\w.])(?!(?:19|20)\d\d\b)(?!\d{1,2}[.)] )\d|\bje eine?[rn]?\b"
    r"|\beine?[rn]? (?=[A-ZÄÖÜ][a-zäöüß]+\))"
    r"|\b(?i:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert"
    r"|tausend|mehrere|jede[rs]?)\b"
)
_NOUN = r"(?P<noun>[A-ZÄÖÜ][\w-]{2,})"
_ADJECTIVE = r"(?:[a-zäöüß]+e[nrsm]?\s+){0,2}"
_ASKED_FOR_KIND = ((re.compile(rf"\b[Ww]elche[rsnm]?\s+{_ADJECTIVE}{_NOUN}"), False),)
_ASKED_FOR = (
    (re.compile(rf"\b[Ww]elche[rsnm]?\s+{_ADJECTIVE}{_NOUN}\s+ha(?:t|ben)\b"), False),
    (
        re.compile(
            rf"\b[Ww]ie\s+(?:heiß\w+|laute\w+|ist|sind)\s+d(?:er|ie|as)\s+{_ADJECTIVE}{_NOUN}"
        ),
        False,
    ),
    (re.compile(rf"\b[Ww]er\s+(?:ist|war|sind)\s+(?:d(?:er|ie|as)\s+)?{_ADJECTIVE}{_NOUN}"), True),
    (re.compile(rf"\b(?:von|bei|in|aus)\s+(?:d(?:er|em|en)\s+)?{_NOUN}"), False),
)
"""What the noun of a question is that must be known; of a role, that must stand in the quote."""

_ROLE_OF = re.compile(
    r"\b[Ww]er\s+(?:ist|war)\s+(?:d(?:er|ie)\s+)?(?P<role>[A-ZÄÖÜ][\w-]{2,})\s+"
    r"(?:von|bei|in|im|des|der)\s+(?:der\s+|dem\s+)?(?P<whose>[A-ZÄÖÜ]\w{2,})"
)
"""A role and whose it is."""

_HOW_MUCH = re.compile(
    rf"\b[Ww]ie\s+(?:hoch|groß|lang|teuer|weit|alt)\s+(?:ist|sind|war|waren)\s+"
    rf"d(?:er|ie|as)\s+{_ADJECTIVE}{_NOUN}"
    r"|\b[Ww]as\s+(?=[^?]*kostet)(?:kostete?n?|hat|haben)\s+(?:eine?n?|d(?:er|ie|as))\s+"
    rf"{_ADJECTIVE}(?P<priced>[A-ZÄÖÜ][\w-]{{2,}})"
)
"""What is measured, of which a figure must be."""

_KINDS = frozenset(listed("judged_kinds"))
"""Nouns that name a kind of thing: papers give the thing without naming its kind."""
