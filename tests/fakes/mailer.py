"""A mailer that keeps what it was given and fails when told."""

from __future__ import annotations

from transfobot.domain.errors import DeliveryFailed
from transfobot.ports import Letter


class FakeMailer:
    """Mailer port. `failures` are raised in turn before a letter is taken."""

    def __init__(self, *, delivers: bool = True) -> None:
        self.delivers = delivers
        self.letters: list[Letter] = []
        self.failures: list[DeliveryFailed] = []
        self.deadlines: list[float | None] = []

    def send(self, letter: Letter, deadline: float | None = None) -> None:
        self.deadlines.append(deadline)
        if self.failures:
            raise self.failures.pop(0)
        self.letters.append(letter)
