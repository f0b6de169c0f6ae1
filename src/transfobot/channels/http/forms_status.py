"""The status page of a case: state, a human's answers, a further message, erasure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from transfobot.assistant.handoff.opening import HandoffService, opened_sentence, status_url
from transfobot.assistant.handoff.replies import add_question
from transfobot.channels.http.forms_reading import Form, read_form
from transfobot.channels.http.handoffs import ClickLimiter, case_by_secret, cases_of
from transfobot.channels.http.render import Here, Renderer, here_of
from transfobot.channels.http.services import Services
from transfobot.domain.handoffs import MESSAGE_LIMIT, Author, Handoff, new_secret

_BERLIN = ZoneInfo("Europe/Berlin")
_PATH = "/anfrage/{secret}"


def make_router(services: Services, renderer: Renderer) -> APIRouter:
    """`/anfrage/{secret}`."""
    router = APIRouter(include_in_schema=False)
    limiter = ClickLimiter(services)
    window = _Window(services, renderer)

    @router.get(_PATH)
    async def status(request: Request, secret: str) -> Response:
        here = here_of(request.query_params)
        fresh = request.query_params.get("neu") == "1"
        added = request.query_params.get("ergaenzt") == "1"
        return await run_in_threadpool(window.status, here, secret, fresh=fresh, added=added)

    @router.post(_PATH + "/nachricht")
    async def add(request: Request, secret: str) -> Response:
        here = here_of(request.query_params)
        form = await read_form(request)
        limiter.admit(request, form.text("schluessel"))
        return await run_in_threadpool(window.add, here, secret, form)

    @router.get(_PATH + "/loeschen")
    async def ask_erasure(request: Request, secret: str) -> Response:
        here = here_of(request.query_params)
        return await run_in_threadpool(window.ask_erasure, here, secret)

    @router.post(_PATH + "/loeschen")
    async def erase(request: Request, secret: str) -> Response:
        here = here_of(request.query_params)
        return await run_in_threadpool(window.erase, here, secret)

    return router


@dataclass(frozen=True, slots=True)
class _Window:
    services: Services
    renderer: Renderer

    def case(self, secret: str) -> tuple[HandoffService, Handoff]:
        """The case of a link. Raises NotFound."""
        service = cases_of(self.services)
        return service, case_by_secret(service, secret)

    def status(
        self,
        here: Here,
        secret: str,
        *,
        fresh: bool = False,
        added: bool = False,
        error: str = "",
        text: str = "",
    ) -> Response:
        service, handoff = self.case(secret)
        state = service.phrases.of(f"handoff.state_{handoff.state.value}", here.language)
        return self.renderer.response(
            "case.html",
            here,
            status=422 if error else 200,
            secret=True,
            case=handoff,
            state=state,
            states={
                move: service.phrases.of(f"handoff.state_{move.after.value}", here.language)
                for move in handoff.moves
            },
            inquirer=Author.INQUIRER,
            office=handoff.office_name
            or service.phrases.of("handoff.someone_at_office", here.language),
            opened=opened_sentence(service, handoff) if fresh else "",
            link=status_url(service, handoff),
            added=added,
            error=error,
            text=text,
            key=new_secret(),
            clock=self.clock(here),
            limit=MESSAGE_LIMIT,
        )

    def add(self, here: Here, secret: str, form: Form) -> Response:
        """A further message; the same click counts once."""
        service, handoff = self.case(secret)
        text = form.text("nachricht", MESSAGE_LIMIT + 1)
        t = self.renderer.words(here.language)
        if not text or len(text) > MESSAGE_LIMIT:
            error = (
                t("error_message_long", limit=MESSAGE_LIMIT) if text else t("error_message_empty")
            )
            return self.status(here, secret, error=error, text=text)
        dedupe = f"web:{form.text('schluessel') or new_secret()}"
        add_question(service, handoff, text, channel="web", dedupe=dedupe)
        joint = "&" if here.query else "?"
        return RedirectResponse(f"/anfrage/{secret}{here.query}{joint}ergaenzt=1#antworten", 303)

    def ask_erasure(self, here: Here, secret: str) -> Response:
        _, handoff = self.case(secret)
        return self.renderer.response("case_erase.html", here, secret=True, case=handoff)

    def erase(self, here: Here, secret: str) -> Response:
        """Erase the case with all that belongs to it."""
        service, handoff = self.case(secret)
        service.cases.erase(handoff.reference)
        return self.renderer.response(
            "case_erased.html",
            here,
            secret=True,
            office=handoff.office_name if handoff.deliverable else None,
        )

    def clock(self, here: Here) -> Callable[[datetime], str]:
        """An instant as people in Germany read it."""
        t = self.renderer.words(here.language)

        def read(instant: datetime) -> str:
            local = instant.astimezone(_BERLIN)
            return t("case_clock", day=f"{local:%d.%m.%Y}", time=f"{local:%H:%M}")

        return read
