"""Make PDF reports of office German: `python -m tests.tools.make_pdfs FOLDER [FILES] [PAGES]`.

Every page has a running header, a heading, paragraphs, a list and now and then a table; the words
are drawn by a fixed seed, so that the same arguments give the same text.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)


def _words(text: str) -> list[str]:
    return text.split()


_NOUNS = _words(
    "Transformation Zulieferbetrieb Qualifizierung Weiterbildung Förderprogramm Antragstellung "
    "Koordinierungsstelle Netzwerk Wertschöpfungskette Elektromobilität Digitalisierung Frist "
    "Fachkräftesicherung Geschäftsmodell Landkreis Gemeinde Betriebsrat Arbeitsplatz Wasserstoff "
    "Batterie Energieeffizienz Investition Zuschuss Beratung Strategie Standort Gewerbegebiet "
    "Kompetenz Beschäftigung Automobilindustrie Maschinenbau Lieferkette Technologie Pilotprojekt"
)
_VERBS = _words(
    "unterstützt begleitet fördert berät verändert sichert entwickelt koordiniert plant prüft "
    "finanziert stärkt vernetzt informiert betrifft"
)
_ADJECTIVES = _words(
    "regionale mittelständische neue betriebliche kommunale digitale nachhaltige berufliche "
    "wirtschaftliche technische gemeinsame befristete geplante laufende kostenfreie"
)


def sentence(source: random.Random) -> str:
    """One plausible sentence."""
    noun, verb, adjective = source.choice(_NOUNS), source.choice(_VERBS), source.choice(_ADJECTIVES)
    other, year = source.choice(_NOUNS), source.randint(2019, 2030)
    ending = source.choice(
        (
            f"und die {source.choice(_NOUNS)} der Region bis {year}",
            f"mit {source.randint(2, 90)},{source.randint(0, 9)} Mio. € im Jahr {year}",
            f"für Betriebe mit weniger als {source.randint(10, 250)} Beschäftigten",
            f"sowie die {source.choice(_ADJECTIVES)} {source.choice(_NOUNS)}",
        )
    )
    return f"Die {adjective} {noun} {verb} die {other} {ending}."


def paragraph(source: random.Random) -> str:
    """Four to eight sentences."""
    return " ".join(sentence(source) for _ in range(source.randint(4, 8)))


def make(folder: Path, files: int = 50, pages: int = 10) -> int:
    """Write the files; how many pages they have together."""
    folder.mkdir(parents=True, exist_ok=True)
    styles = getSampleStyleSheet()
    for number in range(files):
        source = random.Random(number)
        story: list[object] = []
        for page in range(pages):
            story.append(Paragraph(f"{page + 1} {source.choice(_NOUNS)}", styles["Heading2"]))
            for _ in range(3):
                story += [Paragraph(paragraph(source), styles["BodyText"]), Spacer(1, 6)]
            items = [Paragraph(sentence(source), styles["BodyText"]) for _ in range(4)]
            story.append(ListFlowable(items, bulletType="bullet", start="•"))
            if page % 3 == 0:
                rows = [["Jahr", "Betriebe", "Zuschuss"]]
                rows += [
                    [str(2020 + n), str(source.randint(5, 90)), "1,5 Mio. €"] for n in range(4)
                ]
                story += [Spacer(1, 6), Table(rows)]
            story.append(PageBreak())

        def header(canvas: object, document: object, title: str = f"Bericht {number}") -> None:
            canvas.drawString(60, 810, f"{title} · Netzwerk der Region")  # type: ignore[attr-defined]
            canvas.drawString(280, 30, f"Seite {document.page}")  # type: ignore[attr-defined]

        document = SimpleDocTemplate(str(folder / f"bericht_{number:03d}.pdf"), pagesize=A4)
        document.build(story, onFirstPage=header, onLaterPages=header)
    return files * pages


if __name__ == "__main__":
    counts = [int(argument) for argument in sys.argv[2:4]]
    print(make(Path(sys.argv[1]), *counts), "pages")
