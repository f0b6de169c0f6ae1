"""The child of `pdf_render`: one page in, one PNG out, under limits of its own.

Run as `python -m transfobot.adapters.pdf_render_child` with a task as JSON on standard input.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
import unicodedata
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MEMORY = 1 << 30
CPU_SECONDS = 20
WIDTH = 1240
MAX_PIXELS = 4_000_000
MAX_RECTANGLES = 400
YELLOW = (255, 226, 60, 255)

_HYPHENS = {"-", "\u00ad", "\u2010", "\u2011", "\ufffe", "\x02"}
_MIN_LETTERS = 3


def main() -> int:
    """0 with a picture on standard output, 3 when there is no such page."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    task = json.loads(sys.stdin.buffer.read())
    picture = render(Path(task["path"]), int(task["page"]), task["quotes"])
    if picture is None:
        return 3
    sys.stdout.buffer.write(picture)
    return 0


def render(path: Path, number: int, quotes: Sequence[str]) -> bytes | None:
    """The 1-based page as PNG; None when there is none."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    if not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    _highlight(page, quotes)
    width, height = page.get_size()
    scale = WIDTH / max(width, 1.0)
    scale = min(scale, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
    return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)


def _highlight(page: Any, quotes: Sequence[str]) -> None:
    """Lay yellow over the lines of the quotes, so that the letters stay readable."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    drawn = 0
    for start, count in spans(text.get_text_range(), quotes):
        for index in range(text.count_rects(start, count)):
            left, bottom, right, top = text.get_rect(index)
            if drawn >= MAX_RECTANGLES:
                return
            shape = raw.FPDFPageObj_CreateNewRect(
                left - 1, bottom - 1, right - left + 2, top - bottom + 2
            )
            raw.FPDFPageObj_SetFillColor(shape, *YELLOW)
            raw.FPDFPath_SetDrawMode(shape, raw.FPDF_FILLMODE_WINDING, False)
            raw.FPDFPageObj_SetBlendMode(shape, b"Multiply")
            raw.FPDFPage_InsertObject(page, shape)
            drawn += 1
    if drawn:
        raw.FPDFPage_GenerateContent(page)


def spans(page_text: str, quotes: Sequence[str]) -> list[tuple[int, int]]:
    """Where the quotes stand in the page's characters, as (start, count).

    Spaces, hyphens, ligatures and case do not count, since a quote is cleaned text. A quote that
    is not found as a whole is looked for line by line.
    """
    letters, places = _letters(page_text)
    found: list[tuple[int, int]] = []
    for quote in quotes:
        whole = _find(letters, places, quote)
        parts = [whole] if whole else [_find(letters, places, line) for line in quote.split("\n")]
        found += [part for part in parts if part is not None and part not in found]
    return found


def _find(letters: str, places: list[int], quote: str) -> tuple[int, int] | None:
    wanted, _ = _letters(quote)
    at = letters.find(wanted) if len(wanted) >= _MIN_LETTERS else -1
    if at < 0:
        return None
    first, last = places[at], places[at + len(wanted) - 1]
    return first, last - first + 1


def _letters(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace() or sign in _HYPHENS:
            continue
        for letter in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def png(buffer: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """A PNG of rows of grey, RGB, RGB with a filler, or RGBA samples."""
    kinds = {1: 0, 3: 2, 4: 6}
    rows = b"".join(
        b"\x00" + buffer[row * stride : row * stride + width * channels] for row in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, kinds[channels], 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    sys.exit(main())
