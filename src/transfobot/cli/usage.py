"""What is wrong with a call, in German: the library that reads the command line speaks English."""

from __future__ import annotations

import re

from typer.exceptions import TyperException

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"No such command '(?P<a>.*?)'\. Did you mean (?P<b>.+)\?",
     "Den Befehl „{a}“ gibt es nicht; gemeint ist vielleicht {b}."),
    (r"No such command '(?P<a>.*)'\.", "Den Befehl „{a}“ gibt es nicht."),
    (r"No such option: (?P<a>\S+) \(Possible options: (?P<b>.+)\)",
     "Die Option „{a}“ gibt es nicht; gemeint ist vielleicht {b}."),
    (r"No such option: (?P<a>.+)", "Die Option „{a}“ gibt es nicht."),
    (r"Option '(?P<a>.+)' requires an argument\.", "Zur Option „{a}“ fehlt der Wert."),
    (r"Option '(?P<a>.+)' does not take a value\.", "Die Option „{a}“ nimmt keinen Wert."),
    (r"Got unexpected extra argument\(?s?\)? \((?P<a>.+)\)",
     "Überzählig ist „{a}“; Angaben mit Leerzeichen bitte in Anführungszeichen setzen."),
    (r"Missing argument '?(?P<a>[^']+?)'?\.", "Es fehlt die Angabe „{a}“."),
    (r"Missing option '?(?P<a>[^']+?)'?\.(?: .*)?", "Es fehlt die Option „{a}“."),
    (r"Missing command\.", "Es fehlt der Befehl."),
)  # fmt: skip
"""What the whole message says, and what to say instead."""

_REASONS: tuple[tuple[str, str], ...] = (
    (r"(?:Value error, )?'?(?P<a>.*?)'? is not one of (?P<b>.+)\.",
     "„{a}“ ist keiner der Werte {b}."),
    (r"Input should be a valid integer.*", "erwartet wird eine ganze Zahl."),
    (r"Input should be a valid number.*", "erwartet wird eine Zahl."),
    (r"Input should be greater than or equal to (?P<a>\S+)", "erwartet wird mindestens {a}."),
    (r"Input should be less than or equal to (?P<a>\S+)", "erwartet wird höchstens {a}."),
)  # fmt: skip
"""Why one value does not fit; what is missing here is German already or said as it is."""


def usage_sentence(error: TyperException) -> str:
    """One German sentence, or nothing where the help has already been shown."""
    whole = error.format_message().strip()
    if not whole:
        return ""
    given = re.fullmatch(r"Invalid value(?: for (?P<where>.+?))?: (?P<why>.+)", whole, re.DOTALL)
    if given is None:
        return _translated(whole, _SENTENCES)
    why = _translated(given["why"].strip(), _REASONS)
    where = (given["where"] or "").replace("'", "")
    return f"{where}: {why}" if where else why


def _translated(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for pattern, german in table:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is not None:
            return german.format(
                **{name: _plain(value) for name, value in found.groupdict().items()}
            )
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _plain(value: str) -> str:
    return value.replace("'", "")
