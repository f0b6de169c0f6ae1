"""What every page keeps to: headers, own texts of a deployment, errors as pages, static files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.house import ENDED, OFFICE, ROOT, House, services_of
from transfobot.channels.http.app import create_app
from transfobot.channels.http.pages_texts import deployment_text
from transfobot.channels.http.render_words import (
    blocks_of,
    day_words,
    further_notes,
    local_path,
    mail,
    telephone,
    web,
)
from transfobot.domain.answers import Sentence
from transfobot.domain.errors import ConfigurationError
from transfobot.prompts import load_phrases

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PATHS = ("/", "/datenschutz", "/impressum", "/barrierefreiheit", "/leichte-sprache", "/uebergabe")


@pytest.fixture
def house() -> House:
    house = House()
    house.take_in()
    return house


@pytest.fixture
def client(house: House, tmp_path: Path) -> TestClient:
    return TestClient(
        create_app(services_of(house, tmp_path)),
        base_url="http://127.0.0.1",
        raise_server_exceptions=False,
        follow_redirects=False,
    )


@pytest.mark.parametrize("path", [*PATHS, "/dok/projektblatt/r1/seite/1", "/gibtsnicht"])
def test_a_page_allows_nothing_inline_and_nothing_foreign(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    policy = dict(
        part.split(" ", 1) for part in page.headers["content-security-policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in page.headers
    assert " style=" not in page.text
    assert " onclick=" not in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_language_is_set(client: TestClient, language: str) -> None:
    page = client.get(f"/?lang={language}", headers=HTML)
    assert f'<html lang="{language}"' in page.text
    assert page.headers["content-language"] == language


def test_parameters_of_the_address_are_only_text(client: TestClient) -> None:
    page = client.get("/?netz=<script>x</script>&ort=%22%3E<b>&lang=xx&eingebettet=%00")
    assert page.status_code == 200
    assert "<script>x" not in page.text
    assert '"><b>' not in page.text
    assert '<html lang="de">' in page.text


def test_errors_are_pages_for_browsers_and_problems_for_machines(client: TestClient) -> None:
    page = client.get("/gibtsnicht", headers=HTML)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "Seite nicht gefunden" in page.text
    problem = client.get("/gibtsnicht", headers={"Accept": "application/json"})
    assert problem.headers["content-type"] == "application/problem+json"
    assert client.get("/api/gibtsnicht", headers=HTML).headers["content-type"] == (
        "application/problem+json"
    )


def test_a_fault_is_a_calm_page(client: TestClient, house: House) -> None:
    house.conversations.load = lambda _id: 1 / 0  # type: ignore[assignment, return-value]
    page = client.get("/gespraech/gespraech-1", headers=HTML)
    assert page.status_code == 500
    assert "Bei uns ist etwas schiefgegangen." in page.text
    assert "ZeroDivision" not in page.text


def test_a_failing_search_without_script_is_a_page_that_says_so(client: TestClient) -> None:
    page = client.post("/frage", data={"frage": "Ausfall?"}, headers=HTML)
    assert page.status_code == 503
    assert "Die Suche antwortet gerade nicht." in page.text


def test_too_many_questions_is_a_page(house: House, tmp_path: Path) -> None:
    app = create_app(services_of(house, tmp_path, rate_limit=1))
    client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    assert client.post("/frage", data={"frage": "Eins"}, headers=HTML).status_code == 303
    page = client.post("/frage", data={"frage": "Zwei"}, headers=HTML)
    assert page.status_code == 429
    assert page.headers["retry-after"].isdigit()
    assert "Zu viele Anfragen" in page.text


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"frage=%ff%fe", "application/x-www-form-urlencoded", 303),
        ("frage=ä".encode(), "application/x-www-form-urlencoded", 303),
        (b"&".join(b"f%d=1" % n for n in range(100)), "application/x-www-form-urlencoded", 400),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b'{"frage": 1}', "application/json", 415),
        (b"frage=" + b"x" * 5000, "application/x-www-form-urlencoded", 422),
        (b"frage=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"frage=%00%0b", "application/x-www-form-urlencoded", 422),
        (b"frage=x&gespraech=../../etc", "application/x-www-form-urlencoded", 303),
    ],
)
def test_a_bad_form_is_refused_clearly(
    client: TestClient, content: bytes, kind: str, status: int
) -> None:
    for path in ("/frage",):
        answer = client.post(path, content=content, headers=HTML | {"Content-Type": kind})
        assert answer.status_code == status


ODD = ("%00", "%ff%fe", "%ed%a0%80", "x" * 3000, "..%2f..", "%F0%9F%98%80", "'\"<>", "-1")


@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_are_no_fault(client: TestClient, odd: str) -> None:
    for path in (
        f"/dok/{odd}/r1/seite/1",
        f"/dok/projektblatt/{odd}/seite/1",
        f"/dok/projektblatt/r1/seite/{odd}",
        f"/dok/projektblatt/r1/seite/1?stelle={odd}&zitat={odd}",
        f"/dok/projektblatt/r1/seite/1.png?stelle={odd}",
        f"/dok/projektblatt/{odd}/original",
        f"/gespraech/{odd}",
        f"/anfrage/{odd}",
        f"/anfrage/{odd}/loeschen",
        f"/uebergabe?gespraech={odd}&stelle={odd}&art={odd}&zielgruppe={odd}",
        f"/?netz={odd}&ort={odd}&lang={odd}",
        f"/static/{odd}",
    ):
        assert client.get(path, headers=HTML).status_code in {200, 303, 400, 404, 410}, path
    fields = ("frage", "gespraech", "zielgruppe", "ort", "antwort_id", "wertung", "stelle", "art")
    body = "&".join(f"{name}={odd}" for name in fields)
    form = HTML | {"Content-Type": "application/x-www-form-urlencoded"}
    for path in ("/frage", "/rueckmeldung", "/uebergabe/entwurf", "/uebergabe/absenden"):
        status = client.post(path, content=body, headers=form).status_code
        assert status in {200, 303, 404, 422}, path


def test_a_conversation_of_somebody_else_is_not_taken_over(
    client: TestClient, house: House
) -> None:
    client.post("/frage", data={"frage": "Eins", "gespraech": "erfundene-kennung-123"})
    assert house.asked[0].conversation_id is None


def test_static_files_are_kept_by_version(client: TestClient) -> None:
    page = client.get("/", headers=HTML).text
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    style = client.get(path)
    assert style.headers["content-type"].startswith("text/css")
    assert "immutable" in style.headers["cache-control"]
    old = client.get(path.replace(path.split("/")[2], "0" * 12))
    assert old.headers["cache-control"] == "no-cache"
    plain = client.get("/static/page.css")
    assert plain.content == style.content
    again = client.get("/static/page.css", headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304
    for name in ("/static/..%2fpages.py", "/static/layout.html"):
        assert client.get(name).status_code == 404


def test_pages_with_a_secret_are_not_kept(client: TestClient) -> None:
    sent = client.post("/frage", data={"frage": "Wie hoch?"})
    page = client.get(sent.headers["location"].split("#")[0], headers=HTML)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex"


def test_no_third_party_address_in_our_files() -> None:
    folder = ROOT / "src/transfobot/channels/http"
    files = [*folder.glob("static/*"), *folder.glob("templates/*")]
    found = [
        (path.name, line)
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if "http://" in line.replace("http://www.w3.org/2000/svg", "")
        or ("https://" in line and "https://…" not in line and "`https://${" not in line)
    ]
    assert [one for one in found if "/^https?" not in one[1]] == []


def test_a_deployments_own_text_goes_first(tmp_path: Path) -> None:
    own, ours = tmp_path / "own", tmp_path / "ours"
    own.mkdir()
    ours.mkdir()
    (ours / "imprint.de.md").write_text("---\nlanguage: de\n---\n# Vorlage", encoding="utf-8")
    (ours / "imprint.en.md").write_text("# Template", encoding="utf-8")
    assert deployment_text([own, ours], "imprint", "en") == ("en", "# Template")
    (own / "imprint.de.md").write_text("# Stadt am Fluss", encoding="utf-8")
    assert deployment_text([own, ours], "imprint", "de") == ("de", "# Stadt am Fluss")
    assert deployment_text([own, ours], "imprint", "en") == ("de", "# Stadt am Fluss")
    assert deployment_text([own, ours], "privacy", "de") == ("de", "")


def test_a_deployment_may_change_single_phrases(tmp_path: Path) -> None:
    (tmp_path / "pages.de.md").write_text("## ask\nAbsenden\n", encoding="utf-8")
    phrases = load_phrases(ROOT / "prompts", tmp_path)
    assert phrases.of("pages.ask") == "Absenden"
    assert phrases.of("pages.stop") == "Anhalten"
    with pytest.raises(ConfigurationError, match="Textbausteine"):
        load_phrases(tmp_path / "leer")


@pytest.mark.parametrize("path", ["/datenschutz", "/impressum", "/barrierefreiheit"])
def test_unfilled_texts_say_so(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML).text
    assert "noch nicht" in page
    assert "prompts/deployment/" in page


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Ein Satz."], [("p", ["Ein Satz. [1]"])]),
        (
            ["Dazu:\n- eins\n- zwei\nEnde"],
            [("p", ["Dazu:"]), ("ul", ["eins", "zwei"]), ("p", ["Ende [1]"])],
        ),
        (["Drei:", "- eins", "- zwei"], [("p", ["Drei:"]), ("ul", ["eins [2]", "zwei [3]"])]),
        (["Name: A\nAmt: B\n\nName: C"], [("p", ["Name: A\nAmt: B"]), ("p", ["Name: C [1]"])]),
        (["1.5 Mio. €"], [("p", ["1.5 Mio. € [1]"])]),
        (["-"], [("p", ["- [1]"])]),
        ([""], []),
    ],
)
def test_sentences_become_paragraphs_and_lists(
    texts: list[str], expected: list[tuple[str, list[str]]]
) -> None:
    sentences = [Sentence(text, (number,)) for number, text in enumerate(texts, 1)]
    shown = [
        (
            "ul" if block.listed else "p",
            [piece.text + "".join(f" [{n}]" for n in piece.numbers) for piece in block.pieces],
        )
        for block in blocks_of(sentences)
    ]
    assert shown == expected


def test_a_note_that_only_names_the_substitute_is_not_said_twice() -> None:
    notes = ("Bitte wenden Sie sich an: Kreisverwaltung Bergkreis, Wirtschaft.", "Mehr dazu.")
    assert further_notes(replace(ENDED, notes=notes)) == ["Mehr dazu."]
    assert further_notes(replace(OFFICE, notes=notes)) == list(notes)


def test_days_in_words() -> None:
    months = [str(number) for number in range(1, 13)]
    assert day_words("2026-01-15", "de", months) == "15.01.2026"
    assert day_words("2026-01-05", "en", months) == "5 1 2026"
    assert day_words("2026-12", "de", months) == "12 2026"
    assert day_words("2026", "de", months) == "2026"
    assert day_words("2026-13", "de", months) == "2026-13"
    assert day_words("Mai-Juni", "de", months) == "Mai-Juni"
    assert day_words(None, "de", months) == ""


def test_only_plain_links_become_links() -> None:
    assert web("www.fluss.example") == "https://www.fluss.example"
    assert web("http://fluss.example/a?b=c") == "http://fluss.example/a?b=c"
    for bad in (
        "javascript:alert(1)",
        "https://",
        "//x",
        "data:text/html,x",
        "https://a@b.example",
        'https://fluss.example/" onclick=',
        "https://localhost",
        None,
    ):
        assert web(bad) is None
    assert mail("a@b.example") == "mailto:a@b.example"
    assert mail("a@b.example?cc=c@d.example") is None
    assert telephone("+49 (0)711 / 12 34-5") == "tel:+4971112345"
    assert telephone("siehe Internet") is None
    page = "/dok/a1/b2/seite/3?stelle=c-4"
    assert local_path("https://eigene.example" + page) == page
    assert local_path("https://fremd.example/andere") is None
    assert local_path("javascript:/dok/a/b/seite/1") == "/dok/a/b/seite/1"
