"""Files made for the tests: PDFs with real fonts, office files, and broken ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl
import pptx
import pypdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas


def pdf(*pages: Sequence[str], title: str = "", left: int = 72) -> bytes:
    """A PDF with these lines on its pages, from the top down."""
    held = io.BytesIO()
    drawing = canvas.Canvas(held)
    if title:
        drawing.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            drawing.drawString(left, 790 - 14 * number, line)
        drawing.showPage()
    drawing.save()
    return held.getvalue()


def locked_pdf(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(["Geheime Zahlen"]))))
    writer.encrypt(user_password=password, owner_password="chef", algorithm="AES-256")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def scanned_pdf() -> bytes:
    """A picture and no text."""
    held = io.BytesIO()
    drawing = canvas.Canvas(held)
    drawing.drawImage(ImageReader(Image.new("L", (60, 80), 255)), 0, 0, 595, 842)
    drawing.showPage()
    drawing.save()
    return held.getvalue()


def raw_pdf(
    contents: bytes, font: bytes = b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica"
) -> bytes:
    """One page whose drawing is given, operator by operator."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contents), contents),
        5: b"<< " + font + b" /Encoding /WinAnsiEncoding >>",
    }
    body = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in objects.items():
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    body += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(body)


def word(build: object = None) -> bytes:
    """A Word file; `build` gets the empty document."""
    document = docx.Document()
    if callable(build):
        build(document)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def slides(*pages: tuple[str, Sequence[str]], hidden: Sequence[int] = ()) -> bytes:
    """A presentation of title and bullets a slide."""
    show = pptx.Presentation()
    for number, (title, bullets) in enumerate(pages):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(bullets)
        if number in hidden:
            slide._element.set("show", "0")
    held = io.BytesIO()
    show.save(held)
    return held.getvalue()


def sheets(pages: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """A workbook of rows by sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in pages.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def opendocument(body: str) -> bytes:
    """An OpenDocument text with this body."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """A packed archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return held.getvalue()
