"""Reading a JSON body strictly: what is not plain, finite, well-formed JSON is a clear 4xx.

FastAPI's own reading turns NaN, 1e999, lone surrogates, deep nesting and a million digits into
server errors, so the routes take their bodies from here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request
from starlette.responses import Response

from transfobot.channels.http.problem import problem
from transfobot.domain.errors import TransfobotError

Model = TypeVar("Model", bound=BaseModel)
MAX_DEPTH = 24
MAX_DIGITS = 40


class BadRequest(TransfobotError):
    """A request that cannot be used: its HTTP `status`, headers, and extension members."""

    def __init__(
        self,
        sentence: str,
        status: int = 400,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = dict(headers or {})
        self.more = more

    def response(self) -> Response:
        """The problem for it."""
        return problem(self.status, str(self), self.headers, **self.more)


def json_body(model: type[Model]) -> Callable[[Request], Awaitable[Model]]:
    """A dependency that reads and checks the body as this model."""

    async def read(request: Request) -> Model:
        return checked(model, await read_json(request))

    return read


def checked(model: type[Model], value: object) -> Model:
    """The value as this model. Raises BadRequest 422 naming the fields."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
        raise invalid(found) from None


async def read_json(request: Request) -> object:
    """The JSON value of the body. Raises BadRequest with 400 or 415."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise BadRequest("Erwartet wird der Inhaltstyp application/json.", 415)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequest("Gepackte Anfragen werden nicht angenommen.", 415)
    return parse_json(await request.body())


def parse_json(content: bytes) -> object:
    """Strict JSON in UTF-8, with or without a byte order mark. Raises BadRequest."""
    try:
        value = json.loads(
            content.decode("utf-8-sig"),
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_short,
            object_pairs_hook=_unique,
        )
    except UnicodeDecodeError:
        raise BadRequest("Die Anfrage ist kein gültiges UTF-8.") from None
    except RecursionError:
        raise BadRequest("Das JSON ist zu tief verschachtelt.") from None
    except ValueError:
        raise BadRequest("Die Anfrage ist kein gültiges JSON.") from None
    _check(value, MAX_DEPTH)
    return value


def readable(text: str) -> str:
    """Text without control characters (but line breaks and tabs), which stores do not take."""
    if text.isprintable():
        return text
    return "".join(c if (c >= " " and c != "\x7f") or c in "\n\t" else " " for c in text)


def invalid(found: list[ErrorDetails]) -> BadRequest:
    """What a validation found, in German; the values themselves are not repeated."""
    errors = [{"field": _field(one), "detail": _sentence(one)} for one in found[:20]]
    said = "; ".join(f"{one['field']}: {one['detail']}" for one in errors[:3])
    return BadRequest(f"Eine Angabe passt nicht. {said}.", 422, errors=errors)


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _short(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _check(value: object, depth: int) -> None:
    if depth == 0:
        raise BadRequest("Das JSON ist zu tief verschachtelt.")
    if isinstance(value, str):
        _encodable(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            _encodable(key)
            _check(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, depth - 1)


def _encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadRequest("Die Anfrage enthält halbe Schriftzeichen (Surrogate).") from None


VISIBLE = "[!-~\u00a1-\ud7ff\uf900-\ufffd]"
"""At least one character to be seen, in words that every dialect of patterns reads alike."""
NOT_EMPTY = frozenset({VISIBLE, r"\S"})
"""Patterns that only what is empty fails."""

_SENTENCES = {
    "missing": "fehlt",
    "string_type": "muss ein Text sein",
    "bool_type": "muss true oder false sein",
    "int_type": "muss eine ganze Zahl sein",
    "int_parsing": "muss eine ganze Zahl sein",
    "int_from_float": "muss eine ganze Zahl sein",
    "bool_parsing": "muss true oder false sein",
    "list_type": "muss eine Liste sein",
    "model_type": "muss ein Objekt sein",
    "model_attributes_type": "muss ein Objekt sein",
    "dict_type": "muss ein Objekt sein",
    "string_too_long": "ist länger als {max_length} Zeichen",
    "string_too_short": "ist leer oder zu kurz; bitte schreiben Sie etwas hinein",
    "too_long": "hat mehr als {max_length} Einträge",
    "too_short": "hat zu wenige Einträge",
    "greater_than_equal": "ist kleiner als {ge}",
    "less_than_equal": "ist größer als {le}",
    "enum": "kennt nur diese Werte: {expected}",
    "literal_error": "kennt nur diese Werte: {expected}",
    "string_pattern_mismatch": "hat nicht die erwartete Form; bitte übernehmen Sie den Wert genau "
    "so, wie transfobot ihn ausgegeben hat",
    "value_error": "{error}",
}


def _field(error: ErrorDetails) -> str:
    parts = [str(part) for part in error["loc"] if part not in {"body", "query", "path"}]
    return readable(".".join(parts)[:100]) or "Anfrage"


_EMPTY = "ist leer; bitte schreiben Sie etwas hinein"


def _sentence(error: ErrorDetails) -> str:
    if error.get("ctx", {}).get("pattern") in NOT_EMPTY:
        return _EMPTY
    context = {name: str(value) for name, value in error.get("ctx", {}).items()}
    sentence = _SENTENCES.get(error["type"], "passt nicht")
    return sentence.format_map(context).replace(" or ", " oder ")
