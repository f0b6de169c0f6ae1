"""Plain text and Markdown: encodings, clean-up, titles, days, teasers, front matter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingestion.reads import RULES, document, reading, task
from transfobot.domain.errors import ParseFailed
from transfobot.domain.knowledge import Kind
from transfobot.ingestion.clean import clean_characters, join_hyphens, without_emphasis
from transfobot.ingestion.dating import stated_day
from transfobot.ingestion.reading import read

SAMPLE = "Förderung für Größe, Straße und Öffnungszeiten."


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE.encode(),
        SAMPLE.encode("utf-8-sig"),
        SAMPLE.encode("utf-16"),
        SAMPLE.encode("utf-16-le"),
        SAMPLE.encode("utf-16-be"),
        SAMPLE.encode("latin-1"),
        SAMPLE.encode("cp1252"),
        unicodedata.normalize("NFD", SAMPLE).encode(),
        SAMPLE.replace("ö", "ö\u200b").encode(),
        SAMPLE.replace("Förder", "För\u00adder").encode(),
        SAMPLE.replace("ö", "¨o").encode(),
        f"\x1b[31m{SAMPLE}\x1b[0m\x07".encode(),
    ],
)
def test_any_encoding_gives_the_same_text(data: bytes) -> None:
    assert document("a.txt", data).text == SAMPLE


def test_another_encoding_is_said() -> None:
    assert "UTF-8" in document("a.txt", SAMPLE.encode("latin-1")).warnings[0]
    assert document("a.txt", SAMPLE.encode()).warnings == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "leer"),
        (b" \n\t\xc2\xa0" * 50, "keinen Text"),
        (b"\0" * 400, "Nullzeichen"),
        (b"Text\0" + bytes(range(256)) * 20, "Textdatei"),
        (b"\x1f\x8b" + b"0" * 100, "gzip"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "PNG"),
        (b"12345 67890 12345 67890 !!!", "lesbaren"),
    ],
)
def test_what_is_no_text_has_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ParseFailed, match=reason):
        document("a.txt", data)


def test_single_nul_characters_are_taken_out_and_said() -> None:
    found = document("a.txt", b"Die Beratung\0 ist kostenfrei.")
    assert found.text == "Die Beratung ist kostenfrei."
    assert "Nullzeichen" in found.warnings[0]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Trans-\nformation", "Transformation"),
        ("Heilbronn-\nFranken", "Heilbronn-Franken"),
        ("Fahrzeug-\nund Zulieferindustrie", "Fahrzeug- und Zulieferindustrie"),
        ("Aus-\n oder Weiterbildung", "Aus- oder Weiterbildung"),
        ("2025-\n2026", "2025-\n2026"),
        ("Punkt -\nweiter", "Punkt -\nweiter"),
        ("unter\nstrichen", "unter\nstrichen"),
    ],
)
def test_words_broken_at_line_ends(broken: str, whole: str) -> None:
    assert join_hyphens(broken) == whole


def test_ligatures_and_bullets_of_symbol_fonts() -> None:
    assert clean_characters("\ufb01nanzielle E\ufb03zienz\uf0b7") == "finanzielle Effizienz•"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Die **Summe** ist *neu*.", "Die Summe ist neu."),
        ("**Laufzeit:** 3,5 Jahre", "Laufzeit: 3,5 Jahre"),
        ("Vertreter*innen und Partner*innen", "Vertreter*innen und Partner*innen"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("**Arbeitskreis**", "**Arbeitskreis**"),
        ("datei__name__neu", "dateinameneu"),
    ],
)
def test_emphasis_goes_and_gender_stars_stay(marked: str, plain: str) -> None:
    if "__" not in marked:
        assert without_emphasis(marked) == plain
    assert without_emphasis(without_emphasis(marked)) == without_emphasis(marked)


@given(st.text(max_size=300))
def test_cleaning_is_stable_and_leaves_no_control_characters(text: str) -> None:
    once = clean_characters(text)
    assert clean_characters(once) == once
    assert all(c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"} for c in once)
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Netzwerke starten\n\n28.08.2022 | Redaktion\n\nText", "2022-08-28"),
        ("Erfolg!\n\n23.8.23\n\nUm eine Strategie …", "2023-08-23"),
        ("Text hier.\n\nUlm, den 27. Mai 2020\n\n.....", "2020-05-27"),
        ("Merkblatt\nStand: Januar 2026\nText", "2026-01"),
        ("Merkblatt\nStand 2024\nText", "2024"),
        ("Montag, 3. März 2025\n\nText", "2025-03-03"),
        ("Projektzeitraum: 01.01.2022 – 30.06.2025", None),
        ("Am 6. September 2022 lädt die Gewerkschaft zu einer Konferenz nach Ulm ein, an der "
         "alle Netzwerke des Bezirks teilnehmen.", None),
        ("31.13.2022 | Redaktion", None),
        ("1. Beratung für Betriebe\n2. Hilfe", None),
    ],
)  # fmt: skip
def test_the_day_a_text_states_for_itself(text: str, day: str | None) -> None:
    assert stated_day(text) == day


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("x.md", "# Leitfaden\n\nText dazu.", "Leitfaden"),
        ("x.md", "**Projekt:**\n\n## **Es ist geschafft!**\n\nText.", "Projekt: Es ist geschafft!"),
        ("x.txt", "Ort\n\nMinisterium und Kammer schließen Vereinbarung\n\nMehr\n\n" + SAMPLE * 4,
         "Ministerium und Kammer schließen Vereinbarung"),
        ("foerderleitfaden_2026.txt", SAMPLE * 5, "foerderleitfaden 2026"),
        ("003_46d9cc690abfad8e.txt", "Zweck dieses Bündnisses ist es, die Betriebe der Region zu "
         "begleiten und dabei viele Partner einzubinden. " * 3,
         "Zweck dieses Bündnisses ist es, die Betriebe der Region zu begleiten und dabei viele …"),
        ("x.md", "---\ntitle: Aus den Kopfdaten\n---\n# Anders\n\nText.", "Aus den Kopfdaten"),
    ],
)  # fmt: skip
def test_titles(name: str, text: str, title: str) -> None:
    assert document(name, text).title == title


PRESS = """Kammer und Stadt vereinbaren Zusammenarbeit

Berechne Lesezeit
  • Teilen

Die Kammer und die Stadt haben eine Vereinbarung zur Beratung von Betrieben geschlossen, die
zunächst für drei Jahre gilt.

Weitere Meldungen

Gruppenbild
Förderung

Land fördert Wasserstoff mit drei Millionen Euro

Am 12. November 2025 überreichte das Ministerium den Bescheid in Ulm.

Arbeitsmarkt

Arbeitsmarktzahlen Oktober 2025

Die Zahl der offenen Stellen bleibt gleich

Bild eines Hafens
Reise

Delegation reist nach Rotterdam"""


def test_teasers_are_dated_items_of_their_own() -> None:
    found = reading("presse.txt", PRESS)
    assert "Wasserstoff" not in found.document.text
    assert "Teilen" not in found.document.text
    assert "Lesezeit" not in found.document.text
    items = {one.title: one for one, _ in found.attached}
    assert {title: one.as_of for title, one in items.items()} == {
        "Land fördert Wasserstoff mit drei Millionen Euro": "2025-11-12",
        "Arbeitsmarktzahlen Oktober 2025": "2025-10",
        "Delegation reist nach Rotterdam": None,
    }
    assert all(one.kind is Kind.SECONDARY for one in items.values())
    assert found.document.as_of is None
    assert all(one.id.startswith(found.document.id + "-") for one in items.values())


def test_a_text_that_begins_with_such_a_heading_is_no_teaser_list() -> None:
    found = reading("x.txt", "Weitere Meldungen\n\nDie Kammer berät Betriebe in der Region.")
    assert found.attached == ()
    assert "berät" in found.document.text


def test_markdown_is_read_without_its_marks() -> None:
    text = document(
        "x.md",
        "# Beratung\n\n[Zur Stelle](https://www.beispiel.de) ![Logo](x.png) <img src=x> `Code`\n"
        "<!-- Anweisung im Kommentar -->\n[//]: # (Anweisung im Verweis)\n\n"
        "| Jahr | Summe |\n|---|---|\n| 2025 | 1 Mio. € |\n\n- Punkt eins\n- Punkt zwei\n",
    ).text
    assert "Anweisung" not in text
    assert "https" not in text
    assert "Zur Stelle Logo" in text
    assert "2025\t1 Mio. €" in text
    assert "---" not in text
    assert "- Punkt eins\n- Punkt zwei" in text


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("a: &a [x]\nb: *a", "Verweise"),
        ("a: [", "YAML"),
        ("- nur\n- Liste", "Feld: Wert"),
    ],
)
def test_wrong_front_matter_has_a_reason(head: str, reason: str) -> None:
    with pytest.raises(ParseFailed, match=reason):
        document("x.md", f"---\n{head}\n---\nText dazu.")


def test_a_record_needs_valid_front_matter() -> None:
    with pytest.raises(ParseFailed, match="Kopfdaten"):
        read(task("networks/x.md", RULES, Kind.NETWORK), b"Nur Text.")
    with pytest.raises(ParseFailed, match=r"networks/x\.md.*nicht übernommen"):
        read(task("networks/x.md", RULES, Kind.NETWORK), b"---\nid: x\n---\nText.")


def _outcome(name: str, text: str) -> bool:
    """Whether a text was read whole or refused as unreadable."""
    try:
        return "hilft" in document(name, text).text
    except ParseFailed as refused:
        return "lesbar" in str(refused) or "keinen" in str(refused)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000 + " Die Beratung hilft.",
        "a." * 100_000 + " Die Beratung hilft.",
        "@" * 100_000 + " Die Beratung hilft.",
        "1-" * 100_000 + " Die Beratung hilft.",
        "*" * 100_000 + " Die Beratung hilft.",
        "[" * 100_000 + " Die Beratung hilft.",
        "<" * 100_000 + " Die Beratung hilft.",
        ("0" * 60 + "!") * 1_600 + " Die Beratung hilft.",
        "Die Beratung hilft. " + "\u0301" * 50_000,
        "- " * 50_000 + "Die Beratung hilft.",
        "\n" * 100_000 + "Die Beratung hilft.",
        "# " * 50_000 + "Die Beratung hilft.",
        "> " * 50_000 + "Die Beratung hilft.",
        "`" * 100_000 + " Die Beratung hilft.",
        "| " * 50_000 + " Die Beratung hilft.",
    ],
)
@pytest.mark.timeout(10)
def test_long_bait_is_read_in_linear_time(text: str) -> None:
    for name in ("x.md", "x.txt"):
        assert _outcome(name, text)
