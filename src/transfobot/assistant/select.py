"""Which units of the hits are quoted: at most three and 900 characters, whole, a block together.

Takes the ranked units of the retrieval, adds what the question looks for (`cues`), and grows each
chosen unit to what can stand alone: a list with all its items, a table's column, the sentence
before one that begins with „Diese“.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transfobot.assistant.cues import SEEN, TELLING, Cue, Sought, sought_in
from transfobot.assistant.rank_sentences import rank_units
from transfobot.assistant.retrieve import Retrieval
from transfobot.domain.knowledge import Passage, Unit, UnitKind
from transfobot.domain.tables import Cell, Column, cells_of, columns_of
from transfobot.german.stems import stems
from transfobot.german.text import fold

MOST_UNITS = 3
MOST_CHARACTERS = 890
"""Characters of the answer's text, quotes and the words that lead to them."""

LEAD, LEAD_AGAIN, ITEM = 115, 40, 5
"""Characters around a quote of a new document, of the same one, and around a list's item."""

SHORT_BLOCK = 420
"""A list up to this long is quoted whole even when one item is asked for."""

KEEP, KEEP_OTHER = 0.62, 0.8
"""Share of the best unit's score that a further one needs, in its document and in another."""

PASSAGES = 8
"""Hits whose units are looked at."""

BESIDE, BESIDE_SHARE, MOST_PASSAGES = 3, 0.5, 80
"""Documents whose blocks are looked through, what counts for their rank, and how far."""

OPEN_WEIGHT, HEADING_WEIGHT, HEAD_WEIGHT = 0.5, 0.5, 0.15
"""Weights of: words the headings do not say, the heading itself, what a list is asked of."""

OTHER_NAME, ROW = 0.6, 0.75
"""What remains of the score of a passage that lacks the name asked of, and of a table's row."""

_BLOCKS = frozenset({UnitKind.LABELS, UnitKind.CONTACT, UnitKind.SIGNATURE})

Siblings = Callable[[str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one passage that are shown: spans in its text, in order."""

    passage: Passage
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def length(self) -> int:
        """Characters shown."""
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted unit: a run of sentences, a block, a column, or an outline over passages."""

    parts: tuple[Part, ...]
    kind: UnitKind
    units: int = 1

    @property
    def length(self) -> int:
        """Characters shown."""
        return sum(part.length for part in self.parts)


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    passage: Passage
    at: int
    """Index of the unit in the passage."""

    @property
    def unit(self) -> Unit:
        return self.passage.units[self.at]


def select(question: str, found: Retrieval, siblings: Siblings) -> Selection:
    """The quotes for a question; `siblings` gives all passages of a document."""
    sought = sought_in(question)
    asked = frozenset(stems(question))
    candidates = _scored(sought, found, siblings)
    chosen: list[Quote] = []
    taken: set[tuple[str, int]] = set()
    room, units = MOST_CHARACTERS, MOST_UNITS
    for candidate in candidates:
        if units <= 0 or (chosen and candidate.score < _least(candidate, candidates[0])):
            continue
        if (candidate.passage.id, candidate.at) in taken:
            continue
        free = room - _lead(candidate.passage, chosen)
        grown = _Growing(sought, asked, siblings, taken, free, units).quote(candidate)
        if chosen and (grown.length > free or grown.units > units):
            continue
        chosen.append(grown)
        room = free - grown.length
        units -= grown.units
        taken |= set(_covered(grown))
    return Selection(tuple(_grouped(_joined(chosen))), _verdict(sought, chosen))


def _least(candidate: _Candidate, best: _Candidate) -> float:
    """The score a further unit needs; one of another document needs more."""
    same = candidate.passage.document_id == best.passage.document_id
    return best.score * (KEEP if same else KEEP_OTHER)


def _lead(passage: Passage, chosen: Sequence[Quote]) -> int:
    """Characters of the words that lead to a quote: less when its document was just named."""
    documents = {part.passage.document_id for quote in chosen for part in quote.parts}
    return LEAD_AGAIN if passage.document_id in documents else LEAD


def _scored(sought: Sought, found: Retrieval, siblings: Siblings) -> list[_Candidate]:
    weights = {term.term: term.idf for term in found.terms if term.known}
    ranked = rank_units(found, PASSAGES)
    best = max((one.score for one in ranked), default=1.0) or 1.0
    scored = [
        _candidate(sought, weights, found.hits[one.hit].passage, one.unit, one.score / best)
        for one in ranked
    ]
    seen = {(one.passage.id, one.at) for one in scored}
    scored += [
        one
        for one in _beside(sought, weights, found, siblings)
        if (one.passage.id, one.at) not in seen
    ]
    return sorted(scored, key=lambda candidate: -candidate.score)


def _candidate(
    sought: Sought, weights: Mapping[str, float], passage: Passage, unit: Unit, share: float
) -> _Candidate:
    text = passage.text[unit.start : unit.end]
    frame = fold(f"{passage.title} {' '.join(passage.locator.headings)}")
    score = share + sought.bonus(text, unit.kind) * min(1.0, 0.25 + share)
    score += OPEN_WEIGHT * _open_share(weights, fold(text), frame)
    score += HEADING_WEIGHT * _heading_share(weights, passage)
    score += HEAD_WEIGHT * bool(sought.heads & set(stems(text)))
    if not _names_held(sought, passage):
        score *= OTHER_NAME
    if unit.kind is UnitKind.TABLE:
        score *= ROW
    return _Candidate(score, passage, passage.units.index(unit))


def _beside(
    sought: Sought, weights: Mapping[str, float], found: Retrieval, siblings: Siblings
) -> Iterator[_Candidate]:
    """Labels, contacts, signatures and sentences with the name that show what is sought.

    A sheet of key data shares few words with „von wann bis wann“; its labels still answer.
    """
    if not sought.cues & TELLING:
        return
    documents = list(dict.fromkeys(hit.passage.document_id for hit in found.hits))
    for place, document_id in enumerate(documents[:BESIDE]):
        for passage in siblings(document_id)[:MOST_PASSAGES]:
            for unit in passage.units:
                text = passage.text[unit.start : unit.end]
                named = bool(sought.names) and any(name in fold(text) for name in sought.names)
                if (unit.kind in _BLOCKS or named) and sought.shows(TELLING, text, unit.kind):
                    yield _candidate(sought, weights, passage, unit, BESIDE_SHARE / (1 + place))


def _open_share(weights: Mapping[str, float], text: str, frame: str) -> float:
    """Idf share, in the unit, of the terms that title and headings do not already say."""
    left = {term: idf for term, idf in weights.items() if term not in frame}
    total = sum(left.values())
    return sum(idf for term, idf in left.items() if term in text) / total if total else 0.0


def _heading_share(weights: Mapping[str, float], passage: Passage) -> float:
    """How much of the innermost heading the question says („Arbeitskreis“)."""
    words = [word for word in stems(passage.locator.heading or "") if len(word) > 2]
    if not words or len(words) > 6:
        return 0.0
    return sum(word in weights for word in words) / len(words)


def _names_held(sought: Sought, passage: Passage) -> bool:
    if not sought.names:
        return True
    held = fold(f"{passage.title} {' '.join(passage.locator.headings)} {passage.text}")
    return any(name in held for name in sought.names)


def _verdict(sought: Sought, chosen: Sequence[Quote]) -> Verdict:
    """Whether what is sought can be seen in what is quoted, and of whom it is said."""
    shown = [
        (sought.shows(SEEN, text, quote.kind), sought.shows(TELLING, text, quote.kind))
        for quote in chosen
        for part in quote.parts
        if _names_held(sought, part.passage) and (text := part.passage.text[part.start : part.end])
    ]
    if any(telling for _, telling in shown):
        return Verdict.SHOWN
    if sought.cues & SEEN and not any(seen for seen, _ in shown):
        return Verdict.MISSING
    return Verdict.OPEN


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


# --- growing a unit to what can stand alone -----------------------------------------------------


@dataclass(frozen=True)
class _Growing:
    """What may be taken around a unit: `taken` is quoted already, `room` and `units` are left."""

    sought: Sought
    asked: frozenset[str]
    siblings: Siblings
    taken: set[tuple[str, int]]
    room: int
    units: int

    def quote(self, candidate: _Candidate) -> Quote:
        """The unit with what belongs to it."""
        match candidate.unit.kind:
            case UnitKind.PROSE:
                return self._sentences(candidate)
            case UnitKind.LIST:
                return self._outline(candidate.passage) or self._list(candidate)
            case UnitKind.TABLE:
                return _table(candidate, self.asked)
            case kind:
                return _one(candidate, kind)

    @property
    def _listed(self) -> bool:
        return Cue.LIST in self.sought.cues

    def _sentences(self, candidate: _Candidate) -> Quote:
        """The sentence, with the one before it when it cannot stand alone."""
        passage, first, last = candidate.passage, candidate.at, candidate.at
        if self._leans(passage, first) and self._fits(passage, first - 1, last):
            first -= 1
        while (
            self._listed and self._adds(passage, last + 1) and self._fits(passage, first, last + 1)
        ):
            last += 1
        span = (passage.units[first].start, passage.units[last].end)
        return Quote((Part(passage, (span,)),), UnitKind.PROSE, last - first + 1)

    def _leans(self, passage: Passage, at: int) -> bool:
        return (
            at > 0
            and (passage.id, at - 1) not in self.taken
            and passage.units[at - 1].kind is UnitKind.PROSE
            and _LEANS.match(passage.text, passage.units[at].start) is not None
        )

    def _adds(self, passage: Passage, at: int) -> bool:
        return (
            at < len(passage.units)
            and (passage.id, at) not in self.taken
            and passage.units[at].kind is UnitKind.PROSE
            and _ADDS.match(passage.text, passage.units[at].start) is not None
        )

    def _fits(self, passage: Passage, first: int, last: int) -> bool:
        length = passage.units[last].end - passage.units[first].start
        return last - first < self.units and length <= self.room

    def _list(self, candidate: _Candidate) -> Quote:
        """The whole list when it is short or asked for, else the item."""
        passage = candidate.passage
        first = last = candidate.at
        while first > 0 and passage.units[first - 1].kind is UnitKind.LIST:
            first -= 1
        while last + 1 < len(passage.units) and passage.units[last + 1].kind is UnitKind.LIST:
            last += 1
        block = list(passage.units[first : last + 1])
        opens = passage.text[candidate.unit.end - 1] == ":"
        if len(block) > 1 and _length(block) > self.room and _opens(passage, block[0]):
            block = block[1:]
        if _length(block) <= (self.room if self._listed or opens else SHORT_BLOCK):
            return Quote((Part(passage, _bounds(block)),), UnitKind.LIST)
        if opens and candidate.at < last:
            return Quote((Part(passage, _bounds(_fitting(block, self.room))),), UnitKind.LIST)
        return _one(candidate, UnitKind.LIST)

    def _outline(self, passage: Passage) -> Quote | None:
        """The numbered lines under a heading that names what is asked („Handlungsfelder“)."""
        headings = passage.locator.headings
        for depth, heading in enumerate(headings[:-1] if self._listed else ()):
            if not self.sought.heads & set(stems(heading)):
                continue
            parts = [
                part
                for sibling in self.siblings(passage.document_id)
                if sibling.locator.headings[: depth + 1] == headings[: depth + 1]
                and (part := _quotable_heading(sibling, depth + 1)) is not None
            ]
            if len(parts) > 1:
                return Quote(tuple(parts), UnitKind.LIST)
        return None


def _one(candidate: _Candidate, kind: UnitKind) -> Quote:
    unit = candidate.unit
    return Quote((Part(candidate.passage, ((unit.start, unit.end),)),), kind)


def _bounds(units: Iterable[Unit]) -> tuple[tuple[int, int], ...]:
    return tuple((unit.start, unit.end) for unit in units)


def _length(units: Iterable[Unit]) -> int:
    return sum(unit.end - unit.start + ITEM for unit in units)


def _opens(passage: Passage, unit: Unit) -> bool:
    return passage.text[unit.end - 1] == ":"


def _fitting(block: Sequence[Unit], room: int) -> Iterator[Unit]:
    for unit in block:
        room -= unit.end - unit.start + ITEM
        if room < 0:
            return
        yield unit


def _quotable_heading(passage: Passage, depth: int) -> Part | None:
    if len(passage.locator.headings) <= depth:
        return None
    wanted = passage.locator.headings[depth]
    for unit in passage.units[: depth + 2]:
        if passage.text[unit.start : unit.end].startswith(wanted):
            return Part(passage, ((unit.start, unit.end),))
    return None


def _table(candidate: _Candidate, asked: frozenset[str]) -> Quote:
    """The column whose header the question names, else the row."""
    passage, unit = candidate.passage, candidate.unit
    rows = [one for one in passage.units if one.kind is UnitKind.TABLE]
    columns = columns_of(passage.text, rows[0].start, rows[-1].end)[1:]
    named = [column for column in columns if asked & set(stems(column.header.text))]
    if named:
        best = max(named, key=lambda column: _naming(column, asked))
        if best.cells:
            return Quote((Part(passage, _spans((best.header, *best.cells))),), UnitKind.TABLE)
    cells = cells_of(passage.text, unit.start, unit.end)
    return Quote((Part(passage, _spans(cells) or ((unit.start, unit.end),)),), UnitKind.TABLE)


def _naming(column: Column, asked: frozenset[str]) -> float:
    header = set(stems(column.header.text))
    return len(asked & header) / (1 + len(header))


def _spans(cells: Sequence[Cell]) -> tuple[tuple[int, int], ...]:
    return tuple((cell.start, cell.end) for cell in cells)


_LEANS = re.compile(
    r"(?:Dies(?:e[rsnm]?)?|Dazu|Dabei|Dafür|Daraus|Dadurch|Damit|Daneben|Darüber hinaus|"
    r"Hier(?:zu|mit|bei)?|Sie|Er|Es|Ihre?|Weitere|Ebenfalls|Letzt\w+|Außerdem|Zudem|So|Deren|Dessen|Er|Beide)\b"
)
_ADDS = re.compile(r"(?:Weitere|Ebenfalls|Zudem|Außerdem|Ferner|Daneben|Hinzu|Auch|Dazu)\b")
