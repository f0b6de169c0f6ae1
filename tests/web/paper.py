"""PDF files made for a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas


def write_pdf(path: Path, pages: Sequence[Sequence[str]]) -> Path:
    """One line of text a string, one page a sequence of lines."""
    paper = canvas.Canvas(str(path), pagesize=A4)
    for lines in pages:
        paper.setFont("Helvetica", 14)
        for row, line in enumerate(lines):
            paper.drawString(72, 770 - row * 22, line)
        paper.showPage()
    paper.save()
    return path
