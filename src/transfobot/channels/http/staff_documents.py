"""`/api/staff/documents`: what is taken in, and one more file for it."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.auth import require_staff
from transfobot.channels.http.body import BadRequest
from transfobot.channels.http.replies import gives, reply
from transfobot.channels.http.services import Services
from transfobot.domain.accounts import Role
from transfobot.domain.errors import BusyError, InvalidInput
from transfobot.domain.knowledge import Document, FileReport, IngestOutcome, Visibility

KNOWLEDGE = (Role.ADMIN, Role.EDITOR)
MAX_NAME = 120
_ODD = re.compile(r"[^\w .()+-]")
_BAD = {IngestOutcome.REJECTED, IngestOutcome.QUARANTINED}
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "visibility": {"enum": ["public", "internal"], "default": "internal"},
                    },
                }
            }
        },
    }
}


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid")


class KeptDocumentOut(_Out):
    """Ein Dokument in seiner geltenden Fassung."""

    id: str
    title: str
    path: str
    source: str
    kind: str
    visibility: Literal["public", "internal"]
    revision: str
    as_of: str | None
    pages: int | None
    warnings: list[str]
    ingested_at: str | None


class KeptDocumentsOut(_Out):
    """Alle Dokumente, öffentliche und interne."""

    documents: list[KeptDocumentOut]


class UploadedOut(_Out):
    """Was aus der Datei wurde."""

    path: str
    outcome: str
    reason: str | None
    warnings: list[str]
    pages: int | None
    passages: int
    visibility: Literal["public", "internal"]


def make_router(services: Services) -> APIRouter:
    """The routes; for accounts that mind knowledge."""
    router = APIRouter(tags=["Wissen pflegen"])

    @router.get(
        "/api/staff/documents",
        summary="Alle Dokumente",
        response_class=Response,
        responses=gives(KeptDocumentsOut, "Öffentliche und interne", 401, 403),
    )
    async def documents(request: Request) -> Response:
        """Ohne ihren Text; der steht unter `/api/documents/{id}`."""
        require_staff(request, services).require(*KNOWLEDGE)
        found = await desk_of(request).run(services.records.documents)
        return reply({"documents": [_shown(one) for one in found]})

    @router.post(
        "/api/staff/documents",
        summary="Ein Dokument aufnehmen",
        response_class=Response,
        status_code=201,
        responses=gives(UploadedOut, "Aufgenommen", 401, 403, 415, 422, status=201)
        | {200: gives(UploadedOut, "Schon bekannt, nichts geändert")[200]},
        openapi_extra=_FORM,
    )
    async def upload(request: Request) -> Response:
        """Ohne Angabe intern. Eine Datei gleichen Namens wird die neue Fassung der alten."""
        require_staff(request, services).require(*KNOWLEDGE)
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise BadRequest("Erwartet wird der Inhaltstyp multipart/form-data.", 415)
        async with request.form(max_files=1, max_fields=2, max_part_size=1024) as form:
            given, visibility = _fields(form)
            name = safe_name(given.filename or "")
            report = await asyncio.to_thread(_take_in, services, given.file, name, visibility)
        if report.outcome in _BAD:
            raise InvalidInput(report.reason or "Diese Datei lässt sich nicht lesen.")
        changed = report.outcome in {IngestOutcome.ADDED, IngestOutcome.UPDATED}
        return reply(
            {
                "path": name,
                "outcome": report.outcome.value,
                "reason": report.reason,
                "warnings": list(report.warnings),
                "pages": report.pages,
                "passages": report.passages,
                "visibility": visibility.value,
            },
            status=201 if changed else 200,
        )

    return router


def safe_name(given: str) -> str:
    """A plain file name; folders are dropped. Raises BadRequest 422."""
    last = PurePosixPath(unicodedata.normalize("NFC", given).replace("\\", "/")).name
    name = _ODD.sub("_", last).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem.strip("_ .") or not suffix.isalnum() or len(suffix) > 8:
        raise BadRequest("Die Datei braucht einen Namen mit Endung, zum Beispiel bericht.pdf.", 422)
    return f"{stem[: MAX_NAME - len(suffix)].strip()}.{suffix}"


def _fields(form: FormData) -> tuple[UploadFile, Visibility]:
    given, visibility = form.get("file"), form.get("visibility") or "internal"
    if not isinstance(given, UploadFile):
        raise BadRequest("Es fehlt die Datei (Feld „file“).", 422)
    if visibility not in set(Visibility):
        raise BadRequest("visibility: kennt nur public und internal.", 422)
    return given, Visibility(visibility)


def _take_in(services: Services, given: BinaryIO, name: str, visibility: Visibility) -> FileReport:
    """Read it on trial, then put it where it stays: a bad file replaces nothing."""
    if services.ingest is None:
        raise BusyError("Dieser Dienst nimmt gerade keine Dokumente auf.")
    uploads = services.settings.data_dir / "uploads"
    with _staged(uploads / "incoming", given, name) as trial:
        report = _of(services.ingest([str(trial)], visibility, True).files, name)
        if report.outcome in _BAD:
            return report
        _withdraw(services, uploads, name, visibility)
        folder = uploads / visibility.value
        folder.mkdir(parents=True, exist_ok=True)
        trial.replace(folder / name)
    return _of(services.ingest([str(folder)], visibility, False).files, name)


def _withdraw(services: Services, uploads: Path, name: str, visibility: Visibility) -> None:
    """Remove the file of this name from the other class, before the new one comes: its old version
    must not stay public when the new one is internal.
    """
    for other in Visibility:
        old = uploads / other.value / name
        if other is not visibility and old.is_file() and services.ingest is not None:
            old.unlink()
            services.ingest([str(old.parent)], other, False)


@contextmanager
def _staged(incoming: Path, given: BinaryIO, name: str) -> Iterator[Path]:
    """The file in a folder of its own, which is gone afterwards."""
    own = incoming / secrets.token_hex(8)
    own.mkdir(parents=True)
    try:
        with (own / name).open("wb") as written:
            shutil.copyfileobj(given, written)
        yield own / name
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _of(files: tuple[FileReport, ...], name: str) -> FileReport:
    found = [one for one in files if Path(one.path).name == name]
    if not found:
        raise InvalidInput("Diese Datei wird hier nicht gelesen.")
    return found[-1]


def _shown(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "path": document.path,
        "source": document.source,
        "kind": document.kind.value,
        "visibility": document.visibility.value,
        "revision": document.revision,
        "as_of": document.as_of,
        "pages": document.pages,
        "warnings": list(document.warnings),
        "ingested_at": document.ingested_at.isoformat() if document.ingested_at else None,
    }
