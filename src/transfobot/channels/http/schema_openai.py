"""Bodies of `/v1`, as far as they are used; everything else a client sends is ignored."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from transfobot.channels.http.body import readable
from transfobot.channels.http.schema import Incoming
from transfobot.domain.conversation import MAX_QUESTION

MAX_MESSAGES = 400


class MessageIn(Incoming):
    """Eine Nachricht; nur die Rolle `user` wird gelesen."""

    role: str = Field(max_length=40)
    content: str | list[dict[str, Any]] | None = None

    def text(self) -> str:
        """The text of a plain or a many-part message."""
        if isinstance(self.content, str):
            return readable(self.content).strip()
        parts = [one.get("text") for one in self.content or () if one.get("type") == "text"]
        return readable("\n".join(one for one in parts if isinstance(one, str))).strip()


_ASKING: dict[str, Any] = {
    "type": "object",
    "required": ["role", "content"],
    "properties": {
        "role": {"const": "user"},
        "content": {"type": "string", "pattern": "[A-Za-z]", "maxLength": MAX_QUESTION},
    },
}
"""At least one message has to ask something."""


class ChatIn(Incoming):
    """Eine Anfrage wie bei OpenAI."""

    model: str | None = Field(None, max_length=200, description="Wird nicht beachtet.")
    messages: list[MessageIn] = Field(
        min_length=1, max_length=MAX_MESSAGES, json_schema_extra={"contains": _ASKING}
    )
    stream: bool | None = None
    stream_options: dict[str, Any] | None = Field(
        None, description="include_usage: ob ein Strom mit dem Verbrauch endet."
    )
    store: bool | None = Field(None, description="false: vertraulich, nichts wird gespeichert.")

    def texts(self) -> list[str]:
        """What the user role said, in order; other roles are never read."""
        return [text for one in self.messages if one.role == "user" and (text := one.text())]


class ModelOut(BaseModel):
    """Ein Modell."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsOut(BaseModel):
    """Die Liste der Modelle."""

    object: Literal["list"]
    data: list[ModelOut]


class CompletionOut(BaseModel):
    """Eine Antwort wie bei OpenAI."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: dict[str, int]
    ai_generated: bool
