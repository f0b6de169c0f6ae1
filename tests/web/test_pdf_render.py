"""Pictures of PDF pages: where quotes are found, and what a bad file may cost."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.fakes.originals import FakePageRenderer
from tests.web.paper import write_pdf
from transfobot.adapters.pdf_render import PdfPages
from transfobot.adapters.pdf_render_child import spans
from transfobot.ports.originals import PageRenderer


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "blatt.pdf", (["Eins"], ["Zwei"]))


@pytest.fixture(params=["fake", "pypdfium2"])
def renderer(request: pytest.FixtureRequest) -> PageRenderer:
    return FakePageRenderer(pages=2) if request.param == "fake" else PdfPages()


def test_a_page_is_a_png_and_a_missing_page_is_none(renderer: PageRenderer, paper: Path) -> None:
    picture = renderer.render(paper, 2, ["Zwei"])
    assert picture is not None
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert renderer.render(paper, 3, []) is None


@pytest.mark.parametrize(
    ("page", "quote", "found"),
    [
        (
            "Die Förder-\r\nsumme beträgt",
            "Die Fördersumme beträgt",
            ["Die Förder-\r\nsumme beträgt"],
        ),
        ("eﬃzient und\u00adsparsam", "effizient undsparsam", ["eﬃzient und\u00adsparsam"]),
        ("GROSS und klein", "Groß und Klein", ["GROSS und klein"]),
        ("Anfang\nMitte\nEnde", "Anfang\nnicht da\nEnde", ["Anfang", "Ende"]),
        ("u\u0308ber alles", "über alles", ["u\u0308ber alles"]),
        ("etwas", "anderes", []),
        ("a b", "a", []),
    ],
)
def test_where_a_quote_stands(page: str, quote: str, found: list[str]) -> None:
    assert [page[start : start + count] for start, count in spans(page, [quote])] == found


def test_what_takes_too_long_is_killed(paper: Path) -> None:
    started = time.monotonic()
    assert PdfPages(seconds=0.001).render(paper, 1, []) is None
    assert time.monotonic() - started < 5
    running = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "pdf_render_child"], capture_output=True, text=True
    )
    assert running.stdout == ""


def test_an_encrypted_and_a_broken_file_have_no_picture(paper: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(paper))
    writer.encrypt("geheim", algorithm="AES-256")
    locked = tmp_path / "zu.pdf"
    writer.write(locked)
    broken = tmp_path / "kaputt.pdf"
    broken.write_bytes(paper.read_bytes()[:300])
    for path in (locked, broken, tmp_path / "fehlt.pdf", tmp_path):
        assert PdfPages().render(path, 1, []) is None


def test_a_huge_page_becomes_a_picture_of_usual_size(tmp_path: Path, paper: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(paper))
    writer.pages[0].mediabox.upper_right = (100, 14_000)
    writer.pages[1].mediabox.upper_right = (14_000, 14_000)
    huge = tmp_path / "gross.pdf"
    writer.write(huge)
    for page in (1, 2):
        picture = PdfPages().render(huge, page, [])
        assert picture is not None
        width, height = struct.unpack(">II", picture[16:24])
        assert width * height <= 4_100_000


def test_the_same_page_is_drawn_once(paper: Path) -> None:
    pages = PdfPages()
    first = pages.render(paper, 1, [])
    started = time.monotonic()
    assert pages.render(paper, 1, []) is first
    assert time.monotonic() - started < 0.02
    write_pdf(paper, (["Anders"],))
    assert pages.render(paper, 1, []) is not first
