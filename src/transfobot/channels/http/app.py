"""The one HTTP application: every door, the layers around them, and how errors leave."""

from __future__ import annotations

import importlib
import importlib.util
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

import transfobot
from transfobot import logs
from transfobot.channels.http import docs, openapi
from transfobot.channels.http.asking import AskingDesk
from transfobot.channels.http.auth import is_staff_path, require_staff
from transfobot.channels.http.body import BadRequest, invalid
from transfobot.channels.http.limits import LimitRequests
from transfobot.channels.http.metrics import CountRequests, Metrics
from transfobot.channels.http.pages_problem import dressed
from transfobot.channels.http.problem import of_error, problem
from transfobot.channels.http.render import Renderer
from transfobot.channels.http.security import SecurityHeaders
from transfobot.channels.http.services import Services
from transfobot.domain.errors import TransfobotError

_HERE = "transfobot.channels.http"
DOORS = (
    "questions",
    "search",
    "places",
    "networks",
    "feeds",
    "documents",
    "conversations",
    "feedback",
    "operators",
    "docs",
    "pages",
    "handoffs",
    "staff_cases",
)
"""Modules of this package with `make_router(services)`, in the order their routes are tried."""

_log = logs.get(__name__)


def create_app(services: Services) -> FastAPI:
    """The application over these services."""
    metrics = Metrics()
    desk = AskingDesk(services, metrics)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            yield
        finally:
            desk.close()

    app = FastAPI(
        title="transfobot",
        docs_url=None,
        redoc_url=None,
        openapi_url=docs.DESCRIPTION,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.state.metrics = metrics
    app.state.renderer = Renderer.of(services)
    for name in DOORS:
        if importlib.util.find_spec(f"{_HERE}.{name}"):
            app.include_router(importlib.import_module(f"{_HERE}.{name}").make_router(services))
    app.mount(docs.ASSETS, docs.assets(), name="docs-assets")
    openapi.describe(app, transfobot.__version__)
    _add_layers(app, services, metrics)
    _add_error_handlers(app, services)
    return app


def _add_layers(app: FastAPI, services: Services, metrics: Metrics) -> None:
    """The last one added is the outermost."""
    settings = services.settings
    if origins := settings.origins(settings.cors_origins):
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Content-Type", "Accept", "Authorization", "Idempotency-Key"],
            expose_headers=[
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset",
                "Retry-After",
            ],
            max_age=3600,
        )
    app.add_middleware(LimitRequests)
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(CountRequests, metrics=metrics)


def _add_error_handlers(app: FastAPI, services: Services) -> None:
    """Everything that goes wrong leaves as a German problem; as a page where a browser asks."""
    pages = app.state.renderer

    async def refused(request: Request, error: Exception) -> Response:
        return dressed(request, cast(BadRequest, error).response(), pages)

    async def failed(request: Request, error: Exception) -> Response:
        return dressed(request, of_error(cast(TransfobotError, error)), pages)

    async def wrong(request: Request, error: Exception) -> Response:
        found = cast("list[ErrorDetails]", cast(RequestValidationError, error).errors())
        return dressed(request, invalid(found).response(), pages)

    async def http(request: Request, error: Exception) -> Response:
        found = cast(HTTPException, error)
        if is_staff_path(request.url.path):  # strangers do not learn which addresses there are
            try:
                require_staff(request, services)
            except BadRequest as refusal:
                return dressed(request, refusal.response(), pages)
        return dressed(request, problem(found.status_code, headers=found.headers), pages)

    async def broken(request: Request, error: Exception) -> Response:
        _log.error("request_failed", kind=type(error).__name__, where=_place(error))
        return dressed(request, problem(500), pages)

    handlers: dict[Any, Any] = {
        BadRequest: refused,
        TransfobotError: failed,
        RequestValidationError: wrong,
        HTTPException: http,
        Exception: broken,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _place(error: Exception) -> str:
    """Where it happened; the text of an exception may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
