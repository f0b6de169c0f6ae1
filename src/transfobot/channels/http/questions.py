"""`POST /api/questions`: a question in, a backed answer out, whole or sentence by sentence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from transfobot.channels.http import problem
from transfobot.channels.http.asking import AskingDesk, Said, desk_of
from transfobot.channels.http.auth import account_of
from transfobot.channels.http.body import BadRequest, json_body
from transfobot.channels.http.replies import RATE_HEADERS, encoded, gives, reply, takes
from transfobot.channels.http.schema import QuestionIn
from transfobot.channels.http.schema_out import AnswerOut
from transfobot.channels.http.services import Services
from transfobot.domain.answer_codec import answer_to_dict, citation_to_dict, sentence_to_dict
from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Question
from transfobot.domain.errors import TransfobotError

HEARTBEAT = 10.0
"""Seconds of silence after which a comment keeps proxies from closing the stream."""

EVENT_STREAM = "text/event-stream"
EXAMPLE = {"question": "Wie hoch ist die Fördersumme von ReTraSON?", "audience": "municipality"}
_RESPONSES = gives(
    AnswerOut, "Die Antwort, ganz oder als Ereignisse", 401, 415, 422, 429, headers=RATE_HEADERS
)
_RESPONSES[200]["content"][EVENT_STREAM] = {
    "schema": {
        "type": "object",
        "description": "Ein Ereignis; `data` ist JSON in einer Zeile.",
        "properties": {
            "event": {"enum": ["sentence", "answer", "error"]},
            "data": {"type": "string"},
        },
        "required": ["event", "data"],
    },
    "example": {"event": "sentence", "data": '{"text":"…","citations":[1],"sources":[…]}'},
}


def make_router(services: Services) -> APIRouter:
    """The route."""
    router = APIRouter(tags=["Fragen"])

    @router.post(
        "/api/questions",
        summary="Eine Frage stellen",
        response_class=Response,
        responses=_RESPONSES,
        openapi_extra=takes(QuestionIn, EXAMPLE),
    )
    async def ask(
        request: Request, body: Annotated[QuestionIn, Depends(json_body(QuestionIn))]
    ) -> Response:
        """Die Antwort als JSON, oder mit `Accept: text/event-stream` Satz für Satz.

        Ereignisse: `sentence` (ein Satz mit seinen Belegen), `answer` (die ganze Antwort),
        `error` (ein Problem). Ein Satz wird erst gesendet, wenn er belegt ist.
        """
        internal = account_of(request, services) is not None
        desk = desk_of(request)
        question = body.as_question(internal=internal)
        allowance = desk.admit(request)
        headers = allowance.headers if allowance else {}
        if EVENT_STREAM in request.headers.get("accept", ""):
            return event_stream(desk, question, headers)
        return reply(answer_to_dict(await desk.ask(question)), headers)

    return router


def event_stream(desk: AskingDesk, question: Question, headers: dict[str, str]) -> Response:
    """The answer as server-sent events."""
    more = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        _events(desk, question), headers=headers | more, media_type=EVENT_STREAM
    )


async def _events(desk: AskingDesk, question: Question) -> AsyncIterator[str]:
    line: asyncio.Queue[str | None] = asyncio.Queue()
    task = asyncio.create_task(_tell(desk, question, line))
    try:
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT):
                    event = await line.get()
            except TimeoutError:
                event = ": \n\n"
            if event is None:
                return
            yield event
    finally:
        task.cancel()


async def _tell(desk: AskingDesk, question: Question, line: asyncio.Queue[str | None]) -> None:
    stream = desk.stream(question)
    try:
        async for said in stream:
            line.put_nowait(_event(said))
    except BadRequest as refusal:
        line.put_nowait(_error(refusal.status, refusal))
    except TransfobotError as error:
        line.put_nowait(_error(problem.status_of(error), error))
    finally:
        await stream.aclose()
        line.put_nowait(None)


def _event(said: Said | Answer) -> str:
    if isinstance(said, Answer):
        return f"event: answer\ndata: {encoded(answer_to_dict(said))}\n\n"
    sources = [citation_to_dict(citation) for citation in said.citations]
    item = sentence_to_dict(said.sentence) | {"sources": sources}
    return f"event: sentence\ndata: {encoded(item)}\n\n"


def _error(status: int, error: TransfobotError) -> str:
    return f"event: error\ndata: {encoded(problem.body(status, str(error)))}\n\n"
