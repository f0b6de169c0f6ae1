"""The twin of the mailer for a deployment without SMTP: it says what it would send, and no more.

Only the masked recipient and the Message-ID are printed: standard output of a service is a log.
The case itself waits in the console.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TextIO

from transfobot.adapters.mail_message import as_message, masked
from transfobot.ports import Letter


@dataclass(frozen=True)
class ConsoleMailer:
    """Mailer port that can never mail anybody; `stream` None is standard output."""

    stream: TextIO | None = None
    delivers: bool = False

    def send(self, letter: Letter, deadline: float | None = None) -> None:
        """Print one line."""
        del deadline
        as_message(letter, "transfobot@localhost")
        print(
            f"E-Mail nicht verschickt (kein Postausgang eingerichtet): an "
            f"{masked(letter.recipient)}, {letter.message_id}",
            file=self.stream or sys.stdout,
            flush=True,
        )
