"""`/embed.js`: the chat on another page, by one script line."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from transfobot.channels.http.render import Renderer
from transfobot.channels.http.services import Services

NAME = "embed.js"


def make_router(_services: Services, renderer: Renderer) -> APIRouter:
    """The one file that other origins may load; where it may be shown is FRAME_ANCESTORS."""
    router = APIRouter(include_in_schema=False)
    asset = renderer.assets.files[NAME]
    tag = f'"{renderer.assets.version}"'

    @router.get(f"/{NAME}")
    async def script(request: Request) -> Response:
        headers = {
            "ETag": tag,
            "Cache-Control": "public, max-age=3600",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "X-Content-Type-Options": "nosniff",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.media_type, headers=headers)

    return router
