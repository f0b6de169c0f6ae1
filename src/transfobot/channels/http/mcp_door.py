"""`/mcp/`: search, ask, find_office and list_funding for other assistants (MCP, official SDK).

The SDK takes more than a second to import, so it is loaded with the first request.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.types import Receive, Scope, Send

from transfobot.channels.http.services import Services
from transfobot.settings import Settings

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

PATHS = ("/mcp", "/mcp/")
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class McpDoor:
    """An ASGI application; `close` ends what a first request has started."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._manager: StreamableHTTPSessionManager | None = None
        self._opening = asyncio.Lock()
        self._ending = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if self._manager is None:
            await self._open()
        assert self._manager is not None
        await self._manager.asgi_app(scope, receive, send)

    async def _open(self) -> None:
        async with self._opening:
            if self._manager is not None:
                return
            manager = await asyncio.to_thread(_manager, self._services)
            running = asyncio.Event()
            self._task = asyncio.create_task(self._run(manager, running))
            await running.wait()
            self._manager = manager

    async def _run(self, manager: StreamableHTTPSessionManager, running: asyncio.Event) -> None:
        # Its task group has to be left by the task that entered it.
        async with manager.run():
            running.set()
            await self._ending.wait()

    async def close(self) -> None:
        """End all sessions."""
        self._ending.set()
        if self._task is not None:
            await self._task


def allowed_hosts(settings: Settings) -> list[str]:
    """Host headers the door answers to: the public name and this machine's."""
    found = [f"{name}{port}" for name in _LOOPBACK for port in ("", ":*")]
    for url in (settings.base_url, f"http://{settings.host}:{settings.port}"):
        parts = urlsplit(url)
        found += [parts.netloc, f"{parts.hostname}", f"{parts.hostname}:*"]
    return list(dict.fromkeys(found))


def _manager(services: Services) -> StreamableHTTPSessionManager:
    from mcp.server.transport_security import TransportSecuritySettings

    from transfobot.channels.http.mcp_tools import build

    settings = services.settings
    hosts = allowed_hosts(settings)
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    server = build(services)
    server.streamable_http_app(
        json_response=True,
        stateless_http=True,  # any replica can answer any request
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True,
            allowed_hosts=hosts,
            allowed_origins=[*origins, *settings.origins(settings.cors_origins)],
        ),
    )
    return server.session_manager
