"""Pages from templates: escaped, in one language, with a strict content security policy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from transfobot.channels.http.render_words import (
    blocks_of,
    day_words,
    evidence_link,
    further_notes,
    local_path,
    mail,
    telephone,
    web,
)
from transfobot.channels.http.security import csp, frame_ancestors
from transfobot.prompts import Phrases
from transfobot.settings import Settings

LANGUAGES = ("de", "en")
_FOLDER = Path(__file__).parent
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SHORT = re.compile(r"[^\w .,()/&-]")


class Dressed(Protocol):
    """What rendering needs of the services."""

    @property
    def settings(self) -> Settings: ...
    @property
    def phrases(self) -> Phrases: ...


@dataclass(frozen=True, slots=True)
class Here:
    """How this page was called: language, inside a frame or not, network and place it is for."""

    language: str = "de"
    embedded: bool = False
    network: str = ""
    place: str = ""

    @property
    def query(self) -> str:
        """What links must carry on, with its question mark; empty where nothing differs."""
        return self.with_language(self.language)

    def with_language(self, language: str) -> str:
        """The same page in another language, as a query."""
        parts = {
            "lang": "" if language == "de" else language,
            "eingebettet": "1" if self.embedded else "",
            "netz": self.network,
            "ort": self.place,
        }
        carried = urlencode({name: value for name, value in parts.items() if value})
        return f"?{carried}" if carried else ""


def here_of(values: Mapping[str, object]) -> Here:
    """Read language, frame, network and place from a query or a form."""

    def text(name: str, limit: int) -> str:
        value = values.get(name)
        return _SHORT.sub("", value)[:limit].strip() if isinstance(value, str) else ""

    language = text("lang", 2)
    return Here(
        language=language if language in LANGUAGES else "de",
        embedded=text("eingebettet", 1) == "1",
        network=text("netz", 80),
        place=text("ort", 80),
    )


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of our own that a page loads."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """The static files in memory; `version` changes with their content."""

    files: Mapping[str, Asset]
    version: str

    @staticmethod
    def load(folder: Path = _FOLDER / "static") -> Assets:
        """Read the folder once."""
        files = {
            path.name: Asset(path.read_bytes(), _MEDIA[path.suffix])
            for path in sorted(folder.iterdir())
            if path.suffix in _MEDIA
        }
        joined = b"".join(name.encode() + asset.content for name, asset in files.items())
        return Assets(files, hashlib.sha256(joined).hexdigest()[:12])


@dataclass(slots=True)
class Renderer:
    """Turns templates into responses with the headers every page has."""

    settings: Settings
    phrases: Phrases
    assets: Assets = field(default_factory=Assets.load)
    environment: jinja2.Environment = field(init=False)

    def __post_init__(self) -> None:
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_FOLDER / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters |= {
            "blocks": blocks_of,
            "further_notes": further_notes,
            "local_path": local_path,
            "evidence_link": evidence_link,
            "web": web,
            "mail": mail,
            "telephone": telephone,
        }

    @staticmethod
    def of(services: Dressed) -> Renderer:
        """A renderer over the services' settings and phrases."""
        return Renderer(services.settings, services.phrases)

    def words(self, language: str) -> Callable[..., str]:
        """Phrases of the pages in one language: `t("ask")`."""

        def say(key: str, **values: object) -> str:
            return self.phrases.of(f"pages.{key}", language, **values)

        return say

    def text(self, template: str, here: Here, **values: object) -> str:
        """A template filled in."""
        t = self.words(here.language)
        months = t("months").split()

        def stand(as_of: str | None) -> str:
            return day_words(as_of, here.language, months)

        def static(name: str) -> str:
            return f"/static/{self.assets.version}/{name}"

        return self.environment.get_template(template).render(
            t=t, here=here, stand=stand, static=static, **values
        )

    def response(
        self,
        template: str,
        here: Here,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        secret: bool = False,
        **values: object,
    ) -> HTMLResponse:
        """A page. `secret` pages are neither cached nor indexed."""
        page = self.text(template, here, secret=secret, **values)
        own = {"Content-Language": here.language, **self.guards(), **(headers or {})}
        own.setdefault("Cache-Control", "no-store" if secret else "no-cache")
        if secret:
            own["X-Robots-Tag"] = "noindex"
        return HTMLResponse(page, status_code=status, headers=own)

    def guards(self) -> dict[str, str]:
        """The headers that keep a page to itself."""
        return {
            "Content-Security-Policy": content_security_policy(self.settings),
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        }


def content_security_policy(settings: Settings) -> str:
    """Nothing inline, nothing from elsewhere; frames where the deployment allows them."""
    return csp(
        script_src="'self'",
        style_src="'self'",
        img_src="'self'",
        connect_src="'self'",
        form_action="'self'",
        frame_ancestors=frame_ancestors(settings),
    )


def wants_page(request: Request) -> bool:
    """Whether a browser asks: HTML before JSON, and not under an interface's path."""
    path = request.url.path
    if path.startswith(("/api/", "/v1/", "/mcp", "/telegram/", "/static/")):
        return False
    accepted = request.headers.get("accept", "")
    html = accepted.find("text/html")
    machine = accepted.find("json")
    return html >= 0 and (machine < 0 or html < machine)
