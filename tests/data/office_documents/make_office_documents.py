"""Makes the five office documents beside it: `python make_office_documents.py`.

Everything in them is made up: no such region, office, programme or person exists.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer

HERE = Path(__file__).parent
STYLES = {"Normal": None, "Title": "Title", "Heading1": "Heading 1"}

STRATEGY: list[tuple[str, str | list[str]]] = [
    ("Title", "Zukunftsbild 2032 der Fahrzeugregion Musterau"),
    ("Normal", "Beschlossen von der Regionalkonferenz am 14. März 2024"),
    ("Heading2", "Ausgangslage"),
    (
        "Normal",
        "In der Musterau arbeiten rund 18.400 Menschen bei Zulieferbetrieben. Zwei von drei "
        "Betrieben fertigen Teile für den Verbrennungsmotor. Besonders Gießereien und "
        "Zerspanungsbetriebe spüren den Rückgang der Aufträge. Der Rat der Region hat deshalb "
        "einen Fahrplan in Auftrag gegeben.",
    ),
    ("Heading2", "Leitziele"),
    (
        "list",
        [
            "Bis 2032 sollen 60 Prozent der Zulieferer eigene Umsätze "
            "außerhalb des Antriebs haben.",
            "Jeder Betrieb mit mehr als 50 Beschäftigten erhält ein Beratungsangebot.",
            "Die Ausbildungsquote soll nicht unter sieben Prozent sinken.",
        ],
    ),
    ("Heading2", "Wer die Strategie trägt"),
    (
        "Normal",
        "Die Gesamtleitung hat der Zweckverband Musterau. Das wissenschaftliche Begleitteam stellt "
        "die Fachhochschule Probstadt. Die Stadt Probstadt, der Landkreis Musterau und die Kammer "
        "Musterland beteiligen sich mit eigenem Personal.",
    ),
    ("Heading2", "Lenkungsrunde"),
    (
        "Normal",
        "Die Lenkungsrunde tagt vierteljährlich. Ihr gehören die Landrätin, zwei Bürgermeister, je "
        "eine Vertretung von Gewerkschaft, Arbeitgeberverband und Kammer sowie die Fachhochschule "
        "an. Den Vorsitz führt die Landrätin, vertreten wird sie durch die Bürgermeisterin von "
        "Probstadt.",
    ),
    ("Heading2", "Mittel"),
    (
        "Normal",
        "Für die Umsetzung stehen bis 2027 insgesamt 4,2 Millionen Euro bereit. Davon trägt das "
        "Land 3,1 Millionen Euro, den Rest übernehmen die Kommunen.",
    ),
    ("Heading2", "Nächste Schritte"),
    (
        "list",
        [
            "Herbst 2024: Aufbau der Servicestelle in der alten Spinnerei",
            "Frühjahr 2025: erste Werkstattgespräche mit Betrieben",
            "Ende 2025: Zwischenbericht an die Regionalkonferenz",
        ],
    ),
    ("Heading2", "Kontakt"),
    ("Normal", "Zweckverband Musterau"),
    ("Normal", "Servicestelle Wandel"),
    ("Normal", "Spinnereiweg 5, 00000 Probstadt"),
    ("Normal", "Telefon: 00000 4711-20"),
    ("Normal", "wandel@musterau.example"),
]

GUIDELINE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Richtlinie Umbauhilfe Mittelstand</title></head>
<body><main>
<h1>Richtlinie „Umbauhilfe Mittelstand“</h1>
<p>Stand: 1. Februar 2025</p>
<h2>1. Gegenstand der Förderung</h2>
<p>Gefördert werden Vorhaben, mit denen kleine Zulieferer neue Erzeugnisse entwickeln oder ihre
Fertigung umstellen. Nicht gefördert werden Ersatzinvestitionen und der Kauf von Grundstücken.</p>
<h2>2. Antragsberechtigte</h2>
<p>Antragsberechtigt sind Betriebe mit Sitz im Musterland, die weniger als 250 Personen
beschäftigen und mindestens die Hälfte ihres Umsatzes mit der Fahrzeugbranche erzielen.</p>
<h2>3. Art und Höhe</h2>
<table>
<tr><th>Betriebsgröße</th><th>Fördersatz</th><th>Höchstbetrag</th></tr>
<tr><td>bis 49 Beschäftigte</td><td>50 Prozent</td><td>120.000 Euro</td></tr>
<tr><td>50 bis 249 Beschäftigte</td><td>35 Prozent</td><td>200.000 Euro</td></tr>
</table>
<p>Der Zuschuss muss nicht zurückgezahlt werden. Ausgezahlt wird er in zwei Raten: die Hälfte nach
der Bewilligung, der Rest nach Prüfung des Schlussberichts.</p>
<h2>4. Verfahren</h2>
<p>Anträge nimmt die Musterbank entgegen. Sie sind bis zum 30. September 2025 über das
Internetportal zu stellen. Mit dem Vorhaben darf vor der Bewilligung nicht begonnen werden.
Erforderlich sind:</p>
<ul><li>ein Umbauplan</li><li>die letzten beiden Jahresabschlüsse</li>
<li>eine Stellungnahme des Betriebsrats, soweit vorhanden</li></ul>
<h2>5. Geltungsdauer</h2>
<p>Die Richtlinie tritt am 1. März 2025 in Kraft und gilt bis zum 31. Dezember 2027.</p>
</main></body></html>
"""

EVENT = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Werkstattabend Batterie</title></head>
<body><main>
<h1>Werkstattabend: Was die Batterie für Zulieferer ändert</h1>
<p><strong>Datum:</strong> Donnerstag, 12. Juni 2025</p>
<p><strong>Uhrzeit:</strong> 17:30 bis 20:00 Uhr</p>
<p><strong>Ort:</strong> Alte Spinnerei, Spinnereiweg 5, Probstadt</p>
<p><strong>Teilnahmegebühr:</strong> keine</p>
<p><strong>Anmeldeschluss:</strong> 5. Juni 2025</p>
<p>Der Abend richtet sich an Inhaberinnen, Betriebsleiter und Betriebsräte aus kleinen
Zulieferbetrieben. Es gibt 40 Plätze; vergeben werden sie in der Reihenfolge der Anmeldung.</p>
<h2>Programm</h2>
<ul><li>17:30 Uhr: Begrüßung durch die Servicestelle Wandel</li>
<li>17:45 Uhr: Vortrag „Zellen, Gehäuse, Kühlung“, Professorin Iris Probe</li>
<li>18:30 Uhr: Rundgang durch das Prüflabor</li>
<li>19:15 Uhr: Gespräch an Tischen</li></ul>
<p>Getränke und ein Imbiss stehen bereit. Das Gebäude ist stufenlos zugänglich. Parken können Sie
auf dem Hof, die Bushaltestelle liegt gegenüber.</p>
</main></body></html>
"""

MINUTES: list[tuple[str, str | list[str]]] = [
    ("Title", "Protokoll der 7. Sitzung der Arbeitsgruppe Weiterbildung"),
    ("Normal", "Datum: 8. Mai 2025"),
    ("Normal", "Ort: Rathaus Probstadt, Saal 2"),
    ("Normal", "Sitzungsleitung: Max Beispiel, Kammer Musterland"),
    ("Normal", "Protokoll: Lea Probe"),
    ("Normal", "Entschuldigt: Agentur für Arbeit Probstadt"),
    ("Heading1", "TOP 1 Stand der Lehrgänge"),
    (
        "Normal",
        "Frau Probe berichtet, dass der Lehrgang Hochvolttechnik 64 Anmeldungen hat, davon 11 von "
        "Frauen. Der Lehrgang für Meister musste abgesagt werden, weil sich zu wenige gemeldet "
        "hatten. Er soll im November erneut angeboten werden.",
    ),
    ("Heading1", "TOP 2 Freistellung in kleinen Betrieben"),
    (
        "Normal",
        "Mehrere Betriebsräte schildern, dass Freistellungen an fehlender Vertretung scheitern. "
        "Die Arbeitsgruppe schlägt einen Springerpool vor. Die Kammer prüft bis zur nächsten "
        "Sitzung, wie andere Regionen das lösen.",
    ),
    ("Heading1", "TOP 3 Beschlüsse"),
    (
        "list",
        [
            "Der Lehrgang Hochvolttechnik wird um einen zweiten Kurs erweitert.",
            "Die Werbung übernimmt künftig die Servicestelle Wandel.",
            "Der Antrag auf einen Zuschuss für Prüfungsgebühren wird vertagt.",
        ],
    ),
    ("Heading1", "Nächste Sitzung"),
    ("Normal", "10. Juli 2025, 14 Uhr, Kammer Musterland"),
]

STUDY_TABLE = [
    ("Branche", "Beschäftigte 2023", "Prognose 2030"),
    ("Antrieb und Getriebe", "7.900", "5.200"),
    ("Karosserie", "4.100", "4.000"),
    ("Elektronik", "2.300", "3.600"),
]


def write_docx(name: str, blocks: list[tuple[str, str | list[str]]]) -> None:
    """Paragraphs, headings and bullets in a Word file."""
    made = Document()
    for style, content in blocks:
        if isinstance(content, list):
            for item in content:
                made.add_paragraph(item, style="List Bullet")
        else:
            made.add_paragraph(content, style=STYLES[style])
    made.save(str(HERE / name))


def write_study() -> None:
    """A study's summary with a table."""
    made = Document()
    made.add_paragraph("Kurzfassung: Beschäftigung in der Musterau bis 2030", style="Title")
    made.add_paragraph(
        "Im Auftrag des Zweckverbands hat das Institut Musterforschung 112 Betriebe befragt. Die "
        "Erhebung lief von Januar bis April 2024. Geantwortet haben vor allem Betriebe mit weniger "
        "als 100 Beschäftigten."
    )
    made.add_paragraph("Ergebnisse", style="Heading 1")
    made.add_paragraph(
        "Jeder vierte Betrieb hat noch keinen Plan für die Zeit nach dem Verbrenner. Als größtes "
        "Hindernis nennen die Befragten fehlende Fachleute, danach hohe Strompreise und lange "
        "Genehmigungen."
    )
    table = made.add_table(rows=0, cols=3)
    for row in STUDY_TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.add_paragraph("Empfehlungen", style="Heading 1")
    for item in (
        "Eine gemeinsame Lehrwerkstatt für Elektronik einrichten.",
        "Kleine Betriebe bei Genehmigungen begleiten.",
        "Strom gemeinsam einkaufen.",
    ):
        made.add_paragraph(item, style="List Number")
    made.save(str(HERE / "kurzfassung-beschaeftigung.docx"))


def write_pdf() -> None:
    """The strategy paper."""
    styles = getSampleStyleSheet()
    story: list[object] = []
    for style, content in STRATEGY:
        if isinstance(content, list):
            items = [Paragraph(item, styles["Normal"]) for item in content]
            story.append(ListFlowable(items, bulletType="bullet", start="•"))
        else:
            story.append(Paragraph(content, styles[style]))
        if content != "Zweckverband Musterau":
            story.append(Spacer(1, 6))
    path = str(HERE / "zukunftsbild-musterau.pdf")
    SimpleDocTemplate(path, pagesize=A4, invariant=1).build(story)


def main() -> None:
    """Write all five."""
    write_pdf()
    (HERE / "richtlinie-umbauhilfe.html").write_text(GUIDELINE, encoding="utf-8")
    (HERE / "werkstattabend-batterie.html").write_text(EVENT, encoding="utf-8")
    write_docx("protokoll-weiterbildung.docx", MINUTES)
    write_study()


if __name__ == "__main__":
    main()
