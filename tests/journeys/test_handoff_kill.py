"""kill -9 between click and mail; 200 times by hand, a few times here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.kill_nine import run
from tests.servers.postgres import emptied, postgres


def check(kills: int, folder: Path, database: str | None) -> None:
    result = run(kills, folder, database)
    assert result.acknowledged > 0
    assert result.lost == 0
    assert result.doubled == 0
    assert result.gaps == 0
    assert result.without_mail == 0
    assert result.other_message_ids == 0
    assert result.repeated_mails <= result.kills


def test_nothing_acknowledged_is_lost_or_doubled_on_sqlite(tmp_path: Path) -> None:
    check(10, tmp_path, None)


@pytest.mark.postgres
def test_nothing_acknowledged_is_lost_or_doubled_on_postgresql(tmp_path: Path) -> None:
    with postgres() as url:
        check(5, tmp_path, emptied(url))
