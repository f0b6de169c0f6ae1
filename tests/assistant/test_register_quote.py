"""The quotes behind a sentence hold its figures and names, not just some line of the record."""

from __future__ import annotations

from transfobot.assistant.register.draft import Evidence
from transfobot.assistant.register.quote import quotes_of
from transfobot.domain.knowledge import Document, Kind, Passage, Visibility
from transfobot.ingestion.units import passages_of

TEXT = """# ALFANETZ

## Überblick

ALFANETZ begleitet Betriebe. Der Sitz der Stelle ist die IHK Musterhausen.

Kurzname: ALFANETZ
Region: Musterhausen
Land: Hessen

## Partner

- Hochschule Musterstadt
- Handwerkskammer Nord
- IG Metall Musterstadt

## Laufzeit und Förderung

Projektvolumen gesamt: 8,4 Mio. €
Fördersumme: 7,6 Mio. €
Fördergeber: Bund
Förderung 2026: 1,5 Mio. € für Forschungspartner

## Kontakt

Ansprechperson: Erika Beispiel
Telefon: 0123 45 67
Stand: 2022

Ansprechperson: Max Beispiel
Telefon: 0123 45 68
Stand: 2022

Nicht hinterlegt: eine E-Mail-Adresse.
"""


def passages() -> list[Passage]:
    document = Document(
        id="alfa",
        revision="1",
        source="corpus",
        path="networks/alfa.md",
        title="ALFANETZ",
        kind=Kind.NETWORK,
        visibility=Visibility.PUBLIC,
        text=TEXT,
    )
    return list(passages_of(document))


def quotes(*needles: str) -> str:
    found = quotes_of(Evidence("alfa", "\n".join(needles)), passages())
    assert all(one.quote in one.passage.text for one in found)
    return "\n".join(one.quote for one in found)


def test_every_sum_of_a_value_is_quoted_though_the_record_states_them_apart() -> None:
    quoted = quotes("7,6 Mio. € Fördersumme bei 8,4 Mio. € Gesamtvolumen; dazu 1,5 Mio. € 2026")
    assert all(one in quoted for one in ("7,6 Mio. €", "8,4 Mio. €", "1,5 Mio. €"))


def test_all_items_of_a_list_are_quoted() -> None:
    quoted = quotes("Hochschule Musterstadt", "Handwerkskammer Nord", "IG Metall Musterstadt")
    assert quoted.count("\n") == 2
    assert "Handwerkskammer Nord" in quoted


def test_the_labelled_line_is_preferred_and_the_record_s_own_name_is_not_quoted() -> None:
    quoted = quotes("Musterhausen", "ALFANETZ", "Hessen")
    assert quoted == "Region: Musterhausen\nLand: Hessen"


def test_each_person_s_number_stands_in_the_quote() -> None:
    quoted = quotes("0123 45 67", "0123 45 68")
    assert "Erika Beispiel" in quoted
    assert "0123 45 68" in quoted


def test_what_is_missing_is_quoted_as_missing() -> None:
    assert quotes("Nicht hinterlegt") == "Nicht hinterlegt: eine E-Mail-Adresse."


def test_a_document_without_units_backs_nothing() -> None:
    assert quotes_of(Evidence("alfa", "7,6 Mio. €"), []) == []
