"""An original file on its way to a browser: in place, in parts, and shut in."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from transfobot.channels.http.security import csp, frame_ancestors
from transfobot.domain.knowledge import Document, Visibility
from transfobot.settings import Settings

PDF = "application/pdf"
_SHOWN = {
    PDF: PDF,
    "text/plain": "text/plain; charset=utf-8",
    "text/markdown": "text/plain; charset=utf-8",
    "text/html": "text/html; charset=utf-8",
    "application/xhtml+xml": "text/plain; charset=utf-8",
}
_FILED = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
}


def original_response(
    request: Request, document: Document, path: Path, settings: Settings
) -> Response:
    """The file with ranges and an ETag by revision; 304 where the browser has it already."""
    tag = f'"{document.revision}"'
    public = document.visibility is Visibility.PUBLIC
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache" if public else "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _policy(document.media_type, settings),
        "Content-Disposition": f"inline; {_file_name(document.path)}",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    kind = _SHOWN.get(document.media_type) or _FILED.get(
        PurePosixPath(document.path).suffix.lower(), "application/octet-stream"
    )
    return FileResponse(path, headers=headers, media_type=kind)


def _policy(media_type: str, settings: Settings) -> str:
    """Nothing runs and nothing is loaded. A sandbox would keep the browser's own PDF viewer shut,
    and a PDF is no page of this origin; everything else is sandboxed.
    """
    framed = frame_ancestors(settings)
    if media_type == PDF:
        return csp(object_src="'self'", style_src="'unsafe-inline'", frame_ancestors=framed)
    return csp(sandbox="", style_src="'unsafe-inline'", frame_ancestors=framed)


def _file_name(path: str) -> str:
    name = PurePosixPath(path).name or "original"
    plain = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-_. ") else "_" for sign in name
    )
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
