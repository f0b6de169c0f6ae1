"""The answer from documents: search, choose, compose, and check each sentence before it is said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol

from transfobot.assistant.arbitrate import asked_words, told_by, told_by_draft
from transfobot.assistant.compose import Composed, Composer, said_of
from transfobot.assistant.library import Library
from transfobot.assistant.mask import looked_for
from transfobot.assistant.phrasing import short_title
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.studies import speaks_of
from transfobot.assistant.retrieval.cues import sought_in
from transfobot.assistant.retrieval.quotes import Quote
from transfobot.assistant.retrieval.retrieve import Retrieval
from transfobot.assistant.retrieval.select import Verdict, opening, select
from transfobot.assistant.timing import time_notices
from transfobot.assistant.told import Say, Told, aloud
from transfobot.assistant.understand.ours import (
    names_nothing,
    nothing_of_ours,
    speaks_to_service,
    strangers,
)
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
from transfobot.domain.answers import Clarification, Mode, Outcome, Related, Sentence
from transfobot.domain.conversation import Language
from transfobot.domain.knowledge import Hit, Visibility
from transfobot.german.text import fold
from transfobot.prompts import Phrases

LEAST_CONFIDENCE = 0.01
"""Below this a hit is none, even if it shows a number or a name of the kind that is sought."""

NEAR, NEAR_CONFIDENCE = 2, 0.04
"""How many places are shown as the nearest, where nothing answers, and what they need for it."""

SOME_CONFIDENCE, MOST_HELD = 0.1, 0.45
"""What a hit that was refused needs when every word of the question is known."""

_LISTED_OF_ALL = frozenset((Category.NETWORK, Category.FUNDING))
_SEVERAL = 2
"""Nouns of another field, from which on one word of ours is chance."""

RELATED = 3
"""Documents that a refusal names."""


_NAMED = re.compile(r"[„“]([^„“”]{3,120})[“”]")


class Search(Protocol):
    """The part of the retriever that answering needs."""

    def search(
        self,
        text: str,
        *,
        visibilities: frozenset[Visibility],
        k: int = 10,
        among: frozenset[str] | None = None,
        after: Retrieval | None = None,
    ) -> Retrieval: ...

    def known(
        self, terms: Collection[str], *, visibilities: frozenset[Visibility]
    ) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """Quotes for a question; without any, `refused` is how it ends and `hits` what is nearest.

    `near` are then the places of papers of one's own that come nearest.
    """

    quotes: tuple[Quote, ...]
    hits: tuple[Hit, ...] = ()
    refused: Outcome = Outcome.UNSUPPORTED
    near: tuple[Quote, ...] = ()
    whole: bool = False
    """Whether everything that the question names stands in the first quote."""


@dataclass(frozen=True)
class Documents:
    """Answers from the documents of the allowed visibilities, by quoting them."""

    search: Search
    library: Library
    phrases: Phrases

    def hold_most(self, nouns: Collection[str], visibilities: frozenset[Visibility]) -> bool:
        """Whether most of some stems stand anywhere: else no search can find them.

        Raises SearchUnavailable.
        """
        known = self.search.known(nouns, visibilities=visibilities)
        return bool(nouns) and 2 * len(known) >= len(nouns)

    def of_another_field(
        self, asked: Understanding, draft: Draft, visibilities: frozenset[Visibility]
    ) -> bool:
        """Whether a draft hangs on one word of a question whose nouns mostly stand nowhere.

        "Welche Straße verbindet Fresno mit dem Central Valley?" is nobody's question here.
        Raises SearchUnavailable.
        """
        strange, nouns = strangers(asked)
        plain = draft.mode is Mode.REGISTER and not draft.referents.programme
        if not plain or len(strange) < _SEVERAL:
            return False
        known = self.search.known(strange, visibilities=visibilities)
        return len(strange - known) >= max(_SEVERAL, nouns / 2)

    def of_the_house(
        self, asked: Understanding, draft: Draft, visibilities: frozenset[Visibility]
    ) -> Found | None:
        """What a document that is no record tells of the question, where it is more than the draft.

        Raises SearchUnavailable.
        """
        # Papers of one network tell nothing of which of all networks or programmes …
        listing = asked.category in _LISTED_OF_ALL and Intent.LIST in asked.intents
        papers = self.library.own(visibilities) if not listing else frozenset()
        words = asked_words(asked) if papers else frozenset()
        cited = {one.document_id for line in draft.sentences for one in line.evidence}
        titles = [one.title for one in map(self.library.document, cited) if one is not None]
        told = told_by_draft(draft, titles, words)
        found = self.find(asked, visibilities) if words != told else Found(())
        shown = found.quotes or found.near
        if not shown or shown[0].parts[0].passage.document_id not in papers:
            return None
        held = frozenset(word for one in shown for word in told_by(one, words))
        # A place that is only near stands before lines that are about something else.
        most = 2 * len(held) >= len(words) and not told
        plain = found.quotes and asked.meta is None
        denied = draft.outcome is Outcome.NO_SOURCE and draft.mode is Mode.REGISTER
        return found if (plain or most or denied) and len(held) > len(told) else None

    def find(self, asked: Understanding, visibilities: frozenset[Visibility]) -> Found:
        """What may be quoted, or why nothing may. Raises SearchUnavailable."""
        section = self._section(asked.text, visibilities)
        if section:
            return Found(section)
        own = self.library.own(visibilities)
        if not own or not _names_no_record(asked):
            return replace(self._looked_through(asked, visibilities, None), near=())
        # Among hundreds of records the one paper that tells it would not be seen.
        among = self._looked_through(asked, visibilities, own)
        found = among if among.quotes else self._looked_through(asked, visibilities, None)
        return found if found.quotes else replace(found, near=among.near)

    def _looked_through(
        self,
        asked: Understanding,
        visibilities: frozenset[Visibility],
        among: frozenset[str] | None,
    ) -> Found:
        """What a search finds, and a wider one where the first does not."""
        look = partial(self.search.search, asked.query, visibilities=visibilities, among=among)
        first = look()
        found = self._judged(asked, first, wider=False)
        if found.quotes or found.refused is not Outcome.NO_SOURCE:
            return found
        again = self._judged(asked, look(after=first), wider=True)
        return again if again.quotes else found

    def _judged(self, asked: Understanding, found: Retrieval, *, wider: bool) -> Found:
        """What of a search may be shown; in a wider one every word of the question has to stand."""
        found = self._unmixed(found)
        chosen = select(asked.query, found, self.library.passages_of)
        shown = chosen.verdict is Verdict.SHOWN and not chosen.strange
        shown = shown and found.confidence >= LEAST_CONFIDENCE
        held = chosen.held >= MOST_HELD and found.confidence >= SOME_CONFIDENCE
        near = chosen.quotes[:NEAR] if found.confidence >= NEAR_CONFIDENCE else ()
        if wider and not chosen.bridged:
            return Found((), found.hits, Outcome.NO_SOURCE, near)
        if found.refused and not (shown or held or chosen.bridged):
            return Found((), found.hits, Outcome.NO_SOURCE, near)
        told_of = chosen.verdict is Verdict.SHOWN and _told_of(asked, chosen.quotes)
        if chosen.verdict is Verdict.MISSING or _off_subject(asked, chosen.quotes, told_of):
            return Found((), found.hits, Outcome.UNSUPPORTED, near)
        return Found(chosen.quotes, found.hits, whole=chosen.bridged)

    def _unmixed(self, found: Retrieval) -> Retrieval:
        """Without the records, where the nearest hit is of a document that is none.

        Their labels ("Telefon: …") would speak louder than what a report says in a sentence.
        """
        record_of = self.library.record_of
        own = tuple(one for one in found.hits if record_of(one.passage.document_id) is None)
        return replace(found, hits=own) if own and own[0] is found.hits[0] else found

    def tell(
        self,
        found: Found,
        asked: Understanding,
        visibilities: frozenset[Visibility],
        composer: Composer,
        say: Say,
        today: date,
    ) -> Told:
        """Quoted sentence by sentence, or refused with what was looked for."""
        if found.quotes and asked.language is Language.EN and nothing_of_ours(asked):
            # English function words happen to be found in German texts.
            found = replace(found, quotes=(), refused=Outcome.NO_SOURCE)
        said = list(said_of(composer, found.quotes, visibilities, say))
        if not said:
            own = bool(self.library.own(visibilities))
            near = bool(found.near)
            outcome = Outcome.UNSUPPORTED if near else found.refused
            refused = self.refusal(asked, found.hits, outcome, own=own, near=near)
            return self._with_near(aloud(refused, say), found, visibilities, composer, say)
        sentences = [one.sentence for one in said]
        if asked.individual:
            sentences.append(self._who_decides(asked, say))
        return Told(
            Outcome.PARTLY if asked.individual else Outcome.ANSWERED,
            Mode.EXTRACTIVE,
            tuple(sentences),
            tuple(dict.fromkeys(citation for one in said for citation in one.citations)),
            suggestions=self._suggestions(said, asked.language.value),
            notices=tuple(self._notices(said, asked.language.value, today)),
        )

    def _with_near(
        self,
        told: Told,
        found: Found,
        visibilities: frozenset[Visibility],
        composer: Composer,
        say: Say,
    ) -> Told:
        """A refusal with the place that may be related, said to be no answer."""
        if told.outcome not in (Outcome.NO_SOURCE, Outcome.UNSUPPORTED) or not found.near:
            return told
        lead = Sentence(self.phrases.of("answers.nearest", composer.language))
        say(lead, ())
        said = list(said_of(composer, found.near, visibilities, say))
        return replace(
            told,
            sentences=(*told.sentences, lead, *(one.sentence for one in said)),
            citations=tuple(dict.fromkeys(each for one in said for each in one.citations)),
        )

    def _section(self, text: str, visibilities: frozenset[Visibility]) -> tuple[Quote, ...]:
        """A section asked for by name, as suggestions do it: „…“ under „…“."""
        named = _NAMED.findall(text)
        if len(named) != 2:
            return ()
        passages = self.library.section(named[0], named[1], visibilities)
        return (opening(passages[0]),) if passages else ()

    def refusal(
        self,
        asked: Understanding,
        hits: Sequence[Hit],
        outcome: Outcome,
        *,
        own: bool,
        near: bool = False,
    ) -> Told:
        """What was looked for, what is nearest; the office comes with every answer.

        Papers of its `own` may be about anything: no question is out of their scope, and none is
        asked back where a place of theirs is `near`.
        """
        language = asked.language.value
        nothing = nothing_of_ours(asked) and not own
        aside = nothing and speaks_to_service(asked)
        asks = names_nothing(asked) and not aside and not near
        if outcome is not Outcome.OUT_OF_SCOPE and asks:
            text = self.phrases.of("register.ask_about", language)
            back = Clarification(text)
            return Told(Outcome.CLARIFY, Mode.NONE, (Sentence(text),), clarification=back)
        if outcome is not Outcome.OUT_OF_SCOPE and nothing:
            key = "meta_aside" if aside else "out_of_scope"
            sentence = Sentence(self.phrases.of(f"register.{key}", language))
            return Told(Outcome.OUT_OF_SCOPE, Mode.NONE, (sentence,))
        key = "unsure" if near else outcome.value
        key = "complaint" if asked.complaint else key
        texts = [self.phrases.of(f"answers.{key}", language)]
        # Of a long story only the question was looked for.
        terms = looked_for(f"{asked.core} {asked.text}" if asked.followup else asked.core)
        if terms and not asked.complaint:
            texts.append(self.phrases.of("answers.looked_for", language, terms=", ".join(terms)))
        return Told(
            outcome,
            Mode.NONE,
            (Sentence(" ".join(texts)),),
            related=tuple(self._related(hits)),
            suggestions=(self.phrases.of("answers.suggest_place", language),),
        )

    def _related(self, hits: Sequence[Hit]) -> Iterator[Related]:
        seen: set[str] = set()
        for hit in hits:
            if hit.passage.document_id in seen:
                continue
            seen.add(hit.passage.document_id)
            yield Related(short_title(hit.passage.title), self.library.url(hit.passage))
            if len(seen) == RELATED:
                return

    def _who_decides(self, asked: Understanding, say: Say) -> Sentence:
        language = asked.language.value
        who = self.phrases.of("answers.decides_nobody_named", language)
        sentence = Sentence(self.phrases.of("answers.decides", language, who=who))
        say(sentence, ())
        return sentence

    def _notices(self, said: Sequence[Composed], language: str, today: date) -> list[str]:
        dated = [
            (citation, one.kind, self.library.document(citation.document_id))
            for one in said
            for citation in one.citations
        ]
        notices = time_notices(dated, today, self.phrases, language)
        if language != "de":
            notices.append(self.phrases.of("answers.notice_german_quotes", language))
        return notices

    def _suggestions(self, said: Sequence[Composed], language: str) -> tuple[str, ...]:
        """Other headings of the document just quoted: it can answer those."""
        first = said[0].passages[0]
        known = {p.locator.heading for one in said for p in one.passages}
        headings = dict.fromkeys(
            heading
            for passage in self.library.passages_of(first.document_id)
            if passage.units
            and (heading := passage.locator.heading)
            and heading not in known
            and 4 <= len(heading) <= 60
            and not heading[0].isdigit()
        )
        title = short_title(first.title, 60)
        return tuple(
            self.phrases.of("answers.suggest_more", language, title=title, heading=heading)
            for heading in list(headings)[:2]
        )


def _names_no_record(asked: Understanding) -> bool:
    """Whether a question names neither a record nor a place that records are of."""
    named = not asked.mentions.empty or asked.mentions.authored or asked.mentions.organisations
    return not (named or asked.place or asked.filters.lands)


def _told_of(asked: Understanding, quotes: Sequence[Quote]) -> bool:
    """Whether the first quote is of a document titled with the name that is asked of."""
    names = sought_in(asked.query).names
    return bool(quotes) and any(name in fold(quotes[0].parts[0].passage.title) for name in names)


def _off_subject(asked: Understanding, quotes: Sequence[Quote], told_of: bool) -> bool:
    """Whether no passage quoted speaks of what is sought of a record or place that is named.

    "Welches Gehalt bekommt der Projektleiter von AuToS" finds the project leader: not the salary.
    """
    passages = [part.passage for quote in quotes for part in quote.parts]
    text = " ".join(
        fold(" ".join((one.title, *one.locator.headings, one.text))) for one in passages
    )
    if asked.year_said and asked.year_said not in text:
        return True
    return bool(asked.subjects) and not told_of and not speaks_of(text, asked.subjects)
