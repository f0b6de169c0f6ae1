"""Extractive sentences: what a document says, word for word, and which one, of which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from transfobot import logs
from transfobot.assistant.library import Library
from transfobot.assistant.phrasing import day_text, quoted, short_title, shown
from transfobot.assistant.retrieval.quotes import Part, Quote
from transfobot.assistant.timing import status_of
from transfobot.assistant.told import Say
from transfobot.assistant.verify import Evidence, problems
from transfobot.domain.answers import Citation, Sentence
from transfobot.domain.knowledge import Kind, Passage, UnitKind, Visibility
from transfobot.prompts import Phrases

log = logs.get(__name__)

LONGEST_TITLE = 64
"""Characters of a title in a lead; a longer one is cut at a word."""

LONGEST_HEADING = 60
"""A longer heading is no orientation; it is left out of the lead."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A sentence that may be said once it is verified, with its citations and their passages."""

    sentence: Sentence
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    kind: UnitKind


@dataclass
class Composer:
    """Turns quotes into sentences with running citation numbers."""

    library: Library
    phrases: Phrases
    language: str
    today: date
    used: list[Citation] = field(default_factory=list)
    before: int = 0
    last_document: str | None = None
    last_heading: str | None = None

    def sentences(self, quotes: Sequence[Quote]) -> Iterator[Composed]:
        """One sentence a quote, in order."""
        for quote in quotes:
            self.before = len(self.used)
            yield self._sentence(quote)

    def withdraw(self) -> None:
        """Take the last sentence back: its citations give their numbers free."""
        del self.used[self.before :]
        self.last_document = self.last_heading = None

    def cite(self, passage: Passage, quote: str) -> Citation:
        """A citation of these words, numbered; the same words keep their number."""
        for known in self.used:
            if known.passage_id == passage.id and known.quote == quote:
                return known
        document = self.library.document(passage.document_id)
        as_of = document.as_of if document else None
        citation = Citation(
            number=len(self.used) + 1,
            document_id=passage.document_id,
            passage_id=passage.id,
            title=passage.title,
            page=passage.locator.page,
            heading=passage.locator.heading,
            quote=quote,
            url=self.library.url(passage),
            as_of=as_of,
            status=status_of(quote, as_of, self.today),
        )
        self.used.append(citation)
        return citation

    def _sentence(self, quote: Quote) -> Composed:
        passage = quote.parts[0].passage
        heading = self._heading(quote)
        under = f" {self._say('under', heading=heading)}" if heading else ""
        body = _body(quote, self.language)
        if passage.document_id == self.last_document:
            again = "" if heading == self.last_heading else under
            text = self._say("lead_again", under=again, quote=body)
        else:
            text = self._say("lead", where=self._where(passage), under=under, quote=body)
        self.last_document, self.last_heading = passage.document_id, heading
        citations = tuple(self.cite(part.passage, _words(part)) for part in quote.parts)
        numbers = tuple(dict.fromkeys(citation.number for citation in citations))
        passages = tuple(part.passage for part in quote.parts)
        return Composed(Sentence(text, numbers), citations, passages, quote.kind)

    def _where(self, passage: Passage) -> str:
        document = self.library.document(passage.document_id)
        kind = document.kind if document else Kind.DOCUMENT
        stand = ""
        if document and document.as_of:
            stand = f" {self._say('stand', day=day_text(document.as_of, self.language))}"
        return self._say(
            f"where_{kind.value}", title=short_title(passage.title, LONGEST_TITLE), stand=stand
        )

    def _heading(self, quote: Quote) -> str | None:
        """The heading that tells what a block is; running text is led by its document alone."""
        if quote.kind is UnitKind.PROSE:
            return None
        headings = quote.parts[0].passage.locator.headings
        if len(quote.parts) > 1:
            headings = headings[:-1]
        heading = headings[-1] if headings else None
        repeated = heading is not None and quote.parts[0].passage.text[
            quote.parts[0].start : quote.parts[0].end
        ].startswith(heading)
        if heading is None or repeated or len(heading) > LONGEST_HEADING:
            return None
        return (
            None if short_title(heading) == short_title(quote.parts[0].passage.title) else heading
        )

    def _say(self, key: str, **values: object) -> str:
        return self.phrases.of(f"answers.{key}", self.language, **values)


def _words(part: Part) -> str:
    """The words cited: from the first to the last that is shown, as they stand."""
    return part.passage.text[part.start : part.end]


def _body(quote: Quote, language: str) -> str:
    """The quoted words: one quotation for running text, a line an item for blocks."""
    pieces = [
        shown(part.passage.text[start:end], lines=quote.kind is UnitKind.CONTACT)
        for part in quote.parts
        for start, end in part.spans
    ]
    if quote.kind is UnitKind.TABLE and len(pieces) > 1:
        cells = ", ".join(quoted(piece, language) for piece in pieces[1:])
        return f"{quoted(pieces[0], language)}: {cells}"
    if len(pieces) == 1:
        return quoted(pieces[0], language)
    return "\n" + "\n".join(f"– {quoted(piece, language)}" for piece in pieces)


def said_of(
    composer: Composer, quotes: Sequence[Quote], visibilities: frozenset[Visibility], say: Say
) -> Iterator[Composed]:
    """Each sentence that holds, said at once; what does not hold is withheld and counted."""
    for one in composer.sentences(quotes):
        evidence = Evidence(
            {citation.number: citation for citation in one.citations},
            {passage.id: passage for passage in one.passages},
            visibilities,
        )
        found = problems(one.sentence, evidence)
        if found:
            log.warning("sentence_withheld", reasons=found)
            composer.withdraw()
            continue
        say(one.sentence, one.citations)
        yield one
