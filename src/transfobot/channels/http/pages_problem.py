"""A problem as a page, for browsers: same status, same sentence, same headers."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from transfobot.channels.http.problem import KINDS, MEDIA_TYPE
from transfobot.channels.http.render import Renderer, here_of, wants_page

_TITLED = {400, 403, 404, 405, 413, 422, 429, 500, 503}


def dressed(request: Request, response: Response, renderer: Renderer) -> Response:
    """The problem as a page where a browser asks for one, else as it is."""
    if response.media_type != MEDIA_TYPE or not wants_page(request):
        return response
    problem = json.loads(bytes(response.body))
    here = here_of(request.query_params)
    t = renderer.words(here.language)
    status = response.status_code
    known = status if status in _TITLED else (400 if status < 500 else 500)
    detail = str(problem["detail"])
    if status in {404, 500} and detail == KINDS[status][2]:
        detail = t(f"problem_{status}_text")
    kept = {
        name: value
        for name, value in response.headers.items()
        if name.lower() not in {"content-type", "content-length"}
    }
    return renderer.response(
        "problem.html",
        here,
        status=status,
        headers=kept,
        secret=True,
        title=t(f"problem_{known}"),
        detail=detail,
    )
