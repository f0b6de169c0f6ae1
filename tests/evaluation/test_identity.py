"""The text part ranks alike, score by score: after kill -9, after a rebuild, in another order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.evaluation.identity_child import documents, index_rest
from tests.evaluation.identity_ranks import PUBLIC, Ranked, digest, ranked
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.german.compounds import WordList
from transfobot.german.statistics import Statistics
from transfobot.german.stems import Analyzer

Whole = tuple[Ranked, Statistics]

KEPT = "12f5c03ef3a8c1dc"
"""What every machine ranks; to be written anew where the ranking itself is changed."""

PLAINER = {
    "PYTHONHASHSEED": "7",
    "OPENBLAS_CORETYPE": "PRESCOTT",
    "OPENBLAS_NUM_THREADS": "1",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
}
"""An older processor, as far as the numeric libraries can tell."""


def whole(index: SqliteTextIndex) -> Whole:
    """What is ranked, and the statistics behind it."""
    return ranked(index), index.statistics(PUBLIC)


def opened(folder: Path) -> SqliteTextIndex:
    return SqliteTextIndex(folder / "index.db", Analyzer(WordList.empty()))


def assert_alike(found: Whole, wanted: Whole) -> None:
    assert found[0] == wanted[0]
    assert np.array_equal(found[1].in_passages, wanted[1].in_passages)
    assert np.array_equal(found[1].in_sentences, wanted[1].in_sentences)
    assert found[1].passage_terms == wanted[1].passage_terms


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    index = opened(tmp_path_factory.mktemp("clean"))
    index_rest(index)
    found = whole(index)
    index.close()
    assert all(found[0])
    return found


def child(folder: Path, statement: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.evaluation.identity_child", str(folder), str(statement)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_killed_run_carried_on_ranks_like_a_clean_one(tmp_path: Path, clean: Whole) -> None:
    (tmp_path / "whole").mkdir()
    steps = int(child(tmp_path / "whole", 0).stdout)
    for share in (0.1, 0.35, 0.6, 0.95):
        folder = tmp_path / f"at-{share}"
        folder.mkdir()
        assert child(folder, int(steps * share)).returncode == -signal.SIGKILL
        index = opened(folder)
        assert index.applied() < len(documents()) // 5
        index_rest(index)
        assert_alike(whole(index), clean)
        index.close()


def test_a_rebuild_from_the_records_ranks_alike(tmp_path: Path, clean: Whole) -> None:
    index = opened(tmp_path)
    index_rest(index)
    index.clear()
    assert index.applied() == 0
    index_rest(index)
    assert_alike(whole(index), clean)
    index.close()


def test_neither_order_nor_what_was_there_before_counts(tmp_path: Path, clean: Whole) -> None:
    index = opened(tmp_path)
    every = documents()
    for number, (name, passages) in enumerate(reversed(every), start=1):
        other = every[(number * 7) % len(every)][1]
        index.replace(name, [replace(p, id=f"old/{p.id}", document_id=name) for p in other], number)
        index.replace(name, passages, number)
    assert_alike(whole(index), clean)
    index.close()


def test_every_machine_ranks_alike(tmp_path: Path, clean: Whole) -> None:
    assert digest(clean[0]) == KEPT
    command = [sys.executable, "-m", "tests.evaluation.identity_ranks", str(tmp_path)]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | PLAINER
    )
    assert ran.stdout.strip() == KEPT
