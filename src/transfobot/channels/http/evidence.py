"""Fundstelle: the page behind every citation, its picture, and the original document."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from transfobot.channels.http.auth import visible
from transfobot.channels.http.documents import readable_document
from transfobot.channels.http.evidence_original import original_response
from transfobot.channels.http.evidence_text import cited_span, page_count, page_text
from transfobot.channels.http.render import Here, Renderer, here_of
from transfobot.channels.http.services import Services
from transfobot.domain.errors import NotFound
from transfobot.domain.knowledge import Document, Passage, Visibility
from transfobot.ports.originals import Originals, PageRenderer

PDF = "application/pdf"
_ID = re.compile(r"[\w.:-]{1,256}", re.ASCII)


def make_router(services: Services, renderer: Renderer) -> APIRouter:
    """`/dok/{id}/{revision}/…`."""
    router = APIRouter(include_in_schema=False)
    shelf = _Shelf(services, renderer)

    @router.get("/dok/{document_id}/{revision}/seite/{number:int}.png")
    async def picture(
        request: Request,
        document_id: str,
        revision: str,
        number: int,
        stelle: str = "",
        zitat: str = "",
    ) -> Response:
        here = here_of(request.query_params)
        found = await shelf.document(request, document_id)
        shelf.live(found, revision, here)
        return await run_in_threadpool(
            shelf.picture, request, here, found, number, Cited(stelle, zitat)
        )

    @router.get("/dok/{document_id}/{revision}/seite/{number:int}")
    async def page(
        request: Request,
        document_id: str,
        revision: str,
        number: int,
        stelle: str = "",
        zitat: str = "",
    ) -> Response:
        here = here_of(request.query_params)
        found = await shelf.document(request, document_id)
        if found.revision != revision:
            return shelf.replaced(here, found, number)
        return await run_in_threadpool(shelf.page, here, found, number, Cited(stelle, zitat))

    @router.get("/dok/{document_id}/{revision}/original")
    async def original(request: Request, document_id: str, revision: str) -> Response:
        here = here_of(request.query_params)
        found = await shelf.document(request, document_id)
        shelf.live(found, revision, here)
        path = await run_in_threadpool(shelf.original, found)
        if path is None:
            raise NotFound(shelf.say(here, "original_missing"))
        return original_response(request, found, path, services.settings)

    @router.get("/dok/{document_id}/{revision}")
    async def first(request: Request, document_id: str, revision: str) -> Response:
        found = await shelf.document(request, document_id)
        return RedirectResponse(f"/dok/{found.id}/{quote(revision, safe='')}/seite/1", 303)

    return router


@dataclass(frozen=True, slots=True)
class Cited:
    """What an address points at: the passage's id, and the mark of the quote in it."""

    passage_id: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Shelf:
    services: Services
    renderer: Renderer

    def say(self, here: Here, key: str, **values: object) -> str:
        return self.renderer.words(here.language)(key, **values)

    async def document(self, request: Request, document_id: str) -> Document:
        """The live document, if this request may read it. Raises NotFound."""
        allowed = visible(request, self.services)
        return await run_in_threadpool(readable_document, self.services, document_id, allowed)

    def live(self, document: Document, revision: str, here: Here) -> None:
        """Raise NotFound for any revision but the live one."""
        if document.revision != revision:
            raise NotFound(self.say(here, "original_missing"))

    def original(self, document: Document) -> Path | None:
        shelf = cast(Originals | None, self.services.extras.get("originals"))
        return shelf.path_of(document) if shelf else None

    def passage(self, document: Document, passage_id: str) -> Passage | None:
        """A passage of exactly this revision."""
        if not _ID.fullmatch(passage_id):
            return None
        found = self.services.records.passages([passage_id])
        mine = [
            one
            for one in found
            if one.document_id == document.id and one.revision == document.revision
        ]
        return mine[0] if mine else None

    def page(self, here: Here, document: Document, number: int, cited: Cited) -> Response:
        passage = self.passage(document, cited.passage_id)
        span = cited_span(passage, cited.mark) if passage else None
        text = page_text(document, number, span)
        if text is None:
            raise NotFound(self.say(here, "page_missing"))
        original = self.original(document)
        base = f"/dok/{document.id}/{document.revision}"
        marked = f"?{urlencode({'stelle': passage.id, 'zitat': cited.mark})}" if passage else ""
        return self.renderer.response(
            "evidence.html",
            here,
            headers=caching(document),
            secret=document.visibility is not Visibility.PUBLIC,
            document=document,
            number=number,
            pages=page_count(document),
            text=text,
            passage=passage,
            passage_gone=bool(cited.passage_id) and passage is None,
            base=base,
            picture=(
                f"{base}/seite/{number}.png{marked}"
                if original and document.media_type == PDF and self._pictures()
                else None
            ),
            original=f"{base}/original" + (f"#page={number}" if document.pages else "")
            if original
            else None,
        )

    def replaced(self, here: Here, document: Document, number: int) -> Response:
        """410: what was cited is no longer there, and where the new text is."""
        following = min(max(number, 1), page_count(document))
        return self.renderer.response(
            "replaced.html",
            here,
            status=410,
            secret=True,
            document=document,
            link=f"/dok/{document.id}/{document.revision}/seite/{following}{here.query}",
        )

    def picture(
        self, request: Request, here: Here, document: Document, number: int, cited: Cited
    ) -> Response:
        passage = self.passage(document, cited.passage_id)
        span = cited_span(passage, cited.mark) if passage else (0, 0)
        tag = hashlib.sha256(f"{document.id} {document.revision} {number} {span}".encode())
        headers = {"ETag": f'"{tag.hexdigest()[:24]}"', **caching(document)}
        original, pictures = self.original(document), self._pictures()
        if original is None or pictures is None or document.media_type != PDF:
            raise NotFound(self.say(here, "image_missing"))
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        quotes = [document.text[slice(*span)]] if passage else []
        drawn = pictures.render(original, number, quotes)
        if drawn is None:
            raise NotFound(self.say(here, "image_missing"))
        return Response(drawn, media_type="image/png", headers=headers)

    def _pictures(self) -> PageRenderer | None:
        return cast(PageRenderer | None, self.services.extras.get("page_renderer"))


def caching(document: Document) -> dict[str, str]:
    """Kept by the browser but asked again each time: a document may become internal any moment."""
    public = document.visibility is Visibility.PUBLIC
    return {"Cache-Control": "private, no-cache" if public else "no-store"}
