"""Which units of the hits are quoted: at most three and 900 characters, whole, a block together.

Takes the ranked units of the retrieval with what the question looks for (`cues`, `select_score`),
and grows each chosen unit to what can stand alone (`select_grow`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transfobot.assistant.cues import SEEN, TELLING, Cue, Sought, level, says_what, sought_in
from transfobot.assistant.quotes import Candidate, Part, Quote, Siblings
from transfobot.assistant.retrieve import Retrieval
from transfobot.assistant.select_grow import ITEM, Growing
from transfobot.assistant.select_score import names_held, scored
from transfobot.domain.knowledge import Passage, UnitKind
from transfobot.german.stems import stem, stems
from transfobot.german.text import folded_words

MOST_UNITS = 3
MOST_CHARACTERS = 890
"""Characters of the answer's text, quotes and the words that lead to them."""

LEAD, LEAD_AGAIN = 115, 40
"""Characters around a quote of a new document, and of the same one."""

KEEP, KEEP_OTHER = 0.62, 0.8
"""Share of the best unit's score that a further one needs, in its document and in another."""


class Verdict(StrEnum):
    """Whether the quotes show what is sought: a number for „Telefon“, a date for „wann“."""

    SHOWN = "shown"
    MISSING = "missing"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Selection:
    """The quotes, best first, and what can be seen of them."""

    quotes: tuple[Quote, ...]
    verdict: Verdict
    strange: bool = False
    """Whether a noun of the question stands in no document and does not say what is sought."""
    held: float = 0.0
    """Idf share of the question's words in the first quote and its headings; 0 with unknown nouns.

    A question whose nouns the documents know, and most of it in one place, is answered there.
    """


def select(question: str, found: Retrieval, siblings: Siblings) -> Selection:
    """The quotes for a question; `siblings` gives all passages of a document."""
    sought = sought_in(question)
    asked = frozenset(stems(question))
    candidates = scored(sought, found, siblings)
    chosen: list[Quote] = []
    taken: set[tuple[str, int]] = set()
    room, units, told = MOST_CHARACTERS, MOST_UNITS, False
    for candidate in candidates:
        if units <= 0 or (chosen and candidate.score < _least(candidate, candidates[0])):
            continue
        if (candidate.passage.id, candidate.at) in taken:
            continue
        if chosen and told and not _tells(sought, candidate):
            continue
        free = room - _lead(candidate.passage, chosen)
        grown = Growing(sought, asked, siblings, taken, free, units).quote(candidate)
        if chosen and (grown.length > free or grown.units > units):
            continue
        told = told or _tells(sought, candidate)
        chosen.append(grown)
        room = free - grown.length
        units -= grown.units
        taken |= set(_covered(grown))
        if len(chosen) == 1 and _complete(sought, grown):
            break
    quotes = tuple(_grouped(_joined(chosen)))
    return Selection(
        quotes,
        _verdict(sought, chosen),
        _strange(question, sought, quotes, found),
        _held(question, quotes, found),
    )


def _tells(sought: Sought, candidate: Candidate) -> bool:
    """Whether a unit shows what is sought; beside one that does, the others are noise."""
    text = candidate.passage.text[candidate.unit.start : candidate.unit.end]
    return sought.shows(TELLING, text, candidate.unit.kind)


def _complete(sought: Sought, quote: Quote) -> bool:
    """Whether a whole list stands there that was asked for: nothing is added to it."""
    items = sum(len(part.spans) for part in quote.parts)
    return Cue.LIST in sought.cues and quote.kind in _LISTS and items > 1


_LISTS = frozenset({UnitKind.LIST, UnitKind.TABLE})


def _least(candidate: Candidate, best: Candidate) -> float:
    """The score a further unit needs; one of another document needs more."""
    same = candidate.passage.document_id == best.passage.document_id
    return best.score * (KEEP if same else KEEP_OTHER)


def _lead(passage: Passage, chosen: Sequence[Quote]) -> int:
    """Characters of the words that lead to a quote: less when its document was just named."""
    documents = {part.passage.document_id for quote in chosen for part in quote.parts}
    return LEAD_AGAIN if passage.document_id in documents else LEAD


def _strange(question: str, sought: Sought, quotes: Sequence[Quote], found: Retrieval) -> bool:
    """Whether a noun is asked of that no document knows („Jahresgewinn“)."""
    unknown = {term.term for term in found.terms if not term.known}
    words = folded_words(question)
    lower = not any(at and question[at].isupper() for _, at, _ in words)
    return any(
        stem(word) in unknown
        and (lower or question[at].isupper())
        and not says_what(question, at, end, sought)
        and not _partly_known(level(word), quotes)
        for word, at, end in words
    )


def _partly_known(word: str, quotes: Sequence[Quote]) -> bool:
    """Whether a long word that stands there is a part of it („Bündnis“ in „Bündnispapier“)."""
    passages = [quote.parts[0].passage for quote in quotes[:1]]
    known = {level(one) for passage in passages for one in stems(f"{passage.title} {passage.text}")}
    return any(len(one) >= _TELLING_PART and one in word for one in known)


_TELLING_PART = 6


def _held(question: str, quotes: Sequence[Quote], found: Retrieval) -> float:
    nouns = {stem(word) for word, at, _ in folded_words(question) if at and question[at].isupper()}
    counted = [term for term in found.terms if term.known or not nouns or term.term in nouns]
    total = sum(term.idf for term in counted)
    if not quotes or not total or not all(term.known for term in counted):
        return 0.0
    part = quotes[0].parts[0]
    headings = " ".join(part.passage.locator.headings)
    text = level(f"{part.passage.text[part.start : part.end]} {headings} {part.passage.title}")
    return sum(term.idf for term in counted if level(term.term) in text) / total


def _verdict(sought: Sought, chosen: Sequence[Quote]) -> Verdict:
    """Whether what is sought can be seen in what is quoted, and of whom it is said."""
    shown = [
        (sought.shows(SEEN, text, quote.kind), sought.shows(TELLING, text, quote.kind))
        for quote in chosen
        for part in quote.parts
        if names_held(sought, part.passage) and (text := part.passage.text[part.start : part.end])
    ]
    if sought.measured and not _measured(sought.measured, chosen):
        return Verdict.MISSING
    if any(telling for _, telling in shown):
        return Verdict.SHOWN
    if sought.cues & SEEN and not any(seen for seen, _ in shown):
        return Verdict.MISSING
    return Verdict.OPEN


def _measured(noun: str, chosen: Sequence[Quote]) -> bool:
    texts = [
        part.passage.text[part.start : part.end] + " ".join(part.passage.locator.headings)
        for quote in chosen
        for part in quote.parts
    ]
    return any(level(noun) in level(text) for text in texts)


def _covered(quote: Quote) -> Iterator[tuple[str, int]]:
    for part in quote.parts:
        for index, unit in enumerate(part.passage.units):
            if any(start < unit.end and unit.start < end for start, end in part.spans):
                yield part.passage.id, index


def _joined(quotes: Sequence[Quote]) -> Iterator[Quote]:
    """Quotes of neighbouring sentences become one."""
    waiting = list(quotes)
    while waiting:
        quote = waiting.pop(0)
        for other in list(waiting):
            if quote.kind is UnitKind.PROSE and _touches(quote, other):
                quote = _merged(quote, other)
                waiting.remove(other)
        yield quote


def _grouped(quotes: Iterator[Quote]) -> Iterator[Quote]:
    """The best first, then what else its document says, then the others."""
    waiting = list(quotes)
    while waiting:
        quote = waiting.pop(0)
        yield quote
        same = [
            other
            for other in waiting
            if other.parts[0].passage.document_id == quote.parts[0].passage.document_id
        ]
        yield from same
        waiting = [other for other in waiting if other not in same]


def _touches(one: Quote, other: Quote) -> bool:
    if other.kind is not UnitKind.PROSE or one.parts[0].passage.id != other.parts[0].passage.id:
        return False
    first, second = sorted((one.parts[0], other.parts[0]), key=lambda part: part.start)
    return not first.passage.text[first.end : second.start].strip()


def _merged(one: Quote, other: Quote) -> Quote:
    first, second = sorted((one.parts[0], other.parts[0]), key=lambda part: part.start)
    part = Part(first.passage, ((first.start, second.end),))
    return Quote((part,), UnitKind.PROSE, one.units + other.units)


def opening(passage: Passage) -> Quote:
    """What a section says first: its block as far as it fits, or its first sentences."""
    prose = passage.kind is UnitKind.PROSE
    room = MOST_CHARACTERS - LEAD
    spans: list[tuple[int, int]] = []
    for unit in passage.units[: MOST_UNITS if prose else None]:
        room -= unit.end - unit.start + ITEM
        if room < 0 and spans:
            break
        spans.append((unit.start, unit.end))
    shown = ((spans[0][0], spans[-1][1]),) if prose else tuple(spans)
    return Quote((Part(passage, shown),), passage.kind)
