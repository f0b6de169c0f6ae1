"""A draft over the records becomes sentences with citations of the records' documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transfobot import logs
from transfobot.assistant.compose import Composer
from transfobot.assistant.library import Library
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.quote import Quoted, quotes_of
from transfobot.assistant.told import Say, Told
from transfobot.domain.answers import Citation, Sentence
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.figures import find_amounts, find_dates

log = logs.get(__name__)


def told_from(
    draft: Draft,
    library: Library,
    composer: Composer,
    visibilities: frozenset[Visibility],
    say: Say,
) -> Told:
    """Each sentence with the passages that back it; one that loses its backing is withheld."""
    sentences: list[Sentence] = []
    cited: dict[int, Citation] = {}
    backed = list(_backed(draft.sentences, library, composer, visibilities))
    for sentence, citations in heads_backed(backed):
        say(sentence, citations)
        sentences.append(sentence)
        cited.update({citation.number: citation for citation in citations})
    return Told(
        draft.outcome,
        draft.mode,
        tuple(sentences),
        tuple(cited.values()),
        clarification=draft.clarification,
        suggestions=draft.suggestions,
        notices=draft.notices,
        referents=draft.referents,
        office_id=draft.office_id,
    )


def heads_backed(
    backed: Sequence[tuple[Sentence, tuple[Citation, ...]]],
) -> Iterator[tuple[Sentence, tuple[Citation, ...]]]:
    """The head of a list is backed by what backs its lines, up to the next head."""
    for at, (sentence, citations) in enumerate(backed):
        if citations or not sentence.is_head:
            yield sentence, citations
            continue
        of_lines: dict[int, Citation] = {}
        for line, behind in backed[at + 1 :]:
            if line.is_head:
                break
            of_lines.update({citation.number: citation for citation in behind})
        yield replace(sentence, citations=tuple(of_lines)), tuple(of_lines.values())


def _backed(
    sentences: Sequence[DraftSentence],
    library: Library,
    composer: Composer,
    visibilities: frozenset[Visibility],
) -> Iterator[tuple[Sentence, tuple[Citation, ...]]]:
    for drafted in sentences:
        citations: dict[int, Citation] = {}
        held = [
            [one for one in library.passages_of(each.document_id) if one.visibility in visibilities]
            for each in drafted.evidence
        ]
        open_figures = _figures(_DATED.sub("", drafted.text))
        found = [
            one
            for each, passages in zip(drafted.evidence, held, strict=True)
            for one in quotes_of(each, passages)
        ]
        quoted = [one for one in found if one.quote in one.passage.text]
        said = set().union(*(_figures(one.quote) for one in quoted)) if quoted else set()
        more = list(_with_figures(open_figures - said, [one for each in held for one in each]))
        for one in (*quoted, *more) or _beginnings(held):
            citation = composer.cite(one.passage, one.quote)
            citations[citation.number] = citation
        # Not even where another record backs it too: it may say what only the hidden one does.
        if not all(held) or (drafted.evidence and not citations):
            log.warning("sentence_withheld", reasons=["no passage backs the record"])
            continue
        yield Sentence(drafted.text, tuple(citations)), tuple(citations.values())


def _beginnings(held: Sequence[Sequence[Passage]]) -> list[Quoted]:
    """The first unit of each record, where nothing in it comes nearer to the sentence."""
    starts = [each[0] for each in held if each and each[0].units]
    return [Quoted(one, one.text[one.units[0].start : one.units[0].end]) for one in starts]


_DATED = re.compile(r"\((?:[^()]*; )?(?:Stand|as of)[^()]*\)")
"""The day of a record, which is no figure of the sentence."""


def _figures(text: str) -> set[object]:
    """Amounts and days of a text."""
    amounts = {(one.value, one.unit) for one in find_amounts(text)}
    return amounts | {one.iso for one in find_dates(text)}


def _with_figures(wanted: set[object], passages: Sequence[Passage]) -> Iterator[Quoted]:
    """The units that state what the quotes so far leave out, as few as do."""
    for passage in passages if wanted else ():
        for unit in passage.units:
            words = passage.text[unit.start : unit.end]
            stated = _figures(words) & wanted
            if stated:
                wanted = wanted - stated
                yield Quoted(passage, words)
            if not wanted:
                return
