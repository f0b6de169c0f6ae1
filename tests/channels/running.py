"""The application behind a real socket, in this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp

from transfobot.channels.http.server import Server, address, listen


@contextmanager
def running(app: ASGIApp, trusted_proxies: str = "") -> Iterator[str]:
    """Serve on a free loopback port; gives the address."""
    listener = listen("127.0.0.1", 0)
    started = threading.Event()
    server = Server(app, trusted_proxies, started.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    where = address(listener)
    thread.start()
    try:
        assert started.wait(20), "the server did not start"
        yield where
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the server did not stop"
