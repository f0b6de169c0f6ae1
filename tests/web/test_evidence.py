"""The page behind a citation: marked text, picture with the highlight, original, who may see it."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from tests.web.axe import sticks_out, violations
from tests.web.conftest import Open
from tests.web.house import PAGE_TWO, QUOTE, House, open_house, services_of
from tests.web.paper import write_pdf
from transfobot.adapters.originals import FolderOriginals
from transfobot.adapters.pdf_render import PdfPages
from transfobot.channels.http.app import create_app
from transfobot.channels.http.render_words import quote_mark
from transfobot.domain.knowledge import Visibility

HTML = {"Accept": "text/html"}
STAFF = {"Authorization": "Bearer internes-zeichen"}
PAGE = "/dok/projektblatt/r1/seite/2?stelle=r1-p2"
ORIGINAL = "/dok/projektblatt/r1/original"
PICTURE = "/dok/projektblatt/r1/seite/2.png?stelle=r1-p2"
LINES = (["Das Netz am Fluss"], ["Eckdaten", "Die Förder-", "summe beträgt 7,6 Mio. €.", "Ende"])


@pytest.fixture
def filled(tmp_path: Path) -> House:
    house = House(pictures=PdfPages())
    house.take_in()
    paper = write_pdf(tmp_path / "projektblatt.pdf", LINES)
    house.originals.files["projektblatt", "r1"] = paper
    return house


@pytest.fixture
def client(filled: House, tmp_path: Path) -> TestClient:
    return TestClient(create_app(services_of(filled, tmp_path)), base_url="http://127.0.0.1")


def test_the_passage_is_marked_in_the_text_of_its_page(client: TestClient) -> None:
    page = client.get(PAGE, headers=HTML)
    assert page.status_code == 200
    assert (
        f'<mark id="stelle"><span class="unseen">Beginn der zitierten Stelle: </span>{QUOTE}'
        in (page.text)
    )
    assert "März 2022" in page.text
    assert "Das ganze Vorhaben umfasst 8,4 Mio. €." in page.text
    assert "Das Netz am Fluss\n" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "<script>alert" not in page.text
    assert f'href="{ORIGINAL}#page=2"' in page.text


def test_without_a_passage_the_page_is_shown_as_it_is(client: TestClient) -> None:
    page = client.get("/dok/projektblatt/r1/seite/1", headers=HTML)
    assert page.status_code == 200
    assert "<mark" not in page.text
    assert "Das Vorhaben läuft seit 2022." in page.text


def test_an_unknown_passage_is_said(client: TestClient) -> None:
    page = client.get("/dok/projektblatt/r1/seite/1?stelle=gibtsnicht", headers=HTML)
    assert page.status_code == 200
    assert "Die zitierte Stelle gibt es in dieser Fassung nicht." in page.text


@pytest.mark.parametrize("path", ["seite/0", "seite/3", "seite/99999999999999999999", "seite/x"])
def test_a_page_that_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(f"/dok/projektblatt/r1/{path}", headers=HTML).status_code == 404


def test_a_replaced_revision_says_so_and_links_to_the_new_one(
    client: TestClient, filled: House
) -> None:
    filled.take_in(revision="r2")
    page = client.get(PAGE, headers=HTML)
    assert page.status_code == 410
    assert "Diese Fassung wurde ersetzt" in page.text
    assert 'href="/dok/projektblatt/r2/seite/2"' in page.text
    assert client.get(ORIGINAL).status_code == 404
    assert client.get(PICTURE).status_code == 404


def test_an_internal_document_is_not_there_without_rights(
    client: TestClient, filled: House
) -> None:
    filled.take_in(visibility=Visibility.INTERNAL)
    for path in (PAGE, ORIGINAL, PICTURE, "/dok/projektblatt/alt/seite/1"):
        refused = client.get(path, headers=HTML)
        missing = client.get(path.replace("projektblatt", "gibtsnicht"), headers=HTML)
        assert refused.status_code == missing.status_code == 404
        assert refused.text == missing.text
        assert "Projektblatt" not in refused.text
    allowed = client.get(PAGE, headers=HTML | STAFF)
    assert allowed.status_code == 200
    assert QUOTE in allowed.text
    assert allowed.headers["cache-control"] == "no-store"
    assert client.get(ORIGINAL, headers=STAFF).headers["cache-control"] == "no-store"


def test_the_original_inline_with_ranges_and_by_revision(client: TestClient, filled: House) -> None:
    whole = client.get(ORIGINAL)
    content = filled.originals.files["projektblatt", "r1"].read_bytes()
    assert whole.content == content
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["content-disposition"].startswith("inline; filename=")
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["etag"] == '"r1"'
    assert "default-src 'none'" in whole.headers["content-security-policy"]
    part = client.get(ORIGINAL, headers={"Range": "bytes=5-14"})
    assert part.status_code == 206
    assert part.content == content[5:15]
    assert part.headers["content-range"] == f"bytes 5-14/{len(content)}"
    assert client.get(ORIGINAL, headers={"Range": f"bytes={len(content)}-"}).status_code == 416
    assert client.get(ORIGINAL, headers={"If-None-Match": '"r1"'}).status_code == 304
    changed = client.get(ORIGINAL, headers={"Range": "bytes=0-1", "If-Range": '"r0"'})
    assert changed.status_code == 200


def test_an_original_page_of_html_is_shut_in(
    client: TestClient, filled: House, tmp_path: Path
) -> None:
    page = tmp_path / "seite.html"
    page.write_text("<script>alert(1)</script>", encoding="utf-8")
    filled.take_in("seite", "h1", path='größe "1".html', media_type="text/html")
    filled.originals.files["seite", "h1"] = page
    shown = client.get("/dok/seite/h1/original")
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    policy = shown.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    name = shown.headers["content-disposition"]
    assert name.startswith("inline; filename=\"gr__e _1_.html\"; filename*=UTF-8''gr%C3%B6%C3%9Fe")


def test_a_missing_original_is_said(client: TestClient, filled: House) -> None:
    filled.originals.files.clear()
    page = client.get(PAGE, headers=HTML)
    assert "Die Originaldatei liegt in dieser Fassung nicht mehr vor." in page.text
    assert "/original" not in page.text
    assert "<img" not in page.text
    assert client.get(ORIGINAL).status_code == 404
    assert client.get(PICTURE).status_code == 404


def test_the_picture_shows_the_quote_highlighted(client: TestClient) -> None:
    marked = client.get(PICTURE)
    plain = client.get("/dok/projektblatt/r1/seite/2.png")
    assert marked.headers["content-type"] == "image/png"
    assert yellow_rows(plain.content) == []
    rows = yellow_rows(marked.content)
    # The quote runs over the second and third line of the page, 22 points apart.
    scale = 1240 / 595.27
    lines = [round((842 - 770 + row * 22) * scale) for row in (0, 1, 2, 3)]
    assert any(abs(row - lines[1]) < 12 for row in rows)
    assert any(abs(row - lines[2]) < 12 for row in rows)
    assert not any(abs(row - lines[0] + 6) < 6 for row in rows)
    assert not any(abs(row - lines[3] + 6) < 6 for row in rows)
    again = client.get(PICTURE, headers={"If-None-Match": marked.headers["etag"]})
    assert again.status_code == 304
    assert marked.headers["etag"] != plain.headers["etag"]


def test_a_damaged_file_gives_no_picture_and_no_fault(client: TestClient, filled: House) -> None:
    filled.originals.files["projektblatt", "r1"].write_bytes(b"%PDF-1.7\nkaputt")
    assert client.get(PICTURE).status_code == 404
    assert client.get(PAGE, headers=HTML).status_code == 200


def test_a_document_without_pages(client: TestClient, filled: House) -> None:
    filled.take_in("notiz", "n1", pages=(PAGE_TWO,), path="notiz.md", media_type="text/markdown")
    page = client.get("/dok/notiz/n1/seite/1?stelle=n1-p2", headers=HTML)
    assert f"</span>{QUOTE}" in page.text
    assert "Seite 1 von" not in page.text
    assert client.get("/dok/notiz/n1/seite/2", headers=HTML).status_code == 404


def test_of_a_longer_passage_only_the_quote_is_marked(client: TestClient, filled: House) -> None:
    passage = f"Vorher steht anderes. {QUOTE} Nachher auch."
    filled.take_in("l", "l1", pages=(PAGE_TWO, passage), quotes={2: passage}, path="l.pdf")
    address = "/dok/l/l1/seite/2?stelle=l1-p2"
    whole = client.get(address, headers=HTML).text
    assert f"</span>{passage}<span" in whole
    exact = client.get(f"{address}&zitat={quote_mark(QUOTE)}", headers=HTML).text
    assert f"</span>{QUOTE}<span" in exact
    for wrong in ("35-00000000", "99999-00000000", "x", quote_mark("steht nirgends")):
        other = client.get(f"{address}&zitat={wrong}", headers=HTML).text
        assert f"</span>{passage}<span" in other


def test_markdown_is_shown_without_its_signs(client: TestClient, filled: House) -> None:
    text = f"# Blatt\n\n## Eckdaten\n\n- eins\n- {QUOTE}\n\nC# und 3 - 2"
    filled.take_in("m", "m1", pages=(text,), path="m.md", media_type="text/markdown")
    page = client.get("/dok/m/m1/seite/1?stelle=m1-p2", headers=HTML).text
    assert '<p class="head">Eckdaten</p>' in page
    assert "• eins\n• <mark" in page
    assert "C# und 3 - 2" in page


def test_a_very_long_page_shows_the_part_around_the_passage(
    client: TestClient, filled: House
) -> None:
    filler = "\n\n".join(f"Absatz {number} mit etwas Text." for number in range(5000))
    text = f"{filler}\n\n{QUOTE}\n\n{filler.replace('Absatz', 'Danach')}"
    filled.take_in("lang", "l1", pages=(text,), path="lang.txt", media_type="text/plain")
    page = client.get("/dok/lang/l1/seite/1?stelle=l1-p2", headers=HTML)
    assert f"</span>{QUOTE}" in page.text
    assert "Sie sehen einen Ausschnitt" in page.text
    assert "Absatz 4999 mit" in page.text
    assert "Absatz 17 mit" not in page.text
    assert len(page.text) < 60_000


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark"), (320, "light")])
def test_in_the_browser(open_page: Open, tmp_path: Path, width: int, scheme: str) -> None:
    with open_house(tmp_path, pictures=PdfPages()) as house:
        paper = write_pdf(tmp_path / "projektblatt.pdf", LINES)
        house.originals.files["projektblatt", "r1"] = paper
        page = open_page(width=width, scheme=scheme)
        page.goto(house.base + PAGE)
        page.get_by_role("link", name="Zur zitierten Stelle").click()
        expect(page.locator("mark")).to_be_in_viewport()
        picture = page.get_by_role("img", name="Abbildung der Seite 2")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("naturalWidth", 1240)
        assert violations(page) == []
        assert sticks_out(page) == 0
        page.get_by_role("link", name="Vorherige Seite").click()
        expect(page.locator(".leaf")).to_contain_text("Das Netz am Fluss")
        expect(page.get_by_role("link", name="Vorherige Seite")).to_have_count(0)


def yellow_rows(png: bytes) -> list[int]:
    """Rows of an RGB or RGBA picture that hold a run of the highlight's colour."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    channels = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    rows, line = zlib.decompress(data), 1 + width * channels
    wanted = bytes((255, 226, 60)) + (b"\xff" if channels == 4 else b"")
    return [row for row in range(height) if wanted * 6 in rows[row * line : (row + 1) * line]]


def test_an_original_is_given_only_with_the_content_of_its_revision(tmp_path: Path) -> None:
    house = House()
    content = b"Ein Text."
    revision = hashlib.sha256(content).hexdigest()[:20]
    document = house.take_in(revision=revision, path="ordner/blatt.txt", media_type="text/plain")
    (tmp_path / "ordner").mkdir()
    file = tmp_path / "ordner" / "blatt.txt"
    originals = FolderOriginals(lambda: {"test": tmp_path})
    assert originals.path_of(document) is None
    file.write_bytes(content)
    assert originals.path_of(document) == file
    file.write_bytes(b"Ein anderer Text.")
    assert originals.path_of(document) is None
    file.unlink()
    secret = tmp_path.parent / "blatt.txt"
    secret.write_bytes(content)
    file.symlink_to(secret)
    assert originals.path_of(document) is None
    outside = house.take_in(revision=revision, path="../blatt.txt", media_type="text/plain")
    assert originals.path_of(outside) is None
    assert FolderOriginals(dict).path_of(document) is None
