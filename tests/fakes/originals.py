"""Originals and page pictures in memory."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from transfobot.domain.knowledge import Document


class FakeOriginals:
    """Originals port: files put in by hand, by document and revision."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], Path] = {}

    def path_of(self, document: Document) -> Path | None:
        return self.files.get((document.id, document.revision))


class FakePageRenderer:
    """PageRenderer port: a grey square; it remembers what it was asked."""

    def __init__(self, pages: int = 1) -> None:
        self.pages = pages
        self.asked: list[tuple[Path, int, tuple[str, ...]]] = []

    def render(self, original: Path, page: int, quotes: Sequence[str]) -> bytes | None:
        self.asked.append((original, page, tuple(quotes)))
        return _SQUARE if page <= self.pages else None


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checked)


_SQUARE = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress((b"\x00" + b"\x80" * 8) * 8))
    + _chunk(b"IEND", b"")
)
