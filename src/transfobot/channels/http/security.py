"""What a browser is told to keep to: content security policy, framing, host names."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transfobot.channels.http.problem import problem
from transfobot.settings import Settings

_HOST = re.compile(r"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$")


def csp(**directives: str) -> str:
    """A Content-Security-Policy: nothing is allowed but what is named (`script_src="'self'"`)."""
    policy = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    policy |= {name.replace("_", "-"): value for name, value in directives.items()}
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def frame_ancestors(settings: Settings) -> str:
    """Who may show the pages in a frame, for `csp(frame_ancestors=…)`."""
    return " ".join(("'self'", *settings.origins(settings.frame_ancestors)))


def default_headers(settings: Settings) -> dict[str, str]:
    """What every response carries unless it says otherwise."""
    found = {
        "Content-Security-Policy": csp(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if settings.public_url.startswith("https://"):
        found["Strict-Transport-Security"] = "max-age=31536000"
    return found


class SecurityHeaders:
    """Adds what a response does not set itself, and refuses host names that are not ours."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._public = urlsplit(settings.public_url).hostname if settings.public_url else None
        self._defaults = default_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._defaults.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(("/api/", "/v1/")):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        app: ASGIApp = self._app
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")
        if (refused := self.refused(host.decode("latin-1"))) is not None:
            app = problem(refused, "Der Name in der Kopfzeile „Host“ passt nicht zu diesem Dienst.")
        await app(scope, receive, with_headers)

    def refused(self, host: str) -> int | None:
        """400 for what is no host name, 421 for a foreign public name, None when it may pass.

        Only where PUBLIC_URL is set: a page that rebinds its own name to this machine is kept out.
        Addresses and names without a dot (of a container, of this machine) are no such page.
        """
        if not host:
            return None
        if not _HOST.match(host):
            return 400
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        if self._public is None or name == self._public or "." not in name:
            return None
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return 421
        return None
