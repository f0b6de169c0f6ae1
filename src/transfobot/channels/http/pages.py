"""Everything a person sees in a browser, with one renderer: chat, sources, forms, texts."""

from __future__ import annotations

from fastapi import APIRouter

from transfobot.channels.http import (
    embed,
    evidence,
    forms,
    forms_status,
    pages_chat,
    pages_feedback,
    pages_static,
    pages_texts,
)
from transfobot.channels.http.render import Renderer
from transfobot.channels.http.services import Services

MODULES = (
    pages_chat,
    pages_feedback,
    evidence,
    forms,
    forms_status,
    embed,
    pages_texts,
    pages_static,
)


def make_router(services: Services) -> APIRouter:
    """All pages."""
    renderer = Renderer.of(services)
    router = APIRouter(include_in_schema=False)
    for module in MODULES:
        router.include_router(module.make_router(services, renderer))
    return router
