"""Gold files: read strictly, asked in their conversation, counted by kind; ours are sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.corpus import register
from transfobot.domain.errors import InvalidInput
from transfobot.evaluation.gold import load_items, report, run
from transfobot.evaluation.invented import Known, invented
from transfobot.evaluation.judge import Item

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = ("gold.jsonl", "gold.holdout.jsonl")


class Parrot:
    """Repeats what it is asked and numbers its conversations."""

    def __init__(self) -> None:
        self.requests: list[Mapping[str, Any]] = []

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        self.requests.append(request)
        return {
            "text": request["question"],
            "outcome": "answered",
            "mode": "register",
            "office": None,
            "citations": [],
            "conversation_id": request.get("conversation_id", "c1"),
        }


def test_earlier_turns_are_asked_first_in_the_same_conversation() -> None:
    parrot = Parrot()
    run(parrot, [Item("1", "drei", audience="company", earlier_turns=("eins", "zwei"))])
    assert [one["question"] for one in parrot.requests] == ["eins", "zwei", "drei"]
    assert [one.get("conversation_id") for one in parrot.requests] == [None, "c1", "c1"]
    assert all(one["audience"] == "company" for one in parrot.requests)


@pytest.mark.parametrize("turns", ['["eins"]', '[{"user": "eins", "assistant": "…"}]', '"eins"'])
def test_earlier_turns_are_texts_or_what_the_user_said(tmp_path: Path, turns: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"question": "?", "earlier_turns": ' + turns + "}", encoding="utf-8")
    assert load_items(path)[0].earlier_turns == ("eins",)


def test_the_report_counts_by_kind_and_names_what_was_wrong() -> None:
    items = [
        Item("1", "ITAS", kind="fact", expected=("ITAS",)),
        Item("2", "ATLAS", kind="fact", expected=("ITAS",)),
        Item("3", "Wetter", kind="unanswerable", must_abstain=True),
    ]
    found = report([verdict for verdict, _ in run(Parrot(), items)])
    assert (found["questions"], found["right"]) == (3, 1)
    assert found["kinds"]["fact"]["share"] == 50.0
    assert found["abstained_right"] == 0.0
    assert [one["id"] for one in found["faults"]] == ["2", "3"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "enthält keine Fragen"),
        ("{", "Zeile 1"),
        ('{"id": "1"}', "question"),
        ('{"question": "?", "semantics": "some"}', "semantics"),
        ('{"question": "?", "expected": [7]}', "expected.* muss eine Liste von Texten"),
        ('{"question": "?", "earlier_turns": [{"bot": "?"}]}', "earlier_turns"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=said):
        load_items(path)


@pytest.mark.parametrize("name", FILES)
def test_our_gold_questions_are_sound(name: str) -> None:
    items = load_items(CORPUS / name)
    offices = {one.id for one in register().offices}
    assert len({one.id for one in items}) == len(items)
    assert all(one.expected or one.must_abstain or one.expected_office for one in items)
    for one in items:
        named = [one.expected_office, *one.expected_office_alt]
        assert {office for office in named if office} <= offices, one.id


def test_questions_are_set_aside_over_all_kinds() -> None:
    gold, aside = (load_items(CORPUS / name) for name in FILES)
    assert len(gold) >= 200
    assert len(aside) >= 100
    asked = [{(one.question, one.earlier_turns) for one in items} for items in (gold, aside)]
    assert not asked[0] & asked[1]
    shared = set(Counter(one.kind for one in aside))
    assert len(shared) >= 20
    assert shared <= set(Counter(one.kind for one in gold))


def known() -> Known:
    return Known(["Ansprechperson: Hinrich Weis\nTelefon: 0531 12 18 165\nweis@example.org Jana"])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hinrich Weis, 0531/1218165, weis@example.org", []),
        ("Telefon 0531 12 18 166", ["phone"]),
        ("Schreiben Sie an chef@example.org", ["email"]),
        ("Fragen Sie Petra Musterfrau", ["name"]),
        ("Fragen Sie Hinrich Jana", ["name"]),
        ("Am 31.12.2026 enden 200 Programme", []),
    ],
)
def test_what_stands_nowhere_is_invented(text: str, kinds: list[str]) -> None:
    found = invented({"text": text, "citations": []}, "Fragen Schreiben Telefon Am Sie", known())
    assert {one.kind for one in found} == set(kinds)


def test_quoted_words_are_not_invented() -> None:
    answer = {"text": "Petra Musterfrau", "citations": [{"quote": "Petra Musterfrau, 1. Stock"}]}
    assert invented(answer, "", known()) == []


def test_the_office_card_is_checked_as_well() -> None:
    answer = {"text": "", "citations": [], "office": {"phone": "0711 999 888", "email": None}}
    assert [one.kind for one in invented(answer, "", known())] == ["phone"]
