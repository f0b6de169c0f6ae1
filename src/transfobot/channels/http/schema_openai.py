"""Bodies of `/v1`, as far as they are used; everything else a client sends is ignored."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from transfobot.channels.http.body import readable

MAX_MESSAGES = 400


class _In(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


def _object_or_none(value: object) -> object:
    return value if isinstance(value, dict) else None


class MessageIn(_In):
    """Eine Nachricht; nur die Rolle `user` wird gelesen."""

    role: str = Field(max_length=40)
    content: str | list[dict[str, Any]] | None = None

    def text(self) -> str:
        """The text of a plain or a many-part message."""
        if isinstance(self.content, str):
            return readable(self.content).strip()
        parts = [one.get("text") for one in self.content or () if one.get("type") == "text"]
        return readable("\n".join(one for one in parts if isinstance(one, str))).strip()


class StreamOptionsIn(_In):
    """Ob ein Strom mit dem Verbrauch endet."""

    include_usage: bool | None = None


class ChatIn(_In):
    """Eine Anfrage wie bei OpenAI."""

    model: str | None = Field(None, max_length=200, description="Wird nicht beachtet.")
    messages: list[MessageIn] = Field(min_length=1, max_length=MAX_MESSAGES)
    stream: bool | None = None
    stream_options: Annotated[StreamOptionsIn | None, BeforeValidator(_object_or_none)] = None
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
