"""`evaluate`: gold questions through the real way of asking, by kind and audience."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from transfobot import bootstrap
from transfobot.evaluation.gold import load_items, report, run
from transfobot.evaluation.invented import Known, invented
from transfobot.settings import load_settings


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("evaluate")(evaluate)


def evaluate(
    file: Annotated[Path, typer.Argument(help="Fragen als JSON Lines", metavar="DATEI.jsonl")],
    as_json: Annotated[bool, typer.Option("--json", help="Bericht als JSON")] = False,
) -> None:
    """Goldfragen stellen und die Antworten beurteilen, nach Art und Anliegengruppe."""
    items = load_items(file)
    settings = load_settings()
    known = Known.of_folders(settings.corpus_dir, settings.prompts_dir)
    with bootstrap.reach(settings) as desk:
        judged = run(desk, items)
    found = report([verdict for verdict, _ in judged])
    found["invented"] = [
        {"id": verdict.item.id, "kind": one.kind, "value": one.value}
        for verdict, answer in judged
        for one in invented(answer, verdict.item.question, known)
    ]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _show(found)
    if any(verdict.outcome == "failed" for verdict, _ in judged):
        raise typer.Exit(1)


def _show(found: dict[str, Any]) -> None:
    console = Console(width=110)
    console.print(_table("Art", found["kinds"], found))
    console.print(_table("Anliegengruppe", found["audiences"], found))
    refused, office = found["abstained_right"], found["office_right"]
    console.print(f"Zu Recht abgelehnt oder zurückgefragt: {_percent(refused)}")
    console.print(f"Richtige Ansprechstelle: {_percent(office)}")
    console.print(f"Erfundene Nummern, Adressen, Namen: {len(found['invented'])}")
    console.print(f"Dauer je Antwort: p50 {found['p50_ms']} ms, p95 {found['p95_ms']} ms")
    for one in found["faults"]:
        reasons = "; ".join(one["faults"])
        console.print(f"– {one['id']}: {one['question']} → {reasons}", markup=False)
    for one in found["invented"]:
        console.print(f"– {one['id']}: {one['kind']} {one['value']}", markup=False)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share} %".replace(".", ",")


def _table(title: str, rows: dict[str, dict[str, Any]], found: dict[str, Any]) -> Table:
    table = Table(title, "Fragen", "richtig", "Anteil")
    for key, row in rows.items():
        table.add_row(key, str(row["questions"]), str(row["right"]), _percent(row["share"]))
    total = (str(found["questions"]), str(found["right"]), _percent(found["share"]))
    table.add_section()
    table.add_row("alle", *total)
    return table
