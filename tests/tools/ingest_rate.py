"""How fast documents come in, against pypdf alone on the same files and one core.

`taskset -c 0 python -m tests.tools.ingest_rate FOLDER` prints pages a second of both, the ratio by
the clock and by processor time (which a busy machine does not distort), the peak memory of the
process and its child, and what an unchanged run reads and writes. pypdf is imported before its
clock runs; so are Chroma and the reading child, by a first file, whose time is given apart: the
ratios with `_from_cold` count it in.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from tests.fakes.clock import FakeClock
from transfobot.adapters.sql.documents import SqlRecords
from transfobot.adapters.sql.engine import open_engine
from transfobot.bootstrap.search import open_search
from transfobot.ingestion.run import Ingestion


def measure(folder: Path) -> dict[str, object]:
    """Figures of one folder of PDFs."""
    files = sorted(folder.glob("*.pdf"))
    begin, used = time.perf_counter(), _processor()
    pages = sum(len([page.extract_text() for page in PdfReader(path).pages]) for path in files)
    alone, alone_used = time.perf_counter() - begin, _processor() - used
    with tempfile.TemporaryDirectory() as scratch:
        ingestion = _ingestion(Path(scratch))
        begin, used = time.perf_counter(), _processor()
        ingestion.run([_one_page(Path(scratch) / "first.pdf", files[0])])
        start, start_used = time.perf_counter() - begin, _processor() - used
        begin, used = time.perf_counter(), _processor()
        first = ingestion.run([folder])
        took, took_used = time.perf_counter() - begin, _processor() - used
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
        "ratio_of_processor_time": round(alone_used / took_used, 3),
        "start_seconds": round(start, 3),
        "ratio_from_cold": round(alone / (start + took), 3),
        "ratio_of_processor_time_from_cold": round(alone_used / (start_used + took_used), 3),
        "peak_mib": [size // 1024 for size in kilobytes],
        "unchanged": {
            "seconds": round(unchanged, 3),
            "parsed": second.parsed,
            "rows_written": second.rows_written,
        },
    }


def _one_page(path: Path, source: Path) -> Path:
    """A file with the first page of another."""
    with PdfWriter() as writer:
        writer.add_page(PdfReader(source).pages[0])
        writer.write(path)
    return path


def _processor() -> float:
    """Seconds of processor time of this process and its finished children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _ingestion(scratch: Path) -> Ingestion:
    for name in ("corpus", "ingestion"):
        (scratch / name).mkdir()
    records = SqlRecords(open_engine(None, scratch))
    search = open_search(scratch, records)
    assert search.vectors is not None
    return Ingestion(
        records=records,
        text_index=search.text_index,
        vectors=search.vectors,
        embedder=search.embedder,
        corpus_dir=scratch / "corpus",
        ingestion_dir=scratch / "ingestion",
        clock=FakeClock(),
    )


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), indent=2))
