"""The twin of a messenger for development: says that a message would leave."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True)
class ConsoleMessenger:
    """Messenger port without a service behind it; `stream` None is standard output."""

    name: str = "console"
    stream: TextIO | None = None

    def notify(self, chat_id: str, text: str, link: str) -> None:
        """Print one line without text, link or chat: standard output of a service is a log."""
        del chat_id, link
        print(
            f"Nachricht nicht verschickt (kein Messenger eingerichtet): {len(text)} Zeichen",
            file=self.stream or sys.stdout,
            flush=True,
        )
