"""Counts and times for operators: nothing of any question, client or document."""

from __future__ import annotations

import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The figures of one application, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "transfobot_requests",
            "Requests by group of addresses, method and status",
            ("group", "method", "status"),
            registry=self.registry,
        )
        self.questions = Counter(
            "transfobot_questions",
            "Answered questions by channel, outcome and mode",
            ("channel", "outcome", "mode"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "transfobot_answer_seconds",
            "From the accepted question to the whole answer",
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.busy = Gauge(
            "transfobot_questions_in_progress",
            "Questions accepted and not yet answered",
            registry=self.registry,
        )
        self.refused = Counter(
            "transfobot_questions_refused",
            "Questions refused before they were asked",
            ("reason",),
            registry=self.registry,
        )

        self.dispatches = Gauge(
            "transfobot_dispatches",
            "Letters and tickets of handoffs that wait, or have failed for good (alarm)",
            ("state",),
            registry=self.registry,
        )

    def text(self) -> bytes:
        """The exposition format."""
        return generate_latest(self.registry)


class CountRequests:
    """Counts every request by the first part of its address, so that labels stay few."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._children: dict[tuple[str, str, int], Any] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._count(scope, message["status"])
            await send(message)

        await self._app(scope, receive, counted)

    def _count(self, scope: Scope, status: int) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        key = (_group(scope["path"]), method, status)
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = self._metrics.requests.labels(*map(str, key))
        child.inc()


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_API = {
    "questions", "search", "offices", "places", "networks", "funding", "funding.ics",
    "documents", "conversations", "answers", "handoffs", "staff", "docs", "openapi.json",
    "changes.atom",
}  # fmt: skip
_TOP = {"", "dok", "v1", "mcp", "telegram", "static", "staff", "healthz", "readyz", "metrics"}


def _group(path: str) -> str:
    parts = path.split("/", 3)
    first = parts[1] if len(parts) > 1 else ""
    if first == "api" and len(parts) > 2:
        return f"/api/{parts[2]}" if parts[2] in _API else "other"
    return f"/{first}" if first in _TOP else "other"


def now() -> float:
    """A monotonic instant to measure from."""
    return time.perf_counter()
