"""The documents that the measurement takes in."""

from __future__ import annotations

from pathlib import Path

from transfobot.evaluation.benchmark_set import passage_of
from transfobot.evaluation.doors_ingest import paragraphs_of, write_documents


def test_documents_are_the_same_each_time_and_differ_by_seed(tmp_path: Path) -> None:
    sources = [passage_of("1", "", "Ein Satz steht hier. Ein zweiter folgt. Der dritte endet.")]
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert write_documents(tmp_path / name, sources, 45, seed) == 3
    texts = {
        name: [path.read_text() for path in sorted((tmp_path / name).iterdir())] for name in "abc"
    }
    assert texts["a"] == texts["b"] != texts["c"]
    assert [text.count("\n\n") for text in texts["a"]] == [20, 20, 5]


def test_sources_are_long_paragraphs_of_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(f"# Kopf\n\n{'Lang genug. ' * 20}\n\nkurz\n")
    assert [len(one.text) > 200 for one in paragraphs_of(tmp_path)] == [True]
