"""What can be had of Chroma without its weight: the number it has applied, and a quick import."""

from __future__ import annotations

import contextlib
import gc
import importlib
import sqlite3
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from transfobot.domain.knowledge import Visibility

_EXPORTER = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"
_FILE = "chroma.sqlite3"
_NUMBERS = """
SELECT c.name, e.str_value, a.int_value
FROM collections c
JOIN collection_metadata e ON e.collection_id = c.id AND e.key = 'embedder'
JOIN collection_metadata a ON a.collection_id = c.id AND a.key = 'applied'
"""


def kept_number(path: Path, embedder: str) -> int | None:
    """The highest revision number applied, read from Chroma's own file.

    It is the very number that Chroma would give, so it is as true after a crash as Chroma's. None
    where the file cannot be read this way or a collection is missing or of another embedder: then
    Chroma itself has to be asked. Opening Chroma for one number takes half a second.
    """
    file = path / _FILE
    if not file.exists():
        return None
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=1.0)) as connection:
            found = {name: (by, number) for name, by, number in connection.execute(_NUMBERS)}
    except sqlite3.Error:
        return None
    wanted = [found.get(f"passages_{visibility.value}") for visibility in Visibility]
    numbers = [int(one[1] or 0) for one in wanted if one is not None and one[0] == embedder]
    return max(numbers) if len(numbers) == len(wanted) else None


def import_chroma(*, embedded: bool) -> Any:
    """Import chromadb late: it takes .2 s and 70 MB.

    Another third of the time would go into `overrides`, which compares signatures of Chroma's own
    classes at every start; they are the same every time, so methods are only marked while it is
    imported. Its way of sending traces, which nobody asked for, is loaded when it is used.
    """
    with _unchecked_overrides(), _late_tracing(), _uncollected():
        import chromadb

        if embedded:
            # The first client would import it, and compare signatures after all.
            import chromadb.api.rust
    return chromadb


@contextlib.contextmanager
def whole_client(path: str) -> Iterator[None]:
    """While a client is opened: one that cannot be (a full disk) must not be kept half open.

    Chroma keeps what it has begun by its path, and every later client of this process would get it.
    """
    whole = False
    try:
        yield
        whole = True
    finally:
        if not whole:
            from chromadb.api.shared_system_client import SharedSystemClient

            for kept in ("_identifier_to_system", "_identifier_to_refcount"):
                getattr(SharedSystemClient, kept, {}).pop(path, None)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """While much is imported: nothing of it is garbage, now or later."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if before:
            gc.enable()


@contextlib.contextmanager
def _unchecked_overrides() -> Iterator[None]:
    import overrides

    before = overrides.override, overrides.overrides
    overrides.override = overrides.overrides = _marked
    try:
        yield
    finally:
        overrides.override, overrides.overrides = before


@contextlib.contextmanager
def _late_tracing() -> Iterator[None]:
    """While Chroma is imported, a stand-in for the exporter of traces: gRPC and all it needs."""
    if _EXPORTER in sys.modules:
        yield
        return
    stand_in = types.ModuleType(_EXPORTER)
    stand_in.__dict__["OTLPSpanExporter"] = _exporter
    sys.modules[_EXPORTER] = stand_in
    try:
        yield
    finally:
        del sys.modules[_EXPORTER]


def _exporter(*arguments: object, **named: object) -> Any:
    """The real exporter, for an installation that has set a collector in Chroma's settings."""
    return importlib.import_module(_EXPORTER).OTLPSpanExporter(*arguments, **named)


def _marked(method: Callable[..., Any] | None = None, **_: object) -> Any:
    """What the decorator leaves behind on a method, without its comparison."""

    def mark(one: Any) -> Any:
        with contextlib.suppress(AttributeError):
            one.__override__ = True
        return one

    return mark if method is None else mark(method)
