"""The command line: one file per command group, and the one table of exit codes.

0 fine · 1 the work had failures · 2 usage · 75 busy · 78 configuration
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import Abort, Exit, TyperException

from transfobot import logs
from transfobot.cli.usage import usage_sentence
from transfobot.domain.errors import BusyError, ConfigurationError, TransfobotError

FAILED, USAGE, BUSY, CONFIGURATION = 1, 2, 75, 78

GROUPS = ("ask", "ingest", "serve", "register", "privacy", "evaluate", "benchmark", "doctor")
"""Modules of this package; each has `add(app)` that adds its commands."""


def build() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        name="transfobot",
        help="Assistent und Wissensbasis regionaler Transformationsnetzwerke.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for group in GROUPS:
        importlib.import_module(f"transfobot.cli.{group}").add(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command; what goes wrong is one German sentence on standard error."""
    # Standard output belongs to what was asked for; serve sets its own level later.
    logs.configure("WARNING")
    try:
        code = build()(list(arguments), standalone_mode=False)
        return code if isinstance(code, int) else 0
    except Exit as leave:
        return int(leave.exit_code)
    except (Abort, KeyboardInterrupt):
        return _say("Abgebrochen.", FAILED)
    except TyperException as error:
        sentence = usage_sentence(error)
        return _say(f"{sentence} Hilfe: transfobot --help." if sentence else "", USAGE)
    except ConfigurationError as error:
        return _say(str(error), CONFIGURATION)
    except BusyError as error:
        return _say(str(error), BUSY)
    except TransfobotError as error:
        return _say(str(error), FAILED)


def _say(sentence: str, code: int) -> int:
    if sentence:
        print(sentence, file=sys.stderr)
    return code
