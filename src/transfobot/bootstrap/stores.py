"""Open what is kept: records, search, places; and take documents in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from transfobot.adapters.ownership import Ownership, acquire
from transfobot.adapters.places_csv import load_gazetteer
from transfobot.adapters.sql.conversations import SqlConversations
from transfobot.adapters.sql.documents import SqlRecords
from transfobot.adapters.sql.engine import open_engine
from transfobot.assistant.retrieval.calibration import calibrate
from transfobot.bootstrap.clock import SystemClock
from transfobot.bootstrap.embedder import choose_embedder
from transfobot.bootstrap.search import Search, open_search
from transfobot.domain.errors import ConfigurationError
from transfobot.domain.places import Gazetteer
from transfobot.ingestion.originals import source_folders
from transfobot.ingestion.run import Ingestion
from transfobot.ports import Clock
from transfobot.settings import Settings


@dataclass(frozen=True)
class Stores:
    """Everything that is kept, opened together."""

    settings: Settings
    clock: Clock
    engine: Engine
    records: SqlRecords
    conversations: SqlConversations
    search: Search
    gazetteer: Gazetteer
    ownership: Ownership

    def ingestion(self) -> Ingestion:
        """Takes documents in; this process holds the data directory."""
        search = self.search
        if search.vectors is None:
            raise AssertionError("the deployment always has vectors")
        return Ingestion(
            records=self.records,
            text_index=search.text_index,
            vectors=search.vectors,
            embedder=search.embedder,
            corpus_dir=self.settings.corpus_dir,
            ingestion_dir=self.settings.ingestion_dir,
            clock=self.clock,
            calibrate=self._calibrate,
        )

    def _calibrate(self) -> None:
        """Estimate again, from the documents themselves, when to say that they do not say it."""
        calibrate(self.search.retriever, self.search.text_index, self.records)

    def original_folders(self) -> Mapping[str, Path]:
        """By source name, where its originals lie."""
        settings = self.settings
        return source_folders(settings.corpus_dir, settings.ingestion_dir, self.records.roots())


@contextmanager
def open_stores(settings: Settings, clock: Clock | None = None) -> Iterator[Stores]:
    """Take the data directory and open what lies in it.

    Raises BusyError naming the holder, ConfigurationError where something is damaged.
    """
    clock = clock or SystemClock()
    with ExitStack() as stack:
        ownership = stack.enter_context(acquire(settings.data_dir, clock))
        _refuse_emptied(settings)
        engine = open_engine(settings.database_url or None, settings.data_dir)
        stack.callback(engine.dispose)
        records = SqlRecords(engine)
        search = open_search(
            settings.data_dir,
            records,
            embedder=choose_embedder(settings),
            chroma_url=settings.chroma_url or None,
            glossary=settings.corpus_dir / "glossary.toml",
        )
        stack.callback(search.close)
        yield Stores(
            settings,
            clock,
            engine,
            records,
            SqlConversations(engine),
            search,
            load_gazetteer(settings.corpus_dir / "places"),
            ownership,
        )


def _refuse_emptied(settings: Settings) -> None:
    """A database of no bytes beside a filled index was emptied: to go on would hide the loss."""
    records = settings.data_dir / "records.db"
    if settings.database_url or not records.is_file() or records.stat().st_size:
        return
    # SQLite may not have moved its log into the file yet.
    log = records.with_name("records.db-wal")
    if log.is_file() and log.stat().st_size:
        return
    if (settings.data_dir / "index.db").is_file():
        raise ConfigurationError(
            f"Die Datenbank {records} ist beschädigt (0 Byte); bitte die letzte Sicherung "
            "einspielen oder die Datei zur Seite legen und mit transfobot ingest neu einlesen."
        )
