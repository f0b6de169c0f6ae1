"""How anything that goes wrong leaves: a German problem, as a page where a browser asks for one."""

from __future__ import annotations

import json
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match

from transfobot import logs
from transfobot.channels.http.auth import is_staff_path, require_staff
from transfobot.channels.http.body import BadRequest, invalid
from transfobot.channels.http.openai_chat import openai_problem
from transfobot.channels.http.pages_problem import dressed
from transfobot.channels.http.problem import MEDIA_TYPE, of_error, problem
from transfobot.channels.http.render import Renderer
from transfobot.channels.http.security import default_headers
from transfobot.channels.http.services import Services
from transfobot.domain.errors import TransfobotError

_log = logs.get(__name__)


def answer_failures(app: FastAPI, services: Services, renderer: Renderer) -> None:
    """Register the one handler for everything that is raised behind the doors."""

    async def leave(request: Request, error: Exception) -> Response:
        response = _problem(request, error, services)
        if request.url.path.startswith("/v1/") and response.media_type == MEDIA_TYPE:
            told = openai_problem(json.loads(bytes(response.body)))
            kept = {
                name: value
                for name, value in response.headers.items()
                if name not in {"content-type", "content-length"}
            }
            content = json.dumps(told, ensure_ascii=False)
            return Response(content, response.status_code, kept, MEDIA_TYPE)
        return dressed(request, response, renderer)

    for kind in (
        BadRequest,
        TransfobotError,
        RequestValidationError,
        HTTPException,
        ClientDisconnect,
        Exception,
    ):
        app.add_exception_handler(kind, leave)


def _problem(request: Request, error: Exception, services: Services) -> Response:
    if isinstance(error, BadRequest):
        return error.response()
    if isinstance(error, TransfobotError):
        return of_error(error)
    if isinstance(error, RequestValidationError):
        return invalid(cast("list[ErrorDetails]", error.errors())).response()
    if isinstance(error, HTTPException):
        if is_staff_path(request.url.path):  # strangers do not learn which addresses there are
            try:
                require_staff(request, services)
            except BadRequest as refusal:
                return refusal.response()
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = _allowed(request)
        return problem(error.status_code, headers=headers)
    if isinstance(error, ClientDisconnect):
        return problem(400)  # nobody reads it
    _log.error("request_failed", kind=type(error).__name__, where=logs.place_of(error))
    # This one leaves outside the layers that add headers.
    return problem(500, headers=default_headers(services.settings))


def _allowed(request: Request) -> str:
    """All methods of an address; Starlette names those of the first route only."""
    routes = request.app.router.routes
    return ", ".join(
        method
        for method in ("DELETE", "GET", "PATCH", "POST", "PUT")
        if any(
            route.matches(dict(request.scope, method=method))[0] is Match.FULL for route in routes
        )
    )
