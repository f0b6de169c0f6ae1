"""An assistant that knows one document, and the services of a whole house around it."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fakes.clock import FakeClock
from tests.fakes.conversations import FakeConversations
from tests.fakes.records import FakeRecords
from transfobot.channels.http.services import Say, Services
from transfobot.domain.accounts import Account, Role, token_hash
from transfobot.domain.answers import (
    Answer,
    Citation,
    Clarification,
    Mode,
    OfficeCard,
    Outcome,
    Sentence,
    Status,
)
from transfobot.domain.conversation import Audience, Question, Referents, Topic
from transfobot.domain.errors import TransfobotError
from transfobot.domain.knowledge import (
    Document,
    Hit,
    Kind,
    Locator,
    Passage,
    Unit,
    Visibility,
)
from transfobot.domain.places import Place, PlaceMatch
from transfobot.domain.register_index import Register
from transfobot.ports import FileState, NewRevision
from transfobot.prompts import load_phrases
from transfobot.settings import Settings

ROOT = Path(__file__).parents[2]
STAFF_TOKEN = "tbs_staff-token-of-the-tests-only-0123456789"
QUOTE = "Fördersumme: 7,6 Mio. €"

OFFICE = OfficeCard(
    id="office_beispiel",
    organisation="Beispielregion GmbH",
    status="active",
    contact=None,
    role=None,
    phone=None,
    email="stelle@beispiel.example",
    website=None,
    address=None,
    substitute=None,
    missing=("phone",),
    reason="Zuständig für die Beispielregion.",
    verified_on="2026-01",
    notes=("Eine Telefonnummer ist nicht hinterlegt.",),
)

WALDENBURG = tuple(
    Place("Waldenburg", f"Waldenburg ({kreis})", ags, kreis, land, (ags[:5],), "Gemeinde")
    for kreis, ags, land in (
        ("Hohenlohekreis", "08126085", "Baden-Württemberg"),
        ("Landkreis Zwickau", "14524290", "Sachsen"),
    )
)
OEHRINGEN = Place(
    "Öhringen",
    "Öhringen",
    "08126066",
    "Hohenlohekreis",
    "Baden-Württemberg",
    ("08126",),
    "Gemeinde",
)


def document(name: str, text: str, visibility: Visibility, **more: Any) -> Document:
    """A document of one paragraph."""
    known: dict[str, Any] = {
        "id": name,
        "revision": "r1",
        "source": "corpus",
        "path": f"{name}.md",
        "title": f"Projektblatt {name}",
        "kind": Kind.DOCUMENT,
        "visibility": visibility,
        "text": text,
        "as_of": "2026-01",
        "ingested_at": datetime(2026, 3, 1, 8, 0, tzinfo=UTC),
    }
    return Document(**(known | more))


def passage(of: Document) -> Passage:
    """Its only passage."""
    return Passage(
        id=f"{of.id}-p1",
        document_id=of.id,
        revision=of.revision,
        ordinal=0,
        text=of.text,
        offset=0,
        title=of.title,
        locator=Locator(None, ("Eckdaten",)),
        units=(Unit(0, len(of.text)),),
        visibility=of.visibility,
    )


class FakePlaces:
    """Two Waldenburg, one Öhringen."""

    def find(self, text: str) -> PlaceMatch | None:
        found = [one for one in (*WALDENBURG, OEHRINGEN) if one.name.casefold() == text.casefold()]
        return PlaceMatch(tuple(found), text) if found else None

    def suggest(self, prefix: str, limit: int) -> Sequence[Place]:
        every = (*WALDENBURG, OEHRINGEN)
        return [one for one in every if one.name.casefold().startswith(prefix.casefold())][:limit]


class FakeAssistant:
    """Answers every question from its one document, sentence by sentence.

    `pause` seconds before each sentence; `failure` is raised instead of an answer. "wo" in the
    question asks back. Conversations are kept unless the question says otherwise.
    """

    def __init__(self, records: FakeRecords, conversations: FakeConversations) -> None:
        self.records = records
        self.conversations = conversations
        self.asked: list[Question] = []
        self.pause = 0.0
        self.failure: TransfobotError | None = None
        self.finished = 0
        self._lock = threading.Lock()

    def ask(self, question: Question, say: Say) -> Answer:
        with self._lock:
            self.asked.append(question)
        if self.failure is not None:
            raise self.failure
        answer = self._answer(question)
        for sentence in answer.sentences:
            time.sleep(self.pause)
            say(sentence, [answer.citations[number - 1] for number in sentence.citations])
        if question.store:
            self.conversations.keep(
                answer.conversation_id,
                question.text,
                answer,
                referents=Referents(),
                audience=question.audience,
                channel=question.channel,
                at=datetime(2026, 3, 16, 9, 0, tzinfo=UTC),
            )
        with self._lock:
            self.finished += 1
        return answer

    def _answer(self, question: Question) -> Answer:
        known = question.conversation_id and self.conversations.load(question.conversation_id)
        shared = {
            "answer_id": secrets.token_urlsafe(18),
            "conversation_id": question.conversation_id if known else secrets.token_urlsafe(18),
            "office": OFFICE,
        }
        if "waldenburg" in question.text.casefold():
            asked = Clarification("Welches Waldenburg?", tuple(one.label for one in WALDENBURG))
            sentences = (Sentence("Waldenburg gibt es zweimal."),)
            return Answer(
                outcome=Outcome.CLARIFY,
                mode=Mode.NONE,
                sentences=sentences,
                clarification=asked,
                **shared,
            )
        source = "intern" if question.internal else "projekt"
        told = self.records.document(source)
        quoted = Citation(
            number=1,
            document_id=source,
            passage_id=f"{source}-p1",
            title=told.title if told else "",
            page=None,
            heading="Eckdaten",
            quote=QUOTE,
            url=f"http://127.0.0.1:8000/dok/{source}/r1/seite/1?stelle={source}-p1",
            as_of="2026-01",
            status=Status.RUNNING,
        )
        said = (
            Sentence(f"Im Projektblatt steht: „{QUOTE}“.", (1,)),
            Sentence("Das ist der Stand von Januar 2026\n\ndata: und nicht mehr.", (1,)),
        )
        return Answer(
            outcome=Outcome.ANSWERED,
            mode=Mode.EXTRACTIVE,
            sentences=said,
            citations=(quoted,),
            suggestions=("Wie lange läuft das Projekt?",),
            **shared,
        )

    def search(self, text: str, visibilities: frozenset[Visibility], k: int) -> Sequence[Hit]:
        del text
        found = [
            passage(one)
            for name in ("projekt", "intern")
            if (one := self.records.document(name)) and one.visibility in visibilities
        ]
        return [Hit(one, 0.9, {"lexical": 0.9}) for one in found][:k]


class House:
    """Services over fakes, with the fakes at hand."""

    def __init__(self, tmp_path: Path, register: Register | None = None, **settings: Any) -> None:
        self.clock = FakeClock()
        self.records = FakeRecords()
        self.conversations = FakeConversations()
        self.assistant = FakeAssistant(self.records, self.conversations)
        self.problems: dict[str, str] = {}
        for name, visibility in (("projekt", Visibility.PUBLIC), ("intern", Visibility.INTERNAL)):
            self.put(document(name, f"Eckdaten\n{QUOTE}\nLaufzeit bis 30.06.2025.", visibility))
        self.services = Services(
            settings=settings_of(tmp_path, **settings),
            clock=self.clock,
            phrases=load_phrases(ROOT / "prompts"),
            records=self.records,
            conversations=self.conversations,
            ask=self.assistant.ask,
            search=self.assistant.search,
            register=lambda: register or Register(),
            places=FakePlaces(),
            offices=self._offices,
            ready=lambda: self.problems,
            account_of=self._account,
        )

    def put(self, one: Document) -> None:
        """Store a document with one passage."""
        state = FileState(
            one.id, one.source, one.path, len(one.text), 1, one.revision, one.visibility, "text"
        )
        self.records.put([NewRevision(one, [passage(one)], state)])

    def with_services(self, **more: Any) -> Services:
        """The services with some of them replaced."""
        self.services = replace(self.services, **more)
        return self.services

    def _offices(
        self, place: Place | None, topic: Topic | None, audience: Audience | None
    ) -> Sequence[OfficeCard]:
        del topic, audience
        return [] if place in WALDENBURG else [OFFICE]

    def _account(self, token: bytes) -> Account | None:
        if token_hash(token) != token_hash(STAFF_TOKEN.encode()):
            return None
        return Account("a1", "Verwaltung", Role.ADMIN, None, datetime(2026, 1, 1, tzinfo=UTC))


def settings_of(tmp_path: Path, **more: Any) -> Settings:
    """Settings for a temporary data folder; no rate limit unless asked for."""
    folders: Mapping[str, Any] = {
        "home": tmp_path,
        "data_dir": tmp_path / "var",
        "corpus_dir": ROOT / "corpus",
        "ingestion_dir": ROOT / "ingestion",
        "prompts_dir": ROOT / "prompts",
        "rate_limit": 0,
    }
    return Settings(**{**folders, **more})
