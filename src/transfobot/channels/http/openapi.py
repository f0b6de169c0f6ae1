"""The OpenAPI description: FastAPI's, with the bodies and answers the routes read and write."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from transfobot.channels.http.replies import DOCUMENTED
from transfobot.channels.http.schema_out import ProblemOut

_REFERENCES = "#/components/schemas/{model}"

TAGS = (
    ("Fragen", "Fragen, suchen, bewerten."),
    ("Stellen und Orte", "Wer zuständig ist."),
    ("Register", "Netzwerke und Förderprogramme, auch als Kalender und Feed."),
    ("Dokumente", "Woraus zitiert wird."),
    ("Gespräche", "Lesen und löschen."),
    ("Übergabe", "Eine Anfrage an eine Stelle, und was daraus wird."),
    ("Anfragen bearbeiten", "Für die Mitarbeitenden der Stellen."),
    ("Wissen pflegen", "Für die Mitarbeitenden, die Dokumente pflegen."),
    ("Ticketsysteme", "Antworten aus angebundenen Ticketsystemen."),
    ("Andere Programme", "Schnittstellen, die andere Werkzeuge schon sprechen."),
    ("Betrieb", "Für den Betrieb."),
)

DESCRIPTION = (
    "Fragen an die Wissensbasis eines regionalen Transformationsnetzwerks. Jede Antwort stammt von "
    "einem KI-System; jeder Satz ist mit einer Textstelle belegt. Fehler kommen als "
    "`application/problem+json` nach RFC 9457 mit stabilem `type` und einem deutschen Satz."
)


def describe(app: FastAPI, version: str) -> None:
    """Let the application describe itself with the models its routes name."""
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(_description(app, version))
        return made

    app.openapi = openapi  # type: ignore[method-assign]


def _description(app: FastAPI, version: str) -> dict[str, Any]:
    found = get_openapi(
        title="transfobot",
        version=version,
        description=DESCRIPTION,
        routes=app.routes,
        tags=[{"name": name, "description": said} for name, said in TAGS],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/"}],
    )
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(_models())
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    found["components"]["securitySchemes"] = {
        "staff": {"type": "http", "scheme": "bearer", "description": "Zugang der Verwaltung"}
    }
    for path, operations in found["paths"].items():
        for operation in operations.values():
            if "401" in operation.get("responses", {}):
                anybody: list[dict[str, list[str]]] = [] if "/staff" in path else [{}]
                operation["security"] = [*anybody, {"staff": []}]
            _drop_foreign_422(operation)
    return found


def _models() -> dict[str, Any]:
    models: list[type[BaseModel]] = [ProblemOut, *DOCUMENTED.values()]
    _, described = models_json_schema(
        [(one, "validation") for one in models], ref_template=_REFERENCES
    )
    found: dict[str, Any] = described["$defs"]
    found["Problem"] = found.pop("ProblemOut")
    return found


def _drop_foreign_422(operation: dict[str, Any]) -> None:
    """FastAPI documents its own validation answer; ours is a problem."""
    shown = operation.get("responses", {}).get("422", {})
    content = shown.get("content", {})
    if "application/problem+json" in content:
        content.pop("application/json", None)
    elif "HTTPValidationError" in str(content):
        operation["responses"].pop("422")
