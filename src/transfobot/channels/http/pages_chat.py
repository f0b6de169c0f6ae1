"""The web chat at `/`: a form that works without script; script streams into the same page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.auth import PUBLIC
from transfobot.channels.http.conversations import readable_conversation
from transfobot.channels.http.forms_reading import Form, read_form
from transfobot.channels.http.render import Here, Renderer, here_of
from transfobot.channels.http.services import Services
from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Audience, Conversation, Language, Question
from transfobot.domain.errors import NotFound
from transfobot.domain.register import Network

QUESTION_LIMIT = 4000
_ID = re.compile(r"[\w-]{8,128}")
_SCRIPT_TEXTS = [
    "source_marker",
    "sources_more",
    "source_page",
    "source_as_of",
    "source_ended",
    "source_announced",
    "answer_partly",
    "answer_no_source",
    "answer_unsupported",
    "answer_failed",
    "office_ended",
    "office_unverified",
    "office_last_known",
    "office_last_known_day",
    "office_contact",
    "office_phone",
    "office_email",
    "office_website",
    "office_address",
    "office_missing",
    "office_missing_all",
    "missing_phone",
    "missing_email",
    "missing_contact",
    "missing_address",
    "missing_website",
    "office_as_of",
    "office_next",
    "office_next_form",
    "new_tab",
    "feedback_thanks",
    "feedback_unknown",
    "copied",
    "copy_failed",
    "searching",
    "stopped",
    "announced",
    "failed",
    "question_empty",
    "ask_next",
    "months",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and its answer on the page."""

    question: str
    answer: Answer


def make_router(services: Services, renderer: Renderer) -> APIRouter:
    """The chat page, asking without script, and a kept conversation."""
    router = APIRouter(include_in_schema=False)
    chat = _Chat(services, renderer)

    @router.get("/")
    async def start(request: Request) -> Response:
        here = here_of(request.query_params)
        message = "deleted" if request.query_params.get("meldung") == "geloescht" else None
        return chat.page(here, message=message)

    @router.get("/frage")
    async def again(request: Request) -> Response:
        """Whoever opens the address of a sent question again starts anew."""
        return RedirectResponse(f"/{here_of(request.query_params).query}", 303)

    @router.post("/frage")
    async def ask(request: Request) -> Response:
        form = await read_form(request)
        return await chat.ask(request, here_of(request.query_params), form)

    @router.get("/gespraech/{conversation_id}")
    async def kept(conversation_id: str, request: Request) -> Response:
        here = here_of(request.query_params)
        found = await run_in_threadpool(chat.conversation, conversation_id)
        if found is None:
            raise NotFound(chat.say(here, "conversation_missing"))
        return chat.page(here, found)

    @router.post("/gespraech/{conversation_id}/loeschen")
    async def delete(conversation_id: str, request: Request) -> Response:
        here = here_of(request.query_params)
        if _ID.fullmatch(conversation_id):
            await run_in_threadpool(services.conversations.delete, conversation_id)
        joint = "&" if here.query else "?"
        return RedirectResponse(f"/{here.query}{joint}meldung=geloescht", 303)

    return router


@dataclass(frozen=True, slots=True)
class _Chat:
    services: Services
    renderer: Renderer

    def say(self, here: Here, key: str, **values: object) -> str:
        return self.renderer.words(here.language)(key, **values)

    def network(self, here: Here) -> Network | None:
        """The network an embedding page names, by id, name or alias; None for any other word."""
        wanted = here.network.casefold()
        if not wanted:
            return None
        for network in self.services.register().networks:
            names = (network.id, network.short_name, network.name, *network.aliases)
            if wanted in {name.casefold() for name in names}:
                return network
        return None

    def place(self, here: Here, form: Form | None = None) -> str:
        """The place stated, else the one the page is for: named, or the region of its network."""
        if form is not None:
            return form.text("ort")
        network = self.network(here)
        return here.place or (network.region if network else "")

    def conversation(self, conversation_id: str) -> Conversation | None:
        if not _ID.fullmatch(conversation_id):
            return None
        return readable_conversation(self.services, conversation_id, PUBLIC)

    async def ask(self, request: Request, here: Here, form: Form) -> Response:
        """Ask, then show the kept conversation, or the answer alone where nothing is kept."""
        text = form.text("vorschlag", QUESTION_LIMIT + 1) or form.text("frage", QUESTION_LIMIT + 1)
        before = await run_in_threadpool(self.conversation, form.text("gespraech", 128))
        if not text:
            return self.page(here, before, form, error=self.say(here, "question_empty"))
        if len(text) > QUESTION_LIMIT:
            error = self.say(here, "question_long", limit=QUESTION_LIMIT)
            return self.page(here, before, form, error=error)
        question = Question(
            text=text,
            conversation_id=before.id if before else None,
            audience=form.choice("zielgruppe", Audience),
            place=self.place(here, form) or None,
            language=Language(here.language),
            store=not form.ticked("vertraulich"),
            channel="web",
        )
        desk = desk_of(request)
        desk.admit(request)
        answer = await desk.ask(question)
        kept = await run_in_threadpool(self.conversation, answer.conversation_id)
        if question.store and kept and any(turn.answer == answer for turn in kept.turns):
            anchor = f"#antwort-{answer.answer_id}"
            return RedirectResponse(f"/gespraech/{kept.id}{here.query}{anchor}", 303)
        return self.page(here, before, form, added=Shown(text, answer))

    def page(
        self,
        here: Here,
        conversation: Conversation | None = None,
        form: Form | None = None,
        *,
        added: Shown | None = None,
        error: str = "",
        message: str | None = None,
    ) -> Response:
        """The chat with what has been said; `added` is a turn that is not kept."""
        turns = (
            [Shown(turn.question, turn.answer) for turn in conversation.turns]
            if (conversation)
            else []
        )
        audience = form.choice("zielgruppe", Audience) if form else None
        audience = audience or (conversation.audience if conversation else None)
        return self.renderer.response(
            "chat.html",
            here,
            status=422 if error else 200,
            secret=bool(turns or added or form),
            turns=[*turns, *([added] if added else [])],
            kept=len(turns),
            conversation_id=conversation.id if conversation else "",
            network=network.short_name if (network := self.network(here)) else "",
            audience=audience.value if audience else "",
            place=self.place(here, form),
            private=bool(form and form.ticked("vertraulich")),
            draft=form.text("frage", QUESTION_LIMIT) if form and error else "",
            error=error,
            message=self.say(here, message) if message else "",
            examples=self.say(here, "examples").splitlines(),
            script_texts=self.script_texts(here),
        )

    def script_texts(self, here: Here) -> dict[str, Any]:
        """What the script says, with its placeholders open."""
        texts = self.services.phrases.texts
        language = here.language
        return {
            key: texts.get((language, f"pages.{key}"), texts["de", f"pages.{key}"])
            for key in _SCRIPT_TEXTS
        }
