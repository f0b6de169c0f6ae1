"""PDF files: pages, broken words, running lines, hidden text, and clear reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from tests.ingestion.made_files import locked_pdf, pdf, raw_pdf, scanned_pdf
from tests.ingestion.reads import document, reading
from transfobot.domain.errors import ParseFailed
from transfobot.german.stems import stems

FILLER = [f"Zeile {word} steht hier nur, um die Seite zu füllen." for word in "abcdefgh"]


def ligature_font() -> str | None:
    """A font of this machine that has ligatures."""
    for path in sorted(Path("/usr/share/fonts").rglob("*.ttf")):
        font = TTFont("Ligaturen", str(path))
        if 0xFB01 in font.face.charToGlyph:
            pdfmetrics.registerFont(font)
            return "Ligaturen"
    return None


def test_two_pages_with_ligatures_broken_words_and_a_table(tmp_path: Path) -> None:
    font = ligature_font()
    path = tmp_path / "bericht.pdf"
    drawing = canvas.Canvas(str(path))
    fi = "fi" if font is None else "\ufb01"
    drawing.setFont(font or "Helvetica", 11)
    drawing.drawString(72, 790, "Die Quali" + fi + "zierung der Beschäftigten trägt das Transfor-")
    drawing.drawString(72, 776, "mationsnetzwerk gemeinsam mit der Fahrzeug-")
    drawing.drawString(72, 762, "und Zulieferindustrie in Heilbronn-")
    drawing.drawString(72, 748, "Franken.")
    drawing.showPage()
    drawing.setFont(font or "Helvetica", 11)
    for row, cells in enumerate(
        [("Jahr", "Zuschuss"), ("2025", "1,5 Mio. €"), ("2026", "2,1 Mio. €")]
    ):
        for column, cell in enumerate(cells):
            drawing.drawString(72 + 160 * column, 790 - 16 * row, cell)
    drawing.showPage()
    drawing.save()

    found = reading("bericht.pdf", path.read_bytes())
    first, second = found.document.pages_at
    opening, table = found.document.text[first:second], found.document.text[second:]
    assert "Qualifizierung der Beschäftigten trägt das Transformationsnetzwerk" in opening
    assert "Fahrzeug- und Zulieferindustrie in Heilbronn-Franken." in opening
    assert "2,1 Mio. €" in table
    assert found.document.pages == 2
    where = {p.locator.page for p in found.passages if "2026" in p.text}
    assert where == {2}
    assert {p.locator.page for p in found.passages if "Qualifizierung" in p.text} == {1}
    assert stems("Transformationsnetzwerk")[0] in stems(opening)


def test_the_quick_and_the_careful_way_read_the_same() -> None:
    data = pdf(
        ["Die Frist endet am 1. Mai 2026.", "Die Stelle berät Betriebe."], ["Zweite Seite hier."]
    )
    careful = data.replace(b"%%EOF", b"%%EO_")
    assert document("a.pdf", data).text == document("a.pdf", b" \n" + data).text
    with pytest.raises(ParseFailed):
        document("a.pdf", careful[:-200])


def test_running_headers_footers_and_page_numbers_go() -> None:
    pages = [
        [
            "Netzwerk der Region, Jahresbericht",
            *FILLER,
            f"Maßnahme {number * number} bleibt.",
            f"Seite {number}",
        ]
        for number in range(1, 6)
    ]
    text = document("a.pdf", pdf(*pages)).text
    assert "Jahresbericht" not in text
    assert "Seite 3" not in text
    assert all(f"Maßnahme {number * number} bleibt." in text for number in range(1, 6))


def test_a_short_file_keeps_its_lines() -> None:
    text = document(
        "a.pdf", pdf(["Netzwerk der Region", *FILLER], ["Netzwerk der Region", *FILLER])
    ).text
    assert text.count("Netzwerk der Region") == 2


@pytest.mark.parametrize(
    "hidden",
    [
        b"1 1 1 rg BT /F1 12 Tf 72 400 Td (GEHEIM) Tj ET",
        b"1 g BT /F1 12 Tf 72 400 Td (GEHEIM) Tj ET",
        b"BT 3 Tr /F1 12 Tf 72 400 Td (GEHEIM) Tj ET",
        b"BT /F1 0.4 Tf 72 400 Td (GEHEIM) Tj ET",
        b"BT /F1 12 Tf 72 4000 Td (GEHEIM) Tj ET",
        b"BT /F1 12 Tf -900 400 Td (GEHEIM) Tj ET",
    ],
)
def test_text_nobody_sees_is_left_out_and_named(hidden: bytes) -> None:
    shown = b"0 g BT /F1 12 Tf 72 700 Td (Die Stelle hilft Betrieben.) Tj ET\n"
    found = document("a.pdf", raw_pdf(shown + b"q " + hidden + b" Q"))
    assert found.text == "Die Stelle hilft Betrieben."
    assert found.warnings == ("Unsichtbarer Text wurde nicht übernommen: Seite 1.",)


def test_white_type_on_colour_is_read() -> None:
    table = b"0 0.2 0.6 rg 60 690 400 30 re f 1 1 1 rg BT /F1 12 Tf 72 700 Td (Fristen 2026) Tj ET"
    assert document("a.pdf", raw_pdf(table)).text == "Fristen 2026"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked_pdf("geheim"), "passwortgeschützt"),
        (scanned_pdf(), "keinen Text"),
        (pdf(["Die Frist endet."])[:300], "beschädigt"),
        (b"%PDF-1.7\n", "beschädigt"),
        (
            raw_pdf(b"BT /F1 12 Tf 72 700 Td (@@@ ### 12 34 /// ::: 56 78 90 --- ++) Tj ET"),
            "lesbaren",
        ),
    ],
)
def test_what_cannot_be_read_has_one_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ParseFailed, match=reason):
        document("a.pdf", data)


def test_an_empty_owner_password_is_no_lock() -> None:
    assert document("a.pdf", locked_pdf("")).text == "Geheime Zahlen"


def test_a_pdf_by_another_name_is_read_as_one() -> None:
    found = document("bericht.txt", pdf(["Die Frist endet am 1. Mai."]))
    assert found.text == "Die Frist endet am 1. Mai."
    assert "PDF-Datei" in found.warnings[0]


def test_title_and_day() -> None:
    lines = ["Leitfaden", "zum Wandel für Gemeinden", "", "Stand: Januar 2026", *FILLER]
    found = document("x.pdf", pdf(lines, title="Leitfaden zum Wandel"))
    assert (found.title, found.as_of) == ("Leitfaden zum Wandel", "2026-01")
    assert document("x.pdf", pdf(lines, title="Microsoft Word - x.docx")).title != "Microsoft Word"


def test_a_title_that_nobody_can_read_inside_is_not_shown() -> None:
    lines = ["Leitfaden für Gemeinden", "", *FILLER]
    found = document("x.pdf", pdf(lines, title="Rufen Sie sofort die Hotline an"))
    assert "Hotline" not in found.title
    assert "Hotline" not in found.text
