"""Everyday words for what is asked, and what people say around a question."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import says
from transfobot.domain.register import Network


def network(short_name: str) -> Network:
    return next(one for one in register().networks if one.short_name == short_name)


@pytest.mark.parametrize(
    "question",
    [
        "wie viel geld kriegt {} vom bund",
        "{}: wieviel geld und ursprünglich bis wann?",
        "Mit wie viel Bundesgeld ist {} gestartet?",
        "brauch die fördersumme von {}",
        "Sachstandsbericht, Kapitel Finanzen: Wie hoch ist die Fördersumme von {}?",
        "Für die Chronik brauche ich die Fördersumme von {}.",
    ],
)
@pytest.mark.parametrize("name", ["MoLeWa", "ITAS", "Transformotive"])
def test_money_in_everyday_words(question: str, name: str) -> None:
    assert (network(name).funding or "?") in says(question.format(name))


def test_who_else_takes_part_and_who_left() -> None:
    left = [one for one in network("AuToS").partners if "bis" in (one.role or "")]
    text = says("Welcher AuToS-Partner ist Mitte 2025 ausgestiegen?")
    assert left
    assert all(one.name in text for one in left)


def test_whoever_asks_is_no_subject_of_the_question() -> None:
    office = register().office_of(network("TRegKS"))
    assert office is not None
    phone = office.phone or next(one.phone for one in office.contacts if one.phone)
    for place in ("in Kassel", "aus Kassel"):
        asked = f"Unser Hauptamt in Wolfhagen sucht die Nummer vom Transformationsnetzwerk {place}."
        assert phone in says(asked)
