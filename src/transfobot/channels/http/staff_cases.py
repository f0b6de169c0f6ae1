"""Cases for staff: list, read, reply, note, assign, close, reopen, send again, stray mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from starlette.responses import Response

from transfobot.assistant.handoff import staff
from transfobot.assistant.handoff.letters import facts
from transfobot.assistant.handoff.opening import HandoffService
from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.auth import require_staff
from transfobot.channels.http.body import json_body
from transfobot.channels.http.handoffs import cases_of, reply_out
from transfobot.channels.http.replies import gives, reply, takes
from transfobot.channels.http.schema import ID
from transfobot.channels.http.schema_cases import (
    AssignIn,
    CaseListOut,
    CaseMessageIn,
    StaffCaseOut,
    StrayMailsOut,
)
from transfobot.channels.http.services import Services
from transfobot.domain.accounts import Account, Role
from transfobot.domain.dispatches import DispatchState
from transfobot.domain.errors import NotFound
from transfobot.domain.handoffs import Handoff, HandoffState

Reference = Annotated[str, Path(description="Vorgangsnummer", examples=["TB-2026-0042"])]
_MAIL_ID = re.compile(r"[0-9a-f]{32}")
_CASE = gives(StaffCaseOut, "Die Anfrage", 401, 403, 404)
_MOVED = gives(StaffCaseOut, "Die Anfrage danach", 401, 403, 404, 409)
_WRITTEN = gives(StaffCaseOut, "Die Anfrage danach", 401, 403, 404, 409, 415, 422)


def make_router(services: Services) -> APIRouter:
    """The routes."""

    def guard(request: Request) -> None:
        request.state.account = require_staff(request, services)

    # Before anything else is looked at: a stranger does not learn what a body should be like.
    router = APIRouter(tags=["Anfragen bearbeiten"], dependencies=[Depends(guard)])
    _add_reading(router, services)
    _add_writing(router, services)
    _add_notes(router, services)
    _add_moves(router, services)
    _add_stray_mail(router, services)
    return router


def _account(request: Request) -> Account:
    account = request.state.account
    assert isinstance(account, Account)
    return account


def _add_reading(router: APIRouter, services: Services) -> None:
    @router.get(
        "/api/staff/handoffs",
        summary="Anfragen auflisten",
        response_class=Response,
        responses=gives(CaseListOut, "Anfragen, neueste zuerst", 401, 403, 422),
    )
    async def find(
        request: Request,
        state: Annotated[HandoffState | None, Query(description="Nur dieser Stand")] = None,
        office: Annotated[
            str | None, Query(max_length=120, pattern=ID, description="Nur diese Stelle")
        ] = None,
        mine: Annotated[bool, Query(description="Nur die mir zugewiesenen")] = False,
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
        offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    ) -> Response:
        """Wer für eine Stelle arbeitet, sieht nur deren Anfragen."""
        account = _account(request)
        service = cases_of(services)
        found = await desk_of(request).run(
            lambda: staff.list_cases(
                service,
                account,
                state=state,
                office_id=office,
                mine=mine,
                limit=limit,
                offset=offset,
            )
        )
        failed = await desk_of(request).run(lambda: staff.alarms(service, account))
        return reply(
            {
                "handoffs": [line_out(one) for one in found],
                "alarms": [
                    {"reference": row.reference, "kind": row.kind.value, "failure": row.failure}
                    for row in failed
                ],
            }
        )

    @router.get(
        "/api/staff/handoffs/{reference}",
        summary="Eine Anfrage lesen",
        response_class=Response,
        responses=_CASE,
    )
    async def read(request: Request, reference: Reference) -> Response:
        """Mit Schritten, Antworten, Notizen und Sendungen."""
        account = _account(request)
        return await _case(
            request, services, lambda service: staff.read_case(service, account, reference)
        )


def _add_writing(router: APIRouter, services: Services) -> None:
    @router.post(
        "/api/staff/handoffs/{reference}/replies",
        summary="Antworten",
        response_class=Response,
        responses=_WRITTEN,
        openapi_extra=takes(CaseMessageIn, {"text": "Guten Tag, gern beraten wir Sie dazu."}),
    )
    async def answer(
        request: Request,
        reference: Reference,
        body: Annotated[CaseMessageIn, Depends(json_body(CaseMessageIn))],
        idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    ) -> Response:
        """Die Antwort geht im Namen der Stelle an die anfragende Person."""
        account = _account(request)
        return await _case(
            request,
            services,
            lambda service: staff.reply_to_case(
                service, account, reference, body.cleaned(), idempotency_key
            ),
        )


def _add_notes(router: APIRouter, services: Services) -> None:
    @router.post(
        "/api/staff/handoffs/{reference}/notes",
        summary="Eine interne Notiz schreiben",
        response_class=Response,
        responses=_WRITTEN,
        openapi_extra=takes(CaseMessageIn, {"text": "Rücksprache am Montag."}),
    )
    async def note(
        request: Request,
        reference: Reference,
        body: Annotated[CaseMessageIn, Depends(json_body(CaseMessageIn))],
    ) -> Response:
        """Die anfragende Person sieht sie nicht."""
        account = _account(request)
        return await _case(
            request,
            services,
            lambda service: staff.add_note(service, account, reference, body.cleaned()),
        )

    @router.post(
        "/api/staff/handoffs/{reference}/assign",
        summary="Zuweisen",
        response_class=Response,
        responses=_WRITTEN,
        openapi_extra=takes(AssignIn, {"assignee": "Beratung 1"}),
    )
    async def assign(
        request: Request,
        reference: Reference,
        body: Annotated[AssignIn, Depends(json_body(AssignIn))],
    ) -> Response:
        """An jemanden, oder mit null an niemanden."""
        account = _account(request)
        return await _case(
            request,
            services,
            lambda service: staff.assign_case(service, account, reference, body.assignee),
        )


def _add_moves(router: APIRouter, services: Services) -> None:
    @router.post(
        "/api/staff/handoffs/{reference}/close",
        summary="Abschließen",
        response_class=Response,
        responses=_MOVED,
    )
    async def close(request: Request, reference: Reference) -> Response:
        """Ab dann läuft die Frist bis zur Löschung."""
        account = _account(request)
        return await _case(
            request, services, lambda service: staff.close_case(service, account, reference)
        )

    @router.post(
        "/api/staff/handoffs/{reference}/reopen",
        summary="Wieder öffnen",
        response_class=Response,
        responses=_MOVED,
    )
    async def reopen(request: Request, reference: Reference) -> Response:
        """Eine beantwortete oder abgeschlossene Anfrage weiter bearbeiten."""
        account = _account(request)
        return await _case(
            request, services, lambda service: staff.reopen_case(service, account, reference)
        )

    @router.post(
        "/api/staff/handoffs/{reference}/send",
        summary="Noch einmal zustellen",
        response_class=Response,
        responses=_MOVED,
    )
    async def send(request: Request, reference: Reference) -> Response:
        """An die Adresse, die heute hinterlegt ist."""
        account = _account(request)
        return await _case(
            request, services, lambda service: staff.send_again(service, account, reference)
        )


def _add_stray_mail(router: APIRouter, services: Services) -> None:
    @router.get(
        "/api/staff/mail",
        summary="E-Mails ohne Anfrage",
        response_class=Response,
        responses=gives(StrayMailsOut, "E-Mails, neueste zuerst", 401, 403),
    )
    async def stray(request: Request) -> Response:
        """Was im Posteingang zu keiner Anfrage passte."""
        account = _account(request)
        account.require(Role.ADMIN)
        found = await desk_of(request).run(lambda: cases_of(services).mails.all())
        return reply(
            {
                "mails": [
                    {
                        "id": one.id,
                        "sender": one.sender,
                        "subject": one.subject,
                        "text": one.text,
                        "at": one.at.isoformat(),
                    }
                    for one in found
                ]
            }
        )

    @router.delete(
        "/api/staff/mail/{mail_id}",
        summary="Eine E-Mail ohne Anfrage löschen",
        status_code=204,
        response_class=Response,
        responses=gives(None, "Gelöscht", 401, 403, 404, status=204),
    )
    async def drop(
        request: Request,
        mail_id: Annotated[str, Path(description="Kennung der E-Mail")],
    ) -> Response:
        """Danach ist sie weg."""
        account = _account(request)
        account.require(Role.ADMIN)
        known = _MAIL_ID.fullmatch(mail_id) is not None
        if not known or not await desk_of(request).run(
            lambda: cases_of(services).mails.erase(mail_id)
        ):
            raise NotFound("Diese E-Mail gibt es nicht oder nicht mehr.")
        return Response(status_code=204)


async def _case(
    request: Request, services: Services, work: Callable[[HandoffService], Handoff]
) -> Response:
    service = cases_of(services)
    return reply(await desk_of(request).run(lambda: staff_case_out(service, work(service))))


def line_out(one: Handoff) -> dict[str, Any]:
    """CaseLineOut."""
    return {
        "reference": one.reference,
        "status": one.state.value,
        "kind": one.kind.value,
        "office_id": one.office_id,
        "office_name": one.office_name,
        "deliverable": one.deliverable,
        "assignee": one.assignee,
        "opened_at": one.opened_at.isoformat(),
        "changed_at": one.changed_at.isoformat(),
    }


def staff_case_out(service: HandoffService, one: Handoff) -> dict[str, Any]:
    """StaffCaseOut."""
    return line_out(one) | {
        "message": one.message,
        "facts": [{"label": label, "value": value} for label, value in facts(service, one)],
        "name": one.inquirer.name,
        "email": one.inquirer.email,
        "phone": one.inquirer.phone,
        "legal_basis": one.consent.basis.value,
        "retention_days": one.consent.retention_days,
        "consent_version": one.consent.text_version,
        "closed_at": one.closed_at.isoformat() if one.closed_at else None,
        "moves": [
            {
                "at": move.at.isoformat(),
                "who": move.who,
                "before": move.before.value if move.before else None,
                "after": move.after.value,
            }
            for move in one.moves
        ],
        "replies": [reply_out(entry) for entry in one.replies],
        "notes": [
            {"at": note.at.isoformat(), "who": note.who, "text": note.text} for note in one.notes
        ],
        "deliveries": [
            {
                "kind": row.kind.value,
                "state": row.state.value,
                "attempts": row.attempts,
                "next_at": row.next_at.isoformat() if row.state is DispatchState.WAITING else None,
                "failure": row.failure,
            }
            for row in staff.deliveries(service, one)
        ],
    }
