"""Patience with slow clients, on the connection: what no ASGI layer gets to see.

uvicorn waits for ever for the head of a request and for a reader that does not read. Here a head
has to arrive in time and within a size, and a stalled reader is cut off.
"""

from __future__ import annotations

import asyncio
import json

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from transfobot.channels.http import problem

HEAD_SECONDS = 10.0
HEAD_BYTES = 32 * 1024
STALL_SECONDS = 30.0
MESSAGE_SECONDS = 330.0
"""The end of any request, also of one that was answered before its body was there."""


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 with a time limit for heads and stalled readers, and German problems."""

    _head_timer: asyncio.TimerHandle | None = None
    _stall_timer: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _in_head = True
    _reason = 400

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection that says nothing is closed after a while."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The end."""
        self._stop_timers()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes of a head count until it is complete."""
        if self._in_head:
            if self._head_timer is None:  # after a pause of a kept connection
                self._expect_head()
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
            self._refuse(431)

    def on_url(self, url: bytes) -> None:
        """A long address is part of the head."""
        super().on_url(url)
        if len(self.url) > HEAD_BYTES:
            self._reason = 431
            raise ValueError("address too long")

    def on_headers_complete(self) -> None:
        """The head is there: the layers above mind the body."""
        self._in_head = False
        self._stop_head_timer()
        self._head_timer = self.loop.call_later(MESSAGE_SECONDS, self.transport.abort)
        if sum(len(name) + len(value) for name, value in self.headers) > HEAD_BYTES:
            self._reason = 431
            raise ValueError("headers too large")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """What comes next is another head."""
        super().on_message_complete()
        self._stop_head_timer()
        self._in_head = True
        self._head_bytes = 0

    def pause_writing(self) -> None:
        """The reader does not read."""
        super().pause_writing()
        if self._stall_timer is None:
            self._stall_timer = self.loop.call_later(STALL_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader reads again."""
        super().resume_writing()
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    def send_400_response(self, msg: str) -> None:
        """What cannot be parsed is answered like every other problem."""
        del msg
        self._refuse(self._reason)

    def _expect_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._head_too_slow)

    def _head_too_slow(self) -> None:
        self._head_timer = None
        if not self._in_head or self.transport.is_closing():
            return
        if self._head_bytes:
            self._refuse(408)
        else:
            self.transport.close()

    def _refuse(self, status: int) -> None:
        running = self.cycle is not None and not self.cycle.response_complete
        if running:  # an answer to an earlier request is on its way: nothing may go in between
            self.transport.close()
            return
        content = json.dumps(problem.body(status), ensure_ascii=False).encode()
        head = (
            f"HTTP/1.1 {status} Refused\r\nContent-Type: {problem.MEDIA_TYPE}\r\n"
            f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + content)
        self.transport.close()

    def _stop_timers(self) -> None:
        self._stop_head_timer()
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
