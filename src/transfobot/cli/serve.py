"""`serve`: API, web chat, Telegram bot if configured and the worker, in one process."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from transfobot import bootstrap
from transfobot.settings import load_settings, notices


def add(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Adresse, an der gelauscht wird")] = None,
    port: Annotated[int | None, typer.Option(help="Port, an dem gelauscht wird")] = None,
) -> None:
    """Den Dienst starten."""
    settings = load_settings({"host": host, "port": port})
    for notice in notices(settings):
        print(notice, file=sys.stderr)
    bootstrap.serve(settings)
