"""Responses as prepared JSON bytes, and how routes document what they take and give."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from transfobot.channels.http.problem import documented

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


DOCUMENTED: dict[str, type[BaseModel]] = {}
"""Every model that a route has named, for the components of the OpenAPI description."""


def _reference(model: type[BaseModel]) -> dict[str, str]:
    if DOCUMENTED.setdefault(model.__name__, model) is not model:
        raise ValueError(f"two models are named {model.__name__}")
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def encoded(value: object) -> str:
    """JSON on one line, umlauts as they are."""
    return _ENCODER.encode(value)


def reply(value: object, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """A JSON response."""
    return Response(
        _ENCODER.encode(value).encode(), status, dict(headers or {}), "application/json"
    )


def takes(model: type[BaseModel], example: Mapping[str, object]) -> dict[str, Any]:
    """The `openapi_extra` of a route that reads its body with `json_body(model)`."""
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": _reference(model),
                    "example": dict(example),
                }
            },
        }
    }


def gives(
    model: type[BaseModel] | None,
    description: str,
    *problems: int,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: its success and its problems."""
    success: dict[str, Any] = {"description": description}
    if model is not None:
        success["content"] = {"application/json": {"schema": _reference(model)}}
    if headers:
        success["headers"] = {
            name: {"description": said, "schema": {"type": "integer"}}
            for name, said in headers.items()
        }
    # Any route can be asked too large, too slow, under a wrong name, or meet a fault.
    return {status: success} | documented(*sorted({400, 408, 413, 421, 500, 503, *problems}))


RATE_HEADERS = {
    "RateLimit-Limit": "Fragen je Minute",
    "RateLimit-Remaining": "davon noch übrig",
    "RateLimit-Reset": "Sekunden, bis alle wieder frei sind",
}
