"""Readings that few questions reach, each of which somebody needs."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Was gab es vor dem INQA-Coaching?", "unternehmensWert:Mensch ist beendet"),
        ("Was war vorher da, vor dem ERP-Förderkredit Digitalisierung?", "go-digital ist beendet"),
        ("Welche Studien sind nach 2022 erschienen?", "Prognos"),
        ("Wohin kann ich TraForce eine PDF schicken?", "E-Mail"),
        ("Endet die Förderung von ITAS im Juni oder im Dezember?", "Juni 2025, verlängert bis"),
    ],
)
def test_it_is_answered(question: str, words: str) -> None:
    assert words in Talk().ask(question)


def test_whoever_wants_a_person_gets_none_of_what_a_machine_is() -> None:
    talk = Talk()
    talk.ask("Bist du eine Maschine? Ich will mit einem Menschen reden")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.PERSON_WANTED
