"""Wire the assistant over opened stores: register, places, offices, retrieval, phrases."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from transfobot.assistant.ask import Assistant
from transfobot.assistant.documents import Documents
from transfobot.assistant.library import Library
from transfobot.assistant.offices.desk import OfficeDesk
from transfobot.assistant.places.lookup import PlaceIndex, regions_of
from transfobot.assistant.register.answers import answer_from_register
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.way_on import way_on
from transfobot.assistant.understand.names import Lexicon
from transfobot.assistant.understand.question import understand
from transfobot.assistant.understand.read import Reading
from transfobot.assistant.understand.understanding import Understanding
from transfobot.bootstrap.stores import Stores
from transfobot.domain.answers import OfficeCard
from transfobot.domain.conversation import Audience, Conversation, Language, Question, Topic
from transfobot.domain.knowledge import Hit, Visibility
from transfobot.domain.places import Place, PlaceMatch
from transfobot.domain.register_index import Register
from transfobot.ingestion.records import KIND_OF_FOLDER
from transfobot.prompts import Phrases, load_phrases
from transfobot.settings import bundled


@dataclass(frozen=True)
class Knowledge:
    """The register as of one revision number, with what is derived from it."""

    number: int
    register: Register
    places: PlaceIndex
    lexicon: Lexicon


class House:
    """Everything that answers; follows the records when they change."""

    def __init__(self, stores: Stores) -> None:
        self.stores = stores
        self.settings = stores.settings
        # A deployment may have texts of its own for some phrases only.
        self.phrases: Phrases = load_phrases(bundled("prompts"), stores.settings.prompts_dir)
        self._lock = threading.Lock()
        self._dictionary = stores.search.analyzer.words
        self._known: Knowledge | None = None
        self.library = Library(stores.records, stores.settings.base_url)
        self.assistant = Assistant(
            clock=stores.clock,
            conversations=stores.conversations,
            documents=Documents(stores.search.retriever, self.library, self.phrases),
            phrases=self.phrases,
            understand=self._understand,
            from_register=self._from_register,
            office_for=self._office_for,
            way_on=self._way_on,
        )

    def known(self) -> Knowledge:
        """The register of now: built again only when the records have changed."""
        return self._known_at(self.stores.records.revision_number())

    def _known_at(self, number: int) -> Knowledge:
        with self._lock:
            before = self._known
            if before is None or before.number != number:
                self._known = self._build(number, before)
            assert self._known is not None
            return self._known

    def _build(self, number: int, before: Knowledge | None) -> Knowledge:
        register = Register.of(
            (document_id, KIND_OF_FOLDER.get(PurePosixPath(path).parent.name, ""), mapping)
            for document_id, path, mapping in self.stores.records.record_rows()
        )
        regions = regions_of(register)
        places = (
            before.places.with_regions(regions)
            if before
            else PlaceIndex.of(self.stores.gazetteer, regions, self._dictionary)
        )
        return Knowledge(number, register, places, Lexicon.of(register))

    def _seen(self) -> Knowledge:
        """The register as this question was understood by, or newer; looked up once a question."""
        return self._known or self.known()

    def register(self) -> Register:
        """All records."""
        return self.known().register

    def offices(self, language: str = "de") -> OfficeDesk:
        """Chooses and shows offices as of today."""
        return self._desk(self.known(), language)

    def _desk(self, known: Knowledge, language: str) -> OfficeDesk:
        return OfficeDesk(
            register=known.register,
            places=known.places,
            phrases=self.phrases,
            day=self.stores.clock.today(),
            default_office=self.settings.default_office or None,
            language=language,
        )

    def search(self, text: str, visibilities: frozenset[Visibility], k: int) -> Sequence[Hit]:
        """Passages with the reasons of their rank."""
        found = self.stores.search.retriever.search(
            text, visibilities=visibilities, k=k, explain=True
        )
        return found.hits

    def find(self, text: str) -> PlaceMatch:
        """What a place name alone can mean."""
        return self.known().places.find(text)

    def suggest(self, prefix: str, limit: int) -> Sequence[Place]:
        """Places whose name begins like this."""
        return self.known().places.suggest(prefix, limit)

    def office_cards(
        self, place: Place | None, topic: Topic | None, audience: Audience | None
    ) -> Sequence[OfficeCard]:
        """Who is responsible for a place, best first; without a place all offices."""
        return self.offices().responsible(place, topic, audience)

    def office_choice(
        self, place: str | None, topic: Topic | None, audience: Audience | None
    ) -> OfficeCard | None:
        """The office for a handoff, by place in the inquirer's words."""
        match = self.find(place) if place else None
        cards = self.office_cards(match.unique if match else None, topic, audience)
        return cards[0] if match and match.unique and cards else self.offices().fallback()

    def _understand(
        self, question: Question, conversation: Conversation, day: date
    ) -> Understanding:
        known = self._known_at(self.library.number)
        reading = Reading(known.lexicon, known.places, day, self._dictionary)
        return understand(question, conversation, reading)

    def _from_register(self, asked: Understanding) -> Draft | None:
        known = self._seen()
        return answer_from_register(asked, known.register, self.phrases, known.places.by_ags)

    def _way_on(self, asked: Understanding, told: str) -> Draft | None:
        known = self._seen()
        desk = Desk(known.register, self.phrases, asked.day, asked.language, known.places.by_ags)
        return way_on(desk, asked, told)

    def _office_for(self, asked: Understanding | None, office_id: str | None) -> OfficeCard | None:
        if asked is None:
            return self.offices().named(office_id) if office_id else self.offices().fallback()
        desk = self._desk(self._seen(), (asked.language or Language.DE).value)
        if office_id:
            return desk.about(office_id, asked)
        return desk.choose(asked)
