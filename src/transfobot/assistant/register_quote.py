"""From a draft's evidence to a passage of the record's document and the exact words to quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transfobot.assistant.register_draft import Evidence
from transfobot.domain.knowledge import Passage, Unit
from transfobot.german.text import tokens

_LONGEST_QUOTE = 420


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage and the piece of its text that backs a sentence, word for word."""

    passage: Passage
    quote: str


def quote_of(evidence: Evidence, passages: Sequence[Passage]) -> Quoted | None:
    """Where the record's document says it.

    The unit that holds the needle literally wins; else the run of units that shares most words with
    it; without any shared word the document's first unit. None for a document without passages.
    """
    for needle in (evidence.needle, *evidence.needle.split("\n")):
        found = _literal(needle.strip(), passages)
        if found is not None:
            return found
    return _closest(evidence.needle, passages)


def _literal(needle: str, passages: Sequence[Passage]) -> Quoted | None:
    if len(needle) < 4:
        return None
    best: Quoted | None = None
    for passage in passages:
        at = passage.text.find(needle)
        if at < 0:
            continue
        units = [u for u in passage.units if u.start < at + len(needle) and at < u.end]
        quote = (
            passage.text[units[0].start : units[-1].end]
            if units
            else passage.text[at : at + len(needle)]
        )
        if best is None or len(quote) < len(best.quote):
            best = Quoted(passage, _cut(quote, needle))
    return best


def _closest(needle: str, passages: Sequence[Passage]) -> Quoted | None:
    wanted = set(tokens(needle))
    best: tuple[float, Passage, Unit] | None = None
    for passage in passages:
        for unit in passage.units:
            has = set(tokens(passage.text[unit.start : unit.end]))
            if not has:
                continue
            score = len(wanted & has) + len(wanted & has) / (len(has) + 10)
            if best is None or score > best[0]:
                best = (score, passage, unit)
    if best is None:
        return None
    _, passage, unit = best
    start, end = _widened(passage, unit, wanted)
    return Quoted(passage, passage.text[start:end])


def _widened(passage: Passage, unit: Unit, wanted: set[str]) -> tuple[int, int]:
    """Take in the following units while they add words that are looked for."""
    start, end = unit.start, unit.end
    open_words = wanted - set(tokens(passage.text[start:end]))
    for following in passage.units:
        if following.start < end:
            continue
        has = open_words & set(tokens(passage.text[following.start : following.end]))
        if not has or following.end - start > _LONGEST_QUOTE:
            break
        end = following.end
        open_words -= has
    return start, end


def _cut(quote: str, needle: str) -> str:
    """A very long unit is quoted around the needle, at line breaks."""
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    at = quote.find(needle)
    start = quote.rfind("\n", 0, at) + 1
    end = quote.find("\n", at + len(needle))
    return quote[start : end if end >= 0 else len(quote)]
