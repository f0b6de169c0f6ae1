"""An Answer in the shape of a chat completion: text with sources, annotations, usage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from transfobot.domain.answers import Answer, Citation, OfficeCard, Sentence

MODEL = "transfobot"
_TURN_TO = "Bitte wenden Sie sich an:"
_NUMBER = re.compile(r"\[(\d{1,3})\]")
_MARKUP = re.compile(r"([\\\[\]*_`<>])")


def sentence_text(sentence: Sentence) -> str:
    """A sentence with its citation marks, as in the text of an answer."""
    return sentence.marked


def content(answer: Answer) -> str:
    """The answer with what belongs to it, for readers who see nothing but text."""
    parts = [answer.text]
    if answer.clarification:
        parts.append("\n".join(f"- {option}" for option in answer.clarification.options))
    if answer.related:
        found = "\n".join(f"- [{_plain(one.title)}]({one.url})" for one in answer.related)
        parts.append(f"Möglicherweise verwandt:\n{found}")
    if answer.citations:
        parts.append("Quellen:\n" + "\n".join(_source(one) for one in answer.citations))
    if answer.office:
        parts.append(_office(answer.office))
    parts += [f"Hinweis: {notice}" for notice in answer.notices]
    return "\n\n".join(part for part in parts if part)


def url_citations(answer: Answer, text: str) -> list[dict[str, Any]]:
    """A `url_citation` for each mark in the text of the answer."""
    by_number = {one.number: one for one in answer.citations}
    marks = _NUMBER.finditer(text[: len(answer.text)])
    return [
        _citation(mark.start(), mark.end(), cited)
        for mark in marks
        if (cited := by_number.get(int(mark[1]))) is not None
    ]


def _citation(start: int, end: int, cited: Citation) -> dict[str, Any]:
    found = {"start_index": start, "end_index": end, "title": _where(cited), "url": cited.url}
    return {"type": "url_citation", "url_citation": found}


def usage(asked: Sequence[str], told: str) -> dict[str, Any]:
    """Tokens as words: there is no tokenizer, and nothing is billed."""
    sent, given = sum(len(text.split()) for text in asked), len(told.split())
    return {"prompt_tokens": sent, "completion_tokens": given, "total_tokens": sent + given}


def completion(
    answer_id: str, created: int, text: str, found: list[dict[str, Any]], used: dict[str, Any]
) -> dict[str, Any]:
    """A whole `chat.completion`."""
    message = {"role": "assistant", "content": text, "refusal": None, "annotations": found}
    return {
        "id": f"chatcmpl-{answer_id}",
        "object": "chat.completion",
        "created": created,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": used,
        "ai_generated": True,
    }


def chunk(
    answer_id: str, created: int, delta: dict[str, Any] | None, *, ended: bool = False
) -> dict[str, Any]:
    """A `chat.completion.chunk`; without a delta one that has no choices (usage)."""
    reason = "stop" if ended else None
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    return {
        "id": f"chatcmpl-{answer_id}",
        "object": "chat.completion.chunk",
        "created": created,
        "model": MODEL,
        "choices": [] if delta is None else [choice],
    }


def model(created: int) -> dict[str, Any]:
    """The one model there is."""
    return {"id": MODEL, "object": "model", "created": created, "owned_by": MODEL}


def _where(cited: Citation) -> str:
    page = f", Seite {cited.page}" if cited.page else ""
    return f"{cited.title}{page}"


def _source(cited: Citation) -> str:
    stand = f" (Stand {cited.as_of})" if cited.as_of else ""
    quote = " ".join(cited.quote.split())
    return f"[{cited.number}] [{_plain(_where(cited))}]({cited.url}){stand}: „{_plain(quote)}“"


def _office(office: OfficeCard) -> str:
    """Who leads is named first: an office that has ended is not offered as the one to turn to."""
    reach = [office.contact, office.phone, office.email, office.website]
    first = f"Ansprechstelle: {' · '.join(filter(None, (office.organisation, *reach)))}"
    if office.status == "ended" and office.substitute:
        first = f"{_TURN_TO} {office.substitute}"
    stand = [f"Stand der Angaben: {office.verified_on}"] if office.verified_on else []
    notes = [note for note in office.notes if not note.startswith(_TURN_TO)]
    return "\n".join((first, office.reason, *stand, *notes))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", text)
