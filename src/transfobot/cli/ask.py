"""`ask` and `search`: public rights, through the running server where there is one."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from transfobot import bootstrap
from transfobot.domain.conversation import Audience, Language
from transfobot.settings import load_settings

OFFICE_STATUS = {"active": "bestätigt", "unverified": "nicht bestätigt", "ended": "beendet"}


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("ask")(ask)
    app.command("search")(search)


def ask(
    question: Annotated[str, typer.Argument(help="Die Frage in eigenen Worten")],
    audience: Annotated[Audience | None, typer.Option(help="Anliegengruppe")] = None,
    place: Annotated[str | None, typer.Option(help="Gemeinde oder Kreis")] = None,
    conversation: Annotated[str | None, typer.Option(help="Kennung des Gesprächs")] = None,
    lang: Annotated[Language | None, typer.Option(help="Sprache des Rahmens")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Antwort als JSON")] = False,
) -> None:
    """Eine Frage stellen."""
    request = {
        "question": question,
        "audience": audience,
        "place": place,
        "conversation_id": conversation,
        "language": lang,
    }
    with bootstrap.reach(load_settings()) as desk:
        answer = desk.ask({name: value for name, value in request.items() if value is not None})
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else readable(answer))
    if answer["outcome"] == "failed":
        raise typer.Exit(1)


def search(
    query: Annotated[str, typer.Argument(help="Suchworte")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="Wie viele Textstellen")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Treffer als JSON")] = False,
) -> None:
    """Textstellen suchen; --json erklärt jeden Treffer."""
    with bootstrap.reach(load_settings()) as desk:
        found = desk.search({"query": query, "limit": k})
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for number, hit in enumerate(found["hits"], 1):
        place = ", ".join(filter(None, (_page(hit["page"]), hit["heading"])))
        typer.echo(f"{number}. {hit['title']}" + (f" ({place})" if place else ""))
        typer.echo(f"   {hit['text']}\n   {hit['url']}")
    if not found["hits"]:
        typer.echo("Keine Textstelle gefunden.")


def readable(answer: dict[str, Any]) -> str:
    """An answer as plain text: sentences, sources, office, notices."""
    lines = [answer["text"], ""]
    for item in answer["citations"]:
        where = ", ".join(filter(None, (item["title"], _page(item["page"]), item["heading"])))
        stand = f" (Stand {item['as_of']})" if item["as_of"] else ""
        lines += [f"[{item['number']}] {where}{stand}: „{item['quote']}“", f"    {item['url']}"]
    if answer["clarification"]:
        lines += [f"- {option}" for option in answer["clarification"]["options"]]
    if answer["office"]:
        lines += ["", *_office(answer["office"])]
    lines += [f"Möglicherweise verwandt: {item['title']}" for item in answer["related"]]
    lines += [f"Hinweis: {notice}" for notice in answer["notices"]]
    lines += ["", f"Gespräch: {answer['conversation_id']}"]
    return "\n".join(lines)


def _page(page: int | None) -> str | None:
    return f"Seite {page}" if page else None


def _office(office: dict[str, Any]) -> list[str]:
    reach = ", ".join(
        filter(None, (office["contact"], office["phone"], office["email"], office["website"]))
    )
    lines = [f"Ansprechstelle: {office['organisation']}" + (f" · {reach}" if reach else "")]
    if office["substitute"]:
        lines.insert(0, f"Bitte wenden Sie sich an: {office['substitute']}")
    lines.append(office["reason"])
    stand = f", Stand {office['verified_on']}" if office["verified_on"] else ""
    lines.append(f"Kontakt: {OFFICE_STATUS[office['status']]}{stand}")
    return lines
