"""`export`, `forget` and `users`: what is stored about a person, and who of the staff sees it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer

from transfobot import logs
from transfobot.assistant.erasure import (
    Forgotten,
    PrivacyRoom,
    export_person,
    forget_person,
    person_of,
)
from transfobot.domain.accounts import Account, Role, new_token, token_hash
from transfobot.domain.errors import InvalidInput, NotFound
from transfobot.domain.handoffs import new_secret, one_line
from transfobot.settings import load_settings

TOKEN_DAYS = 365
Key = Annotated[
    str,
    typer.Argument(help="E-Mail-Adresse, Vorgangsnummer (TB-…) oder Gesprächskennung"),
]
users = typer.Typer(help="Zugänge der Verwaltung.", no_args_is_help=True)


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("export")(export)
    app.command("forget")(forget)
    app.add_typer(users, name="users")


def export(key: Key) -> None:
    """Alles, was zu einer Person gespeichert ist, als JSON (Art. 15 DSGVO)."""
    with _room() as room:
        print(json.dumps(export_person(room, person_of(key)), ensure_ascii=False, indent=2))


def forget(
    key: Key,
    yes: Annotated[bool, typer.Option("--yes", help="Ohne Rückfrage löschen")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON")] = False,
) -> None:
    """Alles zu einer Person löschen, auch auf der Platte (Art. 17 DSGVO)."""
    if not yes and not typer.confirm("Alles zu dieser Person endgültig löschen?"):
        raise typer.Exit(1)
    with _room() as room:
        gone = forget_person(room, person_of(key))
    print(_as_json(gone) if as_json else _as_text(gone))


@users.command("add")
def add_user(
    name: Annotated[str, typer.Argument(help="Name, wie er in den Vorgängen stehen soll")],
    role: Annotated[Role, typer.Option(help="admin, editor oder agent")],
    office: Annotated[str | None, typer.Option(help="Kennung der Stelle (bei agent)")] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="Gültigkeit in Tagen")] = TOKEN_DAYS,
) -> None:
    """Einen Zugang anlegen; das Zugangswort wird nur dieses eine Mal gezeigt."""
    if (role is Role.AGENT) != bool(office):
        raise InvalidInput("Die Rolle agent braucht --office; die anderen Rollen haben keine.")
    shown = one_line(name, 120, "Der Name")
    if shown is None:
        raise InvalidInput("Bitte einen Namen angeben.")
    token = new_token()
    with _room() as room:
        now = room.clock.now()
        account = Account(new_secret()[:16], shown, role, office, now, now + timedelta(days=days))
        room.accounts.add(account, token_hash(token.encode()))
        room.accounts.record("Befehlszeile", "users add", account.id, now)
    print(token)
    print(f"Zugang {account.id} gilt bis {account.expires_at:%d.%m.%Y}.", file=sys.stderr)


@users.command("list")
def list_users(
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON")] = False,
) -> None:
    """Alle Zugänge."""
    with _room() as room:
        found = [
            {
                "id": one.id,
                "name": one.name,
                "role": one.role.value,
                "office": one.office_id,
                "expires": one.expires_at.date().isoformat() if one.expires_at else None,
            }
            for one in room.accounts.all()
        ]
    if as_json:
        print(json.dumps({"users": found}, ensure_ascii=False))
        return
    for one in found:
        print(
            "  ".join(str(one[name] or "–") for name in ("id", "role", "office", "expires", "name"))
        )
    if not found:
        print("Es gibt keine weiteren Zugänge; der erste ist TRANSFOBOT_STAFF_TOKEN.")


@users.command("remove")
def remove_user(user: Annotated[str, typer.Argument(help="Kennung aus users list")]) -> None:
    """Einen Zugang entziehen; er gilt ab sofort nicht mehr."""
    with _room() as room:
        if not room.accounts.remove(user):
            raise NotFound(f"Einen Zugang „{user}“ gibt es nicht; siehe transfobot users list.")
        room.accounts.record("Befehlszeile", "users remove", user, room.clock.now())
    print("Der Zugang ist entzogen.")


@contextmanager
def _room() -> Iterator[PrivacyRoom]:
    from transfobot.bootstrap.cases import open_privacy

    settings = load_settings()
    logs.configure(settings.log_level)
    with open_privacy(settings) as room:
        yield room


def _as_json(gone: Forgotten) -> str:
    return json.dumps(
        {
            "cases": list(gone.cases),
            "conversations": gone.conversations,
            "mails": gone.mails,
            "ask_to_erase": list(gone.still_at),
        },
        ensure_ascii=False,
    )


def _as_text(gone: Forgotten) -> str:
    if not (gone.cases or gone.conversations or gone.mails):
        return "Dazu war nichts gespeichert."
    lines = [
        f"Gelöscht: Anfragen {len(gone.cases)}, Gespräche {gone.conversations}, "
        f"E-Mails ohne Anfrage {gone.mails}."
    ]
    if gone.still_at:
        lines.append(
            "Eine Kopie hatten erhalten, bitte dort ebenfalls löschen lassen: "
            + "; ".join(gone.still_at)
        )
    return "\n".join(lines)
