"""A small HTTP client over plain sockets: it can be slow, leave early, and costs little."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Told:
    """A response."""

    status: int
    body: bytes


class Line:
    """One kept connection to a server."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self.reader: asyncio.StreamReader
        self.writer: asyncio.StreamWriter

    async def __aenter__(self) -> Line:
        self.reader, self.writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.writer.close()

    async def ask(self, question: str, **more: object) -> Told:
        """`POST /api/questions`."""
        body = json.dumps({"question": question, **more}).encode()
        self.writer.write(self.head("POST", "/api/questions", len(body)) + body)
        return await self.read()

    async def get(self, path: str) -> Told:
        """Any address."""
        self.writer.write(self.head("GET", path, 0))
        return await self.read()

    def head(self, method: str, path: str, length: int, accept: str = "*/*") -> bytes:
        """The head of a request with a JSON body."""
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nAccept: {accept}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
        ).encode()

    async def read(self) -> Told:
        """A response with a stated length."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status = int(head.split(" ", 2)[1])
        lengths = [
            int(line.split(":", 1)[1])
            for line in head.split("\r\n")
            if line.lower().startswith("content-length:")
        ]
        return Told(status, await self.reader.readexactly(lengths[0]) if lengths else b"")
