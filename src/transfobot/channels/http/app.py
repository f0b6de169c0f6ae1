"""The one HTTP application: every door, the layers around them, and how errors leave."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

import transfobot
from transfobot.channels.http import docs, openapi
from transfobot.channels.http.asking import AskingDesk
from transfobot.channels.http.failures import answer_failures
from transfobot.channels.http.limits import LimitRequests
from transfobot.channels.http.mcp_door import PATHS, McpDoor
from transfobot.channels.http.metrics import CountRequests, Metrics
from transfobot.channels.http.render import Renderer
from transfobot.channels.http.security import SecurityHeaders
from transfobot.channels.http.services import Services

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
    "openai_chat",
    "local",
    "pages",
    "handoffs",
    "staff_cases",
    "staff_documents",
    "desks",
)
"""Modules of this package with `make_router(services)`, in the order their routes are tried."""


def create_app(services: Services) -> FastAPI:
    """The application over these services."""
    metrics = Metrics()
    desk = AskingDesk(services, metrics)
    mcp = McpDoor(services)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await mcp.close()
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
        app.include_router(importlib.import_module(f"{_HERE}.{name}").make_router(services))
    app.router.routes += [Route(path, endpoint=mcp) for path in PATHS]
    app.mount(docs.ASSETS, docs.assets(), name="docs-assets")
    openapi.describe(app, transfobot.__version__)
    _add_layers(app, services, metrics)
    answer_failures(app, services, app.state.renderer)
    return app


def _add_layers(app: FastAPI, services: Services, metrics: Metrics) -> None:
    """The last one added is the outermost."""
    settings = services.settings
    app.add_middleware(LimitRequests)
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
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(CountRequests, metrics=metrics)
