"""From a document's text to its passages: what is found, and what may be quoted from it.

A passage is 700 to 1,200 characters of running text, or a block (list, labels, contact, table,
signatures) with the heading it stands under. Its units are what is quoted whole.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transfobot.domain.knowledge import Document, Locator, Passage, Unit, UnitKind
from transfobot.ingestion.structure import OPENING, Segment, read_structure

TARGET = 900
"""Characters up to which neighbouring paragraphs of one section share a passage."""

LONGEST = 1200
"""Characters of a passage; a longer block is split between its units."""

DATE_LINE = 60
"""A line this short right above signatures belongs to them, not to the section before."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Units that become one passage: `start` may lie at a heading before the first unit."""

    start: int
    units: tuple[Unit, ...]
    path: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.units[-1].end


def passages_of(document: Document) -> list[Passage]:
    """All passages of a document in order, without overlap; each a substring of its text."""
    segments = read_structure(document.text)
    pieces = [
        part
        for piece in _merged(_pieces(segments, document.title), document.pages_at)
        for part in _split(piece)
    ]
    return [_passage(document, ordinal, piece) for ordinal, piece in enumerate(pieces)]


# --- sections --------------------------------------------------------------------------------


def _pieces(segments: Sequence[Segment], title: str) -> Iterator[_Piece]:
    """Each block with the path of headings above it; quotable headings open their block."""
    stack: list[tuple[int, str]] = []
    waiting: list[Segment] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        if segment.level:
            _descend(stack, segment)
            waiting.append(segment)
            if _is_empty(segment, following):
                yield _headlines(waiting, _path(stack[:-1], title))
                waiting = []
            continue
        if _leaves_section(segment, following):
            stack = [entry for entry in stack if entry[0] == OPENING]
            units = tuple(replace(unit, kind=UnitKind.SIGNATURE) for unit in segment.units)
        else:
            units = segment.units
        opened = tuple(unit for heading in waiting for unit in heading.units)
        begins = waiting[0].start if waiting else segment.start
        yield _Piece(begins, (*opened, *units), _path(stack, title))
        waiting = []
    if waiting and (len(waiting) == len(segments) or waiting[-1].units):
        yield _headlines(waiting, ())


def _headlines(headings: Sequence[Segment], path: tuple[str, ...]) -> _Piece:
    units = tuple(Unit(heading.start, heading.end) for heading in headings)
    return _Piece(units[0].start, units, path)


def _descend(stack: list[tuple[int, str]], segment: Segment) -> None:
    if segment.level != OPENING:
        while stack and stack[-1][0] >= segment.level:
            stack.pop()
    stack.append((segment.level, segment.heading))


def _is_empty(segment: Segment, following: Segment | None) -> bool:
    """A headline over nothing is a statement of its own; one with a colon announces nothing."""
    if segment.units or segment.level == OPENING or following is None:
        return False
    plain = segment.end - segment.start == len(segment.heading)
    return plain and 0 < following.level < segment.level


def _leaves_section(segment: Segment, following: Segment | None) -> bool:
    if segment.kind is UnitKind.SIGNATURE:
        return True
    short = segment.kind is UnitKind.PROSE and segment.end - segment.start <= DATE_LINE
    return short and following is not None and following.kind is UnitKind.SIGNATURE


def _path(stack: Sequence[tuple[int, str]], title: str) -> tuple[str, ...]:
    return tuple(heading for _, heading in stack if heading and heading != title)


# --- passages --------------------------------------------------------------------------------


def _merged(pieces: Iterator[_Piece], pages_at: Sequence[int]) -> Iterator[_Piece]:
    """Neighbours of one section, kind and page together, up to the target length."""
    held: _Piece | None = None
    for piece in pieces:
        if held is None:
            held = piece
        elif _belongs(held, piece, pages_at):
            held = _Piece(held.start, (*held.units, *piece.units), held.path)
        else:
            yield held
            held = piece
    if held is not None:
        yield held


def _belongs(held: _Piece, piece: _Piece, pages_at: Sequence[int]) -> bool:
    if held.path != piece.path or piece.end - held.start > TARGET:
        return False
    if _page(pages_at, held.start) != _page(pages_at, piece.start):
        return False
    kinds = {_kind(held.units), _kind(piece.units)}
    return len(kinds) == 1 or min(held.end - held.start, piece.end - piece.start) < 120


def _split(piece: _Piece) -> Iterator[_Piece]:
    """Parts of at most `LONGEST` characters, cut between units, as even as they come."""
    length = piece.end - piece.start
    if length <= LONGEST or len(piece.units) == 1:
        yield piece
        return
    goal = length / -(-length // TARGET)
    begins, taken = piece.start, [piece.units[0]]
    for unit in piece.units[1:]:
        over = unit.end - begins > LONGEST
        enough = taken[-1].end - begins >= goal * 0.9
        if over or enough:
            yield _Piece(begins, tuple(taken), piece.path)
            begins, taken = unit.start, []
        taken.append(unit)
    yield _Piece(begins, tuple(taken), piece.path)


def _passage(document: Document, ordinal: int, piece: _Piece) -> Passage:
    text = document.text[piece.start : piece.end]
    key = f"{document.id}\n{document.revision}\n{piece.start}\n{piece.end}"
    units = tuple(
        Unit(unit.start - piece.start, unit.end - piece.start, unit.kind) for unit in piece.units
    )
    page = _page(document.pages_at, piece.units[0].start) if document.pages else None
    return Passage(
        id=hashlib.sha256(key.encode()).hexdigest()[:24],
        document_id=document.id,
        revision=document.revision,
        ordinal=ordinal,
        text=text,
        offset=piece.start,
        title=document.title,
        locator=Locator(page, piece.path),
        units=units,
        visibility=document.visibility,
        kind=_kind(units),
    )


def _page(pages_at: Sequence[int], offset: int) -> int:
    return max(1, bisect_right(pages_at, offset))


def _kind(units: Sequence[Unit]) -> UnitKind:
    """The kind that most characters of the units have."""
    sizes: Counter[UnitKind] = Counter()
    for unit in units:
        sizes[unit.kind] += unit.end - unit.start
    return sizes.most_common(1)[0][0]
