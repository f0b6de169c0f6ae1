"""An ingest that kills itself: `python -m tests.ingestion.kill_child HOME STEP`.

Steps are counted at the edges of everything that writes: before and after each call of records,
text index and vectors, and before each SQL statement of the records that changes rows. At STEP the
process gets SIGKILL, as from outside; 0 lets it finish and prints how many steps there are.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.fakes.clock import FakeClock
from tests.fakes.embedder import FakeEmbedder
from tests.ingestion.file_vectors import FileVectors
from transfobot.adapters.ownership import acquire
from transfobot.adapters.sql.documents import SqlRecords
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.german.compounds import WordList
from transfobot.german.stems import Analyzer
from transfobot.ingestion import intake
from transfobot.ingestion.run import Ingestion

WRITES = {"put", "remove", "purge", "remember", "replace_many", "forget", "remember_root", "clear"}


class Counted:
    """Passes everything on and counts the edges of writing calls."""

    steps = 0
    deadly = 0

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in WRITES:
            return found

        def counted(*arguments: Any) -> Any:
            self.step()
            result = found(*arguments)
            self.step()
            return result

        return counted

    @classmethod
    def step(cls) -> None:
        cls.steps += 1
        if cls.steps == cls.deadly:
            os.kill(os.getpid(), signal.SIGKILL)


def _count_statement(*arguments: Any) -> None:
    if str(arguments[2]).startswith(("INSERT", "UPDATE", "DELETE")):
        Counted.step()


def open_ingestion(home: Path, wrap: Any = lambda inner: inner) -> Ingestion:
    """An ingestion over real stores below `home`, with `wrap` around each."""
    for name in ("corpus", "ingestion", "data"):
        (home / name).mkdir(parents=True, exist_ok=True)
    data = home / "data"
    words = WordList.cached(home.parent)
    engine = open_engine(None, data)
    event.listen(engine, "before_cursor_execute", _count_statement)
    return Ingestion(
        records=wrap(SqlRecords(engine)),
        text_index=wrap(SqliteTextIndex(data / "index.db", Analyzer(words))),
        vectors=wrap(FileVectors(data / "vectors.json")),
        embedder=FakeEmbedder(),
        corpus_dir=home / "corpus",
        ingestion_dir=home / "ingestion",
        clock=FakeClock(),
    )


def main() -> None:
    home, Counted.deadly = Path(sys.argv[1]), int(sys.argv[2])
    intake._DOCUMENTS_AT_ONCE = 8  # several batches, so that there is a middle
    with acquire(home / "data", FakeClock()):
        open_ingestion(home, Counted).run([home / "inbox"])
    print(Counted.steps)


if __name__ == "__main__":
    main()
