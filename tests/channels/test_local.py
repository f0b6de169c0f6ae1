"""The command line of this machine works through the running server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.channels.conftest import open_client
from tests.channels.test_questions import ask
from tests.fakes.assistant import House
from transfobot.domain.errors import BusyError
from transfobot.domain.knowledge import FileReport, IngestOutcome, IngestReport, Visibility

THERE = "/api/local/ingest"


def test_an_ingest_runs_for_whoever_knows_the_key(tmp_path: Path) -> None:
    house = House(tmp_path, rate_limit=1)
    seen: list[tuple[Sequence[str], Visibility | None, bool]] = []

    def run(paths: Sequence[str], visibility: Visibility | None, dry_run: bool) -> IngestReport:
        seen.append((paths, visibility, dry_run))
        if len(seen) > 1:
            raise BusyError("Es wird gerade schon eingelesen.")
        report = FileReport("/a.md", IngestOutcome.REJECTED, "Leer.", ("w",), 3, 0, 0.5)
        return IngestReport((report,), 1, 2, ("Öffentlich eingelesen.",))

    house.with_services(ingest=run, local_key="schlüssel".encode())
    body = {"paths": ["/a.md"], "visibility": "internal", "dry_run": True}
    with open_client(house) as client:
        headers = {b"X-Transfobot-Local": "schlüssel".encode()}
        found = client.post(THERE, json=body, headers=headers)
        assert found.json() == {
            "files": [
                {
                    "path": "/a.md",
                    "outcome": "rejected",
                    "reason": "Leer.",
                    "warnings": ["w"],
                    "pages": 3,
                    "passages": 0,
                    "seconds": 0.5,
                }
            ],
            "parsed": 1,
            "rows_written": 2,
            "notes": ["Öffentlich eingelesen."],
        }
        assert seen == [(["/a.md"], Visibility.INTERNAL, True)]
        busy = client.post(THERE, json={"visibility": None}, headers=headers)
        assert (busy.status_code, busy.json()["detail"]) == (
            409,
            "Es wird gerade schon eingelesen.",
        )
        for wrong in ({}, {"X-Transfobot-Local": "falsch"}, {"X-Transfobot-Local": ""}):
            assert client.post(THERE, json=body, headers=wrong).status_code == 404
        assert len(seen) == 2
        question = {"question": "Was?"}
        for _ in range(3):
            asked = client.post("/api/questions", json=question, headers=headers)
            assert asked.status_code == 200
        assert [ask(client).status_code, ask(client).status_code] == [200, 429]


def test_without_a_key_there_is_no_such_door(house: House) -> None:
    with open_client(house) as client:
        for headers in ({}, {"X-Transfobot-Local": ""}):
            assert client.post(THERE, json={}, headers=headers).status_code == 404
