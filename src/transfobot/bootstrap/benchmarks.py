"""Wiring of the benchmarks: engines in scratch directories, for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from transfobot.bootstrap.embedder import choose_embedder
from transfobot.bootstrap.search import Scratch, scratch_search
from transfobot.evaluation import benchmark_report as report
from transfobot.evaluation import growth
from transfobot.evaluation import identity as identity_of
from transfobot.evaluation.benchmark_refusal import Fit
from transfobot.evaluation.benchmark_set import RetrievalSet, read_set
from transfobot.german.compounds import WordList
from transfobot.ports import Embedder
from transfobot.settings import Settings


@contextmanager
def word_list() -> Iterator[WordList]:
    """The German word list, made once for all engines of a run."""
    with TemporaryDirectory(prefix="transfobot-words-") as name:
        yield WordList.cached(Path(name))


class Engines:
    """Makes engines that share one word list; `glossary` as in the deployment."""

    def __init__(
        self, words: WordList, glossary: Path | None = None, embedder: Embedder | None = None
    ) -> None:
        self._words = words
        self._glossary = glossary
        self._embedder = embedder

    def __call__(self) -> AbstractContextManager[Scratch]:
        return scratch_search(words=self._words, glossary=self._glossary, embedder=self._embedder)

    def others(self, settings: Settings | None) -> dict[str, Engines]:
        """By its name, a maker of engines with the embedder that is set; none for hashing."""
        chosen = choose_embedder(settings) if settings else None
        return {chosen.name: Engines(self._words, self._glossary, chosen)} if chosen else {}


@contextmanager
def engines(glossary: Path | None) -> Iterator[Engines]:
    """A maker of engines."""
    with ExitStack() as stack:
        yield Engines(stack.enter_context(word_list()), glossary)


def retrieval(directory: Path, glossary: Path | None) -> dict[str, str | float | int]:
    """The figures that `benchmark retrieval --json` prints."""
    data = read_set(directory)
    with engines(glossary) as make:
        return report.retrieval(make, data)


def compare(
    directory: Path, glossary: Path | None, settings: Settings | None = None
) -> dict[str, report.Row]:
    """One set: raw BM25, vectors alone, ours, ours under noise, and the embedder that is set."""
    data = read_set(directory)
    with engines(glossary) as make:
        return report.side_by_side(make, data, make.others(settings))


def grow(directory: Path, sizes: Sequence[int]) -> list[growth.Figures]:
    """Growth with passages recombined from a set."""
    data = read_set(directory)
    with engines(None) as make:
        return report.grow(make, data, sizes)


def identity(directory: Path, passages: int) -> identity_of.Figures:
    """Whether three builds of so many recombined passages rank alike."""
    data = read_set(directory)
    with engines(None) as make:
        sources = list(data.passages.values())
        asked = [question.text for question in data.questions]
        return identity_of.measure(make, sources, asked, passages)


def fit_refusal(directory: Path, other: Path) -> tuple[Fit, Fit]:
    """What is in use and what fitting again gives."""
    data, foreign = read_set(directory), read_set(other)
    with engines(None) as make:
        used, fresh, _ = report.refusal(make, data, foreign)
    return used, fresh


def everything(
    directories: Sequence[Path],
    docs: Path,
    glossary: Path | None,
    sizes: Sequence[int],
    settings: Settings | None = None,
) -> Path:
    """All of it, into `docs/benchmarks.md` with its charts."""
    sets = [read_set(directory) for directory in directories]
    sections: list[tuple[str, str]] = []
    charts: dict[str, str] = {}
    with engines(glossary) as make:
        others = make.others(settings)
        sections.extend((_title(data), _compared(make, data, others)) for data in sets)
        if len(sets) > 1:
            used, _, lines = report.refusal(make, sets[0], sets[1])
            rows = {"refused": used.refused}
            body = report.table(list(used.refused), rows)
            charts["benchmarks-refusal.svg"] = report.refusal_chart(lines)
            sections.append(
                (
                    "Refusing, at 95 % of the answerable kept",
                    f"{body}\n\n![Refused against kept](benchmarks-refusal.svg)",
                )
            )
        grown = report.grow(make, sets[0], sizes)
    rows_by_size = {f"{row['passages']:,}": row for row in grown}
    body = report.table(report.GROWTH_COLUMNS[1:], rows_by_size)
    charts["benchmarks-growth.svg"] = report.growth_chart(grown)
    sections.append(("Growth", f"{body}\n\n![Milliseconds a question](benchmarks-growth.svg)"))
    return report.write_page(docs, sections, charts)


def _title(data: RetrievalSet) -> str:
    return f"{data.name}: {len(data.passages)} passages, {len(data.questions)} questions"


def _compared(make: Engines, data: RetrievalSet, others: Mapping[str, Engines]) -> str:
    return report.table(report.COLUMNS, report.side_by_side(make, data, others))
