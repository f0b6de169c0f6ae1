"""Web pages: main text, hidden text, teasers, encodings."""

from __future__ import annotations

import pytest

from tests.ingestion.reads import document, reading
from transfobot.domain.errors import ParseFailed
from transfobot.domain.knowledge import Kind

LONG = (
    "<p>Die Koordinierungsstelle berät Unternehmen der Automobilzulieferindustrie zu "
    "Transformation, Qualifizierung und Förderung in der Region.</p>"
)


def page(body: str, head: str = "") -> str:
    top = f"<!doctype html><html lang=de><head><meta charset=utf-8>{head}</head>"
    return f"{top}<body>{body}</body></html>"


def test_structure_becomes_lines() -> None:
    found = document(
        "a.html",
        page(
            f"<main><h1>Beratung</h1>{LONG}<h2>Angebote</h2><ul><li>Erstgespräch<li>Förderlotse</ul>"
            "<table><tr><th>Jahr<th>Summe<tr><td>2025<td>1 Mio. €</table>"
            "<p>Zeile eins<br>Zeile zwei</p></main>"
        ),
    )
    assert found.title == "Beratung"
    assert "# Beratung" in found.text
    assert "## Angebote" in found.text
    assert "- Erstgespräch\n- Förderlotse" in found.text
    assert "Jahr\tSumme\n2025\t1 Mio. €" in found.text
    assert "Zeile eins\nZeile zwei" in found.text
    assert found.pages is None


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- {} -->",
        "<div style='display:none'>{}</div>",
        "<div style='visibility: hidden'>{}</div>",
        "<span hidden>{}</span>",
        "<span aria-hidden=true>{}</span>",
        "<p style='font-size:0'>{}</p>",
        "<p style='font-size: 0px; color: red'>{}</p>",
        "<p style='color:#fff'>{}</p>",
        "<p style='color: white'>{}</p>",
        "<p style='opacity:0'>{}</p>",
        "<p style='position:absolute;left:-9999px'>{}</p>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<script>document.write('{}')</script>",
        "<svg><text>{}</text></svg>",
        "<textarea>{}</textarea>",
    ],
)
def test_hidden_text_is_never_taken(hidden: str) -> None:
    text = document("a.html", page(LONG + hidden.format("GEHEIMER AUFTRAG") + LONG)).text
    assert "GEHEIM" not in text
    assert "Koordinierungsstelle" in text


@pytest.mark.parametrize(
    "style", ["color:#fff;background:#036", "font-size:0.9em", "opacity:0.9", "color:#ffcc00"]
)
def test_visible_styles_are_read(style: str) -> None:
    text = document("a.html", page(f"{LONG}<p style='{style}'>Fristen bis Mai 2026</p>")).text
    assert "Fristen bis Mai 2026" in text


def test_navigation_and_footer_are_left_out() -> None:
    text = document(
        "a.html",
        page(
            "<header>Kopfzeile der Seite</header><nav><a href=/x>Startseite</a></nav>"
            f"<article><h1>Beratung</h1>{LONG * 4}</article><footer>Impressum</footer>"
        ),
    ).text
    assert "Koordinierungsstelle" in text
    for word in ("Kopfzeile", "Startseite", "Impressum"):
        assert word not in text


@pytest.mark.parametrize("around", ["{}", "<div>{}</div>", "<section class=wrap>{}</section>"])
def test_headings_stay_where_no_element_marks_the_article(around: str) -> None:
    body = f"<h1>Beratung</h1>{LONG * 3}<h2>Termine</h2>{LONG * 3}<h2>Kosten</h2>{LONG * 3}"
    text = document("a.html", page(f"<nav>Startseite</nav>{around.format(body)}")).text
    assert "## Termine" in text
    assert "## Kosten" in text
    assert "Startseite" not in text


def test_teasers_are_items_of_their_own() -> None:
    found = reading(
        "presse.html",
        page(
            f"<main><article><h1>Kammer und Stadt arbeiten zusammen</h1><time datetime=2026-02-03>"
            f"3.2.2026</time>{LONG * 3}</article><section><h2>Weitere Meldungen</h2>"
            "<div><h3>Land fördert Wasserstoff</h3><time datetime=2025-11-12>12.11.</time>"
            "<p>Der Bescheid kam in Ulm an.</p></div>"
            "<div><h3>Zahlen für Oktober 2025</h3><p>Stellen bleiben offen.</p></div>"
            "</section></main>"
        ),
    )
    assert "Wasserstoff" not in found.document.text
    assert found.document.as_of == "2026-02-03"
    assert {(one.title, one.as_of, one.kind) for one, _ in found.attached} == {
        ("Land fördert Wasserstoff", "2025-11-12", Kind.SECONDARY),
        ("Zahlen für Oktober 2025", "2025-10", Kind.SECONDARY),
    }
    assert any("Bescheid kam in Ulm" in one.text for one, _ in found.attached)


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", ""),
        ("latin-1", "utf-8"),
        ("utf-16", ""),
        ("cp1252", "windows-1252"),
    ],
)
def test_umlauts_come_out_right(encoding: str, stated: str) -> None:
    head = f"<meta charset={stated}>" if stated else ""
    text = f"<html><head>{head}</head><body>{LONG}<p>Förderung für Größe</p></body></html>"
    assert "Förderung für Größe" in document("a.html", text.encode(encoding)).text


def test_head_tells_day_address_and_language() -> None:
    head = (
        "<title>Leitfaden | Netzwerk</title><link rel=canonical href='https://www.beispiel.de/a'>"
        "<meta property='article:published_time' content='2025-06-30T10:00:00+02:00'>"
    )
    found = document("a.html", page(LONG, head))
    assert (found.as_of, found.source_url) == ("2025-06-30", "https://www.beispiel.de/a")
    assert (found.title, found.language) == ("Leitfaden | Netzwerk", "de")


@pytest.mark.parametrize(
    ("html", "reason", "quarantined"),
    [
        (page("<div id=root></div><script src=app.js></script>"), "keinen Text", False),
        (page("<b>" * 210_000), "Elemente", True),
        (page("<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">Text"), "Element", True),
    ],
)
def test_what_cannot_be_read_has_a_reason(html: str, reason: str, quarantined: bool) -> None:
    with pytest.raises(ParseFailed, match=reason) as caught:
        document("a.html", html)
    assert caught.value.quarantined is quarantined


def test_pictures_in_the_page_are_no_text() -> None:
    picture = "<img src='data:image/png;base64," + "A" * 3_000_000 + "'>"
    text = document("a.html", page(LONG + picture)).text
    assert "AAAA" not in text


def test_a_web_page_by_the_name_of_a_pdf_is_refused() -> None:
    with pytest.raises(ParseFailed, match="Webseite"):
        document("a.pdf", page("<h1>404 Not Found</h1>"))
