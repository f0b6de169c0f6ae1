"""`/api/docs`: Swagger UI from the fastapi-offline package, so that no other host is asked."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from transfobot.channels.http.security import csp
from transfobot.channels.http.services import Services

DESCRIPTION = "/api/openapi.json"
ASSETS = "/api/docs/assets"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def make_router(services: Services) -> APIRouter:
    """The page; its assets are mounted by `assets()`."""
    del services
    router = APIRouter()
    page = _page()
    policy = csp(
        script_src=f"'self' {' '.join(_hashes(page))}",
        style_src="'self' 'unsafe-inline'",  # Swagger UI sets style attributes
        img_src="'self' data:",
        connect_src="'self'",
        font_src="'self' data:",
    )

    @router.get("/api/docs", include_in_schema=False)
    async def docs() -> Response:
        """The description, to try out."""
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    return router


def assets() -> StaticFiles:
    """Swagger UI's own files."""
    import fastapi_offline

    return StaticFiles(directory=Path(fastapi_offline.__file__).parent / "static")


def _page() -> str:
    response = get_swagger_ui_html(
        openapi_url=DESCRIPTION,
        title="transfobot: Schnittstelle",
        swagger_js_url=f"{ASSETS}/swagger-ui-bundle.js",
        swagger_css_url=f"{ASSETS}/swagger-ui.css",
        swagger_favicon_url=f"{ASSETS}/favicon.png",
        swagger_ui_parameters={"validatorUrl": None, "tryItOutEnabled": True},
    )
    return bytes(response.body).decode().replace("<html>", '<html lang="de">')


def _hashes(page: str) -> list[str]:
    found = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in found]
