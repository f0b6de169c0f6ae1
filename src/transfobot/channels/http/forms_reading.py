"""Reading an HTML form: url-encoded only, bounded, without control characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request

from transfobot.channels.http.body import BadRequest

MAX_FIELDS = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff]")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; of a name that comes twice the last counts."""

    values: dict[str, str]

    def text(self, name: str, limit: int = 80) -> str:
        """A field trimmed and cut to `limit` characters; empty where it is missing."""
        return self.values.get(name, "").strip()[:limit].rstrip()

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.values.get(name) == "1"

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """A field as one of the values of an enumeration; None for anything else."""
        value = self.values.get(name, "")
        return kind(value) if value in {one.value for one in kind} else None


async def read_form(request: Request) -> Form:
    """The form of a request. Raises BadRequest 400 or 415."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise BadRequest("Erwartet wird ein Formular (application/x-www-form-urlencoded).", 415)
    body = await request.body()
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"),
            keep_blank_values=True,
            max_num_fields=MAX_FIELDS,
            errors="replace",
        )
    except ValueError:
        raise BadRequest(
            "Das Formular lässt sich nicht lesen; bitte noch einmal absenden."
        ) from None
    return Form({name: clean(value) for name, value in pairs})


def clean(value: str) -> str:
    """Line ends as one character, no control characters, nothing that is no text."""
    return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
