"""Gold questions: read a file, ask each in its conversation, count by kind and audience."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from transfobot.domain.errors import InvalidInput
from transfobot.evaluation.judge import Item, Verdict, judge

_AUDIENCES = frozenset({"municipality", "company", "employee", "staff", "other"})


class Asker(Protocol):
    """Whoever answers with the shapes of the HTTP interface."""

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to {question, conversation_id?, audience?}."""
        ...


def load_items(path: Path) -> list[Item]:
    """The questions of a JSON Lines file. Raises InvalidInput naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"{path} kann nicht gelesen werden; erwartet wird eine Textdatei in UTF-8."
        ) from error
    items = [_item(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not items:
        raise InvalidInput(f"{path} enthält keine Fragen; erwartet wird eine je Zeile.")
    return items


def _item(path: Path, number: int, line: str) -> Item:
    where = f"{path}, Zeile {number}"
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidInput(f"{where}: kein gültiges JSON ({error.msg}).") from error
    if not isinstance(given, dict) or not isinstance(given.get("question"), str):
        raise InvalidInput(f"{where}: Das Feld „question“ fehlt.")
    semantics = given.get("semantics") or "all_of"
    if semantics not in ("all_of", "any_of"):
        raise InvalidInput(f"{where}: „semantics“ ist {semantics}; erlaubt: all_of, any_of.")
    return Item(
        id=str(given.get("id") or number),
        question=given["question"],
        kind=str(given.get("kind") or "other"),
        audience=given.get("audience"),
        earlier_turns=_turns(where, given.get("earlier_turns") or ()),
        expected=_texts(where, "expected", given.get("expected") or ()),
        semantics=semantics,
        must_not_contain=_texts(where, "must_not_contain", given.get("must_not_contain") or ()),
        must_abstain=bool(given.get("must_abstain")),
        expected_office=given.get("expected_office"),
        expected_office_alt=_texts(
            where, "expected_office_alt", given.get("expected_office_alt") or ()
        ),
    )


def _turns(where: str, given: object) -> tuple[str, ...]:
    """What was asked before, as texts or as {"user": text}."""
    listed = given if isinstance(given, list) else [given] if given else []
    turns = [one.get("user") if isinstance(one, dict) else one for one in listed]
    return _texts(where, "earlier_turns", turns)


def _texts(where: str, name: str, given: object) -> tuple[str, ...]:
    listed = list(given) if isinstance(given, list | tuple) else [given]
    if not all(isinstance(one, str) for one in listed):
        raise InvalidInput(f"{where}: „{name}“ muss eine Liste von Texten sein.")
    return tuple(map(str, listed))


def ask_item(asker: Asker, item: Item) -> tuple[dict[str, Any], float]:
    """The answer to the last question after the earlier turns were asked, and its milliseconds."""
    conversation: str | None = None
    for turn in item.earlier_turns:
        conversation = asker.ask(_request(item, turn, conversation))["conversation_id"]
    started = time.perf_counter()
    answer = asker.ask(_request(item, item.question, conversation))
    return answer, (time.perf_counter() - started) * 1000


def _request(item: Item, text: str, conversation: str | None) -> dict[str, Any]:
    request: dict[str, Any] = {"question": text}
    if item.audience in _AUDIENCES:
        request["audience"] = item.audience
    if conversation:
        request["conversation_id"] = conversation
    return request


def run(asker: Asker, items: Iterable[Item]) -> list[tuple[Verdict, dict[str, Any]]]:
    """Ask and judge every item; the answers come along for further checks."""
    judged = []
    for item in items:
        answer, milliseconds = ask_item(asker, item)
        judged.append((judge(item, answer, milliseconds), answer))
    return judged


def report(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Counts overall, by kind and by audience, the speed, and every fault."""
    times = sorted(one.milliseconds for one in verdicts)
    return {
        "questions": len(verdicts),
        "right": sum(one.right for one in verdicts),
        "share": _share(verdicts),
        "kinds": _by(verdicts, [one.item.kind for one in verdicts]),
        "audiences": _by(verdicts, [one.item.audience or "other" for one in verdicts]),
        "modes": _by(verdicts, [one.mode for one in verdicts]),
        "abstained_right": _share([one for one in verdicts if one.item.must_abstain]),
        "office_right": _share([one for one in verdicts if one.item.expected_office], "Stelle"),
        "p50_ms": round(statistics.median(times), 1) if times else 0.0,
        "p95_ms": round(times[int(len(times) * 0.95)], 1) if times else 0.0,
        "faults": [
            {
                "id": one.item.id,
                "kind": one.item.kind,
                "question": one.item.question,
                "outcome": one.outcome,
                "mode": one.mode,
                "faults": list(one.faults),
                "text": one.text,
            }
            for one in verdicts
            if not one.right
        ],
    }


def _share(verdicts: Sequence[Verdict], only: str | None = None) -> float | None:
    """Percent right; with `only`, faults that begin otherwise do not count."""
    if not verdicts:
        return None
    wrong = sum(
        any(only is None or fault.startswith(only) for fault in one.faults) for one in verdicts
    )
    return round(100 * (len(verdicts) - wrong) / len(verdicts), 1)


def _by(verdicts: Sequence[Verdict], keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    grouped: dict[str, list[Verdict]] = {}
    for key, verdict in zip(keys, verdicts, strict=True):
        grouped.setdefault(key, []).append(verdict)
    return {
        key: {
            "questions": len(group),
            "right": sum(one.right for one in group),
            "share": _share(group),
        }
        for key, group in sorted(grouped.items())
    }
