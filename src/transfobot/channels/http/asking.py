"""Asking from any door of this server: limits, worker threads, and the stream of sentences."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request

from transfobot.channels.http.auth import is_local
from transfobot.channels.http.body import BadRequest
from transfobot.channels.http.metrics import Metrics, now
from transfobot.channels.http.rate import Allowance, ClientKeys, RateLimiter
from transfobot.channels.http.services import Services
from transfobot.courtesy import courtesy
from transfobot.domain.answers import Answer, Citation, Sentence
from transfobot.domain.conversation import Question

Result = TypeVar("Result")

WORKERS = min(8, 2 + (os.cpu_count() or 1))
"""More threads than this only fight for the interpreter; the rest waits in line."""

WAITING = 256
"""Questions that may wait for a worker before further ones are told to come back."""


@dataclass(frozen=True, slots=True)
class Said:
    """A checked sentence with the citations it names."""

    sentence: Sentence
    citations: tuple[Citation, ...]


class AskingDesk:
    """One per application: all doors of a server share its limits and its workers."""

    def __init__(self, services: Services, metrics: Metrics) -> None:
        self._services = services
        self._metrics = metrics
        self._keys = ClientKeys(services.clock.today)
        self._limiter = RateLimiter(services.settings.rate_limit)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="ask")
        self._waiting = 0

    def admit(self, request: Request) -> Allowance | None:
        """Count a question of this client; its RateLimit headers, None when there is no limit.

        The command line of this machine is not limited. Raises BadRequest 429.
        """
        if is_local(request, self._services.local_key):
            return None
        client = request.client.host if request.client else ""
        allowance = self._limiter.take(self._keys.of(client))
        if allowance is not None and not allowance.allowed:
            self._metrics.refused.labels("rate").inc()
            raise BadRequest(
                f"Das waren mehr als {allowance.limit} Fragen in einer Minute. "
                f"Bitte warten Sie {allowance.retry_after} Sekunden.",
                429,
                allowance.headers,
            )
        return allowance

    async def run(self, work: Callable[[], Result]) -> Result:
        """Blocking work in a worker thread. Raises BadRequest 503 when the line is too long."""
        if self._waiting >= WAITING + WORKERS:
            self._metrics.refused.labels("busy").inc()
            raise BadRequest(
                "Gerade wird sehr viel gefragt. Bitte versuchen Sie es in einigen Sekunden "
                "noch einmal.",
                503,
                {"Retry-After": "5"},
            )
        self._waiting += 1
        self._metrics.busy.inc()
        future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        future.add_done_callback(self._done)
        return await future

    async def ask(self, question: Question) -> Answer:
        """The whole answer."""
        return await self.run(lambda: self._ask(question, _nobody))

    async def stream(self, question: Question) -> AsyncGenerator[Said | Answer, None]:
        """Sentences as they are checked, then the Answer.

        When the reader goes away the work goes on, so that the conversation is kept; a question
        that still waits in line is dropped.
        """
        loop = asyncio.get_running_loop()
        line: asyncio.Queue[Said | None] = asyncio.Queue()
        listening = True

        def say(sentence: Sentence, citations: Sequence[Citation]) -> None:
            if listening and not loop.is_closed():
                loop.call_soon_threadsafe(line.put_nowait, Said(sentence, tuple(citations)))

        task = asyncio.ensure_future(self.run(lambda: self._ask(question, say)))
        task.add_done_callback(lambda _: line.put_nowait(None))
        try:
            while (said := await line.get()) is not None:
                yield said
            yield task.result()
        finally:
            listening = False
            task.cancel()

    def _ask(
        self, question: Question, say: Callable[[Sentence, Sequence[Citation]], None]
    ) -> Answer:
        begun = now()
        with courtesy.asking():
            answer = self._services.ask(question, say)
        self._metrics.seconds.observe(now() - begun)
        self._metrics.questions.labels(
            question.channel, answer.outcome.value, answer.mode.value
        ).inc()
        return answer

    def _done(self, _future: asyncio.Future[Result]) -> None:
        self._waiting -= 1
        self._metrics.busy.dec()

    def close(self) -> None:
        """Let running work end; waiting work is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def desk_of(request: Request) -> AskingDesk:
    """The desk of the application that serves this request."""
    desk = request.app.state.desk
    assert isinstance(desk, AskingDesk)
    return desk


def _nobody(_sentence: Sentence, _citations: Sequence[Citation]) -> None:
    """A reader who wants the whole answer at once."""
