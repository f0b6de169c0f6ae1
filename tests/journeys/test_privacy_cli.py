"""`users`, `export` and `forget` as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.handoff_house import HandoffHouse, a_request
from transfobot.adapters.sql.accounts import SqlAccounts
from transfobot.adapters.sql.engine import open_engine
from transfobot.assistant.handoff.opening import open_handoff
from transfobot.assistant.handoff.staff import find_account
from transfobot.cli import run
from transfobot.domain.accounts import Role


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRANSFOBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("TRANSFOBOT_CORPUS_DIR", str(tmp_path / "corpus"))
    return tmp_path / "var"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


def test_a_token_is_shown_once_works_and_can_be_taken_away(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = said(capsys, "users", "add", "Beratung 1", "--role", "agent", "--office", "nord")
    token = made.strip()
    (listed,) = json.loads(said(capsys, "users", "list", "--json"))["users"]
    assert (listed["name"], listed["role"], listed["office"]) == ("Beratung 1", "agent", "nord")
    assert not any(token.encode() in path.read_bytes() for path in data.rglob("*.db*"))
    engine = open_engine(None, data)
    clock = FakeClock()
    account = find_account(SqlAccounts(engine), clock, "", token.encode())
    assert account is not None
    assert account.role is Role.AGENT
    said(capsys, "users", "remove", listed["id"])
    assert find_account(SqlAccounts(engine), clock, "", token.encode()) is None
    engine.dispose()


@pytest.mark.parametrize(
    "wrong",
    [
        ("users", "add", "X", "--role", "agent"),
        ("users", "add", "X", "--role", "admin", "--office", "nord"),
        ("users", "add", "  ", "--role", "admin"),
        ("users", "remove", "gibt-es-nicht"),
    ],
)
def test_what_cannot_be_is_one_german_sentence(
    data: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    sentence = said(capsys, *wrong, code=1)
    assert sentence.strip()
    assert "Traceback" not in sentence


def test_the_first_admin_is_the_staff_token(data: Path) -> None:
    engine = open_engine(None, data)
    accounts, clock = SqlAccounts(engine), FakeClock()
    first = find_account(accounts, clock, "geheim-geheim", b"geheim-geheim")
    assert first is not None
    assert first.role is Role.ADMIN
    assert find_account(accounts, clock, "geheim-geheim", b"geheim") is None
    assert find_account(accounts, clock, "", b"") is None
    assert find_account(accounts, clock, "geheim", "gehe€im".encode()) is None
    engine.dispose()


def test_export_and_forget(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(None, data)
    open_handoff(HandoffHouse(engine).service, a_request())
    engine.dispose()
    exported = json.loads(said(capsys, "export", "kim@betrieb.example"))
    assert [one["reference"] for one in exported["cases"]] == ["TB-2026-0001"]
    gone = json.loads(said(capsys, "forget", "TB-2026-0001", "--yes", "--json"))
    assert gone == {
        "cases": ["TB-2026-0001"],
        "conversations": 0,
        "mails": 0,
        "ask_to_erase": ["Netzwerk Nord"],
    }
    assert json.loads(said(capsys, "export", "kim@betrieb.example"))["cases"] == []
    assert "nichts gespeichert" in said(capsys, "forget", "kim@betrieb.example", "--yes")
