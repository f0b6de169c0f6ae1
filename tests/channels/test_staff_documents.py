"""Staff takes a file in: names, rights, bad files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.channels.test_questions import STAFF
from tests.fakes.assistant import House
from transfobot.channels.http.body import BadRequest
from transfobot.channels.http.staff_documents import safe_name
from transfobot.domain.accounts import Account, Role
from transfobot.domain.knowledge import FileReport, IngestOutcome, IngestReport, Visibility

THERE = "/api/staff/documents"


class Intake:
    """Takes every file in but those that say "kaputt", by content."""

    def __init__(self) -> None:
        self.runs: list[tuple[bool, Visibility | None]] = []
        self.known: dict[str, bytes] = {}

    def run(
        self, paths: Sequence[str], visibility: Visibility | None, dry_run: bool
    ) -> IngestReport:
        self.runs.append((dry_run, visibility))
        start = Path(paths[0])
        files = sorted(start.iterdir()) if start.is_dir() else [start]
        return IngestReport(tuple(self._one(path, dry_run) for path in files))

    def _one(self, path: Path, dry_run: bool) -> FileReport:
        content = path.read_bytes()
        if b"kaputt" in content:
            return FileReport(str(path), IngestOutcome.REJECTED, "Die Datei ist beschädigt.")
        before = self.known.get(path.name)
        if not dry_run:
            self.known[path.name] = content
        if before is None:
            return FileReport(str(path), IngestOutcome.ADDED, passages=3)
        same = before == content
        return FileReport(str(path), IngestOutcome.UNCHANGED if same else IngestOutcome.UPDATED)


@pytest.fixture
def intake(house: House) -> Intake:
    found = Intake()
    house.with_services(ingest=found.run)
    return found


def send(client: TestClient, content: bytes = b"Text", name: str = "a.txt", **form: str) -> Any:
    return client.post(THERE, files={"file": (name, content)}, data=form, headers=STAFF)


def test_a_file_is_internal_unless_said_otherwise(
    house: House, intake: Intake, tmp_path: Path
) -> None:
    with open_client(house) as client:
        first = send(client)
        assert first.status_code == 201
        assert (first.json()["outcome"], first.json()["visibility"]) == ("added", "internal")
        assert send(client).status_code == 200
        changed = send(client, b"Neuer Text")
        assert (changed.status_code, changed.json()["outcome"]) == (201, "updated")
        assert send(client, name="b.txt", visibility="public").json()["visibility"] == "public"
    uploads = tmp_path / "var" / "uploads"
    kept = sorted(str(one.relative_to(uploads)) for one in uploads.rglob("*") if one.is_file())
    assert kept == ["internal/a.txt", "public/b.txt"]
    assert intake.runs[:2] == [(True, Visibility.INTERNAL), (False, Visibility.INTERNAL)]


def test_a_bad_file_replaces_nothing(house: House, intake: Intake, tmp_path: Path) -> None:
    with open_client(house) as client:
        send(client)
        refused = send(client, b"kaputt")
        assert refused.status_code == 422
        assert refused.json()["detail"] == "Die Datei ist beschädigt."
    assert (tmp_path / "var" / "uploads" / "internal" / "a.txt").read_bytes() == b"Text"
    assert intake.known == {"a.txt": b"Text"}


def test_nothing_is_written_outside_the_data_directory(
    house: House, intake: Intake, tmp_path: Path
) -> None:
    with open_client(house) as client:
        for name in ("../../../../tmp/evil.txt", "..\\..\\evil.txt", "/etc/evil.txt"):
            assert send(client, name=name).json()["path"] == "evil.txt"
    written = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert [str(one.relative_to(tmp_path)) for one in written] == ["var/uploads/internal/evil.txt"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Bericht 2024 (Endfassung).pdf", "Bericht 2024 (Endfassung).pdf"),
        ("Förderung.pdf", "Förderung.pdf"),
        ('a"<b>\x00\n.pdf', "a__b___.pdf"),
        (".pdf.txt", "pdf.txt"),
        ("x" * 300 + ".pdf", "x" * 117 + ".pdf"),
    ],
)
def test_names_are_plain(given: str, name: str) -> None:
    assert safe_name(given) == name


@pytest.mark.parametrize(
    "given", ["", ".", "..", "/", "ohne", ".txt", "a.", "a./", "a.t x", "__.txt"]
)
def test_names_that_are_none_are_refused(given: str) -> None:
    with pytest.raises(BadRequest):
        safe_name(given)


def test_only_who_minds_knowledge_may(house: House, intake: Intake) -> None:
    agent = Account("b", "Büro", Role.AGENT, "office_x", datetime(2026, 1, 1, tzinfo=UTC))
    accounts = {b"agent": agent}
    house.with_services(account_of=accounts.get)
    with open_client(house) as client:
        for headers, status in (({}, 401), ({"Authorization": "Bearer agent"}, 403)):
            for method in ("GET", "POST"):
                assert client.request(method, THERE, headers=headers).status_code == status
    assert intake.runs == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"x", "multipart/form-data"),
        (b"x", "text/plain"),
        (b"--b\r\nContent-Disposition: form-data; name=f\r\n\r\nx\r\n" * 50 + b"--b--\r\n", "b"),
        (b"--b\r\n" + b"X: y\r\n" * 100_000 + b"\r\nx\r\n--b--\r\n", "b"),
        (b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n', "b"),
    ],
)
def test_broken_forms_are_refused(house: House, intake: Intake, content: bytes, kind: str) -> None:
    header = "multipart/form-data; boundary=b" if kind == "b" else kind
    with open_client(house) as client:
        response = client.post(THERE, content=content, headers=STAFF | {"Content-Type": header})
    assert 400 <= response.status_code < 500
    assert intake.runs == []


def test_all_documents_are_listed(client: TestClient) -> None:
    found = client.get(THERE, headers=STAFF).json()["documents"]
    assert {one["id"]: one["visibility"] for one in found} == {
        "projekt": "public",
        "intern": "internal",
    }


def test_a_new_class_leaves_no_version_behind_in_the_old_one(
    house: House, intake: Intake, client: TestClient
) -> None:
    uploads = house.services.settings.data_dir / "uploads"
    send(client, b"Erste Fassung", "notiz.txt", visibility="public")
    found = send(client, b"Zweite, geheime Fassung", "notiz.txt", visibility="internal")
    assert found.status_code == 201, found.text
    assert not (uploads / "public" / "notiz.txt").exists()
    assert (uploads / "internal" / "notiz.txt").read_bytes() == b"Zweite, geheime Fassung"
    withdrawn = intake.runs.index((False, Visibility.PUBLIC), 2)
    assert withdrawn < intake.runs.index((False, Visibility.INTERNAL))


def test_a_bad_file_withdraws_nothing(house: House, intake: Intake, client: TestClient) -> None:
    uploads = house.services.settings.data_dir / "uploads"
    send(client, b"Erste Fassung", "notiz.txt", visibility="public")
    assert send(client, b"kaputt", "notiz.txt", visibility="internal").status_code == 422
    assert (uploads / "public" / "notiz.txt").exists()
