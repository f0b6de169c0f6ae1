"""An assistant over real retrieval and a few documents, with fakes around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from tests.fakes.clock import FakeClock
from tests.fakes.conversations import FakeConversations
from tests.fakes.records import FakeRecords
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.assistant.ask import Assistant
from transfobot.assistant.documents import Documents
from transfobot.assistant.library import Library
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.retrieval.retrieve import Retriever
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.answers import OfficeCard
from transfobot.domain.conversation import Conversation, Language, Question
from transfobot.domain.knowledge import Document, Kind, Visibility
from transfobot.german.compounds import WordList
from transfobot.german.stems import Analyzer
from transfobot.ingestion.units import passages_of
from transfobot.ports import FileState, NewRevision
from transfobot.prompts import load_phrases

PROMPTS = Path(__file__).parents[2] / "prompts"
BASE = "https://netz.example"

OFFICE = OfficeCard(
    id="office_muster",
    organisation="Muster GmbH",
    status="active",
    contact=None,
    role=None,
    phone=None,
    email=None,
    website=None,
    address=None,
    substitute=None,
    missing=("phone", "email"),
    reason="Zuständig für die Musterregion.",
    verified_on="2026-01",
)

SHEET = """ALFANETZ

Projektblatt des Netzwerks ALFANETZ

Auftrag:

Das Netzwerk ALFANETZ begleitet Betriebe der Zulieferindustrie beim Umbau. Es bietet kostenlose \
Beratung zur Weiterbildung an. Dazu gehören Werkstattgespräche in allen Landkreisen der Region.

Am 6. September 2024 lädt das Netzwerk zur Auftaktkonferenz nach Musterstadt ein.

Eckdaten:

Projektzeitraum: 01.01.2022 – 30.06.2025

Fördermittelgeber: Bundesministerium für Musterfragen

Fördersumme: 7,6 Mio. €

Beirat:

- Stadt Musterstadt
- Kammer Nord (zwei Sitze)
- Gewerkschaft Metall

Ansprechpartner:

Eva Beispiel

Projektleitung ALFANETZ

Tel.: 0123 45 67 89

eva@alfanetz.example
"""

SECRET = """Interner Vermerk zur Rücklage

Die Rücklage des Netzwerks ALFANETZ für Notfälle beträgt 1,2 Mio. € und ist vertraulich.
"""


def document(
    name: str,
    text: str,
    title: str,
    *,
    as_of: str | None = "2024-05-02",
    visibility: Visibility = Visibility.PUBLIC,
    kind: Kind = Kind.DOCUMENT,
) -> Document:
    """A document of a plain text."""
    return Document(
        id=name,
        revision="r1",
        source="tests",
        path=f"{name}.txt",
        title=title,
        kind=kind,
        visibility=visibility,
        text=text,
        as_of=as_of,
    )


class Workshop:
    """Documents go in with `put`; `assistant` answers from them."""

    def __init__(self, folder: Path, *, office: OfficeCard | None = OFFICE) -> None:
        self.clock = FakeClock(datetime(2026, 3, 16, 9, 0, tzinfo=UTC))
        self.records = FakeRecords()
        self.conversations = FakeConversations()
        analyzer = Analyzer(WordList.empty())
        self.index = SqliteTextIndex(folder / "index.db", analyzer)
        self.phrases = load_phrases(PROMPTS)
        self.library = Library(self.records, BASE)
        self.retriever = Retriever(self.index, self.records, analyzer)
        self.office = office
        self.draft: Callable[[Understanding], Draft | None] = lambda _asked: None
        self.understood: list[Understanding] = []
        self.individual = False
        self.assistant = Assistant(
            clock=self.clock,
            conversations=self.conversations,
            documents=Documents(self.retriever, self.library, self.phrases),
            phrases=self.phrases,
            understand=self._understand,
            from_register=lambda asked: self.draft(asked),
            office_for=lambda _asked, _office: self.office,
        )

    def put(self, one: Document) -> Document:
        """Ingest a document."""
        passages = passages_of(one)
        state = FileState(one.id, one.source, one.path, 1, 1, one.revision, one.visibility, "text")
        changes = self.records.put([NewRevision(one, passages, state)])
        self.index.replace(one.id, passages, changes[-1].number)
        return one

    def _understand(
        self, question: Question, conversation: Conversation, day: date
    ) -> Understanding:
        understanding = Understanding(
            text=question.text,
            core=question.text,
            query=question.text,
            language=question.language or Language.DE,
            day=day,
            audience=question.audience or conversation.audience,
            individual=self.individual,
            referents=conversation.referents,
        )
        self.understood.append(understanding)
        return understanding
