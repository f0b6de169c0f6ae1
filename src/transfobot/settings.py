"""Settings `TRANSFOBOT_…`: arguments > environment > .env > transfobot.toml > defaults.

Every name is known from the start; an unknown one is an error that names the nearest known one.
Secrets may also come from a file: `TRANSFOBOT_STAFF_TOKEN_FILE`. Nothing is read at import.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from transfobot.domain.errors import ConfigurationError

PREFIX = "TRANSFOBOT_"
Transport = Literal["none", "starttls", "tls"]

LATER = {
    "llm_provider": "Antworten mit einem Sprachmodell",
    "llm_url": "Antworten mit einem Sprachmodell",
    "llm_model": "Antworten mit einem Sprachmodell",
    "llm_api_key": "Antworten mit einem Sprachmodell",
}
"""Known settings whose feature is not there yet: setting one says so (see `notices`)."""


class Settings(BaseModel):
    """All settings of one deployment; `home` is where `.env` and `transfobot.toml` were read."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    home: Path = Field(description="Ordner der Einrichtung")
    data_dir: Path = Field(description="Datenordner; alles, was geschrieben wird, liegt darunter")
    corpus_dir: Path = Field(description="Register und Dokumente; ein leerer Ordner ist erlaubt")
    ingestion_dir: Path = Field(description="Quellen und Bereinigungsregeln")
    prompts_dir: Path = Field(description="Textbausteine")
    host: str = Field("127.0.0.1", description="Adresse, an der der Dienst lauscht")
    port: int = Field(8000, ge=0, le=65535, description="Port, an dem der Dienst lauscht")
    public_url: str = Field(
        "", description="Öffentliche Adresse, beginnt mit http:// oder https://"
    )
    default_office: str = Field(
        "office_bund", description="Kennung der Stelle, wenn keine andere passt; leer: keine"
    )
    database_url: str = Field("", description="PostgreSQL-Adresse; leer: SQLite im Datenordner")
    chroma_url: str = Field("", description="Adresse eines Chroma-Servers; leer: eingebettet")
    rate_limit: int = Field(20, ge=0, description="Fragen je Minute und Gegenstelle, 0 = aus")
    staff_token: SecretStr = Field(SecretStr(""), description="Zugang der ersten Verwaltung")
    llm_provider: Literal["none", "openai", "ollama"] = Field("none", description="Sprachmodell")
    llm_url: str = Field("", description="Adresse des Sprachmodells")
    llm_model: str = Field("", description="Name des Sprachmodells")
    llm_api_key: SecretStr = Field(SecretStr(""), description="Schlüssel des Sprachmodells")
    embedding_provider: Literal[
        "hashed", "openai", "ollama", "fastembed", "sentence-transformers"
    ] = Field("hashed", description="Einbettungen; hashed braucht kein Modell")
    embedding_url: str = Field("", description="Adresse des Einbettungsdienstes")
    embedding_model: str = Field("", description="Name des Einbettungsmodells")
    embedding_api_key: SecretStr = Field(SecretStr(""), description="Schlüssel dafür")
    smtp_host: str = Field("", description="Postausgang; leer: Übergaben werden nur angezeigt")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port des Postausgangs")
    smtp_sender: str = Field("", description="Absenderadresse")
    smtp_tls: Transport = Field("starttls", description="Verschlüsselung des Postausgangs")
    smtp_username: str = Field("", description="Anmeldename des Postausgangs")
    smtp_password: SecretStr = Field(SecretStr(""), description="Kennwort des Postausgangs")
    imap_host: str = Field("", description="Posteingang; leer: keine Antworten per E-Mail")
    imap_port: int = Field(993, ge=1, le=65535, description="Port des Posteingangs")
    imap_tls: Transport = Field("tls", description="Verschlüsselung des Posteingangs")
    imap_username: str = Field("", description="Anmeldename des Posteingangs")
    imap_password: SecretStr = Field(SecretStr(""), description="Kennwort des Posteingangs")
    telegram_token: SecretStr = Field(SecretStr(""), description="Schlüssel des Bots")
    telegram_base_url: str = Field("", description="Adresse der Bot-Schnittstelle")
    telegram_mode: Literal["off", "polling", "webhook"] = Field("off", description="Telegram")
    telegram_webhook_secret: SecretStr = Field(SecretStr(""), description="Geheimnis des Webhooks")
    cors_origins: str = Field("", description="Erlaubte fremde Seiten, durch Komma getrennt")
    trusted_proxies: str = Field(
        "", description="Adressen der Proxys, deren Angabe zur Herkunft gilt, durch Komma"
    )
    frame_ancestors: str = Field("", description="Seiten, die einbetten dürfen, durch Komma")
    imap_folder: str = Field("INBOX", description="Ordner des Posteingangs")
    handoff_email: str = Field(
        "", description="Postfach für Anfragen, deren Stelle keine E-Mail-Adresse hat"
    )
    alarm_email: str = Field("", description="Wohin gescheiterte Zustellungen gemeldet werden")
    legal_basis: Literal["consent", "public_task"] = Field(
        "consent", description="Rechtsgrundlage der Übergabe: Einwilligung oder öffentliche Aufgabe"
    )
    retention_conversations: int = Field(
        30, ge=0, le=36500, description="Tage, die Gespräche aufbewahrt werden"
    )
    retention_cases: int = Field(
        180, ge=0, le=36500, description="Tage nach Abschluss, die Anfragen aufbewahrt werden"
    )
    retention_cases_by_kind: str = Field(
        "", description="Abweichend je Art, etwa speaker=90,correction=60"
    )
    retention_logs: int = Field(
        14, ge=0, le=36500, description="Tage, die Protokolle im Datenordner aufbewahrt werden"
    )
    desk: Literal["none", "webhook", "zammad"] = Field(
        "none", description="Ticketsystem, an das Anfragen statt per E-Mail gehen"
    )
    desk_webhook_url: str = Field("", description="Wohin neue Anfragen gemeldet werden")
    desk_webhook_secret: SecretStr = Field(
        SecretStr(""), description="Gemeinsames Geheimnis (Standard Webhooks, whsec_…)"
    )
    zammad_url: str = Field("", description="Adresse von Zammad")
    zammad_token: SecretStr = Field(SecretStr(""), description="Zugangsschlüssel für Zammad")
    zammad_group: str = Field("Users", description="Gruppe, in der Tickets entstehen")
    zammad_customer: str = Field("", description="E-Mail-Adresse, für die Tickets entstehen")
    zammad_webhook_secret: SecretStr = Field(
        SecretStr(""), description="Geheimnis, mit dem Zammad Antworten signiert"
    )
    messenger_reply_text: bool = Field(
        False, description="Antworttext auch im Messenger zeigen, nicht nur einen Hinweis"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Protokoll")

    @property
    def base_url(self) -> str:
        """The public address without a trailing slash; the listening address where none is set."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    def origins(self, value: str) -> tuple[str, ...]:
        """A comma-separated setting as its parts."""
        return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())


def load_settings(
    arguments: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    start: Path | None = None,
) -> Settings:
    """The settings of the deployment around `start` (default: the current folder).

    Raises ConfigurationError: one German sentence that names the setting and what is expected.
    """
    env = os.environ if environment is None else environment
    home = find_home(start or Path.cwd(), env)
    values: dict[str, object] = dict(_folders(home))
    values |= _from_toml(home / "transfobot.toml")
    values |= _from_names(_dotenv(home / ".env"), ".env")
    values |= _from_names(env, "Umgebung")
    values |= {name: value for name, value in (arguments or {}).items() if value is not None}
    for name in ("data_dir", "corpus_dir", "ingestion_dir", "prompts_dir"):
        values[name] = (home / Path(str(values[name])).expanduser()).resolve()
    try:
        settings = Settings(home=home, **values)  # type: ignore[arg-type]
    except ValidationError as error:
        raise ConfigurationError(_sentence(error.errors()[0])) from None
    _check_folders(settings)
    return settings


def find_home(start: Path, environment: Mapping[str, str]) -> Path:
    """The folder with `transfobot.toml` or `corpus/`, upwards; else the user's data folder."""
    for folder in (start, *start.parents):
        if (folder / "transfobot.toml").is_file() or (folder / "corpus" / "networks").is_dir():
            return folder
    data = environment.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(data) / "transfobot"


def bundled(name: str) -> Path:
    """`corpus`, `ingestion` or `prompts` as the wheel carries them, else the checkout's.

    An editable install does not lay the wheel's copies out.
    """
    inside = Path(__file__).parent / "bundled" / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name


def notices(settings: Settings) -> list[str]:
    """One sentence for each setting whose feature is not there yet."""
    untouched = Settings.model_fields
    return [
        f"{PREFIX}{name.upper()} ist gesetzt, hat aber noch keine Wirkung: "
        f"{LATER[name]} kommt mit einer späteren Fassung."
        for name in LATER
        if getattr(settings, name) != untouched[name].default
    ]


def _folders(home: Path) -> dict[str, Path]:
    folders = {"data_dir": home / "var"}
    for name in ("corpus", "ingestion", "prompts"):
        own = home / name
        folders[f"{name}_dir"] = own if own.is_dir() else bundled(name)
    return folders


def _from_toml(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} ist keine gültige TOML-Datei: {error}.") from None
    except OSError as error:
        raise ConfigurationError(f"{path} lässt sich nicht lesen: {error.strerror}.") from None
    return {_known(name.lower(), name, path.name): value for name, value in table.items()}


def _dotenv(path: Path) -> dict[str, str]:
    try:
        found = dotenv_values(path) if path.is_file() else {}
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(
            f"{path} lässt sich nicht lesen; erwartet wird eine Textdatei in UTF-8."
        ) from None
    return {name: value or "" for name, value in found.items()}


def _from_names(names: Mapping[str, str], where: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in names.items():
        if not name.startswith(PREFIX):
            continue
        field = name.removeprefix(PREFIX).lower()
        if field.endswith("_file") and field.removesuffix("_file") in _secrets():
            values[field.removesuffix("_file")] = _secret_file(name, value)
        else:
            values[_known(field, name, where)] = value
    return values


def _secrets() -> set[str]:
    return {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}


def _secret_file(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(
            f"{name}: Die Datei {path} lässt sich nicht lesen; bitte Pfad und Rechte prüfen."
        ) from None


def _known(field: str, name: str, where: str) -> str:
    known = set(Settings.model_fields) - {"home"}
    if field in known:
        return field
    near = difflib.get_close_matches(field, known, n=1, cutoff=0.0)[0]
    shown = f"{PREFIX}{near.upper()}" if name.startswith(PREFIX) else near
    raise ConfigurationError(
        f"Die Einstellung {name} ({where}) gibt es nicht; gemeint ist vielleicht {shown}."
    )


def _check_folders(settings: Settings) -> None:
    for name in ("corpus_dir", "ingestion_dir", "prompts_dir"):
        folder: Path = getattr(settings, name)
        if not folder.is_dir():
            raise ConfigurationError(
                f"{PREFIX}{name.upper()}: Den Ordner {folder} gibt es nicht; "
                "bitte anlegen oder die Einstellung ändern."
            )
    if settings.chroma_url and not settings.chroma_url.startswith(("http://", "https://")):
        raise ConfigurationError(
            f"{PREFIX}CHROMA_URL: „{settings.chroma_url}“ ist keine Adresse; "
            "erwartet wird etwas wie http://127.0.0.1:8001."
        )
    for name in ("cors_origins", "frame_ancestors"):
        for origin in settings.origins(getattr(settings, name)):
            if not _ORIGIN.fullmatch(origin):
                raise ConfigurationError(
                    f"{PREFIX}{name.upper()}: „{origin}“ ist keine Adresse einer Seite; "
                    "erwartet wird etwas wie https://www.example.de, mehrere durch Komma."
                )
    if settings.public_url and not settings.public_url.startswith(("http://", "https://")):
        raise ConfigurationError(
            f"{PREFIX}PUBLIC_URL: „{settings.public_url}“ ist keine Adresse; "
            "erwartet wird etwas wie https://assistent.example.de."
        )


_ORIGIN = re.compile(r"\*|https?://[^\s;,'\"/]+")
_EXPECTED = {
    "int_parsing": "eine ganze Zahl",
    "int_type": "eine ganze Zahl",
    "float_parsing": "eine Zahl",
    "bool_parsing": "true oder false",
    "string_type": "ein Text",
    "path_type": "ein Pfad",
}


def _sentence(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    context = error.get("ctx", {})
    expected = _EXPECTED.get(error["type"], "")
    if error["type"] == "literal_error":
        expected = "einer der Werte " + str(context["expected"]).replace(" or ", " oder ")
    elif error["type"] in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        bound = "mindestens" if "ge" in context else "höchstens"
        expected = f"eine Zahl von {bound} {limit}"
    secret = name in _secrets()
    given = "der Wert" if secret else f"„{error['input']}“"
    return f"{PREFIX}{name.upper()}: {given} passt nicht; erwartet wird {expected or error['msg']}."
