"""Übergabe as a form: what is sent is seen and edited first, and one click is one case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from transfobot.assistant.handoff.opening import HandoffService, Notice, notice, open_handoff
from transfobot.channels.http.forms_reading import Form, clean, read_form
from transfobot.channels.http.forms_request import FIELDS, Filled, as_request, check, start
from transfobot.channels.http.handoffs import ClickLimiter, cases_of
from transfobot.channels.http.render import Here, Renderer, here_of
from transfobot.channels.http.services import Services
from transfobot.domain.errors import Conflict, InvalidInput, NotFound
from transfobot.domain.handoffs import STATUS_PATH, HandoffKind, LegalBasis, new_secret

KINDS = tuple(kind.value for kind in HandoffKind)
_ChatOf = Callable[[str], tuple[str, str] | None]
_ORDER = ("stelle", "art", "anliegen", "ort", "name", "email", "telefon", "zustimmung")


def make_router(services: Services, renderer: Renderer) -> APIRouter:
    """`/uebergabe`."""
    router = APIRouter(include_in_schema=False)
    limiter = ClickLimiter(services)
    counter = _Counter(services, renderer)

    @router.get("/uebergabe")
    async def blank(request: Request) -> Response:
        here = here_of(request.query_params)
        given = {name: clean(request.query_params.get(name, "")) for name in FIELDS}
        return await run_in_threadpool(counter.fresh, here, given)

    @router.get("/uebergabe/entwurf")
    @router.get("/uebergabe/absenden")
    async def again(request: Request) -> Response:
        """Whoever opens the address of a sent form again starts anew."""
        return RedirectResponse(f"/uebergabe{here_of(request.query_params).query}", 303)

    @router.post("/uebergabe/entwurf")
    async def prefilled(request: Request) -> Response:
        here = here_of(request.query_params)
        form = await read_form(request)
        return await run_in_threadpool(counter.fresh, here, form.values)

    @router.post("/uebergabe/absenden")
    async def send(request: Request) -> Response:
        here = here_of(request.query_params)
        form = await read_form(request)
        return await run_in_threadpool(counter.send, request, limiter, here, form)

    return router


@dataclass(frozen=True, slots=True)
class _Counter:
    services: Services
    renderer: Renderer

    def fresh(self, here: Here, values: dict[str, str]) -> Response:
        """The form, filled with what is known."""
        service = cases_of(self.services)
        unsent = {name: value for name, value in values.items() if name != "schluessel"}
        filled = start(service, unsent | {"ort": unsent.get("ort") or here.place})
        return self.page(here, service, filled, notice(service, filled.kind, here.language))

    def send(self, request: Request, limiter: ClickLimiter, here: Here, form: Form) -> Response:
        """Open the case and go to its status page; or the form again with what does not fit."""
        service = cases_of(self.services)
        filled = Filled.of(form)
        shown = check(service, filled, self.renderer, here)
        if filled.errors:
            return self.page(here, service, filled, shown)
        limiter.admit(request, filled.values["schluessel"])
        try:
            opened = open_handoff(
                service, as_request(service, filled, here.language, self.chat(filled))
            )
        except (InvalidInput, NotFound) as error:
            filled.errors["anliegen"] = str(error)
            return self.page(here, service, filled, shown)
        except Conflict:
            filled.values["schluessel"] = new_secret()
            filled.errors["anliegen"] = self.renderer.words(here.language)("error_sent_before")
            return self.page(here, service, filled, shown)
        joint = "&" if here.query else "?"
        path = STATUS_PATH.format(secret=opened.handoff.secret)
        return RedirectResponse(f"{path}{here.query}{joint}neu=1", 303)

    def page(self, here: Here, service: HandoffService, filled: Filled, shown: Notice) -> Response:
        filled.values["fassung"] = shown.version
        return self.renderer.response(
            "handoff.html",
            here,
            status=422 if filled.errors else 200,
            # Only an empty form may come back from the browser's cache: with its key, so that the
            # way back and sending again is still one case.
            secret=any(filled.values[name] for name in ("anliegen", "frage", "antwort")),
            f=filled.values,
            consent=filled.consent,
            chat=self.known_chat(filled) is not None,
            tell_chat=filled.tell_chat,
            errors={name: filled.errors.get(name, "") for name in (*FIELDS, "zustimmung")},
            order=[name for name in _ORDER if name in filled.errors],
            kind=filled.kind.value,
            kinds=KINDS,
            offices=self.offices(service),
            card=service.card(filled.values["stelle"]) if filled.values["stelle"] else None,
            notice=shown,
            asks_consent=shown.basis is LegalBasis.CONSENT,
        )

    def known_chat(self, filled: Filled) -> tuple[str, str] | None:
        """The private chat the conversation is held in, where a chat service is on."""
        chat_of = cast(_ChatOf | None, self.services.extras.get("chat_of"))
        talk = filled.values["gespraech"]
        return chat_of(talk) if chat_of and talk else None

    def chat(self, filled: Filled) -> tuple[str, str] | None:
        """The same, unless the inquirer does not want it."""
        return self.known_chat(filled) if filled.tell_chat else None

    def offices(self, service: HandoffService) -> Sequence[tuple[str, str]]:
        """Id and name of every office that runs, by name; the network tells namesakes apart."""
        register = self.services.register()
        networks = {network.id: network.short_name for network in register.networks}
        day = self.services.clock.today()
        shown = []
        for office in service.offices().values():
            if office.status_on(day).value == "ended":
                continue
            network = networks.get(office.network_id or "")
            shown.append(
                (
                    office.id,
                    f"{office.organisation} ({network})"
                    if network and network not in office.organisation
                    else office.organisation,
                )
            )
        return sorted(shown, key=lambda one: one[1].casefold())
