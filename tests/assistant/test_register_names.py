"""Names that stand in the records and are those of none."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Was ist TraWeBa?", "ACOD"),
        ("was ist traweba", "ACOD"),
        ("In der Batteriefertigung fällt der Name TraWeBa. Wer hält da die Fäden?", "ACOD"),
        ("Was macht das BAFA?", "Energie- und Ressourceneffizienz"),
        ("Wer ist der DGB?", "Partner von transform_EMN"),
        ("Was hat die CTM damit zu tun?", "abgewickelt"),
        ("Was ist RIGA?", "kleine Unternehmen höchstens 30 Prozent"),
        ("Was ist CircularSaar?", "Transformationsfonds Saarland"),
    ],
)
def test_what_the_records_say_of_a_name_is_told(question: str, words: str) -> None:
    talk = Talk()
    assert words in talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome in (Outcome.ANSWERED, Outcome.PARTLY)


@pytest.mark.parametrize("question", ["Seit wann gibt es TraWeBa?", "Welchen Umsatz hat das ZeMA?"])
def test_what_they_do_not_say_of_it_is_said_to_be_missing(question: str) -> None:
    talk = Talk()
    assert "nicht hinterlegt" in talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize("question", ["Was ist die NASA?", "Was macht die Bank?"])
def test_other_words_are_no_names_on_file(question: str) -> None:
    assert not Talk().ask(question)
