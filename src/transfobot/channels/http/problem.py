"""Errors as people and machines read them: RFC 9457 problem+json, in German.

This is the one table from errors to HTTP codes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from transfobot.domain import errors

MEDIA_TYPE = "application/problem+json"
URN = "urn:transfobot:problem:"

KINDS: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", "Anfrage nicht lesbar", "Die Anfrage lässt sich nicht lesen."),
    401: ("unauthorized", "Anmeldung nötig", "Dafür ist ein gültiger Zugang nötig."),
    403: ("forbidden", "Nicht erlaubt", "Das ist mit diesem Zugang nicht erlaubt."),
    404: ("not-found", "Nicht gefunden", "Unter dieser Adresse gibt es nichts."),
    405: ("method-not-allowed", "So nicht möglich", "Diese Adresse kennt diese Methode nicht."),
    406: ("not-acceptable", "Format nicht möglich", "In diesem Format gibt es keine Antwort."),
    408: ("timeout", "Zeit abgelaufen", "Die Anfrage kam nicht rechtzeitig vollständig an."),
    409: ("conflict", "Nicht mehr möglich", "Das passt nicht zum jetzigen Stand."),
    411: ("length-required", "Länge fehlt", "Der Anfrage fehlt eine Längenangabe."),
    413: ("too-large", "Zu groß", "Die Anfrage ist größer als erlaubt."),
    415: ("unsupported-media-type", "Format nicht unterstützt", "Erwartet wird application/json."),
    416: ("range", "Bereich nicht möglich", "Diesen Teil der Datei gibt es nicht."),
    421: ("misdirected", "Falscher Name", "Dieser Dienst antwortet nicht unter diesem Namen."),
    422: ("invalid", "Angabe passt nicht", "Eine Angabe passt nicht."),
    426: ("upgrade", "Anderes Protokoll nötig", "Dafür ist ein anderes Protokoll nötig."),
    429: ("rate-limit", "Zu viele Fragen", "Bitte warten Sie kurz."),
    431: ("headers-too-large", "Kopfzeilen zu groß", "Die Kopfzeilen sind größer als erlaubt."),
    500: ("internal", "Fehler im Dienst", "Bei uns ist etwas schiefgegangen."),
    503: (
        "unavailable",
        "Zurzeit nicht verfügbar",
        "Das geht gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal.",
    ),
    507: ("storage", "Kein Speicherplatz", "Es kann gerade nichts gespeichert werden."),
}
"""Status → the last part of `type`, the title, and what is said when nothing better is known."""

STATUS: tuple[tuple[type[errors.TransfobotError], int], ...] = (
    (errors.TooLarge, 413),
    (errors.InvalidInput, 422),
    (errors.ParseFailed, 422),
    (errors.NotFound, 404),
    (errors.NotAllowed, 403),
    (errors.Conflict, 409),
    (errors.BusyError, 503),
    (errors.Unavailable, 503),
    (errors.ConfigurationError, 500),
)


def status_of(error: errors.TransfobotError) -> int:
    """The HTTP status of an error of the tree."""
    return next((code for kind, code in STATUS if isinstance(error, kind)), 500)


def body(status: int, detail: str | None = None, **more: Any) -> dict[str, Any]:
    """A problem as a mapping; `more` are extension members."""
    kind, title, said = KINDS.get(status) or KINDS[400 if status < 500 else 500]
    return {
        "type": URN + kind,
        "title": title,
        "status": status,
        "detail": detail or said,
        **more,
    }


def problem(
    status: int,
    detail: str | None = None,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """A problem as a response; what is not a known status becomes 400 or 500."""
    if status not in KINDS:
        status = 400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500
    content = json.dumps(body(status, detail, **more), ensure_ascii=False).encode()
    return Response(content, status, dict(headers or {}), MEDIA_TYPE)


def of_error(error: errors.TransfobotError) -> Response:
    """The response for an error of the tree; try-again errors say when."""
    headers = {}
    if isinstance(error, errors.Unavailable):
        headers["Retry-After"] = str(error.retry_after)
    elif isinstance(error, errors.BusyError):
        headers["Retry-After"] = "30"
    return problem(status_of(error), str(error) or None, headers)


Documented = dict[int | str, dict[str, Any]]


def documented(*statuses: int) -> Documented:
    """These problems for the `responses` of a route."""
    reference = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": KINDS[status][1],
            "content": {MEDIA_TYPE: {"schema": reference, "example": body(status)}},
        }
        for status in statuses
    }
