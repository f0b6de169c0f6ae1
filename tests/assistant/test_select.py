"""Which units are quoted: whole, a block together, at most three and 900 characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.workshop import Workshop, document
from transfobot.assistant.retrieval.cues import Cue, sought_in
from transfobot.assistant.retrieval.quotes import Quote
from transfobot.assistant.retrieval.select import (
    MOST_CHARACTERS,
    Selection,
    Verdict,
    opening,
    select,
)
from transfobot.domain.knowledge import UnitKind, Visibility
from transfobot.domain.tables import columns_of

PAPER = """Aufgaben des Bündnisses:

Das Bündnis begleitet den Wandel der Zulieferer. Es hat dafür drei Stellen eingerichtet. \
Diese beraten kostenlos zur Weiterbildung.

Derzeit gibt es im Wesentlichen folgende Arbeitsfelder, die gemeinsam zu bearbeiten sind:

1. Geld für den Wandel einwerben.

- Das übernimmt die Wirtschaftsförderung.

2. Betriebe bei der Qualifizierung unterstützen.

- Das übernehmen die Kammern.

3. Gemeinden einbinden.

- Bürgermeisterinnen werden regelmäßig informiert.

Beirat:

- Stadt Musterstadt
- Kammer Nord
- Gewerkschaft Metall

Zeitplan:

Phase\t1.0 Aufbau\t2.0 Erprobung
Pakete\tAP 1.1 Steuerung\tAP 2.1 Pilotbetriebe
\tAP 1.2 Werbung\tAP 2.2 Auswertung

Konsortialführer ist die Musterförderung GmbH. Das Fachwissen steuert der Verband Technik bei. \
Weitere Partner sind die Kammer Nord und die Hochschule.

Musterstadt, den 3. Mai 2021

.....
Stadt Musterstadt
Bürgermeisterin Eva Beispiel

.....
Hochschule Nord
Prof. Udo Probe
"""


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    made.put(document("papier", PAPER, "Bündnispapier Musterregion"))
    made.put(document("anderes", "Ein Verein pflegt Wanderwege im Norden.", "Wanderverein"))
    return made


def chosen(shop: Workshop, question: str) -> Selection:
    found = shop.retriever.search(question, visibilities=frozenset({Visibility.PUBLIC}))
    return select(question, found, shop.library.passages_of)


def texts(quote: Quote) -> list[str]:
    return [part.passage.text[a:b] for part in quote.parts for a, b in part.spans]


def test_a_list_is_quoted_whole(shop: Workshop) -> None:
    first = chosen(shop, "Wer sitzt im Beirat?").quotes[0]
    assert first.kind is UnitKind.LIST
    assert texts(first) == ["Stadt Musterstadt", "Kammer Nord", "Gewerkschaft Metall"]


def test_numbered_lines_under_what_is_asked_become_an_outline(shop: Workshop) -> None:
    first = chosen(shop, "Welche Arbeitsfelder bearbeitet das Bündnis?").quotes[0]
    assert texts(first) == [
        "1. Geld für den Wandel einwerben.",
        "2. Betriebe bei der Qualifizierung unterstützen.",
        "3. Gemeinden einbinden.",
    ]


def test_a_table_answers_with_its_column(shop: Workshop) -> None:
    first = chosen(shop, "Welche Pakete gehören zur Erprobung?").quotes[0]
    assert first.kind is UnitKind.TABLE
    assert texts(first) == ["2.0 Erprobung", "AP 2.1 Pilotbetriebe", "AP 2.2 Auswertung"]


def test_a_sentence_that_leans_brings_the_one_before(shop: Workshop) -> None:
    quotes = chosen(shop, "Wer berät kostenlos zur Weiterbildung?").quotes
    assert any("drei Stellen eingerichtet. Diese beraten" in texts(one)[0] for one in quotes)


def test_a_listing_takes_the_sentence_that_goes_on(shop: Workshop) -> None:
    quotes = chosen(shop, "Welche Partner sind beteiligt?").quotes
    said = " ".join(text for quote in quotes for text in texts(quote))
    assert "Verband Technik" in said
    assert "Hochschule" in said


def test_who_signed_is_looked_for_among_signatures(shop: Workshop) -> None:
    selection = chosen(shop, "Wer hat für die Hochschule unterschrieben?")
    assert selection.verdict is Verdict.SHOWN
    assert texts(selection.quotes[0]) == ["Hochschule Nord\nProf. Udo Probe"]


def test_a_number_that_nobody_gives_is_missing(shop: Workshop) -> None:
    for question in ("Telefonnummer des Beirats?", "Welches Budget hat das Bündnis?"):
        assert chosen(shop, question).verdict is Verdict.MISSING, question


def test_a_noun_no_document_knows_is_strange(shop: Workshop) -> None:
    assert chosen(shop, "Welchen Jahresgewinn hat das Bündnis?").strange
    assert not chosen(shop, "Was steht im Bündnispapier?").strange
    assert not chosen(shop, "Telefonnummer von Frau Beispiel?").strange


def test_a_figure_of_something_else_is_no_answer(shop: Workshop) -> None:
    assert chosen(shop, "Wie viel CO2 spart das Bündnis?").verdict is Verdict.MISSING


def test_a_heading_alone_can_carry_the_question(shop: Workshop) -> None:
    assert chosen(shop, "Was gehört zum Beirat?").held > 0.9
    assert chosen(shop, "Was gehört zum Beirat und zum Hafen?").held == 0.0


def test_never_more_than_three_units_and_the_limit(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    sentence = "Der Wandel der Zulieferer in Region {} braucht Beratung, Geld und {} Geduld. "
    text = "".join(sentence.format(n, "sehr viel " * 8) for n in range(30))
    shop.put(document("lang", text, "Langer Bericht"))
    selection = chosen(shop, "Was braucht der Wandel der Zulieferer?")
    assert 1 <= len(selection.quotes) <= 3
    assert sum(quote.length for quote in selection.quotes) <= MOST_CHARACTERS


def test_neighbouring_sentences_are_one_quote(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    text = (
        "Der Hafen Nordwinkel baut um. Der Umbau im Hafen Nordwinkel kostet Zeit. "
        "Ganz andere Dinge geschehen in der Stadt."
    )
    shop.put(document("hafen", text, "Bericht"))
    quotes = chosen(shop, "Was kostet der Umbau im Hafen Nordwinkel?").quotes
    assert len(quotes) == 1
    both = "Der Hafen Nordwinkel baut um. Der Umbau im Hafen Nordwinkel kostet Zeit."
    assert texts(quotes[0])[0].startswith(both)


def test_another_documents_dates_and_telephone_are_no_answer(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    shop.put(document("eins", "TraNord begleitet Betriebe in der Musterau.", "TraNord"))
    other = "Projektzeitraum: 01.01.2022 – 30.06.2025\n\nTelefon: 0531 12345\n\nTraSued hilft."
    shop.put(document("zwei", other, "TraSued"))
    for question in ("Wann endet die Laufzeit von TraNord?", "Telefonnummer von TraNord"):
        selection = chosen(shop, question)
        quoted = " ".join(one for quote in selection.quotes for one in texts(quote))
        assert "2025" not in quoted
        assert "0531" not in quoted
        assert selection.verdict is Verdict.MISSING


def test_an_opening_is_the_block_or_the_first_sentences(shop: Workshop) -> None:
    passages = shop.library.passages_of("papier")
    council = next(one for one in passages if one.locator.heading == "Beirat")
    assert texts(opening(council)) == ["Stadt Musterstadt", "Kammer Nord", "Gewerkschaft Metall"]
    assert texts(opening(passages[0]))[0].startswith("Das Bündnis begleitet")


@pytest.mark.parametrize(
    ("question", "cue"),
    [
        ("Wie erreiche ich Frau Probe telefonisch?", Cue.PHONE),
        ("E-Mail von Udo Probe", Cue.EMAIL),
        ("Wo sitzt das Büro?", Cue.ADDRESS),
        ("Wie lange läuft das?", Cue.SPAN),
        ("Wie hoch ist die Summe?", Cue.AMOUNT),
        ("Wann war das?", Cue.DAY),
        ("In welchem Jahr begann es?", Cue.YEAR),
        ("Wer ist die Stellvertreterin?", Cue.DEPUTY),
        ("wer leitet alfa", Cue.LEAD),
        ("Welche Partner gibt es?", Cue.LIST),
        ("Wer finanziert das?", Cue.FUNDER),
        ("Wofür steht KMU?", Cue.MEANING),
        ("Who signed the paper?", Cue.SIGNED),
    ],
)
def test_what_a_question_looks_for(question: str, cue: Cue) -> None:
    assert cue in sought_in(question).cues


def test_what_is_said_of_another_name_is_not_shown() -> None:
    sought = sought_in("Telefonnummer von Frau Probe?")
    assert sought.persons == {"probe"}
    assert sought.shows(frozenset({Cue.PHONE}), "Udo Probe, Tel. 0123 4567890", UnitKind.CONTACT)
    assert not sought.shows(frozenset({Cue.PHONE}), "Eva B., Tel. 0123 4567890", UnitKind.CONTACT)
    assert sought_in("Was macht ALFA-Netz mit MoLeWa?").names == {"alfa", "molewa"}


def test_a_table_in_bars_has_columns_too() -> None:
    text = "| Jahr | Betrag |\n| --- | --- |\n| 2024 | 5 € |\n| 2025 | |\n"
    columns = columns_of(text, 0, len(text))
    assert [column.header.text for column in columns] == ["Jahr", "Betrag"]
    assert [[cell.text for cell in column.cells] for column in columns] == [
        ["2024", "2025"],
        ["5 €"],
    ]
