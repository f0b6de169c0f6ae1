"""Logs carry ids and counts: never question texts, names, addresses or tokens."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO, cast

import structlog

_TOKEN = re.compile(r"bot\d+:[\w-]+")
_QUIET = (
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
    "telegram",
    "alembic",
    "sqlalchemy",
    "chromadb",
    "mcp",
    "trafilatura",
    "pypdf",
    "asyncio",
)


class _Stderr:
    """Standard error as it is when something is written, also after it was replaced."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def get(name: str) -> Any:
    """A structlog logger for one room of the house."""
    return structlog.get_logger(name)


def configure(level: str = "INFO") -> None:
    """Write one line an event to standard error; libraries that print contents stay quiet."""
    stream = cast(TextIO, _Stderr())
    logging.basicConfig(stream=stream, level=level, format="%(message)s", force=True)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_without_tokens)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _redact,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )


def place_of(error: BaseException) -> str:
    """Where it happened; the text of an exception may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def _without_tokens(record: logging.LogRecord) -> bool:
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):
        # logging itself would print the parts of such a line, and with them what somebody wrote.
        message, record.args = f"unreadable line of {record.name}", ()
        record.msg = message
    if _TOKEN.search(message):
        record.msg, record.args = _TOKEN.sub("bot<verborgen>", message), ()
    return True


def _redact(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _TOKEN.sub("bot<verborgen>", value)
    return event
