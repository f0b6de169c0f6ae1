"""Handoffs and cases: what comes in and goes out."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from transfobot.channels.http.body import readable
from transfobot.channels.http.schema import Line, Text
from transfobot.channels.http.schema_out import OfficeOut
from transfobot.domain.conversation import Audience, Language, Topic
from transfobot.domain.dispatches import DispatchKind, DispatchState
from transfobot.domain.handoffs import (
    MESSAGE_LIMIT,
    Author,
    HandoffKind,
    HandoffState,
    LegalBasis,
    SpeakerWish,
    Summary,
)

CONVERSATION = r"^[A-Za-z0-9_-]{1,80}$"


class _In(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


# What the description promises to take; the reading itself (domain) takes a little more and says in
# one sentence what it cannot read.
EMAIL_SHOWN = r"^([A-Za-z0-9._+-]{1,60}@([A-Za-z0-9](-?[A-Za-z0-9]){0,20}\.){1,3}[A-Za-z]{2,20})?$"
PHONE_SHOWN = r"^(\+?[0-9]([ /().-]?[0-9]){4,18})?$"


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpeakerIn(_In):
    """Angaben zu einer Veranstaltung, für die jemand gesucht wird."""

    date: Line | None = Field(None, max_length=120, description="Termin")
    audience: Line | None = Field(None, max_length=200, description="Wer teilnimmt")
    topic: Line | None = Field(None, max_length=200, description="Worüber gesprochen werden soll")


class HandoffIn(_In):
    """Eine Anfrage an eine Stelle."""

    message: Text = Field(
        min_length=1, max_length=MESSAGE_LIMIT, pattern=r"\S", description="Das Anliegen."
    )
    consent: bool = Field(
        description="Zustimmung zur Weitergabe (nicht nötig bei öffentlicher Aufgabe).",
        json_schema_extra={"const": True},
    )
    email: Line | None = Field(
        None,
        max_length=254,
        description="Wohin die Antwort geht.",
        json_schema_extra={"pattern": EMAIL_SHOWN},
    )
    phone: Line | None = Field(
        None,
        max_length=40,
        description="Telefonnummer.",
        json_schema_extra={"pattern": PHONE_SHOWN},
    )
    name: Line | None = Field(None, max_length=120, description="Name.")
    conversation_id: str | None = Field(
        None, pattern=CONVERSATION, description="Gespräch, aus dem die Anfrage entsteht."
    )
    place: Line | None = Field(None, max_length=120, description="Gemeinde oder Kreis.")
    office_id: Line | None = Field(
        None, max_length=120, description="Stelle; ohne Angabe wird die zuständige gewählt."
    )
    kind: Annotated[HandoffKind, Field(strict=False)] = Field(
        HandoffKind.ADVICE, description="Art der Anfrage."
    )
    audience: Annotated[Audience, Field(strict=False)] | None = Field(
        None, description="Wer fragt."
    )
    topic: Annotated[Topic, Field(strict=False)] | None = Field(None, description="Worum es geht.")
    question: Line | None = Field(
        None,
        max_length=MESSAGE_LIMIT,
        description="Die gestellte Frage; ohne Angabe die letzte des Gesprächs.",
    )
    answered: Line | None = Field(
        None, max_length=MESSAGE_LIMIT, description="Was darauf geantwortet wurde."
    )
    speaker: SpeakerIn | None = Field(None, description="Nur bei der Art speaker.")
    language: Annotated[Language, Field(strict=False)] = Field(
        Language.DE, description="Sprache der Antwortmail."
    )

    def summary(self) -> Summary | None:
        """The summary as sent; None takes over the conversation's last turn."""
        if self.question is None and self.answered is None:
            return None
        return Summary(question=self.question, answered=self.answered)

    def wish(self) -> SpeakerWish:
        """The meeting a speaker is wanted for."""
        given = self.speaker
        return SpeakerWish(given.date, given.audience, given.topic) if given else SpeakerWish()


class OpenedOut(_Out):
    """Die aufgenommene Anfrage; `status_url` ist geheim und öffnet die Statusseite."""

    reference: str = Field(pattern=r"^TB-[0-9]{4}-[0-9]{4,}$")
    status: HandoffState
    status_url: str
    office: OfficeOut | None
    notice: str = Field(description="Was mit der Anfrage geschieht, in einem Satz.")


class CaseReplyOut(_Out):
    """Eine Nachricht zur Anfrage; `human` ist wahr für Antworten von Menschen der Stelle."""

    author: Author
    author_name: str
    human: bool
    text: str
    at: str


class CaseMoveOut(_Out):
    """Ein Schritt der Anfrage."""

    at: str
    status: HandoffState


class CaseOut(_Out):
    """Eine Anfrage, wie die anfragende Person sie sieht."""

    reference: str
    status: HandoffState
    status_text: str
    kind: HandoffKind
    message: str
    office: OfficeOut | None
    opened_at: str
    closed_at: str | None
    replies: list[CaseReplyOut]
    history: list[CaseMoveOut]
    retention: str = Field(description="Welche Rechtsgrundlage gilt und wann gelöscht wird.")


class CaseMessageIn(_In):
    """Ein Text zu einer Anfrage."""

    text: Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"\S")] = Field(
        description="Der Text."
    )

    def cleaned(self) -> str:
        """Without control characters."""
        return readable(self.text)


class AssignIn(_In):
    """Wer eine Anfrage bearbeitet; null gibt sie frei."""

    assignee: Line | None = Field(max_length=120, description="Name aus der Verwaltung.")


class DispatchOut(_Out):
    """Eine Sendung zur Anfrage."""

    kind: DispatchKind
    state: DispatchState
    attempts: int
    next_at: str | None
    failure: str | None


class CaseLineOut(_Out):
    """Eine Anfrage in der Liste."""

    reference: str
    status: HandoffState
    kind: HandoffKind
    office_id: str | None
    office_name: str | None
    deliverable: bool
    assignee: str | None
    opened_at: str
    changed_at: str


class AlarmOut(_Out):
    """Eine Sendung, die endgültig gescheitert ist."""

    reference: str
    kind: DispatchKind
    failure: str | None


class CaseListOut(_Out):
    """Anfragen, neueste zuerst, und was nicht zugestellt werden konnte."""

    handoffs: list[CaseLineOut]
    alarms: list[AlarmOut]


class StaffMoveOut(_Out):
    """Ein Schritt mit der Person, die ihn gemacht hat."""

    at: str
    who: str
    before: HandoffState | None
    after: HandoffState


class StaffNoteOut(_Out):
    """Eine interne Notiz."""

    at: str
    who: str
    text: str


class StaffCaseOut(CaseLineOut):
    """Eine Anfrage mit allem, was dazugehört."""

    message: str
    facts: list[dict[str, str]] = Field(description="Was mitgegeben wurde (label, value).")
    name: str | None
    email: str | None
    phone: str | None
    legal_basis: LegalBasis
    retention_days: int
    consent_version: str
    closed_at: str | None
    moves: list[StaffMoveOut]
    replies: list[CaseReplyOut]
    notes: list[StaffNoteOut]
    deliveries: list[DispatchOut]


class StrayMailOut(_Out):
    """Eine E-Mail, die zu keiner Anfrage passt."""

    id: str
    sender: str
    subject: str
    text: str
    at: str


class StrayMailsOut(_Out):
    """E-Mails ohne Anfrage, neueste zuerst."""

    mails: list[StrayMailOut]


class DeskReplyOut(_Out):
    """Ob eine Antwort neu war."""

    stored: bool
