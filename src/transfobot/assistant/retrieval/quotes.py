"""What is quoted: units of passages, and what was taken together so that it can stand alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transfobot.domain.knowledge import Passage, Unit, UnitKind

Siblings = Callable[[str], Sequence[Passage]]
"""All passages of a document by its id."""


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

    @property
    def length(self) -> int:
        """Characters shown."""
        return sum(part.length for part in self.parts)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be quoted: `at` is its index among the units of its passage."""

    score: float
    passage: Passage
    at: int

    @property
    def unit(self) -> Unit:
        return self.passage.units[self.at]
