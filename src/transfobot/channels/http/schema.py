"""What comes in: request bodies and their limits, as checked and as documented."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from transfobot.channels.http.body import VISIBLE, readable
from transfobot.domain.conversation import MAX_QUESTION, Audience, Language, Question

MAX_HITS = 50
ID = r"^[A-Za-z0-9_-]{1,128}$"


def _trimmed(text: str) -> str:
    return readable(text).strip() or text


def _whole(value: object) -> object:
    """JSON has one kind of number: 5.0 is a whole one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
Text = Annotated[str, AfterValidator(_trimmed)]
Line = Annotated[str, AfterValidator(readable)]


class Incoming(BaseModel):
    """A body: strict types, unknown fields ignored."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class QuestionIn(Incoming):
    """Eine Frage. Unbekannte Felder werden nicht beachtet."""

    question: Text = Field(
        min_length=1,
        max_length=MAX_QUESTION,
        pattern=VISIBLE,
        description="Die Frage in eigenen Worten, bitte ohne Namen und Gesundheitsangaben.",
        examples=["Wie hoch ist die Fördersumme von ReTraSON?"],
    )
    conversation_id: str | None = Field(
        None, pattern=ID, description="Kennung aus der letzten Antwort, für Nachfragen."
    )
    audience: Annotated[Audience, Field(strict=False)] | None = Field(
        None, description="Wer fragt; ein Hinweis für die Antwort, kein Recht."
    )
    place: Line | None = Field(
        None, max_length=200, description="Gemeinde oder Kreis.", examples=["Öhringen"]
    )
    language: Annotated[Language, Field(strict=False)] | None = Field(
        None, description="Sprache des Rahmens; Zitate bleiben, wie sie dastehen."
    )
    store: bool = Field(True, description="false: vertraulich, nichts wird gespeichert.")

    def as_question(self, *, internal: bool, channel: str = "api") -> Question:
        """The Question; `internal` comes from a token, never from the body."""
        return Question(
            text=self.question,
            conversation_id=self.conversation_id,
            audience=self.audience,
            place=(self.place or "").strip() or None,
            language=self.language,
            store=self.store,
            internal=internal,
            channel=channel,
        )


class SearchIn(Incoming):
    """Eine Suche in den Textstellen."""

    query: Text = Field(
        min_length=1,
        max_length=MAX_QUESTION,
        pattern=VISIBLE,
        description="Suchworte oder eine Frage.",
        examples=["Fördersumme ReTraSON"],
    )
    limit: Whole = Field(10, ge=1, le=MAX_HITS, description="Wie viele Textstellen.")


class FeedbackIn(Incoming):
    """Rückmeldung zu einer Antwort; die letzte zählt."""

    rating: Literal["up", "down"] = Field(description="up: hilfreich, down: nicht hilfreich.")
    reason: Line | None = Field(None, max_length=100, description="Ein kurzer Grund.")
    comment: Line | None = Field(
        None, max_length=2_000, description="Anmerkung, bitte ohne Namen und Gesundheitsangaben."
    )
