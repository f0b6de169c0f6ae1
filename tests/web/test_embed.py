"""The chat inside a page of another origin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.web.axe import sticks_out, violations
from tests.web.conftest import Open, Watched
from tests.web.house import QUOTE, House, open_house, open_port, served, services_of
from transfobot.channels.http.app import create_app

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Rathaus</title></head>
<body><main><h1>Rathaus Flusshausen</h1>{inside}</main></body></html>"""


@contextmanager
def town_hall(inside: str, port: int, policy: str | None = None) -> Iterator[str]:
    """Another origin: a page of a town hall with something inside."""

    async def page(_request: Request) -> HTMLResponse:
        headers = {"Content-Security-Policy": policy} if policy else {}
        return HTMLResponse(PAGE.format(inside=inside), headers=headers)

    with served(Starlette(routes=[Route("/", page)]), port) as address:  # type: ignore[arg-type]
        yield address


@contextmanager
def embedded(folder: Path, inside: str, allowed: bool = True) -> Iterator[tuple[House, str]]:
    port = open_port()
    ancestors = f"http://127.0.0.1:{port}" if allowed else "https://anderswo.example"
    with open_house(folder, frame_ancestors=ancestors) as house:
        policy = (
            f"default-src 'none'; script-src {house.base}; frame-src {house.base}"
            if allowed
            else None
        )
        with town_hall(inside.replace("BASE", house.base), port, policy) as address:
            yield house, address


def frame_of(page: Page) -> Frame:
    handle = page.wait_for_selector("iframe")
    assert handle is not None
    frame = handle.content_frame()
    assert frame is not None
    frame.wait_for_selector("#eingabe")
    return frame


SCRIPT = '<script src="BASE/embed.js" data-network="network_fluss" data-place="Flusshausen" async>'
WAYS = {
    "one script line": SCRIPT + "</script>",
    "element": '<transfobot-chat data-network="network_fluss" data-place="Flusshausen">'
    '</transfobot-chat><script src="BASE/embed.js" defer></script>',
    "plain frame": '<iframe title="Fragen" width="100%" height="720" '
    'src="BASE/?eingebettet=1&amp;netz=Netz%20am%20Fluss&amp;ort=Flusshausen"></iframe>',
}


@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.parametrize("width", [1280, 320])
def test_asking_inside_a_frame(tmp_path: Path, open_page: Open, way: str, width: int) -> None:
    with embedded(tmp_path, WAYS[way]) as (house, address):
        page = open_page(width=width)
        page.goto(address)
        frame = frame_of(page)
        expect(frame.locator("h1")).to_contain_text("Fragen an Netz am Fluss")
        expect(frame.locator("main p").first).to_contain_text("KI-System")
        frame.get_by_label("Ihre Frage", exact=True).fill("Wie hoch?")
        frame.locator("#senden").click()
        expect(frame.locator("article.answer[id]")).to_contain_text(QUOTE)
        assert house.asked[0].place == "Flusshausen"
        assert page.locator("iframe").count() == 1
        assert page.locator("iframe").get_attribute("title")
        assert violations(frame) == []
        assert sticks_out(frame) == 0
        assert violations(page) == []
        frame.get_by_role("button", name="Anfrage an diese Stelle aufgeben").click()
        expect(frame.locator("h1")).to_have_text("Anfrage an eine Stelle")
        assert "eingebettet=1" in frame.url
        assert page.context.cookies() == []


def test_only_allowed_pages_may_embed(tmp_path: Path, open_page: Open, watched: Watched) -> None:
    with embedded(tmp_path, WAYS["plain frame"], allowed=False) as (_house, address):
        page = open_page()
        page.goto(address)
        page.wait_for_selector("iframe")
        page.wait_for_timeout(500)
        assert all(frame.locator("#eingabe").count() == 0 for frame in page.frames)
        refusals = [text for text in watched.complaints if "frame-ancestors" in text]
        assert len(refusals) == 1
        watched.complaints.clear()


def test_who_may_frame_is_the_setting(tmp_path: Path) -> None:
    def policy(**settings: str) -> str:
        folder = tmp_path / str(len(settings))
        folder.mkdir()
        client = TestClient(create_app(services_of(House(), folder, **settings)))
        headers = client.get("/", headers={"Host": "127.0.0.1"}).headers
        directives = headers["content-security-policy"].split("; ")
        [found] = [one for one in directives if one.startswith("frame-ancestors")]
        return found

    assert policy() == "frame-ancestors 'self'"
    allowed = policy(frame_ancestors="https://stadt.example, https://kreis.example/")
    assert allowed == "frame-ancestors 'self' https://stadt.example https://kreis.example"


def test_the_script_may_be_loaded_from_anywhere(tmp_path: Path) -> None:
    client = TestClient(create_app(services_of(House(), tmp_path)), base_url="http://127.0.0.1")
    script = client.get("/embed.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    again = client.get("/embed.js", headers={"If-None-Match": script.headers["etag"]})
    assert again.status_code == 304
