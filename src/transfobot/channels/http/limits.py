"""The outermost layer: how large and how slow a request may be, counted on the stream."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transfobot.channels.http.body import BadRequest

KIB = 1024
BODY_LIMIT = 64 * KIB
LONGER: tuple[tuple[str, int], ...] = (
    ("/v1/", 256 * KIB),
    ("/mcp", 256 * KIB),
    ("/telegram/", 1024 * KIB),
    ("/api/staff/documents", 50 * 1024 * KIB),
)
"""Paths with another limit: whole chats, Telegram updates, uploads."""

BODY_SECONDS = 15.0
UPLOAD_SECONDS = 300.0
READ_AFTER_REFUSAL = 1024 * KIB
SECONDS_AFTER_REFUSAL = 1.0


class LimitRequests:
    """Refuses large bodies with 413 and slow ones with 408, and answers HEAD like GET."""

    def __init__(self, app: ASGIApp, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # the server drops the body
            scope = dict(scope, method="GET")
        limit = _limit(scope["path"])
        seconds = UPLOAD_SECONDS if limit > BODY_LIMIT * 16 else self._seconds
        meter = _Meter(receive, limit, seconds)
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            if _declared(scope) > limit:
                raise await meter.too_large()
            await self._app(scope, meter.receive, watched)
        except BadRequest as refusal:
            if started:
                raise
            await refusal.response()(scope, receive, send)


class _Meter:
    """Counts a body while it is received and minds its time."""

    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self._receive = receive
        self._limit = limit
        self._left = limit
        self._seconds = seconds
        self._deadline: float | None = None
        self._complete = False

    async def receive(self) -> Message:
        """The next piece; waiting for the end of a connection after the body is not limited.

        Raises BadRequest 413 or 408.
        """
        if self._complete:
            return await self._receive()
        if self._deadline is None:
            self._deadline = asyncio.get_running_loop().time() + self._seconds
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise BadRequest(
                f"Die Anfrage kam nicht innerhalb von {self._seconds:.0f} Sekunden vollständig an.",
                408,
                {"Connection": "close"},
            ) from None
        if self._count(message) < 0:
            raise await self.too_large()
        return message

    async def too_large(self) -> BadRequest:
        """Read a little of what is refused, so that most clients get to see why."""
        enough = self._left - READ_AFTER_REFUSAL
        try:
            async with asyncio.timeout(SECONDS_AFTER_REFUSAL):
                while not self._complete and self._count(await self._receive()) > enough:
                    pass
        except TimeoutError:
            self._complete = True
        return BadRequest(
            f"Die Anfrage ist größer als {self._limit // KIB} KiB.", 413, {"Connection": "close"}
        )

    def _count(self, message: Message) -> int:
        self._left -= len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        return self._left


def _limit(path: str) -> int:
    return next((limit for prefix, limit in LONGER if path.startswith(prefix)), BODY_LIMIT)


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() and len(value) < 20 else 0
    return 0
