"""How fast documents come in, against pypdf alone on the same files and one core.

`taskset -c 0 python -m tests.tools.ingest_rate FOLDER` prints pages a second of both, their ratio,
the peak memory of the process and its child, and what an unchanged run reads and writes.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

from tests.fakes.clock import FakeClock
from transfobot.adapters.chroma import ChromaIndex
from transfobot.adapters.embedder_hashed import HashedEmbedder
from transfobot.adapters.sql.documents import SqlRecords
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.german.compounds import WordList
from transfobot.german.stems import Analyzer
from transfobot.ingestion.run import Ingestion


def measure(folder: Path) -> dict[str, object]:
    """Figures of one folder of PDFs."""
    files = sorted(folder.glob("*.pdf"))
    begin = time.perf_counter()
    pages = sum(len([page.extract_text() for page in PdfReader(path).pages]) for path in files)
    alone = time.perf_counter() - begin
    with tempfile.TemporaryDirectory() as scratch:
        ingestion = _ingestion(Path(scratch))
        begin = time.perf_counter()
        first = ingestion.run([folder])
        took = time.perf_counter() - begin
        begin = time.perf_counter()
        second = ingestion.run([folder])
        unchanged = time.perf_counter() - begin
    kilobytes = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return {
        "files": len(files),
        "pages": pages,
        "passages": sum(one.passages for one in first.files),
        "pypdf_pages_per_s": round(pages / alone, 1),
        "ingest_pages_per_s": round(pages / took, 1),
        "ratio": round(alone / took, 3),
        "peak_mib": [size // 1024 for size in kilobytes],
        "unchanged": {
            "seconds": round(unchanged, 3),
            "parsed": second.parsed,
            "rows_written": second.rows_written,
        },
    }


def _ingestion(scratch: Path) -> Ingestion:
    for name in ("corpus", "ingestion"):
        (scratch / name).mkdir()
    embedder = HashedEmbedder()
    analyzer = Analyzer(WordList.cached(scratch))
    return Ingestion(
        records=SqlRecords(open_engine(None, scratch)),
        text_index=SqliteTextIndex(scratch / "index.db", analyzer),
        vectors=ChromaIndex(
            path=scratch / "chroma", embedder=embedder.name, dimensions=embedder.dimensions
        ),
        embedder=embedder,
        corpus_dir=scratch / "corpus",
        ingestion_dir=scratch / "ingestion",
        clock=FakeClock(),
    )


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), indent=2))
