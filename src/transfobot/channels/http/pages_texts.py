"""Privacy, imprint, accessibility, easy language: the deployment's own texts as pages."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from transfobot.channels.http.render import Here, Renderer, here_of
from transfobot.channels.http.services import Services
from transfobot.settings import bundled

PAGES = {
    "datenschutz": ("privacy", "nav_privacy"),
    "impressum": ("imprint", "nav_imprint"),
    "barrierefreiheit": ("accessibility", "nav_accessibility"),
    "leichte-sprache": ("easy", "nav_easy"),
}
"""Path → name of the text and key of its title."""


def make_router(services: Services, pages: Renderer) -> APIRouter:
    """One page a text."""
    router = APIRouter(include_in_schema=False)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    folders = [services.settings.prompts_dir / "deployment", bundled("prompts") / "deployment"]

    def page(path: str, here: Here) -> Response:
        name, title = PAGES[path]
        t = pages.words(here.language)
        language, text = deployment_text(folders, name, here.language)
        body = Markup(markdown.render(text or f"# {t(title)}\n\n{t('text_missing')}"))  # noqa: S704
        return pages.response(
            "text.html", here, title=t(title), path=f"/{path}", body=body, spoken=language
        )

    def add(path: str) -> None:
        @router.get(f"/{path}")
        def text_page(request: Request) -> Response:
            return page(path, here_of(request.query_params))

    for path in PAGES:
        add(path)
    return router


def deployment_text(folders: list[Path], name: str, language: str) -> tuple[str, str]:
    """The language and Markdown of a text: the deployment's first, then ours; German as last.

    A deployment's German text counts more than our English one: it is what really holds.
    """
    for folder in folders:
        for spoken in dict.fromkeys((language, "de")):
            path = folder / f"{name}.{spoken}.md"
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                if text.startswith("---\n"):
                    text = text.split("\n---\n", 1)[-1]
                return spoken, text.strip()
    return language, ""
