"""What goes out, as documented. Responses are written as plain JSON; tests hold them to this."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from transfobot.channels.http import schema_examples as examples
from transfobot.domain.answers import Mode, Outcome, Status
from transfobot.domain.register import FundingKind, NetworkKind

Day = str | None


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _shown(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class ProblemOut(BaseModel):
    """Ein Fehler nach RFC 9457; `type` ist stabil, `detail` ist ein deutscher Satz."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(pattern=r"^urn:transfobot:problem:[a-z-]+$")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    errors: list[dict[str, str]] = Field(
        default=[], description="Welche Angaben nicht passen (Feld und Grund)."
    )


class SentenceOut(_Out):
    """Ein Satz mit den Nummern seiner Belege."""

    text: str
    citations: list[int]


class CitationOut(_Out):
    """Ein Beleg: `quote` steht wörtlich im Text von `GET /api/documents/{document_id}`."""

    number: int
    document_id: str
    passage_id: str
    title: str
    page: int | None = Field(description="null, wo das Format keine Seiten hat")
    heading: str | None
    quote: str
    url: str = Field(description="öffnet die Seite mit der markierten Stelle")
    as_of: Day = Field(description="Stand: JJJJ, JJJJ-MM oder JJJJ-MM-TT")
    status: Status


class OfficeOut(_Out):
    """Eine Koordinierungsstelle: was bekannt ist, was fehlt und warum gerade sie."""

    id: str
    organisation: str
    status: Literal["active", "unverified", "ended"]
    contact: str | None
    role: str | None
    phone: str | None
    email: str | None
    website: str | None
    address: str | None
    substitute: str | None = Field(description="wer statt einer Stelle hilft, die nicht aktiv ist")
    missing: list[str] = Field(description="was nicht hinterlegt ist")
    reason: str
    verified_on: Day
    notes: list[str]


class ClarificationOut(_Out):
    """Eine Rückfrage mit ihrer Auswahl."""

    question: str
    options: list[str]


class RelatedOut(_Out):
    """Ein möglicherweise verwandtes Dokument."""

    title: str
    url: str


class AnswerOut(_Out):
    """Eine Antwort eines KI-Systems: jeder Satz mit Beleg, dazu die zuständige Stelle."""

    model_config = _shown(examples.ANSWER)

    answer_id: str
    conversation_id: str
    outcome: Outcome
    mode: Mode
    text: str
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    office: OfficeOut | None
    clarification: ClarificationOut | None
    related: list[RelatedOut]
    suggestions: list[str]
    notices: list[str]
    language: str
    ai_generated: bool


class HitOut(_Out):
    """Eine gefundene Textstelle mit den Gründen ihres Rangs."""

    passage_id: str
    document_id: str
    title: str
    page: int | None
    heading: str | None
    text: str
    url: str
    score: float
    why: dict[str, Any]


class HitsOut(_Out):
    """Treffer, die besten zuerst."""

    model_config = _shown(examples.HITS)

    hits: list[HitOut]


class PlaceOut(_Out):
    """Ein Ort: Gemeinde, Kreis, Region oder Land."""

    name: str
    label: str
    ags: str
    district: str | None
    land: str
    kind: str


class PlacesOut(_Out):
    """Orte, deren Name so beginnt."""

    places: list[PlaceOut]


class OfficesOut(_Out):
    """Wer zuständig ist; `candidates` nur, wenn der Name mehrere Orte meint."""

    model_config = _shown(examples.OFFICES)

    place: PlaceOut | None
    candidates: list[PlaceOut]
    offices: list[OfficeOut]
    notices: list[str]


class DistrictOut(_Out):
    """Ein Kreis eines Netzwerks; `derived`: keine Quelle nennt ihn, also „voraussichtlich“."""

    ags: str
    derived: bool


class PartnerOut(_Out):
    """Ein Partner mit seiner Rolle."""

    name: str
    role: str | None


class NetworkOut(_Out):
    """Ein Netzwerk, wie es im Register steht."""

    id: str
    name: str
    short_name: str
    aliases: list[str]
    kind: NetworkKind
    status: Status
    region: str
    lands: list[str]
    districts: list[DistrictOut]
    lead: str | None
    partners: list[PartnerOut]
    begins: Day
    ends: Day
    funding: str | None
    focus: list[str]
    website: str | None
    office_id: str | None
    note: str | None
    url: str
    as_of: Day


class NetworksOut(_Out):
    """Alle Netzwerke; `as_of` ist der jüngste Stand darunter."""

    networks: list[NetworkOut]
    as_of: Day


class ProgrammeOut(_Out):
    """Ein Förderprogramm; null heißt: nicht bekannt."""

    id: str
    name: str
    funder: str
    kind: FundingKind
    status: Status
    opens: Day
    closes: Day
    eligible: str | None
    rate: str | None
    apply_before_start: bool | None
    lead_time_days: int | None
    call_open: bool | None
    audience: list[str]
    lands: list[str] = Field(description="leer: ganz Deutschland")
    too_late: bool = Field(description="die Vorlaufzeit reicht bis zum Ende nicht mehr")
    note: str | None
    url: str | None
    source_url: str = Field(description="der Datensatz mit seinen Quellen")
    as_of: Day


class FundingOut(_Out):
    """Förderprogramme; `as_of` ist der jüngste Stand darunter."""

    model_config = _shown(examples.PROGRAMMES)

    programmes: list[ProgrammeOut]
    as_of: Day


class DocumentOut(_Out):
    """Ein Dokument in seiner geltenden Fassung."""

    model_config = _shown(examples.DOCUMENT)

    id: str
    title: str
    revision: str
    as_of: Day
    text: str
    pages: int | None
    url: str


class TurnOut(_Out):
    """Eine Frage mit ihrer Antwort."""

    question: str
    answer: AnswerOut
    at: str


class ConversationOut(_Out):
    """Ein Gespräch; wer seine Kennung hat, darf es lesen und löschen."""

    conversation_id: str
    audience: str | None
    turns: list[TurnOut]


class ReadyOut(_Out):
    """Ob der Dienst bereit ist; `problems` nennt, was fehlt."""

    status: Literal["ok", "unavailable"]
    problems: dict[str, str]


class HealthOut(_Out):
    """Der Prozess antwortet."""

    status: Literal["ok"]
