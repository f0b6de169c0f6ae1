"""All benchmarks in one run, side by side, and the page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import numpy as np

from transfobot.assistant.retrieval.refuse import WEIGHTS
from transfobot.evaluation import growth
from transfobot.evaluation.benchmark import Engine, ask_all, build, summary
from transfobot.evaluation.benchmark_baselines import raw_bm25, vectors_alone
from transfobot.evaluation.benchmark_noise import with_pairs, with_typo, without_umlauts
from transfobot.evaluation.benchmark_refusal import Fit, curve, fit, gather, measure
from transfobot.evaluation.benchmark_set import RetrievalSet
from transfobot.evaluation.plots import line_chart

Row = Mapping[str, str | float | int]
Make = Callable[[], AbstractContextManager[Engine]]

COLUMNS = (
    "recall@1", "recall@5", "recall@10", "mrr@10", "mrr@10_spread", "ndcg@10",
    "answer@1", "answer@2", "answer@3", "p50_ms", "p95_ms", "build_passages_per_s",
)  # fmt: skip
TYPO_SEEDS = 5
"""One run of errors says little on a small set: figures are means over so many."""
_NOISE = (
    ("ä as a, ö as o, ü as u", without_umlauts),
    ("ä as ae, ö as oe, ü as ue", with_pairs),
)
GROWTH_COLUMNS = (
    "passages", "text_p50_ms", "text_p95_ms", "p50_ms", "p95_ms", "while_ingesting_p95_ms",
    "change_s", "change_visible", "build_passages_per_s", "memory_mib", "disk_mib",
)  # fmt: skip


def retrieval(make: Make, data: RetrievalSet) -> dict[str, str | float | int]:
    """The figures of one set through the real index and retriever."""
    with make() as engine:
        built = build(engine, list(data.passages.values()))
        return summary(data, ask_all(engine, data.questions), built)


def side_by_side(
    make: Make, data: RetrievalSet, others: Mapping[str, Make] | None = None
) -> dict[str, Row]:
    """Raw BM25, the vectors alone, ours, ours under noise, and `others` by name."""
    passages = list(data.passages.values())
    plain, plain_built = raw_bm25(passages, data.questions)
    rows: dict[str, Row] = {"raw BM25 (FTS5)": summary(data, plain, plain_built)}
    with make() as engine:
        built = build(engine, passages)
        alone = vectors_alone(engine, data.questions)
        rows[f"vectors alone ({engine.embedder.name})"] = summary(data, alone, built)
        rows["transfobot"] = summary(data, ask_all(engine, data.questions), built)
        rows["transfobot, one typing error a question"] = _with_typos(engine, data, built)
        for name, change in _NOISE:
            rows[f"transfobot, {name}"] = summary(
                data, ask_all(engine, data.questions, change), built
            )
    for name, make_other in (others or {}).items():
        with make_other() as engine:
            built = build(engine, passages)
            alone = vectors_alone(engine, data.questions)
            rows[f"{name} alone"] = summary(data, alone, built)
            rows[f"transfobot with {name}"] = summary(data, ask_all(engine, data.questions), built)
    return rows


def _with_typos(engine: Engine, data: RetrievalSet, built: float) -> Row:
    """Means over several runs of errors, with the standard deviation of MRR@10 between them."""
    runs = [
        summary(data, ask_all(engine, data.questions, partial(with_typo, seed=seed)), built)
        for seed in range(TYPO_SEEDS)
    ]
    row: dict[str, str | float | int] = dict(runs[0])
    for name in COLUMNS:
        if name in row:
            row[name] = round(float(np.mean([float(run[name]) for run in runs])), 4)
    row["mrr@10_spread"] = round(float(np.std([float(run["mrr@10"]) for run in runs])), 4)
    return row


def refusal(
    make: Make, data: RetrievalSet, other: RetrievalSet
) -> tuple[Fit, Fit, dict[str, list[tuple[float, float]]]]:
    """What the weights in use refuse at 95 % kept, what fresh ones would, and the curve."""
    with make() as engine:
        build(engine, list(data.passages.values()))
        evidences = gather(engine, data, other)
    return measure(evidences, WEIGHTS), fit(evidences), curve(evidences, WEIGHTS)


def grow(
    make: Make, data: RetrievalSet, sizes: Sequence[int] = growth.SIZES
) -> list[growth.Figures]:
    """Growth figures, one row a size."""
    passages = list(data.passages.values())
    questions = [question.text for question in data.questions]
    return [growth.measure(make, passages, questions, size) for size in sizes]


def table(columns: Sequence[str], rows: Mapping[str, Row]) -> str:
    """A Markdown table with the rows' names in front."""
    lines = [f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for name, row in rows.items():
        cells = (f"{row[column]:g}" if column in row else "" for column in columns)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def growth_chart(rows: Sequence[growth.Figures]) -> str:
    """Latency by number of passages."""
    names = {
        "text_p50_ms": "words, p50",
        "text_p95_ms": "words, p95",
        "p50_ms": "with vectors, p50",
        "p95_ms": "with vectors, p95",
    }
    lines = {
        label: [(float(row["passages"]), float(row[key])) for row in rows]
        for key, label in names.items()
    }
    return line_chart("Milliseconds a question", "passages", "ms", lines, logarithmic=True)


def refusal_chart(lines: Mapping[str, list[tuple[float, float]]]) -> str:
    """Refused against kept."""
    return line_chart(
        "Unanswerable refused by answerable kept", "answerable kept", "refused", lines
    )


def write_page(docs: Path, sections: Sequence[tuple[str, str]], charts: Mapping[str, str]) -> Path:
    """Put the measured part into `docs/benchmarks.md` between its marks, and the charts beside."""
    docs.mkdir(parents=True, exist_ok=True)
    for name, chart in charts.items():
        (docs / name).write_text(chart, encoding="utf-8")
    page = docs / "benchmarks.md"
    begin, end = "<!-- measured: begin -->", "<!-- measured: end -->"
    measured = "\n\n".join(f"## {title}\n\n{body}" for title, body in sections)
    old = page.read_text(encoding="utf-8") if page.exists() else f"# Benchmarks\n\n{begin}\n{end}\n"
    if begin not in old or end not in old:
        old = f"{old.rstrip()}\n\n{begin}\n{end}\n"
    before, rest = old.split(begin, 1)
    after = rest.split(end, 1)[1]
    page.write_text(f"{before}{begin}\n\n{measured}\n\n{end}{after}", encoding="utf-8")
    return page
