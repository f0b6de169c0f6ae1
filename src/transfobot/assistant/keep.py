"""What stays of a question: the masked text in its conversation, and an anonymous count."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from transfobot.assistant.mask import Masked
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Audience, Conversation, Question, Referents
from transfobot.ports import Conversations

SECRET_BYTES = 18
"""Bytes of randomness in an id that gives access: 144 bits."""


def new_id() -> str:
    """An id nobody can guess, safe in a URL."""
    return secrets.token_urlsafe(SECRET_BYTES)


def opened(question: Question, conversations: Conversations) -> Conversation:
    """The conversation of this id, or a new one: an unknown id is never taken over."""
    if question.conversation_id:
        known = conversations.load(question.conversation_id)
        if known is not None:
            return known
    return Conversation(new_id(), audience=question.audience)


def keep(
    question: Question,
    masked: Masked,
    answer: Answer,
    referents: Referents,
    asked: Understanding | None,
    conversations: Conversations,
    at: datetime,
    day: date,
) -> None:
    """Store the turn unless the question is confidential; the day's count is kept either way."""
    audience = asked.audience if asked else question.audience
    counted = (day, _key(question, answer, asked, audience))
    if question.store:
        conversations.keep(
            answer.conversation_id,
            masked.text,
            answer,
            referents=referents,
            audience=audience,
            channel=question.channel,
            at=at,
            counted=counted,
        )
    else:
        conversations.count(*counted)


def _key(
    question: Question, answer: Answer, asked: Understanding | None, audience: Audience | None
) -> dict[str, str]:
    """What is counted: nothing of the question itself."""
    topic = asked.topics[0].value if asked and asked.topics else "none"
    return {
        "outcome": answer.outcome.value,
        "mode": answer.mode.value,
        "audience": audience.value if audience else "unknown",
        "topic": topic,
        "channel": question.channel,
        "language": answer.language,
    }
