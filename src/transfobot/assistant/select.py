"""Which units of the hits are quoted: at most three and 900 characters, whole, a block together.

Takes the ranked units of the retrieval with what the question looks for (`cues`, `select_score`),
and grows each chosen unit to what can stand alone (`select_grow`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transfobot.assistant.cues import TELLING, Cue, Sought, sought_in
from transfobot.assistant.glossary import Glossary, bridges_of
from transfobot.assistant.quotes import Candidate, Part, Quote, Siblings
from transfobot.assistant.retrieve import Retrieval
from transfobot.assistant.select_grow import ITEM, Growing
from transfobot.assistant.select_judge import Judging, Verdict
from transfobot.assistant.select_score import scored
from transfobot.domain.knowledge import Passage, UnitKind
from transfobot.german.stems import stems

__all__ = ["Selection", "Verdict", "opening", "select"]

MOST_UNITS = 3
MOST_CHARACTERS = 890
"""Characters of the answer's text, quotes and the words that lead to them."""

LEAD, LEAD_AGAIN, LONGEST_HEADING = 115, 40, 60
"""Characters around a quote of a new document, and of the same one; of a heading that is said."""

KEEP, KEEP_OTHER = 0.62, 0.8
"""Share of the best unit's score that a further one needs, in its document and in another."""


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
    asked = frozenset(stems(question))
    bridges = bridges_of(question, Glossary.general())
    judging = Judging(question, sought, found, bridges)
    candidates = scored(sought, found, siblings, bridges)
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
        free = room - _lead(candidate, chosen)
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
        judging.verdict(chosen),
        judging.strange(quotes),
        judging.held(quotes),
        judging.bridged(quotes),
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


def _lead(candidate: Candidate, chosen: Sequence[Quote]) -> int:
    """Characters of the words that lead to a quote: less when its document was just named."""
    documents = {part.passage.document_id for quote in chosen for part in quote.parts}
    if candidate.passage.document_id not in documents:
        return LEAD
    block = candidate.unit.kind is not UnitKind.PROSE
    heading = len(candidate.passage.locator.heading or "") if block else 0
    return LEAD_AGAIN + (heading if heading <= LONGEST_HEADING else 0)


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
