"""Which units of the hits are quoted: at most three and 900 characters, whole, a block together.

Takes the ranked units of the retrieval with what the question looks for (`cues`, `select_score`),
and grows each chosen unit to what can stand alone (`select_grow`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transfobot.assistant.retrieval.cues import TELLING, Cue, Sought, sought_in
from transfobot.assistant.retrieval.grow import ITEM, Growing
from transfobot.assistant.retrieval.judge import Judging, Verdict
from transfobot.assistant.retrieval.quotes import Candidate, Part, Quote, Siblings
from transfobot.assistant.retrieval.retrieve import Retrieval
from transfobot.assistant.retrieval.score import names_held, scored
from transfobot.domain.knowledge import Passage, UnitKind
from transfobot.german.glossary import Glossary, bridges_of
from transfobot.german.stems import stems

__all__ = ["Selection", "Verdict", "opening", "select"]

MOST_UNITS = 3
MOST_CHARACTERS = 890
"""Characters of the answer's text, quotes and the words that lead to them."""

LEAD, LEAD_AGAIN, LONGEST_TITLE, LONGEST_HEADING = 51, 40, 64, 60
"""Characters around a quote of a new document, besides its title, and of the same one; of a title
and a heading that are said."""

STRONG, KEEP = (0.62, 0.8), (0.4, 0.6)
"""Share of the best unit's score that a further one needs, in its document and in another: to be
judged by, as an answer, and to be shown beside it."""


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
    bridged: bool = False
    """Whether every content word stands there, itself or by another word of the glossary."""


def select(question: str, found: Retrieval, siblings: Siblings) -> Selection:
    """The quotes for a question; `siblings` gives all passages of a document."""
    # As it was meant: without the slips that the search has mended.
    question = found.basis.plan.text if found.basis else question
    sought = sought_in(question)
    bridges = bridges_of(question, Glossary.general())
    judging = Judging(question, sought, found, bridges)
    candidates = _of_named(sought, scored(sought, found, siblings, bridges), siblings)
    choosing = _Choosing(question, sought, siblings)
    choosing.take(candidates, STRONG)
    verdict = judging.verdict(choosing.chosen)
    choosing.take(candidates, KEEP)
    quotes = tuple(_grouped(choosing.chosen))
    return Selection(
        quotes,
        verdict,
        judging.strange(quotes),
        judging.held(quotes),
        judging.bridged(quotes),
    )


@dataclass
class _Choosing:
    """Quotes taken so far for one question, and the room that is left."""

    question: str
    sought: Sought
    siblings: Siblings
    chosen: list[Quote] = field(default_factory=list)
    taken: set[tuple[str, int]] = field(default_factory=set)
    room: int = MOST_CHARACTERS
    told: bool = False

    def take(self, candidates: Sequence[Candidate], least: tuple[float, float]) -> None:
        """Grow the units that score enough of the best to quotes; neighbours become one."""
        for candidate in candidates:
            if self.chosen and candidate.score < _least(candidate, candidates[0], least):
                continue
            if (candidate.passage.id, candidate.at) in self.taken:
                continue
            tells = _tells(self.sought, candidate)
            if self.chosen and self.told and not tells:
                continue
            if self._complete or not self._take(candidate):
                continue
            self.told = self.told or tells

    def _take(self, candidate: Candidate) -> bool:
        lead = _lead(candidate, self.chosen)
        asked = frozenset(stems(self.question))
        growing = Growing(self.sought, asked, self.siblings, self.taken, self.room - lead)
        grown = growing.quote(candidate)
        beside = any(_touches(quote, grown) for quote in self.chosen)
        lead = 0 if beside else lead
        full = grown.length > self.room - lead or not (beside or len(self.chosen) < MOST_UNITS)
        if self.chosen and full:
            return False
        self.room -= grown.length + lead
        self.taken |= set(_covered(grown))
        _add(self.chosen, grown)
        return True

    @property
    def _complete(self) -> bool:
        """Whether a whole list stands there that was asked for: nothing is added to it."""
        if len(self.chosen) != 1 or Cue.LIST not in self.sought.cues:
            return False
        items = sum(len(part.spans) for part in self.chosen[0].parts)
        return self.chosen[0].kind in _LISTS and items > 1


_LISTS = frozenset({UnitKind.LIST, UnitKind.TABLE})


def _of_named(
    sought: Sought, candidates: Sequence[Candidate], siblings: Siblings
) -> Sequence[Candidate]:
    """Those of documents that speak of the name or person asked of, where any does.

    What another document says of its own network, its end or its telephone, is no answer.
    """
    if not sought.names | sought.persons:
        return candidates
    documents = {one.passage.document_id for one in candidates}
    speaking = {
        document_id
        for document_id in documents
        if any(names_held(sought, passage) for passage in siblings(document_id))
    }
    own = [one for one in candidates if one.passage.document_id in speaking]
    return own or candidates


def _tells(sought: Sought, candidate: Candidate) -> bool:
    """Whether a unit shows what is sought; beside one that does, the others are noise."""
    text = candidate.passage.text[candidate.unit.start : candidate.unit.end]
    return sought.shows(TELLING, text, candidate.unit.kind)


def _least(candidate: Candidate, best: Candidate, least: tuple[float, float]) -> float:
    """The score a further unit needs; one of another document needs more."""
    same = candidate.passage.document_id == best.passage.document_id
    return best.score * least[0 if same else 1]


def _lead(candidate: Candidate, chosen: Sequence[Quote]) -> int:
    """Characters of the words that lead to a quote: less when its document was just named."""
    documents = {part.passage.document_id for quote in chosen for part in quote.parts}
    if candidate.passage.document_id not in documents:
        return LEAD + min(len(candidate.passage.title), LONGEST_TITLE)
    block = candidate.unit.kind is not UnitKind.PROSE
    heading = len(candidate.passage.locator.heading or "") if block else 0
    return LEAD_AGAIN + (heading if heading <= LONGEST_HEADING else 0)


def _covered(quote: Quote) -> Iterator[tuple[str, int]]:
    for part in quote.parts:
        for index, unit in enumerate(part.passage.units):
            if any(start < unit.end and unit.start < end for start, end in part.spans):
                yield part.passage.id, index


def _add(chosen: list[Quote], quote: Quote) -> None:
    """Add a quote; what touches it becomes one with it, in the place of the earliest chosen."""
    touching = [other for other in chosen if _touches(other, quote)]
    if not touching:
        chosen.append(quote)
        return
    place = chosen.index(touching[0])
    for other in touching:
        quote = _merged(other, quote)
        chosen.remove(other)
    chosen.insert(place, quote)


def _grouped(quotes: Sequence[Quote]) -> Iterator[Quote]:
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
    if one.kind is not UnitKind.PROSE or other.kind is not UnitKind.PROSE:
        return False
    if one.parts[0].passage.id != other.parts[0].passage.id:
        return False
    first, second = sorted((one.parts[0], other.parts[0]), key=lambda part: part.start)
    return not first.passage.text[first.end : second.start].strip()


def _merged(one: Quote, other: Quote) -> Quote:
    first, second = sorted((one.parts[0], other.parts[0]), key=lambda part: part.start)
    part = Part(first.passage, ((first.start, second.end),))
    return Quote((part,), UnitKind.PROSE)


def opening(passage: Passage) -> Quote:
    """What a section says first: its block as far as it fits, or its first sentences."""
    prose = passage.kind is UnitKind.PROSE
    room = MOST_CHARACTERS - LEAD - LONGEST_TITLE
    spans: list[tuple[int, int]] = []
    for unit in passage.units[: MOST_UNITS if prose else None]:
        room -= unit.end - unit.start + ITEM
        if room < 0 and spans:
            break
        spans.append((unit.start, unit.end))
    shown = ((spans[0][0], spans[-1][1]),) if prose else tuple(spans)
    return Quote((Part(passage, shown),), passage.kind)
