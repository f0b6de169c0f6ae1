"""An SMTP server on loopback whose answers follow a script, and that keeps what it accepts."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class SmtpScript:
    """What the server does. Each list is used up in turn; then all goes well.

    `rcpt` and `data` are answers ("451 later"); "drop" in `data` closes the connection after the
    text was received and kept, before any answer; "tarpit" never answers. `before_answer` is called
    once the text was kept and before the sender hears of it.
    """

    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    accepted: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    before_answer: Callable[[], None] | None = None
    port: int = 0

    @property
    def message_ids(self) -> list[str]:
        """Message-IDs in the order accepted."""
        return [str(message["Message-ID"]) for message in self.accepted]


class _Handler:
    def __init__(self, script: SmtpScript) -> None:
        self.script = script

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.script.rcpt:
            answer = self.script.rcpt.pop(0)
            if not answer.startswith("2"):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.script.data.pop(0) if self.script.data else "250 OK"
        content = envelope.content
        assert isinstance(content, bytes)
        if answer in {"drop", "250 OK"}:
            message = message_from_bytes(content, policy=default)
            assert isinstance(message, EmailMessage)
            self.script.accepted.append(message)
            self.script.recipients.extend(envelope.rcpt_tos)
        if self.script.before_answer is not None:
            self.script.before_answer()
        if answer == "drop":
            assert server.transport is not None
            server.transport.abort()
            return "250 never seen"
        if answer == "tarpit":
            await asyncio.sleep(60)
        return answer


@contextmanager
def smtp_server(script: SmtpScript | None = None, port: int = 0) -> Iterator[SmtpScript]:
    """Run the server in a thread of its own."""
    script = script or SmtpScript()
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # it would print every letter
    loop = asyncio.new_event_loop()
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen()
    script.port = listening.getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def begin() -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(
            lambda: SMTP(_Handler(script), hostname="loopback"), sock=listening
        )

    server = asyncio.run_coroutine_threadsafe(begin(), loop).result(10)
    try:
        yield script
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        listening.close()
