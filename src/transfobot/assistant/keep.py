"""What stays of a question: the masked text in its conversation, and an anonymous count."""

from __future__ import annotations

import secrets
from datetime import datetime

from transfobot.assistant.mask import Masked
from transfobot.assistant.understanding import Understanding
from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Conversation, Question, Referents
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
) -> None:
    """Store the turn unless the question is confidential; the day's count is kept either way."""
    audience = asked.audience if asked else question.audience
    if question.store:
        conversations.keep(
            answer.conversation_id,
            masked.text,
            answer,
            referents=referents,
            audience=audience,
            channel=question.channel,
            at=at,
        )
    topic = asked.topics[0].value if asked and asked.topics else "none"
    key = {
        "outcome": answer.outcome.value,
        "mode": answer.mode.value,
        "audience": audience.value if audience else "unknown",
        "topic": topic,
        "channel": question.channel,
        "language": answer.language,
    }
    conversations.count(at.date(), key)
