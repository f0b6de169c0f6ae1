"""How well each unit of the hits answers: its rank, what it shows, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transfobot.assistant.retrieval.cues import TELLING, Cue, Sought, level
from transfobot.assistant.retrieval.quotes import Candidate, Siblings
from transfobot.assistant.retrieval.retrieve import Retrieval
from transfobot.assistant.retrieval.sentences import rank_units
from transfobot.domain.knowledge import Passage, Unit, UnitKind
from transfobot.german.stems import stems
from transfobot.german.text import fold

PASSAGES = 8
"""Hits whose units are looked at."""

BESIDE, BESIDE_SHARE, MOST_PASSAGES = 3, 0.5, 80
"""Documents whose blocks are looked through, what counts for their rank, and how far."""

OPEN_WEIGHT, HEADING_WEIGHT, LISTED_WEIGHT, HEAD_WEIGHT = 0.5, 0.5, 0.5, 0.15
"""Weights of: words the headings do not say, the heading, a list under it, what is listed."""

BRIDGED = 0.6
"""What a word that the glossary added counts, of the word that called it."""

LABELLED = 0.6
"""What it adds that a label names what is sought."""

Bridges = Mapping[str, frozenset[str]]
NO_BRIDGES: Bridges = {}

_LONG, _ENDING = 10, 4
"""Letters of a word whose beginning tells its family: koordin-iert, Koordin-ator; what is cut."""

PROSE = 0.4
"""What signs count in running text: there the words and the rank say more than a date nearby."""

OTHER_NAME, TOLD_OF_NAME, ROW = 0.6, 0.3, 0.75
"""What remains without the name asked of, what showing something of it adds, a row's share."""

_BLOCKS = frozenset({UnitKind.LABELS, UnitKind.CONTACT, UnitKind.SIGNATURE})
_ROLES = frozenset({UnitKind.LIST})
_WHO = frozenset({Cue.LEAD, Cue.DEPUTY})
"""Who leads stands among the bullets under „Vorstand“ as often as in a block of its own."""

_ADDRESS = re.compile(r"\W*(?:Quellen?:\s*)?https?://\S+\s*(?:\([^()]*\)\W*)?$")
"""A web address alone is a source's, not an answer, whatever words it is made of."""

_LISTED = frozenset({UnitKind.LIST, UnitKind.CONTACT})


def scored(
    sought: Sought, found: Retrieval, siblings: Siblings, bridges: Bridges = NO_BRIDGES
) -> list[Candidate]:
    """The units of the best hits and the telling ones beside them, best first.

    `bridges` are the words that a word of the question may stand for (`glossary.bridges_of`).
    """
    weights = {level(term.term): term.idf for term in found.terms if term.known}
    for term in found.terms:
        called = bridges.get(term.term, frozenset())
        family = {term.term[:-_ENDING]} if len(term.term) >= _LONG else set()
        for one in family.union(*(name.split() for name in called)):
            weights.setdefault(level(one), BRIDGED * term.idf)
    scoring = _Scoring(sought, weights, found.hits[0].passage.document_id if found.hits else "")
    ranked = rank_units(found, PASSAGES)
    best = max((one.score for one in ranked), default=1.0) or 1.0
    scored = [
        scoring.candidate(found.hits[one.hit].passage, one.unit, one.score / best) for one in ranked
    ]
    seen = {(one.passage.id, one.at) for one in scored}
    scored += [
        one for one in scoring.beside(found, siblings) if (one.passage.id, one.at) not in seen
    ]
    telling = [one for one in scored if not _ADDRESS.match(_words(one))]
    return sorted(telling, key=lambda candidate: -candidate.score)


def _words(candidate: Candidate) -> str:
    return candidate.passage.text[candidate.unit.start : candidate.unit.end]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the units of one passage share."""

    folded: str
    heading: float
    names: bool


class _Scoring:
    """One question; what passages share is worked out once."""

    def __init__(self, sought: Sought, weights: Mapping[str, float], best: str) -> None:
        self._sought = sought
        self._weights = weights
        self._best = best
        self._frames: dict[str, _Frame] = {}

    def candidate(self, passage: Passage, unit: Unit, share: float) -> Candidate:
        """A unit with its score; `share` is its rank among the ranked units, 0 to 1."""
        sought, frame = self._sought, self._frame(passage)
        text = passage.text[unit.start : unit.end]
        signs = sought.bonus(text, unit.kind) * min(1.0, 0.25 + share)
        signs += OPEN_WEIGHT * _open_share(self._weights, level(text), frame.folded)
        signs += HEADING_WEIGHT * frame.heading
        if Cue.LIST in sought.cues and unit.kind in _LISTED:
            signs += LISTED_WEIGHT * frame.heading
        if sought.heads:
            signs += HEAD_WEIGHT * _has_head(sought.heads, text)
        score = share + (PROSE * signs if unit.kind is UnitKind.PROSE else signs)
        if passage.document_id == self._best:
            score += LABELLED * sought.labelled(text, unit.kind, sought.cues)
        if not frame.names:
            score *= OTHER_NAME
        elif (sought.names or sought.persons) and sought.shows(TELLING, text, unit.kind):
            score += TOLD_OF_NAME
        if unit.kind is UnitKind.TABLE:
            score *= ROW
        return Candidate(score, passage, passage.units.index(unit))

    def beside(self, found: Retrieval, siblings: Siblings) -> Iterator[Candidate]:
        """Blocks, and sentences with or under the name, that show what is sought.

        A sheet of key data shares few words with „von wann bis wann“; its labels still answer.
        """
        if not self._sought.cues & TELLING:
            return
        documents = list(dict.fromkeys(hit.passage.document_id for hit in found.hits))
        for place, document_id in enumerate(documents[:BESIDE]):
            share = BESIDE_SHARE / (1 + place / 4)
            for passage in siblings(document_id)[:MOST_PASSAGES]:
                for unit in self._telling(passage):
                    yield self.candidate(passage, unit, share)

    def _telling(self, passage: Passage) -> Iterator[Unit]:
        names = self._sought.names
        framed = any(level(name) in self._frame(passage).folded for name in names)
        folded = fold(passage.text) if names and not framed else ""
        present = [name for name in names if name in folded]
        for unit in passage.units:
            blocks = _BLOCKS | _ROLES if self._sought.cues & _WHO else _BLOCKS
            if unit.kind not in blocks and not (framed or present):
                continue
            text = passage.text[unit.start : unit.end]
            named = framed or unit.kind in blocks or any(name in fold(text) for name in present)
            if named and self._sought.shows(TELLING, text, unit.kind):
                yield unit

    def _frame(self, passage: Passage) -> _Frame:
        known = self._frames.get(passage.id)
        if known is None:
            known = self._frames[passage.id] = _Frame(
                level(f"{passage.title} {' '.join(passage.locator.headings)}"),
                _heading_share(self._weights, passage),
                names_held(self._sought, passage),
            )
        return known


def _open_share(weights: Mapping[str, float], text: str, frame: str) -> float:
    """Idf share, in the unit, of the terms that title and headings do not already say."""
    left = {term: idf for term, idf in weights.items() if term not in frame}
    total = sum(left.values())
    return sum(idf for term, idf in left.items() if term in text) / total if total else 0.0


def _has_head(heads: frozenset[str], text: str) -> bool:
    """Whether one of these nouns stands there, itself or as a kind of it („Landkreis“)."""
    return any(
        word == head or (len(head) > 4 and word.endswith(head))
        for word in stems(text)
        for head in heads
    )


def _heading_share(weights: Mapping[str, float], passage: Passage) -> float:
    """How much of the innermost heading the question says („Arbeitskreis“)."""
    words = [word for word in stems(passage.locator.heading or "") if len(word) > 2]
    if not words or len(words) > 6:
        return 0.0
    return sum(level(word) in weights for word in words) / len(words)


def names_held(sought: Sought, passage: Passage) -> bool:
    """Whether the passage, its title or its headings hold a name or surname that is asked of."""
    wanted = sought.names | sought.persons
    if not wanted:
        return True
    held = fold(f"{passage.title} {' '.join(passage.locator.headings)} {passage.text}")
    return any(name in held for name in wanted)
