"""A Bot API over a real socket: remembers what is sent, answers as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

TOKEN = "123456:geheim-im-test"


@dataclass
class Scripted:
    """One answer out of the ordinary; `delivered` counts the message all the same."""

    status: int = 200
    body: Any = None
    delay: float = 0.0
    delivered: bool = False


@dataclass
class BotApi:
    """Start with `with BotApi() as api`; `api.url` is the base address."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    scripts: dict[str, deque[Scripted]] = field(default_factory=lambda: defaultdict(deque))
    pending: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> BotApi:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                raw = self.rfile.read(size)
                method = self.path.rsplit("/", 1)[-1]
                status, body = api.answer(method, _values(raw, self.headers))
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                return None

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                return None

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def deliver(self, *updates: dict[str, Any]) -> None:
        """Have updates fetched by getUpdates."""
        with self.lock:
            self.pending.extend(updates)

    def answer(self, method: str, values: dict[str, Any]) -> tuple[int, Any]:
        """What the real service would say, unless a script says otherwise."""
        with self.lock:
            self.calls.append((method, values))
            script = self.scripts[method].popleft() if self.scripts[method] else None
        if script:
            time.sleep(script.delay)
            if script.delivered:
                self.sent.append(values)
            body = script.body
            return script.status, body.encode() if isinstance(body, str) else body
        return 200, {"ok": True, "result": self._result(method, values)}

    def _result(self, method: str, values: dict[str, Any]) -> Any:
        if method == "getMe":
            return {
                "id": 123456,
                "is_bot": True,
                "first_name": "transfo",
                "username": "transfo_bot",
            }
        if method == "getUpdates":
            return self._updates(values)
        if method == "sendMessage":
            with self.lock:
                self.sent.append(values)
                number = len(self.sent)
            chat = {"id": int(values["chat_id"]), "type": "private"}
            return {"message_id": number, "date": 1, "chat": chat, "text": "x"}
        return True

    def _updates(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(values.get("offset") or 0)
        with self.lock:
            if offset:
                confirmed = next(
                    (
                        place + 1
                        for place, update in enumerate(self.pending)
                        if update["update_id"] == offset - 1
                    ),
                    0,
                )
                del self.pending[:confirmed]
            batch = self.pending[:100]
        if not batch:
            time.sleep(0.05)
        return batch

    def texts(self, chat_id: int) -> list[str]:
        """What arrived in one chat, in order."""
        return [str(one["text"]) for one in self.sent if int(one["chat_id"]) == chat_id]


def _values(raw: bytes, headers: Any) -> dict[str, Any]:
    if "json" in str(headers.get("Content-Type")):
        return dict(json.loads(raw or b"{}"))
    return dict(parse_qsl(raw.decode(), keep_blank_values=True))
