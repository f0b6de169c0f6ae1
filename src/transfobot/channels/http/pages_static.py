"""Our own few files under `/static/`: by version for ever, by name alone with a check."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from transfobot.channels.http.render import Assets, Renderer
from transfobot.channels.http.services import Services
from transfobot.domain.errors import NotFound

_ROBOTS = "User-agent: *\nDisallow: /gespraech/\nDisallow: /anfrage/\nDisallow: /api/\n"


def make_router(_services: Services, renderer: Renderer) -> APIRouter:
    """`/static/…` and `/robots.txt`."""
    router = APIRouter(include_in_schema=False)
    assets = renderer.assets

    @router.get("/static/{version}/{name}")
    async def versioned(version: str, name: str, request: Request) -> Response:
        lasting = version == assets.version
        return _file(
            assets, name, request, "public, max-age=31536000, immutable" if lasting else "no-cache"
        )

    @router.get("/static/{name}")
    async def named(name: str, request: Request) -> Response:
        return _file(assets, name, request, "no-cache")

    @router.get("/favicon.ico")
    async def icon(request: Request) -> Response:
        return _file(assets, "icon.svg", request, "public, max-age=86400")

    @router.get("/robots.txt")
    async def robots() -> Response:
        return PlainTextResponse(_ROBOTS)

    return router


def _file(assets: Assets, name: str, request: Request, caching: str) -> Response:
    found = assets.files.get(name)
    if found is None:
        raise NotFound("Diese Datei gibt es nicht.")
    headers = {
        "ETag": f'"{assets.version}"',
        "Cache-Control": caching,
        "X-Content-Type-Options": "nosniff",
    }
    if f'"{assets.version}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
