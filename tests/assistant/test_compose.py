"""How a quote is led and dated, and what time does to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.assistant.workshop import Workshop, document
from transfobot.assistant.arbitrate import counting, elsewhere, office_of, says_it, unsaid
from transfobot.assistant.compose import Composer
from transfobot.assistant.phrasing import day_text, quoted, short_title, shown
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.retrieval.quotes import Part, Quote
from transfobot.assistant.timing import status_of
from transfobot.assistant.understand.understanding import (
    Category,
    Filters,
    Intent,
    Mentions,
    Understanding,
)
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Language, Referents
from transfobot.domain.knowledge import Kind, UnitKind

TODAY = date(2026, 3, 16)


def composer(shop: Workshop, language: str = "de") -> Composer:
    shop.library.refresh()
    return Composer(shop.library, shop.phrases, language, TODAY)


def quote(shop: Workshop, name: str, *words: str, kind: UnitKind = UnitKind.PROSE) -> Quote:
    passage = next(
        one for one in shop.records.passages_of(name) if all(word in one.text for word in words)
    )
    starts = [passage.text.index(word) for word in words]
    spans = tuple((at, at + len(word)) for at, word in zip(starts, words, strict=True))
    return Quote((Part(passage, spans),), kind)


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    text = "Werkstatt:\n\n- Erstens das\n- Zweitens jenes\n\nSie heißt „Runde“ und ist **offen**.\n"
    made.put(document("a", text, "Die Werkstatt", as_of="2024-05"))
    made.put(document("b", "Nur ein Satz.", "Studie B", as_of=None, kind=Kind.STUDY))
    return made


def test_the_lead_names_document_day_and_heading_once(shop: Workshop) -> None:
    listed = quote(shop, "a", "Erstens das", "Zweitens jenes", kind=UnitKind.LIST)
    prose = quote(shop, "a", "Sie heißt „Runde“ und ist **offen**.")
    other = quote(shop, "b", "Nur ein Satz.")
    said = [one.sentence for one in composer(shop).sentences([listed, prose, other])]
    assert said[0].text == (
        "Im Dokument „Die Werkstatt“ (Stand Mai 2024) steht unter „Werkstatt“: \n"
        "– „Erstens das“\n– „Zweitens jenes“"
    )
    assert said[1].text == "Dort steht auch: »Sie heißt „Runde“ und ist offen.«"
    assert said[2].text == "In der Studie „Studie B“ steht: „Nur ein Satz.“"
    assert [one.citations for one in said] == [(1,), (2,), (3,)]


def test_a_citation_holds_the_words_as_they_stand(shop: Workshop) -> None:
    listed = quote(shop, "a", "Erstens das", "Zweitens jenes", kind=UnitKind.LIST)
    (composed,) = composer(shop).sentences([listed])
    assert composed.citations[0].quote == "Erstens das\n- Zweitens jenes"
    told = shop.records.document("a")
    assert told is not None
    assert composed.citations[0].quote in told.text


def test_the_same_words_keep_their_number_and_a_withdrawn_one_gives_it_free(shop: Workshop) -> None:
    made = composer(shop)
    one, two = quote(shop, "b", "Nur ein Satz."), quote(shop, "a", "Erstens das")
    first, again = (said.sentence.citations for said in made.sentences([one, one]))
    assert first == again == (1,)
    list(made.sentences([two]))
    made.withdraw()
    assert [citation.number for citation in made.used] == [1]


@pytest.mark.parametrize(
    ("text", "as_of", "status"),
    [
        ("Projektzeitraum: 01.01.2022 – 30.06.2025", None, Status.ENDED),
        ("Laufzeit: 01.01.2022 bis 31.12.2027", "2022", Status.RUNNING),
        ("Der Aufruf läuft vom 01.05.2026 bis 30.06.2026.", "2026-01", Status.ANNOUNCED),
        ("Am 6. September 2022 lädt das Netz nach Chemnitz ein.", "2022-08-28", Status.ANNOUNCED),
        ("Am 6. September 2022 kam das Netz zusammen.", "2022-09-08", Status.UNKNOWN),
        ("Das Netz berät Betriebe.", "2022", Status.UNKNOWN),
        ("Laufzeit: Dezember 2022 bis 2026", None, Status.RUNNING),
        ("Laufzeit: Juli 2022 bis Ende 2025", None, Status.ENDED),
        ("Die Förderung läuft bis 2028", None, Status.RUNNING),
    ],
)
def test_what_a_quote_speaks_of_on_a_day(text: str, as_of: str | None, status: Status) -> None:
    assert status_of(text, as_of, TODAY) is status


def test_days_titles_and_quotes_read_well() -> None:
    assert [day_text(one) for one in ("2026-01-05", "2026-01", "2026")] == [
        "05.01.2026",
        "Januar 2026",
        "2026",
    ]
    assert day_text("2026-01-05", "en") == "5 January 2026 (05.01.2026)"
    assert short_title("„Ein sehr langer Titel über den Wandel“", 20) == "Ein sehr langer …"
    assert shown("- **Summe:**\n\n 7 Mio. €") == "Summe: 7 Mio. €"
    assert shown("A\n\nB", lines=True) == "A\nB"
    assert quoted("x") == "„x“"
    assert quoted("„x“") == "»„x“«"


def asked(text: str, *content: str) -> Understanding:
    return Understanding(
        text=text, core=text, query=text, language=Language.DE, day=TODAY, content=content
    )


def test_a_draft_that_says_what_is_asked_stays(shop: Workshop) -> None:
    draft = Draft((DraftSentence("Der Beirat hat drei Sitze."),))
    assert unsaid(draft, asked("Wer sitzt im Beirat?", "beirat")) == frozenset()
    assert unsaid(draft, asked("Wann tagt das Gremium?", "tagt", "gremium")) == {"gremium"}
    empty = Draft((DraftSentence("Nichts hinterlegt."),), outcome=Outcome.NO_SOURCE)
    assert unsaid(empty, asked("wann tagt das gremium", "tagt", "gremium")) == {"tagt", "gremium"}


def test_documents_take_over_only_when_they_say_it(shop: Workshop) -> None:
    listed = quote(shop, "a", "Erstens das", kind=UnitKind.LIST)
    draft = Draft((DraftSentence("Der Beirat hat drei Sitze."),))
    assert says_it(draft, frozenset({"werkstatt"}), [listed])
    assert not says_it(draft, frozenset({"gremium"}), [listed])
    assert not says_it(draft, frozenset(), [listed])


def test_a_refusal_is_not_overruled_by_the_records_it_has_read(shop: Workshop) -> None:
    listed = quote(shop, "a", "Erstens das", kind=UnitKind.LIST)
    refused = Draft((DraftSentence("Nicht hinterlegt."),), outcome=Outcome.NO_SOURCE)
    told = Draft((DraftSentence("Der Beirat hat drei Sitze."),))
    of_programme = replace(told, referents=Referents(programme="zim"))
    assert counting(refused, [listed], lambda _id: Kind.STUDY) == []
    assert counting(refused, [listed], lambda _id: None) == [listed]
    assert counting(told, [listed], lambda _id: Kind.FUNDING) == [listed]
    assert counting(of_programme, [listed], lambda _id: Kind.FUNDING) == []
    assert counting(of_programme, [listed], lambda _id: Kind.OFFER) == [listed]


def test_records_of_another_land_or_without_the_year_to_come_do_not_answer(shop: Workshop) -> None:
    listed = [quote(shop, "a", "Erstens das", kind=UnitKind.LIST)]
    hesse = replace(asked("Was sagt die Studie zu Hessen?"), filters=Filters(lands=("Hessen",)))
    later = replace(asked("Wie viel Geld gibt es 2031?"), filters=Filters(year=2031))
    assert elsewhere(hesse, listed, lambda _id: {"lands": ["Bayern"]})
    assert elsewhere(hesse, listed, lambda _id: {})
    assert not elsewhere(hesse, listed, lambda _id: {"lands": ["Hessen"]})
    assert not elsewhere(hesse, listed, lambda _id: None)
    assert elsewhere(later, listed, lambda _id: {})
    assert not elsewhere(later, listed, lambda _id: None)


def test_quotes_of_one_network_lead_to_its_office(shop: Workshop) -> None:
    told = [quote(shop, "a", "Erstens das", kind=UnitKind.LIST)]
    plain = asked("Was steht zur Werkstatt?")
    assert office_of(plain, told, lambda _id: {"office": "office_alfa"}) == "office_alfa"
    assert office_of(plain, told, lambda _id: None) is None
    named = replace(plain, mentions=Mentions(programmes=("zim",)))
    assert office_of(named, told, lambda _id: {"office": "office_alfa"}) is None


def test_records_that_only_share_a_word_do_not_answer(shop: Workshop) -> None:
    told = [quote(shop, "a", "Erstens das", kind=UnitKind.LIST)]
    both = replace(asked("Was steht zweitens zur Werkstatt?"), content=("werkstatt", "zweit"))
    one = replace(asked("Wer baute die Werkstatt?"), content=("baute", "werkstatt"))
    assert not elsewhere(both, told, lambda _id: {})
    assert elsewhere(one, told, lambda _id: {})
    # Where the search found every word of the question in one place, it does.
    assert not elsewhere(one, told, lambda _id: {}, whole=True)
    assert elsewhere(replace(one, content=("werkstatt",)), told, lambda _id: {}, whole=True)
    assert elsewhere(asked("Was steht an?"), told, lambda _id: {})
    assert not elsewhere(one, told, lambda _id: None)
    assert not elsewhere(replace(one, category=Category.OFFER), told, lambda _id: {})


def test_a_record_that_does_not_count_what_is_counted_does_not_answer(shop: Workshop) -> None:
    listed = [quote(shop, "a", "Erstens das", kind=UnitKind.LIST)]
    told = replace(asked("Wo war der Auftakt?"), mentions=Mentions(networks=("autos",)))
    counted = replace(told, core="Wie viele Gäste kamen zum Auftakt?", intents=(Intent.COUNT,))
    assert elsewhere(counted, listed, lambda _id: {})
    assert not elsewhere(told, listed, lambda _id: {})


def test_what_looks_foreign_must_stand_in_one_quote_altogether(shop: Workshop) -> None:
    listed = quote(shop, "a", "Erstens das", kind=UnitKind.LIST)
    foreign = Draft((DraftSentence("Dabei kann ich nicht helfen."),), outcome=Outcome.OUT_OF_SCOPE)
    assert not says_it(foreign, frozenset({"werkstatt"}), [listed])
    assert not says_it(foreign, frozenset({"werkstatt", "gremium"}), [listed])
