"""`/v1/models` and `/v1/chat/completions`: what chat front ends already speak."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from transfobot.channels.http import problem
from transfobot.channels.http.asking import AskingDesk, Said, desk_of
from transfobot.channels.http.auth import account_or_public
from transfobot.channels.http.body import BadRequest, json_body
from transfobot.channels.http.openai_shape import (
    MODEL,
    chunk,
    completion,
    content,
    model,
    sentence_text,
    url_citations,
    usage,
)
from transfobot.channels.http.openai_side import side_reply
from transfobot.channels.http.openai_threads import Threads
from transfobot.channels.http.replies import RATE_HEADERS, encoded, gives, reply, takes
from transfobot.channels.http.schema_openai import ChatIn, CompletionOut, ModelOut, ModelsOut
from transfobot.channels.http.services import Services
from transfobot.domain.answers import Answer
from transfobot.domain.conversation import MAX_QUESTION, Question
from transfobot.domain.errors import NotFound, TransfobotError

EXAMPLE = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "Wer ist für Öhringen zuständig?"}],
}
_RESPONSES = gives(
    CompletionOut, "Die Antwort, ganz oder in Stücken", 401, 415, 422, 429, headers=RATE_HEADERS
)
_RESPONSES[200]["content"]["text/event-stream"] = {
    "schema": {
        "type": "object",
        "description": "Ein Stück; `data` ist JSON in einer Zeile, zuletzt `[DONE]`.",
        "properties": {"data": {"type": "string"}},
        "required": ["data"],
    }
}


@dataclass(frozen=True, slots=True)
class _Call:
    """One request, read: the texts of the user role and what is asked of them."""

    texts: list[str]
    question: Question
    account: str
    created: int
    with_usage: bool


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Andere Programme"])
    threads = Threads()

    @router.get(
        "/v1/models",
        summary="Modelle",
        response_class=Response,
        responses=gives(ModelsOut, "Das eine Modell, das es gibt"),
    )
    async def models() -> Response:
        """Wie bei OpenAI; ein Schlüssel wird nicht verlangt."""
        return reply({"object": "list", "data": [model(_now(services))]})

    @router.get(
        "/v1/models/{name}",
        summary="Ein Modell",
        response_class=Response,
        responses=gives(ModelOut, "Das Modell", 404),
    )
    async def one_model(name: str) -> Response:
        """Nur „transfobot“ ist bekannt."""
        if name != MODEL:
            raise NotFound("Dieses Modell gibt es nicht; es gibt nur „transfobot“.")
        return reply(model(_now(services)))

    @router.post(
        "/v1/chat/completions",
        summary="Fragen wie bei OpenAI",
        response_class=Response,
        responses=_RESPONSES,
        openapi_extra=takes(ChatIn, EXAMPLE),
    )
    async def chat(
        request: Request, body: Annotated[ChatIn, Depends(json_body(ChatIn))]
    ) -> Response:
        """Nur Nachrichten der Rolle `user` zählen; unbekannte Parameter werden nicht beachtet.

        Belege stehen als `url_citation` in `annotations` und als Liste im Text.
        """
        return await _chat(services, request, body, threads)

    return router


async def _chat(services: Services, request: Request, body: ChatIn, threads: Threads) -> Response:
    call = _read(services, request, body, threads)
    desk = desk_of(request)
    if (said := side_reply(call.texts)) is not None:
        return _side(call, said, stream=body.stream is True)
    allowance = desk.admit(request)
    headers = allowance.headers if allowance else {}
    if body.stream is True:
        more = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            _chunks(desk, call, threads), headers=headers | more, media_type="text/event-stream"
        )
    answer = await desk.ask(call.question)
    _wait_for_more(threads, call, answer)
    text = content(answer)
    used = usage(call.texts, text)
    told = completion(answer.answer_id, call.created, text, url_citations(answer, text), used)
    return reply(told, headers)


def _read(services: Services, request: Request, body: ChatIn, threads: Threads) -> _Call:
    texts = body.texts()
    if not texts:
        raise BadRequest("Es fehlt eine Nachricht der Rolle „user“ mit Text.", 422)
    side = side_reply(texts) is not None
    if len(texts[-1]) > MAX_QUESTION and not side:
        raise BadRequest(f"Die Frage ist länger als {MAX_QUESTION} Zeichen.", 422)
    account = account_or_public(request, services)
    name = account.id if account else ""
    before = None if side or len(texts) == 1 else threads.take(name, texts[:-1])
    question = Question(
        text=texts[-1],
        conversation_id=before,
        store=body.store is not False,
        internal=account is not None,
        channel="openai",
    )
    wanted = (body.stream_options or {}).get("include_usage") is True
    return _Call(texts, question, name, _now(services), wanted)


async def _chunks(desk: AskingDesk, call: _Call, threads: Threads) -> AsyncIterator[str]:
    """The answer in pieces: role, sentences, what belongs to it with annotations, usage."""
    key = secrets.token_urlsafe(12)
    sent = ""
    yield _data(chunk(key, call.created, {"role": "assistant", "content": ""}))
    stream = desk.stream(call.question)
    try:
        async for said in stream:
            if isinstance(said, Said):
                piece = ("\n" if sent else "") + sentence_text(said.sentence)
                sent += piece
                yield _data(chunk(key, call.created, {"content": piece}))
                continue
            _wait_for_more(threads, call, said)
            text = content(said)
            rest = text[len(sent) :] if text.startswith(sent) else f"\n\n{text}"
            last = {"content": rest, "annotations": url_citations(said, text)}
            sent += rest
            yield _data(chunk(key, call.created, last))
    except TransfobotError as error:
        status = error.status if isinstance(error, BadRequest) else problem.status_of(error)
        yield _data(openai_problem(problem.body(status, str(error))))
        return
    finally:
        await stream.aclose()
    for event in _closing(key, call, sent):
        yield event


def _closing(key: str, call: _Call, sent: str) -> list[str]:
    events = [_data(chunk(key, call.created, {}, ended=True))]
    if call.with_usage:
        events.append(_data(chunk(key, call.created, None) | {"usage": usage(call.texts, sent)}))
    return [*events, "data: [DONE]\n\n"]


def _side(call: _Call, said: str, *, stream: bool) -> Response:
    key = secrets.token_urlsafe(12)
    if not stream:
        return reply(completion(key, call.created, said, [], usage(call.texts, said)))
    first = _data(chunk(key, call.created, {"role": "assistant", "content": said}))
    return Response("".join([first, *_closing(key, call, said)]), media_type="text/event-stream")


def _wait_for_more(threads: Threads, call: _Call, answer: Answer) -> None:
    if call.question.store:
        threads.put(call.account, call.texts, answer.conversation_id)


def openai_problem(body: dict[str, Any]) -> dict[str, Any]:
    """A problem with the member in which clients of OpenAI look for what went wrong."""
    kind = "invalid_request_error" if body["status"] < 500 else "server_error"
    code = str(body["type"]).removeprefix(problem.URN)
    error = {"message": body["detail"], "type": kind, "param": None, "code": code}
    return body | {"error": error}


def _now(services: Services) -> int:
    return int(services.clock.now().timestamp())


def _data(value: object) -> str:
    return f"data: {encoded(value)}\n\n"
