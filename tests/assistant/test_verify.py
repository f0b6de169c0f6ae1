"""What a sentence states must stand in what it cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.workshop import document
from transfobot.assistant.verify import Evidence, problems
from transfobot.domain.answers import Citation, Sentence
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.ingestion.units import passages_of

TEXT = (
    "Die Koordination liegt bei Dr. Eva Beispiel, Muster GmbH. Gefördert wird mit 7,6 Mio. € vom "
    "01.01.2022 bis zum 30. Juni 2025. Anrufen: 0123 45 67 89, eva@muster.example."
)
PASSAGE: Passage = passages_of(document("d", TEXT, "Projektblatt ALFA"))[0]
PUBLIC = frozenset({Visibility.PUBLIC})


def evidence(quote: str = "Gefördert wird mit 7,6 Mio. €", passage: Passage = PASSAGE) -> Evidence:
    cited = Citation(
        1, "d", passage.id, "Projektblatt ALFA", None, None, quote, "https://n.example", "2022-03"
    )
    return Evidence({1: cited}, {passage.id: passage}, PUBLIC)


GOOD = (
    "Im Dokument „Projektblatt ALFA“ (Stand März 2022) steht: „Gefördert wird mit 7,6 Mio. €“",
    "Die Förderung beträgt 7,6 Mio. € und endet am 30.06.2025.",
    "Die Förderung beginnt im Januar 2022.",
    "Ansprechperson ist Dr. Eva Beispiel von der Muster GmbH.",
    "Erreichbar unter 0123 456789 oder eva@muster.example.",
)
BAD = (
    "Im Dokument „Projektblatt ALFA“ steht: „Gefördert wird mit 8,4 Mio. €“",
    "Die Förderung beträgt 7,7 Mio. €.",
    "Die Förderung endet am 30.06.2026.",
    "Ansprechperson ist Dr. Max Erfunden.",
    "Zuständig ist Frau Erfunden.",
    "Erreichbar unter 0900 666 666.",
    "Schreiben Sie an max@muster.example.",
    "Mehr unter https://boese.example/antrag.",
    "Es gibt 42 Angebote.",
)


@pytest.mark.parametrize("text", GOOD)
def test_what_stands_there_may_be_said(text: str) -> None:
    assert problems(Sentence(text, (1,)), evidence()) == []


@pytest.mark.parametrize("text", BAD)
def test_what_does_not_stand_there_is_withheld(text: str) -> None:
    assert problems(Sentence(text, (1,)), evidence())


def test_a_citation_must_lead_somewhere_allowed() -> None:
    sentence = Sentence("Gefördert wird mit 7,6 Mio. €.", (1,))
    assert problems(Sentence("x", (2,)), evidence()) == ["citation 2 leads nowhere"]
    assert problems(sentence, evidence(quote="Gefördert wird mit 7,7 Mio. €"))
    assert problems(sentence, evidence(quote=""))
    hidden = passages_of(document("d", TEXT, "T", visibility=Visibility.INTERNAL))[0]
    assert problems(sentence, evidence(passage=hidden)) == ["citation 1 may not be seen"]


def test_a_set_phrase_needs_no_citation() -> None:
    assert problems(Sentence("Gern. Was möchten Sie wissen?"), evidence()) == []


@given(st.text(max_size=300))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert isinstance(problems(Sentence(text, (1,)), evidence()), list)
