"""`offices`, `networks` and `funding` on a fresh data directory with the delivered corpus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.corpus import CORPUS, register
from transfobot.cli.register import office_block, table


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that takes the corpus in with the first call."""
    return tmp_path_factory.mktemp("data")


def run(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One call of the command line in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if "TRANSFOBOT" not in key}
    environment["TRANSFOBOT_DATA_DIR"] = str(data_dir)
    environment["TRANSFOBOT_CORPUS_DIR"] = str(CORPUS)
    return subprocess.run(
        [sys.executable, "-m", "transfobot", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=120,
    )


def read(data_dir: Path, *arguments: str) -> dict[str, Any]:
    """The JSON a call prints."""
    done = run(data_dir, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_networks_are_complete(data_dir: Path) -> None:
    found = read(data_dir, "networks")
    assert {one["id"] for one in found["networks"]} == {one.id for one in register().networks}
    shown = run(data_dir, "networks").stdout
    assert "ReTraSON" in shown
    assert "nicht die Zahl der geförderten Netzwerke" in shown


def test_funding_open_names_nothing_that_is_over(data_dir: Path) -> None:
    found = read(data_dir, "funding", "--status", "open")
    names = {one["id"] for one in found["programmes"]}
    assert "quali_geld" in names
    assert not {"godigital", "potenz_nrw", "kug_quali", "investbw", "tn_2021"} & names
    saxony = read(data_dir, "funding", "--land", "Sachsen", "--audience", "municipality")
    assert {"grw_infra_sn", "tn_2026"} <= {one["id"] for one in saxony["programmes"]}
    assert "Qualifizierungsgeld" in run(data_dir, "funding").stdout


def test_offices_by_place(data_dir: Path) -> None:
    found = read(data_dir, "offices", "Öhringen")
    assert found["place"]["ags"] == "08126066"
    assert found["offices"][0]["id"] == "office_transformotive"
    twice = run(data_dir, "offices", "Waldenburg").stdout
    assert "Waldenburg im Hohenlohekreis" in twice
    assert "Waldenburg im Landkreis Zwickau" in twice
    nowhere = run(data_dir, "offices", "Atlantis").stdout
    assert "nicht hinterlegt" in nowhere


def test_a_wrong_status_is_a_usage_error(data_dir: Path) -> None:
    done = run(data_dir, "funding", "--status", "offen")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_ended_office_begins_with_its_substitute() -> None:
    card = {
        "id": "office_x",
        "organisation": "Alte Stelle",
        "status": "ended",
        "contact": None,
        "role": None,
        "phone": None,
        "email": None,
        "website": None,
        "address": None,
        "substitute": "Neue Stelle",
        "reason": "Diese Stelle ist hinterlegt.",
        "verified_on": "2026-02",
        "notes": ["Zuletzt bekannt: niemand."],
    }
    lines = office_block(card).splitlines()
    assert lines[0] == "Bitte wenden Sie sich an: Neue Stelle"
    assert "Kontakt: beendet, zuletzt belegt Februar 2026" in lines


def test_a_table_keeps_its_columns() -> None:
    lines = table(("A", "B"), [("eins", "x"), ("z" * 80, "y")]).splitlines()
    assert lines[0].index("B") == lines[1].index("x") == lines[2].index("y")
    assert "…" in lines[2]
