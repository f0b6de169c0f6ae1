"""An Answer as the JSON of `POST /api/questions`, and back.

The keys are those of DESIGN.md, section 7; `language` and the office's `notes` come on top.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from transfobot.domain.answers import (
    Answer,
    Citation,
    Clarification,
    Mode,
    OfficeCard,
    Outcome,
    Related,
    Sentence,
    Status,
)

_OF_CITATION = tuple(field.name for field in fields(Citation))
_OF_OFFICE = tuple(field.name for field in fields(OfficeCard))


def _fields(value: object, names: Iterable[str]) -> dict[str, Any]:
    """As `asdict` for values that hold no further ones, without its copying."""
    return {name: getattr(value, name) for name in names}


def sentence_to_dict(sentence: Sentence) -> dict[str, Any]:
    """One item of `sentences`."""
    return {"text": sentence.text, "citations": list(sentence.citations)}


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """One item of `citations`."""
    return _fields(citation, _OF_CITATION) | {"status": citation.status.value}


def office_to_dict(office: OfficeCard) -> dict[str, Any]:
    """The `office` of an answer, a handoff or `GET /api/offices`."""
    given = {"missing": list(office.missing), "notes": list(office.notes)}
    return _fields(office, _OF_OFFICE) | given


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """The whole object, of JSON types only."""
    clarification = answer.clarification
    return {
        "answer_id": answer.answer_id,
        "conversation_id": answer.conversation_id,
        "outcome": answer.outcome.value,
        "mode": answer.mode.value,
        "text": answer.text,
        "sentences": [sentence_to_dict(sentence) for sentence in answer.sentences],
        "citations": [citation_to_dict(citation) for citation in answer.citations],
        "office": None if answer.office is None else office_to_dict(answer.office),
        "clarification": None
        if clarification is None
        else {"question": clarification.question, "options": list(clarification.options)},
        "related": [{"title": one.title, "url": one.url} for one in answer.related],
        "suggestions": list(answer.suggestions),
        "notices": list(answer.notices),
        "language": answer.language,
        "ai_generated": answer.ai_generated,
    }


def answer_from_dict(data: dict[str, Any]) -> Answer:
    """The answer again. Raises KeyError or ValueError for anything that is none."""
    office, clarification = data["office"], data["clarification"]
    return Answer(
        answer_id=data["answer_id"],
        conversation_id=data["conversation_id"],
        outcome=Outcome(data["outcome"]),
        mode=Mode(data["mode"]),
        sentences=tuple(
            Sentence(one["text"], tuple(one["citations"])) for one in data["sentences"]
        ),
        citations=tuple(
            Citation(**(one | {"status": Status(one["status"])})) for one in data["citations"]
        ),
        office=None if office is None else _office(office),
        clarification=None
        if clarification is None
        else Clarification(clarification["question"], tuple(clarification["options"])),
        related=tuple(Related(one["title"], one["url"]) for one in data["related"]),
        suggestions=tuple(data["suggestions"]),
        notices=tuple(data["notices"]),
        language=data.get("language", "de"),
        ai_generated=data["ai_generated"],
    )


def _office(data: dict[str, Any]) -> OfficeCard:
    lists = {"missing": tuple(data["missing"]), "notes": tuple(data.get("notes", ()))}
    return OfficeCard(**(data | lists))
