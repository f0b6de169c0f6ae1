"""The benchmark on a tiny set, through the real index and retriever."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.test_embedder import Service
from transfobot.bootstrap import benchmarks
from transfobot.bootstrap.search import Scratch, scratch_search
from transfobot.domain.errors import InvalidInput
from transfobot.evaluation import benchmark_report as report
from transfobot.evaluation.benchmark import PUBLIC, ask_all, build, summary
from transfobot.evaluation.benchmark_measures import ndcg, percentile, recall, reciprocal_rank
from transfobot.evaluation.benchmark_noise import with_pairs, with_typo, without_umlauts
from transfobot.evaluation.benchmark_refusal import KINDS, gather, measure
from transfobot.evaluation.benchmark_set import RetrievalSet, read_set
from transfobot.evaluation.growth import DOCUMENT, recombined
from transfobot.evaluation.plots import line_chart
from transfobot.german.compounds import WordList
from transfobot.settings import load_settings

PROMISED = {
    "set", "passages", "queries", "recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10",
    "answer@1", "answer@2", "answer@3", "p50_ms", "p95_ms", "build_passages_per_s",
}  # fmt: skip
TEXTS = {
    "p1": "Der Löwe lebt in Afrika. Er wird bis zu zwanzig Jahre alt.",
    "p2": "Die Brücke über den Fluss wurde 1905 gebaut. Sie ist rot.",
    "p3": "Käse entsteht aus Milch. Die Reifung dauert drei Monate.",
}
QUESTIONS = {"q1": ("Wo lebt der Löwe?", "p1"), "q2": ("Wann wurde die Brücke gebaut?", "p2")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "tiny"
    place.mkdir()
    corpus = [{"_id": name, "title": "", "text": text} for name, text in TEXTS.items()]
    queries = [{"_id": name, "text": q, "article": name} for name, (q, _) in QUESTIONS.items()]
    answers = [
        {
            "query_id": "q1",
            "corpus_id": "p1",
            "answers": [{"answer_start": TEXTS["p1"].index("Afrika"), "text": "Afrika"}],
        }
    ]
    for name, rows in (("corpus", corpus), ("queries", queries), ("answers", answers)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (place / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    relevant = "\n".join(f"{name}\t{passage}\t1" for name, (_, passage) in QUESTIONS.items())
    (place / "qrels.tsv").write_text(f"query-id\tcorpus-id\tscore\n{relevant}\n")
    return place


def make() -> object:
    return scratch_search(words=WordList.empty())


def test_the_promised_figures_through_the_real_search(folder: Path) -> None:
    figures = report.retrieval(make, read_set(folder))
    assert set(figures) == PROMISED
    assert (figures["passages"], figures["queries"], figures["set"]) == (3, 2, "tiny")
    assert figures["mrr@10"] == figures["recall@1"] == figures["answer@1"] == 1.0


def test_a_wrong_ranking_shows_in_the_figures(folder: Path) -> None:
    data = read_set(folder)
    wrong = RetrievalSet(
        data.name,
        data.passages,
        tuple(type(q)(q.id, q.text, frozenset({"p3"}), q.group) for q in data.questions),
        {},
    )
    with make() as engine:
        built = build(engine, list(data.passages.values()))
        figures = summary(wrong, ask_all(engine, wrong.questions), built)
    assert figures["recall@1"] == 0.0
    assert figures["mrr@10"] <= 0.5


def test_side_by_side_has_every_system_and_noise(folder: Path) -> None:
    rows = report.side_by_side(make, read_set(folder))
    assert list(rows) == [
        "raw BM25 (FTS5)",
        "vectors alone (hashed-512-1)",
        "transfobot",
        "transfobot, one typing error a question",
        "transfobot, ä as a, ö as o, ü as u",
        "transfobot, ä as ae, ö as oe, ü as ue",
    ]
    table = report.table(report.COLUMNS, rows)
    assert table.count("\n") == len(rows) + 1


@pytest.fixture
def service() -> Iterator[str]:
    Service.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()


def test_a_dense_endpoint_that_is_set_stands_beside_the_others(folder: Path, service: str) -> None:
    wanted = {"provider": "openai", "url": service, "model": "vowels"}
    environment = {f"TRANSFOBOT_EMBEDDING_{name.upper()}": wanted[name] for name in wanted}
    settings = load_settings(environment=environment)
    rows = benchmarks.compare(folder, None, settings)
    assert list(rows)[-2:] == ["http-vowels alone", "transfobot with http-vowels"]
    assert rows["http-vowels alone"]["queries"] == 2
    assert rows["transfobot with http-vowels"]["mrr@10"] == 1.0
    sent = {text for _, body, _ in Service.seen for text in body["input"]}
    assert sent.issuperset(TEXTS.values())
    assert sent.issuperset(question for question, _ in QUESTIONS.values())


def test_typing_errors_are_averaged_over_several_runs(folder: Path) -> None:
    rows = report.side_by_side(make, read_set(folder))
    row = rows["transfobot, one typing error a question"]
    assert 0.0 <= float(row["mrr@10_spread"]) <= 0.5
    changed = {with_typo("Wann wurde die Brücke gebaut?", seed) for seed in range(5)}
    assert len(changed) > 1


def test_taking_the_passage_away_lowers_the_evidence(folder: Path) -> None:
    data = read_set(folder)
    with make() as engine:
        build(engine, list(data.passages.values()))
        evidences = gather(engine, data, data)
        fitted = measure(evidences, {**dict.fromkeys(report.WEIGHTS, 0.0), "bnorm": 1.0})
    assert set(fitted.refused) == set(KINDS)
    assert fitted.refused["paragraph gone"] == 1.0
    assert fitted.refused["other domain"] <= 0.5


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(InvalidInput, match=missing.replace(".", r"\.")):
        read_set(folder)


def test_a_broken_line_is_named(folder: Path) -> None:
    with (folder / "queries.jsonl").open("a") as file:
        file.write("\n{broken")
    with pytest.raises(InvalidInput, match="Zeile 3"):
        read_set(folder)


def test_measures() -> None:
    ranked, relevant = ["a", "b", "c"], frozenset({"b", "z"})
    assert recall(ranked, relevant, 2) == 0.5
    assert reciprocal_rank(ranked, relevant) == 0.5
    assert ndcg(["b", "z"], relevant) == 1.0
    assert ndcg(ranked, frozenset()) == 0.0
    assert percentile([1.0, 3.0], 50) == 2.0
    assert percentile([], 50) == 0.0


@given(st.text())
def test_a_typing_error_changes_one_place_and_is_always_the_same(text: str) -> None:
    changed = with_typo(text)
    assert changed == with_typo(text)
    assert abs(len(changed) - len(text)) <= 1


def test_umlauts() -> None:
    assert without_umlauts("Größe") == "Grose"
    assert with_pairs("Größe") == "Groesse"


def test_growth_measures_change_and_ingest_while_asking(folder: Path) -> None:
    (figures,) = report.grow(make, read_set(folder), [40])
    assert set(figures) == set(report.GROWTH_COLUMNS)
    assert figures["change_visible"] == 1
    assert figures["disk_mib"] > 0


def test_recombined_passages_are_reproducible_documents_of_twenty(folder: Path) -> None:
    sources = list(read_set(folder).passages.values())
    first, second = list(recombined(sources, 45)), list(recombined(sources, 45))
    assert [p.text for p in first] == [p.text for p in second]
    assert len({p.document_id for p in first}) == -(-45 // DOCUMENT)
    assert len({p.id for p in first}) == 45


def test_building_keeps_every_passage_of_a_document(folder: Path) -> None:
    sources = list(read_set(folder).passages.values())
    with scratch_search(words=WordList.empty(), with_vectors=False) as engine:
        build(engine, list(recombined(sources, 1_200)))
        assert engine.text_index.statistics(PUBLIC).passages == 1_200


def test_builds_in_another_order_rank_alike(folder: Path) -> None:
    figures = benchmarks.identity(folder, 60)
    assert figures["words_same"] == 1.0
    assert figures["ten_same"] >= 0.99
    assert (figures["questions"], figures["builds"]) == (len(QUESTIONS), 3)


def test_a_chart_is_an_accessible_svg_and_the_page_keeps_its_own_words(tmp_path: Path) -> None:
    chart = line_chart("A & B", "x", "ms", {"one": [(1, 2.0), (10, 3.0)]}, logarithmic=True)
    root = ElementTree.fromstring(chart)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "A & B"
    page = tmp_path / "benchmarks.md"
    page.write_text("# Title\n\nOwn words.\n")
    report.write_page(tmp_path, [("First", "1")], {"c.svg": chart})
    report.write_page(tmp_path, [("Second", "2")], {"c.svg": chart})
    text = page.read_text()
    assert "Own words." in text
    assert "Second" in text
    assert "First" not in text
    assert (tmp_path / "c.svg").read_text() == chart


def test_text_part_is_identical_after_a_rebuild_in_another_order(folder: Path) -> None:
    data = read_set(folder)
    passages = list(data.passages.values())

    def ranked(engine: Scratch) -> list[list[tuple[str, float]]]:
        return [
            [
                (hit.passage.id, hit.score)
                for hit in engine.text_retriever.search(
                    q.text, visibilities=frozenset({p.visibility for p in passages})
                ).hits
            ]
            for q in data.questions
        ]

    with make() as first, make() as second:
        build(first, passages)
        build(second, passages[::-1])
        first.text_index.remove("p2", 9)
        build(first, [data.passages["p2"]])
        assert ranked(first) == ranked(second)
