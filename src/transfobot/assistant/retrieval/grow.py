"""From a unit to what can stand alone: a list with its items, a column, a sentence and its lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transfobot.assistant.retrieval.cues import Cue, Sought, enumerates
from transfobot.assistant.retrieval.quotes import Candidate, Part, Quote, Siblings
from transfobot.domain.knowledge import Passage, Unit, UnitKind
from transfobot.domain.tables import Cell, Column, cells_of, columns_of
from transfobot.german.stems import stems

ITEM = 5
"""Characters around an item of a list."""

MOST_SENTENCES = 3
"""Sentences that are quoted together around the one that was found."""

SHORT_BLOCK = 420
"""A list up to this long is quoted whole even when one item is asked for."""


@dataclass(frozen=True)
class Growing:
    """What may be taken around a unit: `taken` is quoted already, `room` is left."""

    sought: Sought
    asked: frozenset[str]
    siblings: Siblings
    taken: set[tuple[str, int]]
    room: int

    def quote(self, candidate: Candidate) -> Quote:
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

    def _sentences(self, candidate: Candidate) -> Quote:
        """The sentence, with the one before it when it cannot stand alone."""
        passage, first, last = candidate.passage, candidate.at, candidate.at
        if self._leans(passage, first) and self._fits(passage, first - 1, last):
            first -= 1
        while (
            self._listed and self._adds(passage, last + 1) and self._fits(passage, first, last + 1)
        ):
            last += 1
        last = self._enumerated(passage, first, last)
        span = (passage.units[first].start, passage.units[last].end)
        return Quote((Part(passage, (span,)),), UnitKind.PROSE)

    def _enumerated(self, passage: Passage, first: int, last: int) -> int:
        """To the sentence that names them, where one only says that there are several."""
        if not self._listed or enumerates(_text(passage, first, last)):
            return last
        for at in range(last + 1, min(first + MOST_SENTENCES, len(passage.units))):
            plain = passage.units[at].kind is UnitKind.PROSE and (passage.id, at) not in self.taken
            if not plain or not self._fits(passage, first, at):
                return last
            if enumerates(_text(passage, at, at)):
                return at
        return last

    def _leans(self, passage: Passage, at: int) -> bool:
        return (
            at > 0
            and (passage.id, at - 1) not in self.taken
            and passage.units[at - 1].kind is UnitKind.PROSE
            and self._points_back(passage, at)
        )

    def _points_back(self, passage: Passage, at: int) -> bool:
        unit = passage.units[at]
        leans = _LEANS.match(passage.text, unit.start)
        return bool(leans or POINTS_BACK.search(passage.text, unit.start, unit.end))

    def _adds(self, passage: Passage, at: int) -> bool:
        return (
            at < len(passage.units)
            and (passage.id, at) not in self.taken
            and passage.units[at].kind is UnitKind.PROSE
            and _ADDS.match(passage.text, passage.units[at].start) is not None
        )

    def _fits(self, passage: Passage, first: int, last: int) -> bool:
        length = passage.units[last].end - passage.units[first].start
        return last - first < MOST_SENTENCES and length <= self.room

    def _list(self, candidate: Candidate) -> Quote:
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
        fitting = _bounds(_fitting(block, self.room))
        if opens and candidate.at < last and fitting:
            return Quote((Part(passage, fitting),), UnitKind.LIST)
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


def _text(passage: Passage, first: int, last: int) -> str:
    return passage.text[passage.units[first].start : passage.units[last].end]


def _one(candidate: Candidate, kind: UnitKind) -> Quote:
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


def _table(candidate: Candidate, asked: frozenset[str]) -> Quote:
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


POINTS_BACK = re.compile(r"\b(?:von ihnen|davon|darunter|unter ihnen|deren Zahl)\b")
""" „Bis 2027 sollen es 80 von ihnen sein.“"""
_LEANS = re.compile(
    r"(?:Dies(?:e[rsnm]?)?|Dazu|Dabei|Dafür|Daraus|Dadurch|Damit|Daneben|Darüber hinaus|"
    r"Hier(?:zu|mit|bei)?|Sie|Er|Es|Ihre?|Weitere|Ebenfalls|Letzt\w+|Außerdem|Zudem|So|Deren|Dessen|Er|Beide)\b"
)
_ADDS = re.compile(r"(?:Weitere|Ebenfalls|Zudem|Außerdem|Ferner|Daneben|Hinzu|Auch|Dazu)\b")
