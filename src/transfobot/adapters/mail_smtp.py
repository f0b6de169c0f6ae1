"""Mail out over SMTP. What the server says decides: 4xx tries again, 5xx for this letter never."""

from __future__ import annotations

import asyncio
import ssl
import time
from dataclasses import dataclass
from email.utils import formatdate, parseaddr
from functools import cache
from typing import Literal

from transfobot.adapters.mail_message import as_message
from transfobot.domain.errors import DeliveryFailed, ServiceUnreachable
from transfobot.ports import Letter

TIMEOUT = 20.0


@dataclass(frozen=True)
class SmtpMailer:
    """Mailer port. `timeout` bounds the whole conversation, however slowly the server speaks."""

    host: str
    port: int
    sender: str
    tls: Literal["none", "starttls", "tls"] = "starttls"
    username: str = ""
    password: str = ""
    timeout: float = TIMEOUT
    ca_file: str | None = None
    delivers: bool = True

    def send(self, letter: Letter, deadline: float | None = None) -> None:
        """Hand the letter to the server; runs in a thread without an event loop of its own."""
        message = as_message(letter, self.sender)
        message["Date"] = formatdate(localtime=False)
        content = message.as_bytes()
        try:
            asyncio.run(self._within(letter.recipient, content, deadline))
        except TimeoutError:
            raise ServiceUnreachable("der Postausgang antwortet nicht") from None

    async def _within(self, recipient: str, content: bytes, deadline: float | None) -> None:
        async with asyncio.timeout(self.timeout):
            await self._talk(recipient, content, deadline)

    async def _talk(self, recipient: str, content: bytes, deadline: float | None) -> None:
        from aiosmtplib import SMTP, SMTPException, SMTPResponseException

        client = SMTP(
            hostname=self.host,
            port=self.port,
            timeout=self.timeout,
            use_tls=self.tls == "tls",
            start_tls=self.tls == "starttls",
            tls_context=None if self.tls == "none" else _context(self.ca_file),
        )
        try:
            try:
                await client.connect()
                if self.username:
                    await client.login(self.username, self.password)
            except SMTPResponseException as error:
                # Refused before any letter was named: a matter of the set-up, not of the letter.
                raise ServiceUnreachable(f"der Postausgang lehnt ab ({error.code})") from None
            except (SMTPException, OSError):
                raise ServiceUnreachable("der Postausgang ist nicht erreichbar") from None
            try:
                await client.mail(parseaddr(self.sender)[1])
                await client.rcpt(recipient)
                if deadline is not None and time.monotonic() >= deadline:
                    raise DeliveryFailed("die Reservierung war abgelaufen")
                await client.data(content)
            except SMTPResponseException as error:
                raise DeliveryFailed(
                    f"der Postausgang hat mit {error.code} geantwortet",
                    permanent=500 <= error.code < 600,
                ) from None
            except (SMTPException, OSError):
                raise DeliveryFailed("die Verbindung zum Postausgang brach ab") from None
            await _leave(client)
        finally:
            client.close()


@cache
def _context(ca_file: str | None) -> ssl.SSLContext:
    """Reading the authorities takes longer than sending a letter."""
    return ssl.create_default_context(cafile=ca_file)


async def _leave(client: object) -> None:
    """Say goodbye; the letter is accepted already, so whatever happens now does not matter."""
    from aiosmtplib import SMTP, SMTPException

    assert isinstance(client, SMTP)
    try:
        await client.quit(timeout=2)
    except (SMTPException, OSError):
        return
