"""The text part ranks alike, score by score: after kill -9, after a rebuild, in another order."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.evaluation.identity_child import SUBJECTS, VERBS, documents, index_rest
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.assistant.retrieve import Retriever
from transfobot.domain.knowledge import Visibility
from transfobot.evaluation.benchmark import HeldPassages
from transfobot.german.compounds import WordList
from transfobot.german.statistics import Statistics
from transfobot.german.stems import Analyzer

PUBLIC = frozenset({Visibility.PUBLIC})
QUESTIONS = [
    *(f"Wer {verb} {subject}?" for verb in VERBS for subject in SUBJECTS),
    *(f"Wann begann Vorhaben {number}?" for number in range(0, 40, 3)),
    "Wer vernetzt Zuliferer?",
]

Ranked = list[list[tuple[str, float]]]


def ranked(index: SqliteTextIndex) -> tuple[Ranked, Statistics]:
    """The first ten of every question with their scores, and the statistics behind them."""
    held = HeldPassages({p.id: p for _, passages in documents() for p in passages})
    retriever = Retriever(index, held, Analyzer(WordList.empty()))
    found = [retriever.search(text, visibilities=PUBLIC, k=10).hits for text in QUESTIONS]
    statistics = index.statistics(PUBLIC)
    return [[(hit.passage.id, hit.score) for hit in hits] for hits in found], statistics


def opened(folder: Path) -> SqliteTextIndex:
    return SqliteTextIndex(folder / "index.db", Analyzer(WordList.empty()))


def assert_alike(found: tuple[Ranked, Statistics], wanted: tuple[Ranked, Statistics]) -> None:
    assert found[0] == wanted[0]
    assert np.array_equal(found[1].in_passages, wanted[1].in_passages)
    assert np.array_equal(found[1].in_sentences, wanted[1].in_sentences)
    assert found[1].passage_terms == wanted[1].passage_terms


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ranked, Statistics]:
    index = opened(tmp_path_factory.mktemp("clean"))
    index_rest(index)
    found = ranked(index)
    index.close()
    assert all(found[0])
    return found


def child(folder: Path, statement: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.evaluation.identity_child", str(folder), str(statement)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_killed_run_carried_on_ranks_like_a_clean_one(
    tmp_path: Path, clean: tuple[Ranked, Statistics]
) -> None:
    (tmp_path / "whole").mkdir()
    steps = int(child(tmp_path / "whole", 0).stdout)
    for share in (0.1, 0.35, 0.6, 0.95):
        folder = tmp_path / f"at-{share}"
        folder.mkdir()
        assert child(folder, int(steps * share)).returncode == -signal.SIGKILL
        index = opened(folder)
        assert index.applied() < len(documents()) // 5
        index_rest(index)
        assert_alike(ranked(index), clean)
        index.close()


def test_a_rebuild_from_the_records_ranks_alike(
    tmp_path: Path, clean: tuple[Ranked, Statistics]
) -> None:
    index = opened(tmp_path)
    index_rest(index)
    index.clear()
    assert index.applied() == 0
    index_rest(index)
    assert_alike(ranked(index), clean)
    index.close()


def test_neither_order_nor_what_was_there_before_counts(
    tmp_path: Path, clean: tuple[Ranked, Statistics]
) -> None:
    index = opened(tmp_path)
    every = documents()
    for number, (name, passages) in enumerate(reversed(every), start=1):
        other = every[(number * 7) % len(every)][1]
        index.replace(name, [replace(p, id=f"old/{p.id}", document_id=name) for p in other], number)
        index.replace(name, passages, number)
    assert_alike(ranked(index), clean)
    index.close()
