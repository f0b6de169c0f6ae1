"""The running server of this data directory, spoken to from the command line."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

from transfobot.domain.errors import BusyError, InvalidInput, Unavailable

LOCAL_INGEST = "/api/local/ingest"
_SECONDS = 3600


class ServerClient:
    """Calls over loopback; `secret` is that of the lock file, readable by the same account."""

    def __init__(self, address: str, secret: str) -> None:
        self._address = address.rstrip("/")
        self._secret = secret
        # No proxy: the server is on this machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask(self, request: Mapping[str, object]) -> dict[str, Any]:
        """`POST /api/questions`. Raises InvalidInput, Unavailable."""
        return self._post("/api/questions", request)

    def search(self, request: Mapping[str, object]) -> dict[str, Any]:
        """`POST /api/search`. Raises InvalidInput, Unavailable."""
        return self._post("/api/search", request)

    def ingest(self, request: Mapping[str, object]) -> dict[str, Any]:
        """An ingest run inside the server. Raises BusyError, InvalidInput, Unavailable."""
        return self._post(LOCAL_INGEST, request)

    def get(self, path: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        """A public `GET` of the interface. Raises InvalidInput, Unavailable."""
        query = f"?{urllib.parse.urlencode(parameters)}" if parameters else ""
        return self._send(
            urllib.request.Request(  # noqa: S310 - the address is our own lock file's
                self._address + path + query
            )
        )

    def _post(self, path: str, request: Mapping[str, object]) -> dict[str, Any]:
        return self._send(
            urllib.request.Request(  # noqa: S310 - the address is our own lock file's
                self._address + path,
                data=json.dumps(request).encode(),
                headers={
                    "Content-Type": "application/json",
                    "X-Transfobot-Local": self._secret,
                },
            )
        )

    def _send(self, call: urllib.request.Request) -> dict[str, Any]:
        try:
            with self._opener.open(call, timeout=_SECONDS) as response:
                return dict(json.load(response))
        except urllib.error.HTTPError as error:
            raise _refused(error) from None
        except (OSError, ValueError):
            raise Unavailable(
                f"Der laufende Dienst unter {self._address} antwortet nicht; "
                "bitte gleich noch einmal versuchen oder ihn neu starten."
            ) from None


def _refused(error: urllib.error.HTTPError) -> Exception:
    try:
        problem = json.load(error)
        sentence = str(problem.get("detail") or problem.get("title"))
    except (ValueError, AttributeError):
        sentence = f"Der laufende Dienst hat den Aufruf abgelehnt (Status {error.code})."
    if error.code == 409:
        return BusyError(sentence)
    return InvalidInput(sentence) if error.code < 500 else Unavailable(sentence)
