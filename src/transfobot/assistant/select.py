"""Which units of the hits are quoted: at most three and 900 characters, whole, a block together.

Takes the ranked units of the retrieval, adds what the question looks for (`cues`), and grows each
chosen unit to what can stand alone: a list with all its items, a table's column, the sentence
before one that begins with „Diese“.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from transfobot.assistant.cues import Cue, Sought, sought_in
from transfobot.assistant.rank_sentences import RankedUnit
from transfobot.domain.knowledge import Hit, Passage, Unit, UnitKind
from transfobot.domain.tables import Cell, Column, cells_of, columns_of
from transfobot.german.stems import stems

MOST_UNITS = 3
MOST_CHARACTERS = 760
"""Characters quoted; with the words that lead to them the answer stays within 900."""

SHORT_BLOCK = 330
"""A list up to this long is quoted whole even when one item is asked for."""

KEEP = 0.62
"""Share of the best unit's score that a further unit needs."""

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


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    passage: Passage
    at: int
    """Index of the unit in the passage."""

    @property
    def unit(self) -> Unit:
        return self.passage.units[self.at]


def select(
    question: str, ranked: Sequence[RankedUnit], hits: Sequence[Hit], siblings: Siblings
) -> tuple[Quote, ...]:
    """The quotes for a question, best first; `siblings` gives all passages of a document."""
    sought = sought_in(question)
    asked = frozenset(stems(question))
    candidates = _scored(sought, ranked, hits)
    chosen: list[Quote] = []
    taken: set[tuple[str, int]] = set()
    room, units = MOST_CHARACTERS, MOST_UNITS
    for candidate in candidates:
        if units <= 0 or (chosen and candidate.score < KEEP * candidates[0].score):
            break
        if any((candidate.passage.id, i) in taken for i in _around(candidate)):
            continue
        quote = _grown(candidate, sought, asked, siblings, room, units)
        if chosen and (quote.length > room or quote.units > units):
            continue
        chosen.append(quote)
        room -= quote.length
        units -= quote.units
        taken |= set(_covered(quote))
    return tuple(_joined(chosen))


def _scored(sought: Sought, ranked: Sequence[RankedUnit], hits: Sequence[Hit]) -> list[_Candidate]:
    best = max((one.score for one in ranked), default=1.0) or 1.0
    found = []
    for one in ranked:
        passage, unit = hits[one.hit].passage, one.unit
        text = passage.text[unit.start : unit.end]
        share = max(one.score, 0.0) / best
        bonus = sought.bonus(text, unit.kind) * min(1.0, 0.25 + share)
        at = passage.units.index(unit)
        found.append(_Candidate(share + bonus, passage, at))
    return sorted(found, key=lambda candidate: -candidate.score)


def _around(candidate: _Candidate) -> Iterator[int]:
    yield candidate.at


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


def _grown(
    candidate: _Candidate,
    sought: Sought,
    asked: frozenset[str],
    siblings: Siblings,
    room: int,
    units: int,
) -> Quote:
    listed = Cue.LIST in sought.cues
    match candidate.unit.kind:
        case UnitKind.PROSE:
            return _sentences(candidate, listed=listed, room=room, units=units)
        case UnitKind.LIST:
            outline = _outline(candidate.passage, sought, siblings) if listed else None
            return outline or _list(candidate, listed=listed, room=room)
        case UnitKind.TABLE:
            return _table(candidate, asked)
        case kind:
            return _one(candidate, kind)


def _one(candidate: _Candidate, kind: UnitKind) -> Quote:
    unit = candidate.unit
    return Quote((Part(candidate.passage, ((unit.start, unit.end),)),), kind)


def _sentences(candidate: _Candidate, *, listed: bool, room: int, units: int) -> Quote:
    """The sentence, with the one before it when it cannot stand alone."""
    passage, first, last = candidate.passage, candidate.at, candidate.at
    text = passage.text
    while (
        first > 0
        and last - first + 1 < min(units, 2)
        and passage.units[first - 1].kind is UnitKind.PROSE
        and _LEANS.match(text, passage.units[first].start)
        and passage.units[last].end - passage.units[first - 1].start <= room
    ):
        first -= 1
    while (
        listed
        and last + 1 < len(passage.units)
        and last - first + 1 < units
        and passage.units[last + 1].kind is UnitKind.PROSE
        and _ADDS.match(text, passage.units[last + 1].start)
        and passage.units[last + 1].end - passage.units[first].start <= room
    ):
        last += 1
    span = (passage.units[first].start, passage.units[last].end)
    return Quote((Part(passage, (span,)),), UnitKind.PROSE, last - first + 1)


def _list(candidate: _Candidate, *, listed: bool, room: int) -> Quote:
    """The whole list when it is short or asked for, else the item."""
    passage = candidate.passage
    first = last = candidate.at
    while first > 0 and passage.units[first - 1].kind is UnitKind.LIST:
        first -= 1
    while last + 1 < len(passage.units) and passage.units[last + 1].kind is UnitKind.LIST:
        last += 1
    block = passage.units[first : last + 1]
    length = sum(unit.end - unit.start for unit in block)
    opens = passage.text[candidate.unit.end - 1] == ":"
    if length <= SHORT_BLOCK or ((listed or opens) and length <= max(room, MOST_CHARACTERS)):
        spans = tuple((unit.start, unit.end) for unit in block)
        return Quote((Part(passage, spans),), UnitKind.LIST)
    if opens and candidate.at < last:
        spans = tuple(_fitting(block, room))
        return Quote((Part(passage, spans),), UnitKind.LIST)
    return _one(candidate, UnitKind.LIST)


def _fitting(block: Sequence[Unit], room: int) -> Iterator[tuple[int, int]]:
    for unit in block:
        room -= unit.end - unit.start
        if room < 0:
            return
        yield unit.start, unit.end


def _outline(passage: Passage, sought: Sought, siblings: Siblings) -> Quote | None:
    """The numbered lines under a heading that names what is asked for („Handlungsfelder“)."""
    headings = passage.locator.headings
    for depth, heading in enumerate(headings[:-1]):
        if not sought.heads & set(stems(heading)):
            continue
        parts = [
            part
            for sibling in siblings(passage.document_id)
            if sibling.locator.headings[: depth + 1] == headings[: depth + 1]
            and (part := _quotable_heading(sibling, depth + 1)) is not None
        ]
        if len(parts) > 1:
            return Quote(tuple(parts), UnitKind.LIST)
    return None


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
    columns = columns_of(passage.text, rows[0].start, rows[-1].end)
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
