"""A draft over the records becomes sentences with citations of the records' documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transfobot import logs
from transfobot.assistant.compose import Composer
from transfobot.assistant.library import Library
from transfobot.assistant.register_draft import Draft, DraftSentence
from transfobot.assistant.register_quote import quote_of
from transfobot.assistant.told import Say, Told
from transfobot.domain.answers import Citation, Sentence
from transfobot.domain.knowledge import Visibility

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
    for sentence, citations in _backed(draft.sentences, library, composer, visibilities):
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


def _backed(
    sentences: Sequence[DraftSentence],
    library: Library,
    composer: Composer,
    visibilities: frozenset[Visibility],
) -> Iterator[tuple[Sentence, tuple[Citation, ...]]]:
    for drafted in sentences:
        citations: dict[int, Citation] = {}
        for evidence in drafted.evidence:
            allowed = [
                passage
                for passage in library.passages_of(evidence.document_id)
                if passage.visibility in visibilities
            ]
            found = quote_of(evidence, allowed)
            if found is not None and found.quote and found.quote in found.passage.text:
                citation = composer.cite(found.passage, found.quote)
                citations[citation.number] = citation
        if drafted.evidence and not citations:
            log.warning("sentence_withheld", reasons=["no passage backs the record"])
            continue
        yield Sentence(drafted.text, tuple(citations)), tuple(citations.values())
