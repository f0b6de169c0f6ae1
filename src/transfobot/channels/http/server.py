"""Serving the application: one process, bounded waits, a graceful end."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from transfobot.channels.http.wire import PatientProtocol
from transfobot.domain.errors import ConfigurationError

GRACE_SECONDS = 25
KEEP_ALIVE_SECONDS = 15
BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises ConfigurationError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise ConfigurationError(_sentence(error, host, port)) from None
    return listener


def run(
    app: ASGIApp,
    host: str,
    port: int,
    *,
    trusted_proxies: str = "",
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve until told to stop (SIGINT, SIGTERM); running answers get 25 seconds to end.

    `announce` is called with the address once requests are answered. Raises ConfigurationError.
    """
    listener = listen(host, port)
    server = Server(app, trusted_proxies, lambda: announce and announce(address(listener)))
    server.run(sockets=[listener])


def address(listener: socket.socket) -> str:
    """Where a socket listens, for people."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """uvicorn with our limits: no address of anybody in any log."""

    def __init__(
        self,
        app: ASGIApp,
        trusted_proxies: str = "",
        started: Callable[[], object] | None = None,
    ) -> None:
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        errors = logging.getLogger("uvicorn.error")
        if _without_trace not in errors.filters:
            errors.addFilter(_without_trace)
        super().__init__(
            uvicorn.Config(
                app,
                http=PatientProtocol,
                ws="none",
                loop="auto",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(trusted_proxies),
                forwarded_allow_ips=trusted_proxies or None,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
                backlog=BACKLOG,
                lifespan="on",
            )
        )
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Announce once everything is up."""
        await super().startup(sockets)
        if self._started is not None and self.started:
            self._started()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End gracefully; again with Ctrl+C, at once.

        uvicorn would raise the signal again at the end: the process would die before it has
        stopped its worker and closed its stores.
        """
        del frame
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def _without_trace(record: logging.LogRecord) -> bool:
    """The text of an exception may quote somebody: the application logs its kind and place."""
    record.exc_info, record.exc_text = None, None
    return True


def _sentence(error: OSError, host: str, port: int) -> str:
    where = f"{host}, Port {port}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"Auf {where} lauscht schon ein anderes Programm; "
            "bitte es beenden oder mit TRANSFOBOT_PORT einen anderen Port wählen."
        )
    if error.errno == errno.EACCES:
        return (
            f"Auf {where} darf dieser Benutzer nicht lauschen; "
            "bitte mit TRANSFOBOT_PORT einen Port ab 1024 wählen."
        )
    return (
        f"Auf {where} lässt sich nicht lauschen; bitte TRANSFOBOT_HOST prüfen "
        f"({error.strerror or error})."
    )
