"""The delivered corpus with a few documents of one's own, by the real commands, from outside."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from reportlab.pdfgen import canvas

from tests.ingestion.made_files import locked_pdf, scanned_pdf
from tests.ingestion.test_pdf import ligature_font
from tests.personal import PERSONAL
from tests.servers.command import ROOT, Deployment

NOTES = {
    "notiz_lindental.md": (
        "# Werkstattrunde Lindental\n\nDie Werkstattrunde Lindental trifft sich am ersten Montag. "
        "Zehn Betriebe teilen sich dort einen Prüfstand für Batteriegehäuse.\n"
    ),
    "umlaute.txt": "Die Gießerei Brückl lädt zur Führung durch die Kernmacherei ein.".encode(
        "latin-1"
    ),
}


def write_paper(path: Path) -> None:
    """Two pages: words broken at the line's end and set with ligatures; then a table."""
    font = ligature_font()
    fi = "fi" if font is None else "\ufb01"
    drawing = canvas.Canvas(str(path))
    drawing.setTitle("Bericht der Zuliefererwerkstatt")
    drawing.setFont(font or "Helvetica", 11)
    for row, line in enumerate(
        (
            "Bericht der Zuliefererwerkstatt",
            "",
            "Die Zuliefererwerkstatt Lindental p" + fi + "legt die Quali" + fi + "zierungs-",
            "bausteine für Gießereibetriebe. Die Bausteine ver" + fi + "nden sich nicht, sie wer-",
            "den in der Lehrlingswarte der Fahrzeug-",
            "und Zulieferindustrie aufbewahrt.",
        )
    ):
        drawing.drawString(
            72, 790 - 14 * row, line.replace("ver" + fi + "nden", "be" + fi + "nden")
        )
    drawing.showPage()
    drawing.setFont(font or "Helvetica", 11)
    for row, cells in enumerate(
        [
            ("Haushalt der Zuliefererwerkstatt", ""),
            ("Jahr", "Werkstattpauschale"),
            ("2024", "37.500 Euro"),
            ("2025", "41.250 Euro"),
        ]
    ):
        for column, cell in enumerate(cells):
            drawing.drawString(72 + 200 * column, 790 - 16 * row, cell)
    drawing.showPage()
    drawing.save()


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """Everything taken in: the corpus, own notes, a paper."""
    base = tmp_path_factory.mktemp("first_day")
    inbox = base / "inbox"
    inbox.mkdir()
    for name, content in NOTES.items():
        (inbox / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    write_paper(inbox / "bericht.pdf")
    here = Deployment(base / "data", {"TRANSFOBOT_CORPUS_DIR": str(ROOT / "corpus")})
    report = here.read("ingest", str(inbox))
    assert report["totals"]["added"] == len(report["documents"]) == 3
    return here


@pytest.fixture(scope="module")
def address(deployment: Deployment) -> Iterator[str]:
    with deployment.serving() as where:
        yield where


def asked(address: str, question: str) -> dict[str, Any]:
    PERSONAL.learn(question)
    answer = httpx.post(f"{address}/api/questions", json={"question": question}, timeout=30)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def shown(page: str) -> str:
    """A page's words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def check_citations(address: str, answer: dict[str, Any]) -> None:
    """Every sentence is cited; every quote stands in its document and on the page it opens."""
    assert all(sentence["citations"] for sentence in answer["sentences"])
    numbers = {number for one in answer["sentences"] for number in one["citations"]}
    assert numbers == {one["number"] for one in answer["citations"]}
    for citation in answer["citations"]:
        document = httpx.get(f"{address}/api/documents/{citation['document_id']}").json()
        assert citation["quote"] in document["text"]
        page = httpx.get(citation["url"])
        assert page.status_code == 200
        for line in citation["quote"].splitlines():
            # The page shows a list as a list: without the signs that make it one.
            assert " ".join(line.removeprefix("- ").split()) in shown(page.text)
        assert "<mark" in page.text


@pytest.mark.parametrize(
    ("question", "facts", "office"),
    [
        ("Wer leitet das ITAS-Projekt?", ("CWE",), "office_itas"),
        ("Wie hoch ist die Fördersumme von ReTraSON?", ("7,6 Mio. €",), "office_retrason"),
        ("Telefonnummer von Herrn Weis?", ("0531 12 18 165",), "office_retrason"),
        (
            "Welche Handlungsfelder bearbeitet das Bündnis in Heilbronn-Franken?",
            ("Fördermittel", "Qualifizierung", "Kommunen", "Zukunftstechnologien"),
            "office_transformotive",
        ),
        (
            "Ich bin Bürgermeisterin von Öhringen, wer hilft uns?",
            ("Hohenlohekreis", "Transformotive"),
            "office_transformotive",
        ),
    ],
)
def test_the_fact_its_source_and_the_office(
    address: str, question: str, facts: Sequence[str], office: str
) -> None:
    answer = asked(address, question)
    assert answer["outcome"] == "answered"
    for fact in facts:
        assert fact in answer["text"]
    assert answer["citations"]
    check_citations(address, answer)
    assert answer["office"]["id"] == office
    assert answer["office"]["reason"]


def test_an_office_that_has_ended_shows_its_status_and_substitute_first(
    deployment: Deployment, address: str
) -> None:
    office = asked(address, "Wer leitet das ITAS-Projekt?")["office"]
    assert office["status"] == "ended"
    assert "Chemnitz" in office["substitute"]
    printed = deployment.run("ask", "Wer leitet das ITAS-Projekt?").stdout
    card = printed[printed.index("Bitte wenden Sie sich an:") :]
    assert card.index(office["substitute"]) < card.index(office["organisation"])
    assert "beendet" in card


def test_what_is_not_ours_is_refused_with_where_to_turn(address: str) -> None:
    answer = asked(address, "Wie viele Einwohner hat Paris?")
    assert answer["outcome"] in {"no_source", "out_of_scope"}
    assert answer["citations"] == []
    assert answer["office"]["organisation"] in answer["text"]


def test_a_paper_is_found_by_parts_of_its_compounds_and_cited_by_page(
    deployment: Deployment, address: str
) -> None:
    for words in ("Lehrling Warte", "Gießerei Betriebe", "Qualifizierung Bausteine"):
        hit = deployment.read("search", words, "-k", "1")["hits"][0]
        assert (hit["title"], hit["page"]) == ("Bericht der Zuliefererwerkstatt", 1), words
        assert "Qualifizierungsbausteine" in hit["text"]
        assert "Fahrzeug- und Zulieferindustrie" in hit["text"]
    answer = asked(address, "Wie hoch war die Werkstattpauschale der Zuliefererwerkstatt 2025?")
    assert "41.250 Euro" in answer["text"]
    cited = [one for one in answer["citations"] if "41.250" in one["quote"]]
    assert [one["page"] for one in cited] == [2]
    assert "/seite/2?" in cited[0]["url"]
    check_citations(address, answer)


def test_while_it_serves_the_commands_work_through_it(
    deployment: Deployment, address: str, tmp_path: Path
) -> None:
    answer = deployment.read("ask", "Wie viele Betriebe teilen sich den Prüfstand?")
    assert answer["citations"][0]["url"].startswith(address)
    assert deployment.read("search", "Prüfstand")["hits"][0]["url"].startswith(address)
    again = deployment.read("ingest", str(deployment.data.parent / "inbox"))
    assert again["totals"]["unchanged"] == 3
    assert (again["parsed"], again["rows_written"]) == (0, 0)
    for command in ("networks", "funding", "offices"):
        assert deployment.read(command)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "a", "audience": "staff", "kind": "fact", "semantics": "all_of", "question": '
        '"Wie hoch ist die Fördersumme von ReTraSON?", "expected": ["7,6 Mio"]}\n'
    )
    assert deployment.read("evaluate", str(gold))
    for command in (["doctor"], ["serve", "--port", "0"]):
        second = deployment.run(*command)
        assert second.returncode == 75
        assert address in second.stderr
        assert second.stderr.count("\n") == 1


def test_an_answer_has_the_same_shape_by_either_way(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "documents" / "public").mkdir(parents=True)
    (tmp_path / "corpus" / "documents" / "public" / "notiz.md").write_text(
        str(NOTES["notiz_lindental.md"]), encoding="utf-8"
    )
    here = Deployment(tmp_path / "data", {"TRANSFOBOT_CORPUS_DIR": str(tmp_path / "corpus")})
    call = ("ask", "Wie viele Betriebe teilen sich den Prüfstand?")
    with here.serving() as where:
        served = here.read(*call)
        searched = here.read("search", "Prüfstand")
    own = here.read(*call)
    for answer in (served, own):
        assert answer.pop("answer_id") != answer.pop("conversation_id")
        for citation in answer["citations"]:
            citation["url"] = re.sub(r"http://127\.0\.0\.1:\d+", "", citation["url"])
    assert served == own
    assert where in searched["hits"][0]["url"]
    direct = here.read("search", "Prüfstand")
    assert [sorted(hit) for hit in searched["hits"]] == [sorted(hit) for hit in direct["hits"]]
    wrong = ("ask", "x" * 5000)
    with here.serving():
        refused = here.run(*wrong)
    assert refused.returncode == here.run(*wrong).returncode == 1
    for way in (refused, here.run("ask", " ")):
        assert way.returncode == 1
        assert way.stdout == ""
        assert way.stderr.count("\n") == 1


def test_bad_files_are_named_and_the_good_ones_taken_in(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    bad: dict[str, bytes] = {
        "leer.txt": b"",
        "leer.pdf": b"",
        "weiss.md": b" \n\n \n",
        "falsch.pdf": b"Das ist gar kein PDF, nur Text.",
        "falsch.docx": b"%PDF-1.7 und weiter nichts",
        "geheim.pdf": locked_pdf("geheim"),
        "bild.pdf": scanned_pdf(),
        "nullen.txt": b"\x00" * 400,
    }
    good: dict[str, bytes] = {
        "gut.txt": "Die Stelle berät Betriebe im Tal.".encode(),
        "latin.txt": "Die Gießerei lädt am Brückentag zur Führung.".encode("latin-1"),
    }
    for name, content in (bad | good).items():
        (inbox / name).write_bytes(content)
    (tmp_path / "corpus").mkdir()
    here = Deployment(tmp_path / "data", {"TRANSFOBOT_CORPUS_DIR": str(tmp_path / "corpus")})
    done = here.run("ingest", str(inbox), "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    import json

    report = {Path(one["path"]).name: one for one in json.loads(done.stdout)["documents"]}
    assert set(report) == set(bad | good)
    for name in good:
        assert report[name]["outcome"] == "added", name
    for name in bad:
        assert report[name]["outcome"] == "rejected", name
        reason = report[name]["reason"]
        assert reason.endswith("."), name
        assert "\n" not in reason
        assert not re.search(r"\b(error|invalid|the|file|not)\b", reason, re.IGNORECASE), reason
    (hit,) = here.read("search", "Brückentag", "-k", "1")["hits"]
    assert hit["text"] == good["latin.txt"].decode("latin-1")
    assert os.listdir(inbox)
