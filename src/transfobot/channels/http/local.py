"""`POST /api/local/ingest`: the command line of this machine works through the running server.

Whoever can read the lock file of the data directory (the same system account) knows the key.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from transfobot.channels.http.auth import is_local
from transfobot.channels.http.body import json_body
from transfobot.channels.http.problem import problem
from transfobot.channels.http.replies import reply
from transfobot.channels.http.schema import Incoming
from transfobot.channels.http.services import Services
from transfobot.domain.errors import BusyError, NotFound
from transfobot.domain.knowledge import IngestReport, Visibility


class IngestIn(Incoming):
    """What to take in; without paths everything that is known."""

    paths: list[str] = Field([], max_length=1_000)
    visibility: Annotated[Visibility, Field(strict=False)] | None = None
    dry_run: bool = False


def make_router(services: Services) -> APIRouter:
    """The route; it is no part of the public description."""
    router = APIRouter(include_in_schema=False)

    @router.post("/api/local/ingest")
    async def ingest(
        request: Request, body: Annotated[IngestIn, Depends(json_body(IngestIn))]
    ) -> Response:
        run = services.ingest
        if run is None or not is_local(request, services.local_key):
            raise NotFound("Unter dieser Adresse gibt es nichts.")
        try:
            # A run takes minutes: it must not take a worker from those who ask.
            report = await asyncio.to_thread(run, body.paths, body.visibility, body.dry_run)
        except BusyError as error:
            return problem(409, str(error))
        return reply(report_to_dict(report))

    return router


def report_to_dict(report: IngestReport) -> dict[str, Any]:
    """A report as JSON."""
    return {
        "files": [asdict(one) | {"outcome": one.outcome.value} for one in report.files],
        "notes": list(report.notes),
        "parsed": report.parsed,
        "rows_written": report.rows_written,
    }
