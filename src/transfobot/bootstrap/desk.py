"""Ask, search and ingest from the command line: by the running server, else in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from transfobot.adapters.ownership import current_owner
from transfobot.adapters.server_client import ServerClient
from transfobot.bootstrap.house import House
from transfobot.bootstrap.stores import open_stores
from transfobot.domain.answer_codec import answer_to_dict
from transfobot.domain.conversation import MAX_QUESTION, Audience, Language, Question
from transfobot.domain.errors import BusyError, InvalidInput
from transfobot.domain.knowledge import (
    FileReport,
    Hit,
    IngestOutcome,
    IngestReport,
    Visibility,
)
from transfobot.settings import Settings

Progress = Callable[[int, int, str], None]
_PUBLIC = frozenset({Visibility.PUBLIC})


class QuestionDesk(Protocol):
    """`ask` and `search` with the shapes of the HTTP interface, public rights."""

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]: ...

    def search(self, request: Mapping[str, Any]) -> dict[str, Any]: ...


class _OwnDesk:
    """Answers in this process."""

    def __init__(self, house: House) -> None:
        self._house = house

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        audience, language = request.get("audience"), request.get("language")
        question = Question(
            _asked(str(request["question"])),
            conversation_id=request.get("conversation_id"),
            audience=Audience(audience) if audience else None,
            place=request.get("place"),
            language=Language(language) if language else None,
            channel="cli",
        )
        return answer_to_dict(self._house.assistant.ask(question))

    def search(self, request: Mapping[str, Any]) -> dict[str, Any]:
        hits = self._house.search(str(request["query"]), _PUBLIC, int(request.get("limit", 5)))
        return {"hits": [self._hit(hit) for hit in hits]}

    def _hit(self, hit: Hit) -> dict[str, Any]:
        passage = hit.passage
        return {
            "passage_id": passage.id,
            "document_id": passage.document_id,
            "title": passage.title,
            "page": passage.locator.page,
            "heading": passage.locator.heading,
            "text": passage.text,
            "url": self._house.library.url(passage),
            "score": hit.score,
            "why": dict(hit.why),
        }


def _asked(text: str) -> str:
    """The question as every door takes it. Raises InvalidInput."""
    if not text.strip():
        raise InvalidInput("Die Frage ist leer; bitte etwas fragen.")
    if len(text) > MAX_QUESTION:
        raise InvalidInput(f"Die Frage ist länger als {MAX_QUESTION} Zeichen; bitte kürzen.")
    return text.strip()


@contextmanager
def reach(settings: Settings) -> Iterator[QuestionDesk]:
    """Whoever can answer: the running server of this data directory, or this process.

    A data directory that holds nothing yet takes the corpus in first. Raises BusyError while
    another process that does not serve holds the data directory.
    """
    server = running_server(settings)
    if server is not None:
        yield server
        return
    with open_stores(settings) as stores:
        ingestion = stores.ingestion()
        if stores.records.revision_number() == 0:
            ingestion.run()
        else:
            ingestion.indexer.catch_up()
        yield _OwnDesk(House(stores))


def ingest(
    settings: Settings,
    paths: Sequence[Path],
    visibility: Visibility | None,
    dry_run: bool,
    progress: Progress | None,
) -> IngestReport:
    """One ingest run, inside the running server where there is one. Raises BusyError."""
    server = running_server(settings)
    if server is not None:
        request = {
            "paths": [str(path.absolute()) for path in paths],
            "visibility": visibility,
            "dry_run": dry_run,
        }
        try:
            return _report(server.ingest(request))
        except BusyError as error:
            owner = current_owner(settings.data_dir)
            raise BusyError(f"{error} ({owner.who})" if owner else str(error)) from None
    with open_stores(settings) as stores:
        return stores.ingestion().run(paths, visibility, dry_run, progress)


def running_server(settings: Settings) -> ServerClient | None:
    """The server that holds this data directory, if any. Raises BusyError for other holders."""
    owner = current_owner(settings.data_dir)
    if owner is None:
        return None
    if owner.address is None:
        raise BusyError(owner.sentence)
    return ServerClient(owner.address, owner.secret)


def _report(found: Mapping[str, Any]) -> IngestReport:
    return IngestReport(
        files=tuple(_file(one) for one in found["files"]),
        parsed=int(found["parsed"]),
        rows_written=int(found["rows_written"]),
        notes=tuple(found["notes"]),
    )


def _file(one: Mapping[str, Any]) -> FileReport:
    values = dict(one) | {
        "outcome": IngestOutcome(one["outcome"]),
        "warnings": tuple(one["warnings"]),
    }
    return FileReport(**values)
