"""`doctor`: what a deployment should look at."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from transfobot.settings import load_settings, notices


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Befund als JSON")] = False,
) -> None:
    """Nachsehen, was nicht stimmt: Speicher, Index, Register, Einstellungen."""
    settings = load_settings()
    from transfobot.bootstrap.examine import examine

    report = examine(settings)
    report["notices"] = notices(settings)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        typer.echo(_readable(report))
    if report["problems"]:
        raise typer.Exit(1)


def _readable(report: dict[str, object]) -> str:
    lines: list[str] = []
    for title, key in (
        ("Betrieb", "facts"),
        ("Probleme", "problems"),
        ("Register: bitte ansehen", "register"),
        ("Hinweise", "notices"),
    ):
        found = report.get(key)
        if not found:
            continue
        lines.append(f"{title}:")
        if isinstance(found, dict):
            lines += [f"  {name}: {value}" for name, value in found.items()]
        elif isinstance(found, list):
            lines += [f"  - {one}" for one in found]
    return "\n".join(lines) or "Nichts zu beanstanden."
