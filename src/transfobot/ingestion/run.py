"""One ingest run: which sources, and what became of their files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from transfobot.domain.errors import ConfigurationError, InvalidInput
from transfobot.domain.knowledge import FileReport, IngestOutcome, IngestReport, Visibility
from transfobot.ingestion.index import Indexer
from transfobot.ingestion.intake import Intake, Progress
from transfobot.ingestion.sources import (
    CORPUS,
    Source,
    configured,
    corpus_sources,
    new_root,
    root_source,
    shown_path,
)
from transfobot.ports import Clock, Embedder, Records, Root, VectorIndex
from transfobot.ports.search import TextIndex


class Ingestion:
    """Takes documents into the records and the indexes; the caller holds the data directory."""

    def __init__(
        self,
        *,
        records: Records,
        text_index: TextIndex,
        vectors: VectorIndex,
        embedder: Embedder,
        corpus_dir: Path,
        ingestion_dir: Path,
        clock: Clock,
        calibrate: Callable[[], None] | None = None,
    ) -> None:
        self._records = records
        self.indexer = Indexer(records, text_index, vectors, embedder)
        self._corpus = corpus_dir.resolve()
        self._ingestion = ingestion_dir
        self._clock = clock
        self._calibrate = calibrate

    def run(
        self,
        paths: Sequence[Path] = (),
        visibility: Visibility | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Bring everything under `paths` up to date; without paths the corpus, sources and roots.

        `visibility` is that of new paths (None: public, or what was remembered). A dry run reads
        and reports but stores nothing. Raises InvalidInput for a path that does not exist,
        ConfigurationError for a missing corpus or a wrong source or rule.
        """
        written = self._records.rows_written()
        if not self._corpus.is_dir():
            raise ConfigurationError(
                f"Der Ordner {self._corpus} fehlt; bitte TRANSFOBOT_CORPUS_DIR prüfen."
            )
        sources, extra, notes = self._sources(paths, visibility, dry_run)
        if not dry_run:
            self.indexer.catch_up()
        run = Intake(self._records, self.indexer, self._clock, self._ingestion, dry_run)
        reports = run.over(sources, progress)
        background = run.over(extra, None) if extra else []
        if run.changed and self._calibrate is not None:
            self._calibrate()
        failures = [one for one in background if IngestReport((one,)).failed]
        return IngestReport(
            files=(*notes, *reports, *failures),
            parsed=run.parsed,
            rows_written=self._records.rows_written() - written,
            notes=_visibilities(sources) if paths else (),
        )

    # --- which sources -------------------------------------------------------------------------

    def _sources(
        self, paths: Sequence[Path], visibility: Visibility | None, dry_run: bool
    ) -> tuple[list[Source], list[Source], list[FileReport]]:
        folders, pages = configured(self._ingestion)
        roots = list(self._records.roots())
        corpus = corpus_sources(self._corpus)
        if not paths:
            notes = [
                FileReport(
                    url,
                    IngestOutcome.SKIPPED,
                    "Webseiten werden noch nicht abgerufen; bitte die Seite als Datei ablegen.",
                )
                for _, url in pages
            ]
            found: list[Source] = []
            missing: list[Source] = []
            for source in (*folders, *(root_source(root, None, roots) for root in roots)):
                (found if source.start.exists() else missing).append(source)
            notes += [_missing(source) for source in missing]
            return [*corpus, *found], [], notes
        chosen: list[Source] = []
        for path in paths:
            chosen += self._of_path(path.absolute(), visibility, roots, folders, dry_run)
        fresh = not self._records.file_states(CORPUS)
        given = {source.start for source in chosen}
        extra = [source for source in corpus if source.start not in given] if fresh else []
        return chosen, extra, []

    def _of_path(
        self,
        path: Path,
        visibility: Visibility | None,
        roots: list[Root],
        folders: Sequence[Source],
        dry_run: bool,
    ) -> list[Source]:
        path = path.parent.resolve() / path.name
        if path.is_dir():
            path = path.resolve()
        if not path.exists():
            raise InvalidInput(f"Den Pfad {shown_path(str(path))} gibt es nicht.")
        if path == self._corpus or path.is_relative_to(self._corpus):
            return corpus_sources(self._corpus, path)
        for folder in folders:
            if path.is_relative_to(folder.base):
                return [replace(folder, start=path)] if path.is_dir() else [_one(folder, path)]
        root = self._root_of(path, visibility, roots, dry_run)
        nested = [
            other
            for other in roots
            if other.path != root.path and Path(other.path).is_relative_to(path)
        ]
        both = [root_source(root, path, roots)]
        return both + [root_source(other, None, roots) for other in nested]

    def _root_of(
        self, path: Path, visibility: Visibility | None, roots: list[Root], dry_run: bool
    ) -> Root:
        """The remembered root that holds a path, or a new one."""
        around = [root for root in roots if path.is_relative_to(root.path)]
        nearest = max(around, key=lambda root: len(root.path), default=None)
        if nearest is not None and visibility in (None, nearest.visibility):
            return nearest
        if nearest is not None and nearest.path == str(path) and visibility is not None:
            root = replace(nearest, visibility=visibility)
            roots.remove(nearest)
        else:
            root = new_root(path, visibility or Visibility.PUBLIC, roots)
        roots.append(root)
        if not dry_run:
            self._records.remember_root(root)
        return root


def _visibilities(sources: Sequence[Source]) -> tuple[str, ...]:
    """What each path was taken in as, in one German sentence."""
    names = {Visibility.PUBLIC: "öffentlich", Visibility.INTERNAL: "intern"}
    return tuple(
        f"{shown_path(str(source.start))}: Sichtbarkeit {names[source.visibility]} "
        f"({source.visibility.value})."
        for source in sources
    )


def _one(folder: Source, path: Path) -> Source:
    return replace(folder, start=path, only=str(path.relative_to(folder.base)))


def _missing(source: Source) -> FileReport:
    reason = "Der Ordner fehlt; sein bisheriger Inhalt bleibt erhalten."
    return FileReport(shown_path(str(source.start)), IngestOutcome.REJECTED, reason)
