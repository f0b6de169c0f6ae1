"""The gold questions worked with, through the real way of asking over the delivered corpus.

The set-aside questions are not asked here: they are looked at only to report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from transfobot import bootstrap
from transfobot.evaluation.gold import load_items, report, run
from transfobot.evaluation.invented import Known, invented
from transfobot.evaluation.judge import Verdict
from transfobot.settings import bundled, load_settings

CORPUS = bundled("corpus")
FILES = (CORPUS / "gold.jsonl", Path(__file__).parents[1] / "data" / "gold_variants.jsonl")

Judged = list[tuple[Verdict, dict[str, Any]]]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Judged]]:
    settings = load_settings(
        {"data_dir": tmp_path_factory.mktemp("gold"), "corpus_dir": CORPUS}, environment={}
    )
    with bootstrap.reach(settings) as desk:
        yield {path.name: run(desk, load_items(path)) for path in FILES}


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_what_was_answered_rightly_stays_right(judged: dict[str, Judged], name: str) -> None:
    found = report([verdict for verdict, _ in judged[name]])
    wrong = [f"{one['id']}: {one['question']}" for one in found["faults"]]
    assert found["share"] >= 97, wrong
    for kind in ("funding", "fact", "list", "contact", "place", "unanswerable"):
        assert found["kinds"][kind]["share"] >= 94, (kind, wrong)


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_no_number_address_or_name_is_invented(judged: dict[str, Judged], name: str) -> None:
    known = Known.of_folders(CORPUS, bundled("prompts"))
    strange = [
        (verdict.item.id, one.kind, one.value)
        for verdict, answer in judged[name]
        for one in invented(answer, verdict.item.question, known)
    ]
    assert strange == []
