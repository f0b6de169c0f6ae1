"""A whole web application over fakes, served on a loopback port, for a real browser."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from tests.fakes.clock import FakeClock
from tests.fakes.conversations import FakeConversations
from tests.fakes.originals import FakeOriginals, FakePageRenderer
from tests.fakes.records import FakeRecords
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.sql.handoffs import SqlCases
from transfobot.adapters.sql.outbox import SqlOutbox
from transfobot.adapters.sql.unmatched import SqlUnmatchedMails
from transfobot.assistant.handoff.opening import HandoffPolicy, HandoffService
from transfobot.channels.http.app import create_app
from transfobot.channels.http.services import Say, Services
from transfobot.domain.accounts import Account, Role
from transfobot.domain.answers import (
    Answer,
    Citation,
    Clarification,
    Mode,
    OfficeCard,
    Outcome,
    Related,
    Sentence,
    Status,
)
from transfobot.domain.conversation import Question, Referents
from transfobot.domain.errors import SearchUnavailable
from transfobot.domain.handoffs import LegalBasis
from transfobot.domain.knowledge import Document, Kind, Locator, Passage, Unit, Visibility
from transfobot.domain.places import Place, PlaceMatch
from transfobot.domain.register import (
    CoordinationOffice,
    Network,
    NetworkKind,
    OfficeStatus,
    Remit,
    Span,
)
from transfobot.domain.register_index import Register
from transfobot.ports import FileState, NewRevision
from transfobot.ports.originals import PageRenderer
from transfobot.prompts import load_phrases
from transfobot.settings import load_settings

ROOT = Path(__file__).parents[2]

PAGE_ONE = "Das Netz am Fluss\n\nDas Vorhaben läuft seit 2022. Es berät Betriebe der Region."
PAGE_TWO = (
    "Eckdaten\n\nDie Fördersumme beträgt 7,6 Mio. €.\nDas ganze Vorhaben umfasst 8,4 Mio. €.\n\n"
    "<script>alert(1)</script> bleibt Text."
)
QUOTE = "Die Fördersumme beträgt 7,6 Mio. €."

OFFICE = OfficeCard(
    id="office_fluss",
    organisation="Koordinierungsstelle am Fluss",
    status="active",
    contact="Erika Beispiel",
    role="Leitung",
    phone="+49 (0)30 00000-0",
    email="stelle@fluss.example",
    website="https://fluss.example/stelle",
    address=None,
    substitute=None,
    missing=("address",),
    reason="Zuständig, weil Flusshausen im Flusskreis liegt.",
    verified_on="2026-01-15",
    notes=("Im Flusskreis ist außerdem das Netz am Berg tätig.",),
)
STAFF = Account("konto", "Redaktion", Role.EDITOR, None, datetime(2026, 1, 1, tzinfo=UTC))
ENDED = replace(
    OFFICE,
    id="office_alt",
    organisation="Frühere Stelle am Berg",
    status="ended",
    substitute="Kreisverwaltung Bergkreis, Wirtschaft",
    missing=("email", "address"),
    email=None,
)


@dataclass
class House:
    """The fakes behind the pages; tests look into them."""

    base: str = ""
    clock: FakeClock = field(default_factory=FakeClock)
    records: FakeRecords = field(default_factory=FakeRecords)
    conversations: FakeConversations = field(default_factory=FakeConversations)
    asked: list[Question] = field(default_factory=list)
    delay: float = 0.0
    number: int = 0
    originals: FakeOriginals = field(default_factory=FakeOriginals)
    pictures: PageRenderer = field(default_factory=FakePageRenderer)
    cases: SqlCases | None = None
    chats: dict[str, tuple[str, str]] = field(default_factory=dict)
    service: HandoffService | None = None

    def ask(self, question: Question, say: Say) -> Answer:
        """An answer whose shape the question's words choose; kept unless it is confidential."""
        self.asked.append(question)
        self.number += 1
        conversation = question.conversation_id or f"gespraech-{self.number:012d}"
        answer = self._answer(question.text, conversation)
        for sentence in answer.sentences:
            time.sleep(self.delay)
            say(sentence, [c for c in answer.citations if c.number in sentence.citations])
        if question.store:
            self.conversations.keep(
                conversation,
                question.text,
                answer,
                referents=Referents(),
                audience=question.audience,
                channel=question.channel,
                at=self.clock.now(),
            )
        return answer

    def _answer(self, text: str, conversation: str) -> Answer:
        answer = Answer(
            answer_id=f"antwort-{self.number:012d}",
            conversation_id=conversation,
            outcome=Outcome.ANSWERED,
            mode=Mode.EXTRACTIVE,
            sentences=(
                Sentence(f"Im Projektblatt steht: „{QUOTE}“", (1,)),
                Sentence("Dazu gehören:\n- Beratung für Betriebe\n- Treffen der Gemeinden", (1, 2)),
            ),
            citations=(self._citation(1, 2), self._citation(2, 1)),
            office=OFFICE,
            suggestions=("Wer berät Betriebe?", "Wie lange läuft das Vorhaben?"),
            notices=("Die Angabe ist von 2022.",),
        )
        if "ende" in text.lower():
            return replace(answer, office=ENDED, outcome=Outcome.PARTLY)
        if "liste" in text.lower():
            numbers = range(1, 13)
            return replace(
                answer,
                sentences=tuple(Sentence(f"- Eintrag {number}", (number,)) for number in numbers),
                citations=tuple(self._citation(number, 1) for number in numbers),
            )
        if "paris" in text.lower():
            return replace(
                answer,
                outcome=Outcome.NO_SOURCE,
                mode=Mode.NONE,
                sentences=(Sentence("Dazu steht in den vorliegenden Dokumenten nichts."),),
                citations=(),
                notices=(),
                related=(Related("Projektblatt", answer.citations[0].url),),
            )
        if "waldenburg" in text.lower():
            return replace(
                answer,
                outcome=Outcome.CLARIFY,
                mode=Mode.NONE,
                sentences=(),
                citations=(),
                office=None,
                notices=(),
                suggestions=(),
                clarification=Clarification(
                    "Welches Waldenburg meinen Sie?",
                    ("Waldenburg im Hohenlohekreis", "Waldenburg im Landkreis Zwickau"),
                ),
            )
        if "angriff" in text.lower():
            evil = "<img src=x onerror=alert(1)><a href='https://fremd.example'>Klick</a>"
            bad = replace(answer.citations[0], title=evil, quote=evil, url="javascript:alert(1)")
            return replace(
                answer,
                sentences=(Sentence(evil + " ![x](https://fremd.example/x.png)", (1,)),),
                citations=(bad,),
                related=(Related(evil, "https://fremd.example/dok"),),
                office=replace(OFFICE, website="javascript:alert(1)", organisation=evil),
            )
        if "ausfall" in text.lower():
            raise SearchUnavailable("Die Suche antwortet gerade nicht.")
        return answer

    def _citation(self, number: int, page: int) -> Citation:
        document = self.records.document("projektblatt")
        revision = document.revision if document else "r1"
        return Citation(
            number=number,
            document_id="projektblatt",
            passage_id=f"{revision}-p{page}",
            title="Projektblatt am Fluss",
            page=page,
            heading="Eckdaten" if page == 2 else None,
            quote=QUOTE if page == 2 else "Es berät Betriebe der Region.",
            url=f"{self.base}/dok/projektblatt/{revision}/seite/{page}?stelle={revision}-p{page}",
            as_of="2022-03" if page == 2 else None,
            status=Status.RUNNING if page == 2 else Status.ENDED,
        )

    def take_in(
        self,
        document_id: str = "projektblatt",
        revision: str = "r1",
        pages: Sequence[str] = (PAGE_ONE, PAGE_TWO),
        visibility: Visibility = Visibility.PUBLIC,
        path: str = "projektblatt.pdf",
        media_type: str = "application/pdf",
        quotes: Mapping[int, str] | None = None,
    ) -> Document:
        """Put a document with one passage a page into the records."""
        text = "\n\n".join(pages)
        starts = [text.index(page) for page in pages]
        document = Document(
            id=document_id,
            revision=revision,
            source="test",
            path=path,
            title="Projektblatt am Fluss",
            kind=Kind.DOCUMENT,
            visibility=visibility,
            text=text,
            as_of="2022-03",
            pages=len(pages) if media_type == "application/pdf" else None,
            pages_at=tuple(starts) if media_type == "application/pdf" else (),
            media_type=media_type,
            source_url="https://fluss.example/projektblatt",
        )
        shown = quotes or {1: "Es berät Betriebe der Region.", 2: QUOTE}
        passages = [
            Passage(
                id=f"{revision}-p{number}",
                document_id=document_id,
                revision=revision,
                ordinal=number,
                text=quote,
                offset=text.index(quote),
                title=document.title,
                locator=Locator(number if document.pages else None),
                units=(Unit(0, len(quote)),),
                visibility=visibility,
            )
            for number, quote in shown.items()
            if quote in text
        ]
        state = FileState(
            document_id=document_id,
            source="test",
            path=path,
            size=1,
            mtime_ns=1,
            content_hash=revision,
            visibility=visibility,
            parser="test",
        )
        self.records.put([NewRevision(document, passages, state)])
        return document


def coordination_office(card: OfficeCard, status: OfficeStatus) -> CoordinationOffice:
    """The record behind a card."""
    return CoordinationOffice(
        id=card.id,
        document_id="projektblatt",
        organisation=card.organisation,
        network_id=None,
        status=status,
        contacts=(),
        phone=card.phone,
        email=card.email,
        website=None,
        address=None,
        hours=None,
        substitute=card.substitute,
        substitute_office_id=None,
        remit=Remit(),
        note=None,
        references=(),
        verified_on=card.verified_on,
    )


OFFICES = {
    OFFICE.id: coordination_office(OFFICE, OfficeStatus.ACTIVE),
    ENDED.id: coordination_office(ENDED, OfficeStatus.ENDED),
}


NETWORK = Network(
    id="network_fluss",
    document_id="projektblatt",
    name="Transformationsnetzwerk am Fluss",
    short_name="Netz am Fluss",
    aliases=("NaF",),
    kind=NetworkKind.FUNDED,
    region="Flussregion",
    lands=("Niedersachsen",),
    districts=(),
    lead=None,
    partners=(),
    span=Span(),
    funding=None,
    focus=(),
    offers=(),
    audiences=(),
    website=None,
    office_id=OFFICE.id,
    status_note=None,
    facts=(),
    references=(),
    as_of=None,
)


def handoffs_of(house: House, folder: Path, base: str, basis: LegalBasis) -> HandoffService:
    """The handoff service on a database of its own in `folder`."""
    engine = open_engine(None, folder)
    house.cases = SqlCases(engine)
    cards = {OFFICE.id: OFFICE, ENDED.id: ENDED}
    return HandoffService(
        cases=house.cases,
        outbox=SqlOutbox(engine),
        mails=SqlUnmatchedMails(engine),
        conversations=house.conversations,
        clock=house.clock,
        phrases=load_phrases(ROOT / "prompts"),
        policy=HandoffPolicy(
            base_url=base, sender="transfobot@fluss.example", mail=True, legal_basis=basis
        ),
        offices=lambda: OFFICES,
        choose=lambda _place, _topic, _audience: OFFICE,
        card=cards.get,
        is_public=lambda _talk: True,
    )


class NoPlaces:
    """No place is on file."""

    def find(self, text: str) -> PlaceMatch | None:
        return None

    def suggest(self, prefix: str, limit: int) -> Sequence[Place]:
        return ()


def services_of(
    house: House, folder: Path, basis: LegalBasis = LegalBasis.CONSENT, **settings: object
) -> Services:
    """Services over the fakes; the data directory is `folder`."""
    arguments = {
        "data_dir": str(folder),
        "prompts_dir": str(ROOT / "prompts"),
        "corpus_dir": str(ROOT / "corpus"),
        "ingestion_dir": str(ROOT / "ingestion"),
        "rate_limit": 0,
    } | settings
    loaded = load_settings(arguments, environment={}, start=folder)
    house.service = handoffs_of(house, folder, loaded.base_url, basis)
    return Services(
        settings=loaded,
        clock=house.clock,
        phrases=load_phrases(ROOT / "prompts"),
        records=house.records,
        conversations=house.conversations,
        ask=house.ask,
        search=lambda _text, _visibilities, _k: (),
        register=lambda: Register(networks=(NETWORK,)),
        places=NoPlaces(),
        offices=lambda _place, _topic, _audience: (OFFICE,),
        account_of=lambda token: STAFF if token == b"internes-zeichen" else None,
        cases=house.service,
        extras={
            "originals": house.originals,
            "page_renderer": house.pictures,
            "chat_of": house.chats.get,
        },
    )


def open_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(app: FastAPI, port: int) -> Iterator[str]:
    """The application on 127.0.0.1 in a thread; gives its address."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="on")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def open_house(
    folder: Path,
    basis: LegalBasis = LegalBasis.CONSENT,
    pictures: PageRenderer | None = None,
    **settings: object,
) -> Iterator[House]:
    """A house with a document, served."""
    port = open_port()
    house = House(base=f"http://127.0.0.1:{port}", pictures=pictures or FakePageRenderer())
    house.take_in()
    services = services_of(house, folder, basis, port=port, **settings)
    with served(create_app(services), port):
        yield house
