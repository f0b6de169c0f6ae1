"""A word of a network's name, said with its place, tells which network is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.assistant.corpus import places, register
from tests.assistant.talk import says
from transfobot.assistant.register.network_meant import with_network_of_place
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.conversation import Language
from transfobot.prompts import load_phrases

DAY = date(2026, 3, 16)
DESK = Desk(register(), load_phrases(Path(__file__).parents[2] / "prompts"), DAY, Language.DE)


def meant(text: str) -> tuple[str, ...]:
    asked = Understanding(
        text=text, core=text, query=text, language=Language.DE, day=DAY, place=places().spot(text)
    )
    return with_network_of_place(DESK, asked).mentions.networks


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("Wer koordiniert das Bündnis in Heilbronn-Franken?", "buendnis_hf"),
        ("Was will das Fachkräftebündnis bei uns in Öhringen?", "fkb_hf"),
    ],
)
def test_place_and_word_name_the_network(text: str, network: str) -> None:
    assert meant(text) == (network,)


@pytest.mark.parametrize(
    "text",
    [
        "Wer ist für Öhringen zuständig?",
        "Welches Netzwerk gibt es in Heilbronn-Franken?",
        "Was macht das Bündnis?",
    ],
)
def test_a_general_word_or_no_place_names_none(text: str) -> None:
    assert meant(text) == ()


def test_an_office_stands_for_its_network_where_its_partners_are_asked_for() -> None:
    told = says("Mit welchen Häusern arbeitet die IHK Ostwürttemberg im Netzwerk zusammen?")
    assert "WiRO" in told
    assert "WiRO" not in says("Wie erreiche ich die IHK Ostwürttemberg?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In welchem Turnus tagt der Arbeitskreis vom Bündnis?", "alle zwei Monate"),
        (
            "Welches Beratungsbüro half dem Netz um Aalen und Heidenheim bei der Strategie?",
            "Prognos",
        ),
    ],
)
def test_what_a_record_tells_says_which_network_is_meant(question: str, told: str) -> None:
    assert told in says(question)


def test_a_strategy_is_not_the_programme_of_that_name() -> None:
    told = says("Welches Beratungshaus hat Ostwürttemberg zur Transformationsstrategie verholfen?")
    assert "Skizzen" not in told


def test_a_part_that_names_its_network_asks_nothing_of_the_programme_before() -> None:
    told = says("Wie dick ist der Transformationsfonds Saarland, und wann hat TraSaar gestartet?")
    assert "2022" in told
    assert "3 Mrd. €" in told
