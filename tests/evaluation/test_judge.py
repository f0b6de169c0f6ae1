"""The judge reads words from their beginning and numbers whole, and it can fail an answer."""

from __future__ import annotations

from typing import Any

import pytest

from transfobot.evaluation.judge import Item, judge, stands


def answer(text: str, outcome: str = "answered", office: str | None = None) -> dict[str, Any]:
    return {
        "text": text,
        "outcome": outcome,
        "mode": "register",
        "office": {"id": office} if office else None,
    }


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("7,6 Mio. €", "gefördert mit 7,6 Mio. Euro [1]"),
        ("60 Prozent", "bis zu 60 % der Kosten"),
        ("1300", "rund 1.300 Unternehmen"),
        ("1.300", "rund 1300 Unternehmen"),
        ("Oehringen", "Öhringen im Hohenlohekreis"),
        ("Konsortial", "Die Konsortialführung hat …"),
        ("falsch|richtig", "Das ist richtig."),
        ("2024", "am 06.06.2024"),
        ("0531 12 18", "0531 12 18 165"),
        ("„Digital Jetzt“", "Das Programm Digital Jetzt"),
        ("TRAIBER.NRW", "traiber.nrw ist zuständig"),
        ("EMN", "zuständig: transform_EMN"),
    ],
)
def test_what_stands(wanted: str, text: str) -> None:
    assert stands(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("7,6", "17,6 Mio. €"),
        ("7,6", "7,65 Mio. €"),
        ("200", "2000 Menschen"),
        ("200", "1.200 Menschen"),
        ("200", "200,5 km"),
        ("25", "2025"),
        ("führung", "Die Konsortialführung"),
        ("ITAS", "Das Bündnis"),
        ("|", "irgendetwas"),
        ("", "irgendetwas"),
    ],
)
def test_what_does_not_stand(wanted: str, text: str) -> None:
    assert not stands(wanted, text)


def test_all_expected_words_must_be_there() -> None:
    item = Item("1", "?", expected=("ATLAS", "ITAS"))
    assert judge(item, answer("ATLAS und ITAS")).right
    assert judge(item, answer("nur ATLAS")).faults == ("fehlt: ITAS",)


def test_any_of_is_content_with_one() -> None:
    item = Item("1", "?", expected=("ATLAS", "ITAS"), semantics="any_of")
    assert judge(item, answer("nur ATLAS")).right
    assert not judge(item, answer("nichts davon")).right


def test_what_must_not_be_there_fails_the_answer() -> None:
    item = Item("1", "?", expected=("ITAS",), must_not_contain=("CWE",))
    assert not judge(item, answer("ITAS wird von der CWE geführt")).right


@pytest.mark.parametrize(
    "outcome", ["no_source", "unsupported", "out_of_scope", "clarify", "person_wanted"]
)
def test_abstaining_is_right_where_it_must(outcome: str) -> None:
    item = Item("1", "?", must_abstain=True)
    assert judge(item, answer("Dazu steht nichts da.", outcome)).right
    assert not judge(item, answer("42", "answered")).right
    assert not judge(item, answer("42", "failed")).right


@pytest.mark.parametrize("outcome", ["no_source", "clarify", "failed"])
def test_refusing_is_wrong_where_there_is_an_answer(outcome: str) -> None:
    item = Item("1", "?", expected=("ITAS",))
    assert judge(item, answer("Gesucht habe ich nach: ITAS", outcome)).faults == (
        f"Ausgang: {outcome}",
    )


def test_the_office_must_be_the_right_one() -> None:
    item = Item("1", "?", expected_office="a", expected_office_alt=("b",))
    assert judge(item, answer("x", office="a")).right
    assert judge(item, answer("x", office="b")).right
    assert not judge(item, answer("x", office="c")).right
    assert not judge(item, answer("x")).right


def test_only_the_text_is_judged() -> None:
    found = answer("Dazu mehr im Dokument.")
    found["citations"] = [{"quote": "ITAS"}]
    assert not judge(Item("1", "?", expected=("ITAS",)), found).right
