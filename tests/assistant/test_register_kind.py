"""A word of a network's name, said with its place, tells which network is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.assistant.corpus import places, register
from transfobot.assistant.register.kind import with_network_of_place
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
