"""Papers as offices make them: headings of a PDF, labels of an event page, titles over wraps."""

from __future__ import annotations

from pathlib import Path

from transfobot.domain.knowledge import UnitKind
from transfobot.ingestion.pdf import parse_pdf
from transfobot.ingestion.rules import Rules
from transfobot.ingestion.structure import read_structure
from transfobot.ingestion.titles import title_of

PAPERS = Path(__file__).parents[1] / "data" / "office_documents"


def test_headings_of_a_pdf_are_told_from_its_running_text() -> None:
    parsed = parse_pdf((PAPERS / "zukunftsbild-musterau.pdf").read_bytes(), "z.pdf", Rules())
    headings = {one.heading for one in read_structure("\n\n".join(parsed.pages)) if one.level}
    assert {"Wer die Strategie trägt", "Lenkungsrunde", "Nächste Schritte"} <= headings


def test_the_last_bullet_of_a_pdf_ends_before_the_next_heading() -> None:
    parsed = parse_pdf((PAPERS / "zukunftsbild-musterau.pdf").read_bytes(), "z.pdf", Rules())
    text = "\n\n".join(parsed.pages)
    items = [text[u.start : u.end] for s in read_structure(text) for u in s.units]
    assert "Die Ausbildungsquote soll nicht unter sieben Prozent sinken." in items


def test_labels_stay_labels_before_running_text_and_with_an_address() -> None:
    text = (
        "Datum: 12. Juni 2025\n\nOrt: Alte Halle, Hallenweg 5, Probstadt\n\n"
        "Anmeldeschluss: 5. Juni 2025\n\n"
        "Der Abend richtet sich an Inhaberinnen und Betriebsräte aus kleinen Betrieben "
        "der Region.\n"
    )
    units = [unit for one in read_structure(text) for unit in one.units]
    labels = [text[u.start : u.end] for u in units if u.kind is UnitKind.LABELS]
    assert labels == [
        "Datum: 12. Juni 2025",
        "Ort: Alte Halle, Hallenweg 5, Probstadt",
        "Anmeldeschluss: 5. Juni 2025",
    ]


def test_a_title_is_no_line_of_broken_running_text() -> None:
    text = (
        "Fahrplan Nordwinkel\nIn der Region arbeiten viele Menschen bei Betrieben, die heute\n"
        "teils noch Getriebe fertigen."
    )
    assert title_of(text, "x.pdf") == "Fahrplan Nordwinkel"
