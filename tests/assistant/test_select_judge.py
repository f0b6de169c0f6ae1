"""Whether quotes answer: by other words, of what is asked, and with what can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.workshop import Workshop, document
from transfobot.assistant.retrieval.select import Selection, Verdict, select
from transfobot.domain.knowledge import Visibility

PAPER = """Ortsblatt Nordwinkel

Rahmen:

Ort: Werkhalle am Deich, Deichweg 3

Teilnahmegebühr: keine

Anmeldeschluss: 5. Juni 2025

Runde der Betriebe:

In der Runde arbeiten ganz verschiedene Häuser zusammen. Dazu zählen die Gießerei Nord, die \
Schmiede am Deich, der Gewerbeverein und die Volkshochschule.

Landrätin des Kreises Nordwinkel ist Eva Beispiel. Die fachliche Expertise bringt das Haus der \
Technik ein. An der Werkstattreihe nahmen 64 Frauen teil. Der Kreis Südwinkel grenzt an.

Beschlüsse:

- Der Lehrgang wird verlängert.
- Die Werbung übernimmt der Gewerbeverein.
"""

OTHER = "Ein Verein pflegt Wanderwege. Wer Wege pflegt, trifft sich im Frühjahr am Waldrand."


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    made.put(document("blatt", PAPER, "Ortsblatt Nordwinkel"))
    made.put(document("anderes", OTHER, "Wanderverein"))
    return made


def chosen(shop: Workshop, question: str, *, wider: bool = False) -> Selection:
    public = frozenset({Visibility.PUBLIC})
    found = shop.retriever.search(question, visibilities=public)
    if wider:
        found = shop.retriever.search(question, visibilities=public, after=found)
    return select(question, found, shop.library.passages_of)


def said(selection: Selection) -> str:
    return " ".join(
        part.passage.text[a:b]
        for quote in selection.quotes
        for part in quote.parts
        for a, b in part.spans
    )


def test_other_words_of_offices_are_found(shop: Workshop) -> None:
    answer = chosen(shop, "Wer steuert das Fachwissen bei?", wider=True)
    assert "Haus der Technik" in said(answer)


def test_a_verb_finds_the_heading_of_its_family(shop: Workshop) -> None:
    answer = chosen(shop, "Was wurde beschlossen?", wider=True)
    assert answer.bridged
    assert "Werbung übernimmt" in said(answer)


def test_a_label_names_what_is_sought(shop: Workshop) -> None:
    assert "Teilnahmegebühr: keine" in said(chosen(shop, "Was kostet die Teilnahme?", wider=True))
    assert "Werkhalle am Deich" in said(chosen(shop, "An welchem Ort ist das?"))


def test_the_figure_of_an_unknown_thing_is_missing(shop: Workshop) -> None:
    held = chosen(shop, "Wie hoch ist die Teilnahmegebühr im Nordwinkel?")
    other = chosen(shop, "Wie hoch sind die Mieten im Kreis Nordwinkel?")
    assert held.verdict is not Verdict.MISSING
    assert other.verdict is Verdict.MISSING


def test_who_takes_part_is_named_and_not_only_announced(shop: Workshop) -> None:
    answer = said(chosen(shop, "Welche Häuser arbeiten in der Runde der Betriebe zusammen?"))
    assert "Gießerei Nord" in answer
    assert "Volkshochschule" in answer


def test_a_thing_nobody_wrote_of_is_missing(shop: Workshop) -> None:
    assert chosen(shop, "Wie heißt die Tochter von Eva Beispiel?").verdict is Verdict.MISSING


def test_a_role_of_another_place_is_missing(shop: Workshop) -> None:
    held = chosen(shop, "Wer ist Landrätin von Nordwinkel?")
    other = chosen(shop, "Wer ist Landrätin von Südwinkel?")
    assert held.verdict is not Verdict.MISSING
    assert other.verdict is Verdict.MISSING


def test_a_count_stands_with_its_noun(shop: Workshop) -> None:
    right = chosen(shop, "Wie viele Frauen nahmen an der Werkstattreihe teil?")
    wrong = chosen(shop, "Wie viele Gießereien gibt es im Kreis Nordwinkel?")
    assert right.verdict is not Verdict.MISSING
    assert wrong.verdict is Verdict.MISSING


def test_a_participle_is_of_the_family_of_its_noun(shop: Workshop) -> None:
    shop.put(document("preis", "Das Haus am Moor wurde 2022 ausgezeichnet.", "Haus am Moor"))
    answer = chosen(shop, "Welche Auszeichnung hat das Haus am Moor?")
    assert answer.verdict is not Verdict.MISSING
    assert "ausgezeichnet" in said(answer)


def test_a_slip_is_read_as_it_was_meant(shop: Workshop) -> None:
    answer = chosen(shop, "Wie viele Frauen nahmen an der Werkstattreie teil?")
    assert answer.verdict is not Verdict.MISSING
    assert "64 Frauen" in said(answer)


def test_a_price_is_that_of_the_thing_asked_of(shop: Workshop) -> None:
    assert chosen(shop, "Was hat die Gießerei gekostet?").verdict is Verdict.MISSING


def test_the_figure_in_a_name_is_no_measure(tmp_path: Path) -> None:
    made = Workshop(tmp_path)
    made.put(document("blatt", "Themen sind Energie und CO2. Es kamen viele.", "Blatt"))
    assert chosen(made, "Wie viel CO2 wurde eingespart?").verdict is Verdict.MISSING


def test_a_source_address_is_never_quoted(tmp_path: Path) -> None:
    made = Workshop(tmp_path)
    text = "Das Werk am Deich wird umgebaut.\n\nQuelle: https://blatt.example/werk-am-deich-umbau"
    made.put(document("blatt", text, "Blatt"))
    assert "https" not in said(chosen(made, "Was geschieht mit dem Werk am Deich beim Umbau?"))
