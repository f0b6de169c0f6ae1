"""Once a day: leave no byte of documents that were removed, nor of what somebody had erased."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from transfobot.adapters.sql.storage import ErasureWatch, SqlStorage
from transfobot.bootstrap.stores import Stores
from transfobot.worker import Job

FILE_NAME = "compacted"
EVERY = timedelta(hours=20)


def compaction_job(stores: Stores) -> Job:
    """The job; it does nothing while no document has changed and nobody was erased."""
    watch = ErasureWatch(stores.engine)
    return Job("compaction", EVERY, lambda: compact_all(stores, watch), lease_seconds=3600)


def compact_all(stores: Stores, watch: ErasureWatch) -> bool:
    """Rewrite what erased rows have left copies in; whether that was needed.

    A case or conversation that its owner erases is overwritten at once, but moved cells may have
    left pieces of it inside other pages.
    """
    erased = watch.take()
    try:
        if compact_documents(stores):
            return True
        if erased:
            SqlStorage(stores.engine).compact()
    except BaseException:
        watch.erased = True
        raise
    return erased


def compact_documents(stores: Stores) -> bool:
    """Rewrite records and text index after changes of documents; whether that was needed.

    The vector store holds no text, only numbers under hashed ids.
    """
    mark = stores.settings.data_dir / FILE_NAME
    number = stores.records.revision_number()
    if _done(mark) == number:
        return False
    stores.records.purge(min(number, _applied(stores)))
    SqlStorage(stores.engine).compact()
    stores.search.text_index.optimize()
    mark.write_text(str(number), encoding="ascii")
    return True


def _applied(stores: Stores) -> int:
    vectors = stores.search.vectors
    applied = stores.search.text_index.applied()
    return applied if vectors is None else min(applied, vectors.applied())


def _done(mark: Path) -> int:
    try:
        return int(mark.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return -1
