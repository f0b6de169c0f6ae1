"""`offices`, `networks` and `funding`: the register, readable or as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from transfobot import bootstrap
from transfobot.assistant.phrasing import day_text
from transfobot.domain.conversation import Audience, Topic
from transfobot.settings import load_settings

_STATUS = {
    "running": "läuft",
    "announced": "angekündigt",
    "ended": "beendet",
    "unknown": "nicht belegt",
    "active": "bestätigt",
    "unverified": "nicht bestätigt",
}
_KIND = {
    "funded": "gefördert",
    "alliance": "Bündnis",
    "umbrella": "Dach",
    "unclear": "ungeklärt",
}
_WIDTH = 96

AsJson = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON")]


class FundingStatus(StrEnum):
    """What `--status` takes."""

    OPEN = "open"
    RUNNING = "running"
    ANNOUNCED = "announced"
    ENDED = "ended"
    UNKNOWN = "unknown"


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("offices")(offices)
    app.command("networks")(networks)
    app.command("funding")(funding)


def offices(
    place: Annotated[
        str | None, typer.Argument(help="Gemeinde, Kreis, Region, AGS oder Postleitzahl")
    ] = None,
    topic: Annotated[Topic | None, typer.Option(help="Thema")] = None,
    audience: Annotated[Audience | None, typer.Option(help="Anliegengruppe")] = None,
    as_json: AsJson = False,
) -> None:
    """Koordinierungsstellen: alle, oder die für einen Ort."""
    wanted = _given(place=place, topic=topic, audience=audience)
    with bootstrap.reach_register(load_settings()) as desk:
        found = desk.offices(wanted)
    if as_json:
        typer.echo(_as_json(found))
        return
    if found["candidates"]:
        typer.echo(f"„{place}“ gibt es mehrmals. Gemeint sein kann:")
        for one in found["candidates"]:
            typer.echo(f"  {one['label']} ({one['land']}, AGS {one['ags'] or 'ohne'})")
        return
    for notice in found.get("notices", ()):
        typer.echo(notice)
    typer.echo("\n\n".join(office_block(one) for one in found["offices"]))


def networks(as_json: AsJson = False) -> None:
    """Alle Netzwerke mit ihrem Status am heutigen Tag."""
    with bootstrap.reach_register(load_settings()) as desk:
        found = desk.networks()
    if as_json:
        typer.echo(_as_json(found))
        return
    rows = [
        (
            one["short_name"],
            _KIND[one["kind"]],
            _STATUS[one["status"]],
            "/".join(one["lands"]),
            one["lead"] or "nicht hinterlegt",
        )
        for one in found["networks"]
    ]
    typer.echo(table(("Netzwerk", "Art", "Status", "Land", "Konsortialführung"), rows))
    typer.echo(
        f"\n{len(rows)} Einträge; das ist nicht die Zahl der geförderten Netzwerke. "
        f"Neuester Stand: {_day(found['as_of'])}."
    )


def funding(
    status: Annotated[
        FundingStatus | None,
        typer.Option(help="open: läuft, rechtzeitig, kein geschlossener Aufruf"),
    ] = None,
    audience: Annotated[Audience | None, typer.Option(help="wem es nützt")] = None,
    land: Annotated[str | None, typer.Option(help="Land; schließt den Bund ein")] = None,
    as_json: AsJson = False,
) -> None:
    """Förderprogramme mit ihrem Status am heutigen Tag."""
    wanted = _given(status=status, audience=audience, land=land)
    with bootstrap.reach_register(load_settings()) as desk:
        found = desk.funding(wanted)
    if as_json:
        typer.echo(_as_json(found))
        return
    rows = [
        (
            one["name"],
            _programme_status(one),
            _day(one["closes"]) if one["closes"] else "kein Ende hinterlegt",
            ", ".join(one["lands"]) or "Bund",
        )
        for one in found["programmes"]
    ]
    typer.echo(table(("Programm", "Status", "Ende", "Gebiet"), rows))
    typer.echo(f"\n{len(rows)} Programme. Neuester Stand: {_day(found['as_of'])}.")


def office_block(office: dict[str, Any]) -> str:
    """An office as lines; one that has ended begins with whom to turn to instead."""
    lines = [f"{office['organisation']} ({office['id']})"]
    if office["status"] != "active" and office["substitute"]:
        lines.insert(0, f"Bitte wenden Sie sich an: {office['substitute']}")
    lines.append(office["reason"])
    stand = f", zuletzt belegt {_day(office['verified_on'])}" if office["verified_on"] else ""
    lines.append(f"Kontakt: {_STATUS[office['status']]}{stand}")
    contact = ", ".join(part for part in (office["contact"], office["role"]) if part)
    for label, value in (
        ("Ansprechperson", contact),
        ("Telefon", office["phone"]),
        ("E-Mail", office["email"]),
        ("Anschrift", office["address"]),
        ("Website", office["website"]),
    ):
        if value:
            lines.append(f"{label}: {value}")
    lines += office["notes"]
    return "\n".join("\n  ".join(textwrap.wrap(line, _WIDTH)) for line in lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as they need to be, long cells cut; the last column runs on."""
    shown = [list(map(_cut, row)) for row in (header, *rows)]
    widths = [max(len(row[at]) for row in shown) for at in range(len(header) - 1)]
    lines = []
    for row in shown:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


def _programme_status(programme: dict[str, Any]) -> str:
    if programme["status"] == "running":
        if programme.get("too_late"):
            return "praktisch geschlossen"
        if programme["call_open"] is False:
            return "kein Aufruf offen"
    return _STATUS[programme["status"]]


def _cut(cell: str, longest: int = 60) -> str:
    return cell if len(cell) <= longest else cell[: longest - 1] + "…"


def _day(stated: str | None) -> str:
    return day_text(stated) if stated else "unbekannt"


def _given(**values: str | None) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value}


def _as_json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)
