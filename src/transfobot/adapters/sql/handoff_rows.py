"""Cases to rows and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.dispatches import Dispatch, DispatchKind, DispatchState
from transfobot.domain.handoffs import (
    Author,
    Consent,
    Handoff,
    HandoffKind,
    HandoffState,
    Inquirer,
    LegalBasis,
    Move,
    NewHandoff,
    Note,
    Reply,
    Source,
    SpeakerWish,
    Summary,
)


def handoff_row(new: NewHandoff, reference: str) -> dict[str, Any]:
    """The row of a new case."""
    person = new.inquirer
    return {
        "reference": reference,
        "secret": new.secret,
        "office_token": new.office_token,
        "inquirer_token": new.inquirer_token,
        "idempotency_key": new.idempotency_key,
        "content_hash": new.content_hash,
        "state": HandoffState.OPEN.value,
        "kind": new.kind.value,
        "retention_class": new.retention_class,
        "office_id": new.office_id,
        "office_name": new.office_name,
        "deliverable": new.deliverable,
        "message": new.message,
        "summary": _summary_json(new.summary),
        "speaker": {
            "date": new.speaker.date,
            "audience": new.speaker.audience,
            "topic": new.speaker.topic,
        },
        "name": person.name,
        "email": person.email,
        "email_folded": person.email.casefold() if person.email else None,
        "phone": person.phone,
        "messenger": person.messenger,
        "chat_id": person.chat_id,
        "language": new.language,
        "conversation_id": new.conversation_id,
        "assignee": None,
        "desk_ticket": None,
        "opened_at": new.at,
        "changed_at": new.at,
        "closed_at": None,
    }


def consent_row(consent: Consent, reference: str) -> dict[str, Any]:
    """The row of what was agreed to or shown."""
    return {
        "reference": reference,
        "basis": consent.basis.value,
        "purpose": consent.purpose,
        "retention_days": consent.retention_days,
        "text_version": consent.text_version,
        "text": consent.text,
        "given_at": consent.given_at,
    }


def to_handoff(
    row: RowMapping,
    moves: Sequence[RowMapping] = (),
    replies: Sequence[RowMapping] = (),
    notes: Sequence[RowMapping] = (),
) -> Handoff:
    """The case of a row joined with its consent."""
    return Handoff(
        reference=row["reference"],
        secret=row["secret"],
        office_token=row["office_token"],
        inquirer_token=row["inquirer_token"],
        state=HandoffState(row["state"]),
        kind=HandoffKind(row["kind"]),
        retention_class=row["retention_class"],
        office_id=row["office_id"],
        office_name=row["office_name"],
        deliverable=row["deliverable"],
        message=row["message"],
        summary=_summary(row["summary"]),
        speaker=SpeakerWish(**row["speaker"]),
        inquirer=Inquirer(
            row["name"], row["email"], row["phone"], row["messenger"], row["chat_id"]
        ),
        language=row["language"],
        conversation_id=row["conversation_id"],
        assignee=row["assignee"],
        desk_ticket=row["desk_ticket"],
        opened_at=row["opened_at"],
        changed_at=row["changed_at"],
        closed_at=row["closed_at"],
        consent=Consent(
            basis=LegalBasis(row["basis"]),
            purpose=row["purpose"],
            retention_days=row["retention_days"],
            text_version=row["text_version"],
            text=row["text"],
            given_at=row["given_at"],
        ),
        moves=tuple(_move(move) for move in moves),
        replies=tuple(_reply(reply) for reply in replies),
        notes=tuple(Note(note["at"], note["who"], note["text"]) for note in notes),
    )


def to_dispatch(row: RowMapping) -> Dispatch:
    """The outbox row."""
    return Dispatch(
        id=row["id"],
        reference=row["reference"],
        kind=DispatchKind(row["kind"]),
        state=DispatchState(row["state"]),
        message_id=row["message_id"],
        recipient=row["recipient"],
        reply_id=row["reply_id"],
        attempts=row["attempts"],
        created_at=row["created_at"],
        next_at=row["next_at"],
        fence=row["fence"],
        failure=row["failure"],
    )


def _move(row: RowMapping) -> Move:
    before = HandoffState(row["before"]) if row["before"] else None
    return Move(row["at"], row["who"], before, HandoffState(row["after"]))


def _reply(row: RowMapping) -> Reply:
    return Reply(
        id=row["id"],
        author=Author(row["author"]),
        author_name=row["author_name"],
        text=row["text"],
        channel=row["channel"],
        at=row["at"],
    )


def _summary_json(summary: Summary) -> dict[str, Any]:
    return {
        "question": summary.question,
        "answered": summary.answered,
        "sources": [{"title": source.title, "url": source.url} for source in summary.sources],
        "place": summary.place,
        "audience": summary.audience.value if summary.audience else None,
        "topic": summary.topic.value if summary.topic else None,
    }


def _summary(stored: Mapping[str, Any]) -> Summary:
    return Summary(
        question=stored["question"],
        answered=stored["answered"],
        sources=tuple(Source(source["title"], source["url"]) for source in stored["sources"]),
        place=stored["place"],
        audience=Audience(stored["audience"]) if stored["audience"] else None,
        topic=Topic(stored["topic"]) if stored["topic"] else None,
    )
