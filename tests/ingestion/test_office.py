"""Office files: structure as lines, hidden parts left out, limits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ingestion.made_files import archive, opendocument, sheets, slides, word
from tests.ingestion.reads import document
from transfobot.domain.errors import ParseFailed

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def raw_word(body: str, declaration: str = "", **more: str) -> bytes:
    whole = (
        f'<?xml version="1.0"?>{declaration}<w:document {W}><w:body>{body}</w:body></w:document>'
    )
    return archive({"word/document.xml": whole} | more)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word() -> None:
    def build(made: Any) -> None:
        made.add_heading("Förderleitfaden der Region", 1)
        made.add_paragraph("Die Stelle berät Betriebe und Gemeinden.")
        made.add_heading("Schritte", 2)
        made.add_paragraph("Erstgespräch", style="List Bullet")
        made.add_paragraph("Antrag stellen", style="List Bullet")
        table = made.add_table(rows=2, cols=2)
        for row, cells in enumerate([("Jahr", "Summe"), ("2025", "1 Mio. €")]):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text

    found = document("a.docx", word(build))
    assert "# Förderleitfaden der Region" in found.text
    assert "## Schritte" in found.text
    assert "- Erstgespräch\n- Antrag stellen" in found.text
    assert "Jahr\tSumme\n2025\t1 Mio. €" in found.text
    assert found.title == "Förderleitfaden der Region"
    assert found.pages is None


def test_word_hidden_and_deleted_text_is_left_out() -> None:
    found = document(
        "a.docx",
        raw_word(
            paragraph("Die Stelle berät Betriebe.")
            + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>VERBORGEN</w:t></w:r></w:p>"
            + '<w:p><w:del w:id="1"><w:r><w:delText>GELÖSCHT</w:delText></w:r></w:del></w:p>'
            + '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>WEISS</w:t></w:r></w:p>'
            + '<w:p><w:ins w:id="2"><w:r><w:t>Eingefügt bleibt.</w:t></w:r></w:ins></w:p>'
        ),
    )
    assert found.text.split() == ["Die", "Stelle", "berät", "Betriebe.", "Eingefügt", "bleibt."]
    assert found.warnings == ("Verborgener Text wurde nicht übernommen.",)


def test_slides_are_pages() -> None:
    data = slides(
        ("Wandel der Region", ["Beratung für Betriebe", "Förderung bis Mai 2026"]),
        ("Ausgeblendet", ["Interne Zahlen"]),
        ("Ansprechstelle", ["Wirtschaftsförderung"]),
        hidden=[1],
    )
    found = document("a.pptx", data)
    assert found.pages == 3
    assert "# Wandel der Region" in found.text
    assert "- Förderung bis Mai 2026" in found.text
    assert "Interne" not in found.text
    assert "Ausgeblendete Folien" in found.warnings[0]
    assert found.text[found.pages_at[2] :].startswith("# Ansprechstelle")


def test_sheets_are_pages_with_german_figures() -> None:
    import datetime as dt

    data = sheets(
        {
            "Förderung": [["Programm", "Summe", "Frist"], ["Alpha", 7.6, dt.date(2026, 5, 1)]],
            "Intern": [["Geheim"]],
        },
        hidden=["Intern"],
    )
    found = document("a.xlsx", data)
    assert "Alpha\t7,6\t01.05.2026" in found.text
    assert "Geheim" not in found.text
    assert found.pages == 2


def test_opendocument() -> None:
    found = document(
        "a.odt",
        opendocument(
            '<text:h text:outline-level="1">Leitfaden für Gemeinden</text:h>'
            "<text:p>Die Stelle<text:s/>berät Gemeinden.</text:p>"
            "<text:list><text:list-item><text:p>Erstgespräch</text:p></text:list-item></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>Jahr</text:p></table:table-cell>"
            "<table:table-cell><text:p>2025</text:p></table:table-cell></table:table-row></table:table>"
        ),
    )
    assert "# Leitfaden für Gemeinden" in found.text
    assert "Die Stelle berät Gemeinden." in found.text
    assert "- Erstgespräch" in found.text
    assert "Jahr\t2025" in found.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (raw_word(paragraph("A" * 5_000_000)), "übermäßig gepackten"),
        (raw_word(paragraph("Text"), **{f"word/media/{n}.bin": "" for n in range(2_100)}), "Teile"),
        (
            raw_word(paragraph("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "XML",
        ),
        (raw_word("<w:p>"), "XML"),
        (raw_word(""), "keinen Text"),
        (word()[:600], "beschädigt"),
        (archive({"word/other.xml": "<a/>"}), "fehlt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "passwortgeschützt"),
        (b"PK\x05\x06" + b"\0" * 18, "leer oder beschädigt"),
        (b"MZ" + b"\0" * 600, "Programm"),
        (archive({"a.txt": "x"}), "Archiv"),
    ],
)
def test_what_cannot_be_read_has_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ParseFailed, match=reason):
        document("a.docx", data)


def test_a_wrong_check_sum_is_damage() -> None:
    data = bytearray(word())
    data[200:230] = b"\xff" * 30
    with pytest.raises(ParseFailed, match="beschädigt"):
        document("a.docx", bytes(data))
