"""From a draft's evidence to the passages of the record's document and the exact words to quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transfobot.assistant.register.draft import Evidence
from transfobot.domain.knowledge import Passage, Unit
from transfobot.german.text import tokens

_LONGEST_QUOTE = 420
_LONGEST_RUN = 900
_MOST_QUOTES = 3
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
_FIGURE_WEIGHT = 3
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage and the piece of its text that backs a sentence, word for word."""

    passage: Passage
    quote: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One quotable unit of a document with its words and figures."""

    passage: Passage
    at: int
    unit: Unit
    text: str
    small: str
    """The text in lower case."""
    words: frozenset[str]

    @classmethod
    def of(cls, passage: Passage, at: int) -> _Line:
        unit = passage.units[at]
        text = passage.text[unit.start : unit.end]
        return cls(passage, at, unit, text, text.lower(), _words(text))


def quotes_of(evidence: Evidence, passages: Sequence[Passage]) -> list[Quoted]:
    """Where the record's document says it, at most three quotes.

    Every line of the needle is looked for: the unit that holds it literally, else the units that
    hold its figures and most of its words. What stands in the document's title needs no quote of
    its own. Units that follow one another are one quote. Empty where no unit shares a word.
    """
    lines = [line for passage in passages for line in _lines_of(_Same(passage))]
    if not lines:
        return []
    pieces = _pieces(evidence.needle, lines[0].passage.title)
    held = {one: sum(_holds(line, one) for line in lines) for one in pieces}
    chosen: list[_Line] = []
    for piece in sorted(pieces, key=lambda one: (held[one] == 0, held[one])):
        if any(_holds(line, piece) for line in chosen):
            continue
        chosen += _backing(piece, pieces, lines, chosen)
    return [Quoted(run[0].passage, _text(run)) for run in _runs(chosen)][:_MOST_QUOTES]


class _Same:
    """A passage as a key: the same object, since to compare one costs as much as to cut it."""

    __slots__ = ("passage",)

    def __init__(self, passage: Passage) -> None:
        self.passage = passage

    def __hash__(self) -> int:
        return id(self.passage)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.passage is self.passage


@lru_cache(maxsize=4_096)
def _lines_of(same: _Same) -> tuple[_Line, ...]:
    return tuple(_Line.of(same.passage, at) for at in range(len(same.passage.units)))


def _pieces(needle: str, title: str) -> list[str]:
    """The lines of a needle; the record's own name only where nothing else is looked for."""
    pieces = [one.strip() for one in needle.split("\n") if one.strip()]
    telling = [one for one in pieces if one.lower() not in title.lower()]
    return list(dict.fromkeys(telling or pieces))


def _backing(
    piece: str, pieces: Sequence[str], lines: Sequence[_Line], chosen: Sequence[_Line]
) -> list[_Line]:
    literal = [line for line in lines if _holds(line, piece)]
    if literal:
        return [max(literal, key=lambda line: _worth(line, piece, pieces, chosen))]
    return _covering(piece, lines, chosen)


def _holds(line: _Line, piece: str) -> bool:
    """Whether the piece stands in the unit as words of its own."""
    text, wanted = line.small, piece.lower()
    if len(wanted) > len(text):
        return False
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(wanted, at + 1)
    return False


def _worth(
    line: _Line, piece: str, pieces: Sequence[str], chosen: Sequence[_Line]
) -> tuple[float, float]:
    """Near what else is looked for, in the passage and in the unit; the least besides it."""
    beside = sum(one.lower() in line.passage.text.lower() for one in pieces)
    inside = sum(_holds(line, one) for one in pieces)
    known = any(line.passage.id == one.passage.id for one in chosen)
    return (beside + inside + known, len(piece) / len(line.text))


def _covering(piece: str, lines: Sequence[_Line], chosen: Sequence[_Line]) -> list[_Line]:
    """The units that hold the piece's figures and words together: of one passage, then others."""
    wanted = _words(piece)
    open_words = set(wanted)
    for line in chosen:
        open_words -= line.words
    found: list[_Line] = []
    for pool in (_same_passage(open_words, lines), lines):
        while len(found) < _MOST_QUOTES and not _enough(open_words, wanted):
            best = _closest(open_words, pool)
            if not open_words & best.words:
                break
            found.append(best)
            open_words -= best.words
    return found


def _same_passage(wanted: Iterable[str], lines: Sequence[_Line]) -> list[_Line]:
    """The units of the passage that holds most of what is wanted."""
    held: dict[str, set[str]] = {}
    for line in lines:
        held.setdefault(line.passage.id, set()).update(line.words)
    looked_for = frozenset(wanted)
    best = max(held, key=lambda one: _weight(looked_for & held[one]))
    return [line for line in lines if line.passage.id == best]


def _enough(open_words: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether no figure and few words are left to look for."""
    left = set(open_words)
    figures = any(_FIGURE.fullmatch(word) for word in left)
    return not figures and _weight(left) <= (1 - _ENOUGH) * _weight(wanted)


def _closest(wanted: Iterable[str], lines: Sequence[_Line]) -> _Line:
    looked_for = frozenset(wanted)
    return max(
        lines,
        key=lambda line: _weight(looked_for & line.words) + 1 / (len(line.words) + 10),
    )


def _weight(words: Iterable[str]) -> int:
    return sum(_FIGURE_WEIGHT if _FIGURE.fullmatch(word) else 1 for word in words)


@lru_cache(maxsize=8_192)
def _words(text: str) -> frozenset[str]:
    """Stems, and figures whole ("7,6" is not 7 and 6)."""
    plain = frozenset(word for word in tokens(text) if not word.isdigit())
    return plain | frozenset(_FIGURE.findall(text))


def _runs(chosen: Iterable[_Line]) -> list[list[_Line]]:
    """Units that follow one another, or stand close, as one quote; the rest apart."""
    runs: list[list[_Line]] = []
    first = {line.passage.id: rank for rank, line in reversed(list(enumerate(chosen)))}
    ordered = sorted(
        {(line.passage.id, line.at): line for line in chosen}.values(),
        key=lambda line: (first[line.passage.id], line.at),
    )
    for line in ordered:
        last = runs[-1][-1] if runs else None
        if last is not None and last.passage.id == line.passage.id:
            start, follows = runs[-1][0].unit.start, line.at == last.at + 1
            if line.unit.end - start <= (_LONGEST_RUN if follows else _LONGEST_QUOTE):
                runs[-1].append(line)
                continue
        runs.append([line])
    return runs


def _text(run: Sequence[_Line]) -> str:
    return run[0].passage.text[run[0].unit.start : run[-1].unit.end]
