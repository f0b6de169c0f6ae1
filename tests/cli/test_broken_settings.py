"""Settings that cannot work: refused at the start by name, in one German sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.assistant import settings_of
from tests.fakes.clock import FakeClock
from transfobot.bootstrap.cases import desk_of
from transfobot.domain.errors import ConfigurationError
from transfobot.settings import load_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "99999"),
        ("RATE_LIMIT", "-1"),
        ("PUBLIC_URL", "foo"),
        ("CHROMA_URL", "quatsch"),
        ("CORS_ORIGINS", "https://a.example; script-src *"),
        ("FRAME_ANCESTORS", "*; script-src *"),
        ("FRAME_ANCESTORS", "https://a.example https://b.example"),
        ("RETENTION_CONVERSATIONS", "-1"),
        ("RETENTION_CASES", "999999999999"),
        ("LOG_LEVEL", "LOUD"),
        ("LEGAL_BASIS", "keine"),
    ],
)
def test_a_wrong_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_settings(environment={f"TRANSFOBOT_{name}": value}, start=tmp_path)
    assert f"TRANSFOBOT_{name}" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("file", [".env", "transfobot.toml"])
def test_a_settings_file_in_another_encoding_is_named(tmp_path: Path, file: str) -> None:
    (tmp_path / "transfobot.toml").write_text("")
    (tmp_path / file).write_bytes(b"\xff\xfeT\x00")
    with pytest.raises(ConfigurationError, match=file):
        load_settings(environment={}, start=tmp_path)


def test_pages_that_may_embed_stay_allowed(tmp_path: Path) -> None:
    given = {"TRANSFOBOT_FRAME_ANCESTORS": "https://stadt.example, https://*.kreis.example:8443/"}
    found = load_settings(environment=given, start=tmp_path)
    assert len(found.origins(found.frame_ancestors)) == 2


@pytest.mark.parametrize("secret", ["kein Schlüssel", "whsec_", "whsec_%%%"])
def test_a_desk_secret_that_cannot_sign_is_refused(tmp_path: Path, secret: str) -> None:
    settings = settings_of(
        tmp_path,
        desk="webhook",
        desk_webhook_url="https://tickets.example",
        desk_webhook_secret=secret,
    )
    with pytest.raises(ConfigurationError, match="TRANSFOBOT_DESK_WEBHOOK_SECRET"):
        desk_of(settings, FakeClock())
