"""A question in, a backed answer and the right office out: the whole way on one screen.

conversation → understand → (curated | register | retrieve → compose → per sentence: verify → say or
withhold) → outcome → choose_office → keep
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from transfobot import logs
from transfobot.assistant.arbitrate import (
    at_home,
    counting,
    elsewhere,
    office_of,
    says_it,
    unsaid,
)
from transfobot.assistant.compose import Composer
from transfobot.assistant.documents import Documents, Found
from transfobot.assistant.in_turn import InTurn
from transfobot.assistant.keep import keep, new_id, opened
from transfobot.assistant.mask import Masked, mask
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.told import told_from
from transfobot.assistant.told import Say, Told, aloud, nobody
from transfobot.assistant.understand.followup import remembered
from transfobot.assistant.understand.ours import service_near
from transfobot.assistant.understand.understanding import Category, Meta, Understanding
from transfobot.domain.answers import Answer, Mode, OfficeCard, Outcome, Sentence
from transfobot.domain.conversation import Conversation, Question
from transfobot.domain.errors import StoreUnavailable, TransfobotError
from transfobot.domain.knowledge import Visibility
from transfobot.ports import Clock, Conversations
from transfobot.prompts import Phrases

log = logs.get(__name__)

PUBLIC = frozenset({Visibility.PUBLIC})
EVERYTHING = frozenset(Visibility)

UNANSWERED = frozenset(
    {Outcome.NO_SOURCE, Outcome.UNSUPPORTED, Outcome.OUT_OF_SCOPE, Outcome.FAILED}
)

DEFECTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
"""What goes wrong by a mistake of ours: it must leave nobody without an answer and an office."""

Curated = Callable[[Understanding, frozenset[Visibility]], Told | None]


WayOn = Callable[[Understanding, str], Draft | None]


def nothing_further(_asked: Understanding, _told: str) -> Draft | None:
    """A deployment without records: nothing to point to beside an answer."""
    return None


def nothing_curated(_asked: Understanding, _visibilities: frozenset[Visibility]) -> Told | None:
    """A deployment whose staff has approved no answers."""
    return None


def _nearer(asked: Understanding) -> bool:
    """Whether a place, which is not known, would lead to an office; not what all networks share."""
    unnamed = not (asked.place or asked.referents.place) and asked.mentions.empty
    return unnamed and asked.category is not Category.NETWORK


@dataclass(frozen=True)
class Assistant:
    """Answers questions. Safe for many threads; only `conversations` is written to.

    `understand(question, conversation, day)`, `from_register(understanding)` and
    `office_for(understanding or None, office id or None)` are the functions of their files with
    register and places filled in.
    """

    clock: Clock
    conversations: Conversations
    documents: Documents
    phrases: Phrases
    understand: Callable[[Question, Conversation, date], Understanding]
    from_register: Callable[[Understanding], Draft | None]
    office_for: Callable[[Understanding | None, str | None], OfficeCard | None]
    curated: Curated = nothing_curated
    way_on: WayOn = nothing_further

    def ask(self, question: Question, say: Say = nobody) -> Answer:
        """The answer; `say` gets each sentence as soon as it is checked."""
        asked: Understanding | None = None
        conversation = Conversation(new_id())
        office: OfficeCard | None = None
        try:
            self.documents.library.refresh()
            conversation = opened(question, self.conversations)
            asked = self.understand(question, conversation, self.clock.today())
            office = self.office_for(asked, None)
            told = self._tell(asked, question, conversation, say)
            told = self._with_way_on(told, asked, question, say)
            if told.office_id:
                office = self.office_for(asked, told.office_id)
        except TransfobotError as error:
            log.warning("question_failed", kind=type(error).__name__)
            told = self._failed(question, say, "failed")
            office = office or self._any_office()
        except DEFECTS as error:
            log.error("question_broke", kind=type(error).__name__, where=logs.place_of(error))
            told = self._failed(question, say, "broken")
            office = office or self._any_office()
        told = self._turned(told, asked, office, say)
        masked = mask(question.text)
        answer = self._answer(told, question, conversation, asked, office, masked)
        return self._kept(answer, told, question, conversation, asked, masked)

    def _tell(
        self, asked: Understanding, question: Question, conversation: Conversation, say: Say
    ) -> Told:
        """The first that can: staff, the records, the documents."""
        visibilities = EVERYTHING if question.internal else PUBLIC
        language, today = asked.language.value, self.clock.today()
        library = self.documents.library
        composer = Composer(library, self.phrases, language, today)
        curated = self.curated(asked, visibilities)
        if curated is not None:
            return aloud(curated, say)
        each = InTurn(self.understand, self.from_register, self.clock.now)
        draft = each.answer(asked, question, conversation)
        if draft is not None and self.documents.of_another_field(asked, draft, visibilities):
            draft = None
        found = self.documents.of_the_house(asked, draft, visibilities) if draft else None
        if found is not None:
            return self.documents.tell(found, asked, visibilities, composer, say, today)
        open_nouns = unsaid(draft, asked) if draft else frozenset()
        if draft is None or self.documents.hold_most(open_nouns, visibilities):
            found = self._found(asked, visibilities)
        quotes = counting(draft, found.quotes, library.record_kind) if draft and found else ()
        if draft is not None and not (quotes and says_it(draft, open_nouns, quotes)):
            told = told_from(draft, library, composer, visibilities, say)
            if told.sentences or told.clarification:
                return self._with_open_parts(told, draft, asked, visibilities, composer, say)
        found = found or self._found(asked, visibilities)
        if not found.quotes and (near := service_near(asked)) is not None:
            told_of = replace(asked, meta=Meta.SERVICE, service=(near,))
            if (draft := self.from_register(told_of)) is not None:
                return told_from(draft, library, composer, visibilities, say)
        told = self.documents.tell(found, asked, visibilities, composer, say, today)
        return replace(told, office_id=office_of(asked, found.quotes, library.record_of))

    def _found(self, asked: Understanding, visibilities: frozenset[Visibility]) -> Found:
        """What the documents have, unless it is said of another place."""
        found = self.documents.find(asked, visibilities)
        record_of = self.documents.library.record_of
        kept = at_home(asked, found.quotes, record_of)
        # What was judged to answer is the first: the others stand beside it.
        strange = kept[:1] != found.quotes[:1]
        strange = strange or elsewhere(asked, kept, record_of, whole=found.whole)
        if found.quotes and strange:
            return replace(found, quotes=(), refused=Outcome.NO_SOURCE)
        return replace(found, quotes=kept)

    def _with_open_parts(
        self,
        told: Told,
        draft: Draft,
        asked: Understanding,
        visibilities: frozenset[Visibility],
        composer: Composer,
        say: Say,
    ) -> Told:
        """What the records leave open may stand in the documents."""
        if not draft.open_parts:
            return told
        query = " ".join(draft.open_parts)
        rest = replace(asked, query=query)
        found = self._found(rest, visibilities)
        if not found.quotes:
            # A question that is passed over in silence would seem to be answered.
            parts = [one.rstrip(" ?!.") for one in draft.open_parts]
            language = asked.language.value
            texts = [self.phrases.of("answers.open_part", language, part=one) for one in parts]
            missing = tuple(map(Sentence, texts))
            for sentence in missing:
                say(sentence, ())
            return replace(told, sentences=(*told.sentences, *missing))
        more = self.documents.tell(found, rest, visibilities, composer, say, self.clock.today())
        known = {citation.number for citation in told.citations}
        added = tuple(one for one in more.citations if one.number not in known)
        return replace(
            told,
            sentences=(*told.sentences, *more.sentences),
            citations=(*told.citations, *added),
            notices=(*told.notices, *more.notices),
        )

    def _with_way_on(self, told: Told, asked: Understanding, question: Question, say: Say) -> Told:
        """Whoever tells of a matter of their own and got no answer is told what helps."""
        if told.outcome not in UNANSWERED:
            return told
        whole = replace(asked, text=question.text)
        draft = self.way_on(whole, " ".join(one.text for one in told.sentences))
        if draft is None:
            return told
        composer = Composer(
            self.documents.library,
            self.phrases,
            asked.language.value,
            self.clock.today(),
            used=list(told.citations),
        )
        visibilities = EVERYTHING if question.internal else PUBLIC
        more = told_from(draft, self.documents.library, composer, visibilities, say)
        return replace(
            told,
            sentences=(*told.sentences, *more.sentences),
            citations=tuple(dict.fromkeys((*told.citations, *more.citations))),
            turned=bool(more.sentences),
        )

    def _turned(
        self, told: Told, asked: Understanding | None, office: OfficeCard | None, say: Say
    ) -> Told:
        """Whoever got no answer is told where to turn, and how to find out who is nearer.

        The office of last resort is named for what it is: it speaks for the networks as a whole.
        """
        if told.outcome not in UNANSWERED or told.turned:
            return told
        language = asked.language.value if asked else "de"
        foreign = told.outcome is Outcome.OUT_OF_SCOPE
        nearer = asked is not None and told.outcome is not Outcome.FAILED and _nearer(asked)
        last = self._any_office() if nearer or foreign else None
        texts = []
        if office is None or (nearer and not foreign and last and last.id == office.id):
            texts.append(self.phrases.of("answers.name_place", language))
        if office is not None:
            key = "turn_to_all" if last and last.id == office.id else "turn_to"
            name = office.substitute or office.organisation
            texts.append(self.phrases.of(f"answers.{key}", language, office=name))
        sentence = Sentence(" ".join(texts))
        say(sentence, ())
        return replace(told, sentences=(*told.sentences, sentence))

    def _any_office(self) -> OfficeCard | None:
        """The office of last resort; none when even the records do not answer."""
        try:
            return self.office_for(None, None)
        except TransfobotError:
            return None

    def _failed(self, question: Question, say: Say, key: str) -> Told:
        language = question.language.value if question.language else "de"
        sentence = Sentence(self.phrases.of(f"answers.{key}", language))
        return aloud(Told(Outcome.FAILED, Mode.NONE, (sentence,)), say)

    def _answer(
        self,
        told: Told,
        question: Question,
        conversation: Conversation,
        asked: Understanding | None,
        office: OfficeCard | None,
        masked: Masked,
    ) -> Answer:
        language = asked.language.value if asked else "de"
        notices = (*self._personal(told, question, masked, language), *told.notices)
        return Answer(
            answer_id=new_id(),
            conversation_id=conversation.id,
            outcome=told.outcome,
            mode=told.mode,
            sentences=told.sentences,
            citations=told.citations,
            office=office,
            clarification=told.clarification,
            related=told.related,
            suggestions=told.suggestions[:3],
            notices=tuple(dict.fromkeys(notices)),
            language=language,
        )

    def _personal(self, told: Told, question: Question, masked: Masked, language: str) -> list[str]:
        """A word to whoever gave names of people or health data; official contacts are none."""
        quoted = " ".join(citation.quote for citation in told.citations)
        strangers = [name for name in masked.names if name.split()[-1] not in quoted]
        keys = []
        if strangers or masked.health:
            keys.append("notice_personal" if question.store else "notice_personal_unstored")
        if masked.contacts and question.store:
            keys.append("notice_contact_given")
        return [self.phrases.of(f"answers.{key}", language) for key in keys]

    def _kept(
        self,
        answer: Answer,
        told: Told,
        question: Question,
        conversation: Conversation,
        asked: Understanding | None,
        masked: Masked,
    ) -> Answer:
        """The answer as kept; where nothing can be written it is given and says so."""
        referents = conversation.referents
        if asked is not None:
            referents = told.referents or remembered(asked.referents, asked.mentions)
        try:
            now, day = self.clock.now(), self.clock.today()
            keep(question, masked, answer, referents, asked, self.conversations, now, day)
        except StoreUnavailable as error:
            log.warning("question_not_kept", kind=type(error).__name__)
            notice = self.phrases.of("answers.notice_not_kept", answer.language)
            return replace(answer, notices=(*answer.notices, notice))
        return answer
