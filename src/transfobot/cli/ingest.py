"""`ingest`: take documents in, with a line for every file and a progress bar on standard error."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from transfobot import bootstrap
from transfobot.domain.knowledge import FileReport, IngestOutcome, IngestReport, Visibility
from transfobot.settings import load_settings

_NAMES = {
    IngestOutcome.ADDED: "neu",
    IngestOutcome.UPDATED: "geändert",
    IngestOutcome.UNCHANGED: "unverändert",
    IngestOutcome.REMOVED: "entfernt",
    IngestOutcome.SKIPPED: "übergangen",
    IngestOutcome.REJECTED: "abgewiesen",
    IngestOutcome.QUARANTINED: "beiseitegelegt",
}


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("ingest")(ingest)


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Ordner oder Dateien; ohne: alles Bekannte")
    ] = None,
    visibility: Annotated[
        Visibility | None, typer.Option(help="Wer lesen darf; ohne Angabe public")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Nur prüfen, nichts speichern")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Bericht als JSON")] = False,
) -> None:
    """Dokumente aufnehmen, ändern und entfernen, was sich geändert hat."""
    settings = load_settings()
    with _Bar() as bar:
        report = bootstrap.ingest(settings, paths or [], visibility, dry_run, bar)
    for note in report.notes:
        print(_one_line(note), file=sys.stderr)
    if as_json:
        typer.echo(json.dumps(as_dict(report), ensure_ascii=False, indent=2))
    else:
        _print(report, dry_run)
    if report.failed:
        raise typer.Exit(1)


def as_dict(report: IngestReport) -> dict[str, Any]:
    """The report's JSON: documents and totals by outcome."""
    totals = Counter(one.outcome.value for one in report.files)
    return {
        "documents": [
            {
                "path": one.path,
                "outcome": one.outcome.value,
                "reason": one.reason,
                "warnings": list(one.warnings),
                "pages": one.pages,
                "passages": one.passages,
                "seconds": one.seconds,
            }
            for one in report.files
        ],
        "totals": {outcome.value: totals[outcome.value] for outcome in IngestOutcome},
        "parsed": report.parsed,
        "rows_written": report.rows_written,
    }


def _print(report: IngestReport, dry_run: bool) -> None:
    for one in report.files:
        if one.outcome is not IngestOutcome.UNCHANGED:
            typer.echo(_line(one))
    totals = Counter(one.outcome for one in report.files)
    counted = ", ".join(f"{totals[one]} {_NAMES[one]}" for one in IngestOutcome if totals[one])
    end = " Probelauf: Es wurde nichts gespeichert." if dry_run else ""
    typer.echo(
        f"{len(report.files)} Dateien: {counted}.{end}" if counted else f"Keine Dateien.{end}"
    )


def _line(one: FileReport) -> str:
    parts = [f"{_NAMES[one.outcome]}: {one.path}"]
    if one.reason:
        parts.append(f"– {one.reason}")
    parts += [f"– Hinweis: {warning}" for warning in one.warnings]
    return _one_line(" ".join(parts))


def _one_line(text: str) -> str:
    """File names may hold control and direction characters; a terminal gets none of them."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


class _Bar:
    """A progress bar on a terminal, nothing elsewhere; made when the first file comes."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, done: int, total: int, path: str) -> None:
        if not sys.stderr.isatty():
            return
        if self._progress is None:
            self._start(total)
        name = _one_line(Path(path).name)[:40].ljust(40).replace("[", "(")
        self._progress.update(self._task, completed=done, total=total, description=name)

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        self._progress = Progress(
            "{task.description}",
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._progress.start()
        self._task = self._progress.add_task("Aufnahme", total=total)
