"""An offer or event that is named, by any word of its title, in everyday words."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


def told(question: str) -> tuple[str, Outcome, str | None]:
    talk = Talk()
    text = talk.ask(question)
    assert talk.draft is not None, question
    return text, talk.draft.outcome, talk.draft.office_id


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Ist das Innovationslabor in Olpe nur für Chefs?", "Beschäftigte"),
        ("Bei welchem Unternehmen war TeamMit Live zu Gast?", "Leica"),
        ("Welche Veranstaltungen und Kurse gibt es online?", "Circular Cars"),
        ("Dürfen wir als Kfz-Betrieb in Calw zu den Schulungen?", "Kfz-Betriebe"),
        ("Was fand am 8.6.23 in Chemnitz statt?", "ITAS-Kongress"),
        ("Was ging im Mai 2025 alles über die Bühne?", "Solingen"),
        ("Was lief im Sommer 2025 bei CARS 2.0?", "Transformationsgipfel"),
        ("Für wen war der Infoabend zur neuen Richtlinie gedacht?", "Antragsteller"),
        ("Muss man für Circular Cars anreisen oder reicht der Laptop?", "online"),
        ("Die Transformationslotsen in Chemnitz, laufen die weiter?", "2025"),
        ("Fand die Transformationskonferenz im Saal oder am Bildschirm statt?", "online"),
        ("Wie oft gibt es die Zukunftswerkstatt?", "jährlich"),
        ("Zum Bürgerdialog von TraFoNetz: der war doch in Ulm?", "Nagold"),
        ("Angeblich kamen 900 Besucher zum Transformationsgipfel.", "150 Teilnehmende"),
        ("Was war in der Villa Ida los?", "TraWeBa-Kongress"),
        ("Wer traf sich in den Wagenhallen?", "27 Netzwerke"),
        ("In welchem Raum feierte MoLeWa den Start?", "LVZ-Kuppelhalle"),
        ("Die Südwestsachsen hatten so Lotsen, gibt es die noch?", "Transformationslotsen"),
        ("Ich suche für den Gemeindetag einen Vortrag zum Autowandel.", "Referentinnen"),
        ("Der Gemeindetag Hohenlohe tagt bald. Hat das Bündnis da etwas?", "Informationsblöcke"),
        ("Schickt das Bündnis dem Gemeindetag einen Redner?", "Referentinnen"),
        ("Wann und wo haben sich 2024 alle Netzwerke und Hubs getroffen?", "Bamberg"),
        ("Wer ist mit den Informationsblöcken angesprochen?", "Kommunen"),
        ("Was lernt man im InnoLab?", "3D-Druck"),
        ("Sind die Orientierungschecks umsonst?", "kostenlose"),
        ("An welchen Orten gab es den Bürgerdialog von TraFoNetz?", "Freudenstadt"),
        ("Um wie viel Uhr war die Infoveranstaltung zur neuen Förderrichtlinie?", "13:45"),
        ("Wo wurde die Förderphase 2027 bis 2029 vorgestellt?", "digital"),
        ("Wie viele Netzwerke versammelten sich 2023 in Stuttgart?", "27 Netzwerke"),
        ("Im Mai 2023 trafen sich alle in Stuttgart. In welcher Halle?", "Wagenhallen"),
        ("Mein Bruder schwärmt vom Treffen bei Leica in Wetzlar. Wie voll war es 2025?", "150"),
        ("Muss ich für die Orientierungschecks von TRAIBER etwas berappen?", "kostenlose"),
        ("Was kann ich in Olpe machen?", "3D-Druck"),
        ("Welche Treffen hatten mehr als 300 Leute?", "350"),
        ("Welches Thema hatte der TraWeBa-Kongress?", "Batterie"),
        ("Wer ist Träger der Transformationslotsen in Bayern?", "Bayern Innovativ"),
    ],
)
def test_what_is_asked_of_an_offer_is_told(question: str, words: str) -> None:
    text, outcome, _ = told(question)
    assert words in text
    assert outcome is Outcome.ANSWERED


def test_an_offer_that_is_over_is_said_to_be() -> None:
    text, _, office = told("Gibt es die Orientierungschecks noch?")
    assert "ist nach diesen Angaben vorbei" in text
    assert office == "office_traiber"


@pytest.mark.parametrize(
    "question",
    [
        "Was kostete der Eintritt beim TraWeBa-Kongress?",
        "Kostet das InnoLab in Olpe etwas?",
        "Gab es diesen Herbst ein Treffen der Netzwerke?",
        "Wer moderierte den TraWeBa-Kongress?",
        "Was kostete ein Stand beim TraWeBa-Kongress?",
        "Wie viele Teilnehmende hatte der Transformationsgipfel 2023?",
    ],
)
def test_a_price_or_year_that_is_not_on_file_is_said_to_be_missing(question: str) -> None:
    text, outcome, _ = told(question)
    assert outcome is Outcome.NO_SOURCE
    assert "nicht" in text


@pytest.mark.parametrize(
    "question",
    [
        "Wer hielt beim Transformationsgipfel die Festrede?",
        "Wie viele Parkplätze hatte TeamMit Live?",
    ],
)
def test_what_no_record_of_an_offer_says_is_left_to_the_documents(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    # A draft that has nothing yields to a document that says it.
    assert talk.draft is None or talk.draft.outcome is Outcome.NO_SOURCE


def test_own_offers_are_told_where_they_meet_the_question() -> None:
    assert "Webinare" in told("Hat transform.by Onlinekurse für unsere Schicht?")[0]
    talk = Talk()
    talk.ask("Bietet ReTraSON Kurse im Schweißen an?")
    assert talk.draft is None or talk.draft.outcome is Outcome.NO_SOURCE


def test_an_event_on_a_programme_is_that_of_the_networks_own() -> None:
    assert "13:45" not in told("Wann wurde über ZIM informiert?")[0]


def test_the_title_of_an_event_is_told_where_a_fact_has_only_its_day() -> None:
    assert "Strategiedialog" in told("Wie hieß die Jahreskonferenz von transform.r?")[0]


def test_an_event_to_come_again_is_no_past_one() -> None:
    assert told("Wann kommen die Netzwerke wieder zum Treffen?")[1] is Outcome.NO_SOURCE


def test_how_many_fit_into_the_house_of_an_event_is_not_on_file() -> None:
    text, outcome, _ = told("Wie viele Menschen passen in die Aula Sulzbach?")
    assert outcome is Outcome.NO_SOURCE, text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Habt ihr einen Schnelltest für meinen Betrieb?", "Orientierungschecks"),
        ("Brennstoffzellen, wer kann da was?", "CARS 2.0"),
        ("Wer vermittelt Kooperationspartner? Gibt es eine Kooperationsbörse?", "neu/wagen"),
        ("Gibt es Arbeitshilfen für Chefs?", "Strategiebaukasten"),
        ("Wer bietet Online-Seminare an?", "transform.by"),
        ("Wehrtechnik, welches Netzwerk kennt sich da aus?", "AuToS"),
        ("Wer schickt uns einen Referenten?", "Informationsblöcke"),
    ],
)
def test_a_thing_is_found_by_whatever_it_is_called(question: str, words: str) -> None:
    text, outcome, _ = told(question)
    assert words in text
    assert outcome is Outcome.ANSWERED


def test_what_narrows_a_thing_and_stands_nowhere_is_said_to_be_missing() -> None:
    text, outcome, _ = told("Wer macht KI in der Gehäusefertigung?")
    assert text.startswith("Nicht hinterlegt ist im Einzelnen: Gehäusefertigung.")
    assert "KI-Ansprechpartner" in text
    assert outcome is Outcome.NO_SOURCE


def test_a_thing_that_the_network_of_a_place_has_not_is_said_to_be_missing_there() -> None:
    text, outcome, office = told("Gibt es in Wolfsburg jemanden für Wasserstoff?")
    assert "Bei ReTraSON ist dazu nichts hinterlegt." in text
    assert outcome is Outcome.PARTLY
    assert office == "office_retrason"


def test_money_for_a_thing_is_no_thing_on_offer() -> None:
    text, _, _ = told("Welche Zuschüsse gibt es für Wasserstoff?")
    assert "Schwerpunkten der Netzwerke" not in text


@pytest.mark.parametrize(
    ("question", "to_come"),
    [
        ("Gibt es in Stuttgart einen Kongress, den ich besuchen kann?", True),
        ("Ich möchte an TeamMit Live teilnehmen.", True),
        ("Welche Kongresse gab es in Stuttgart?", False),
        ("Wo fand TeamMit Live statt?", False),
    ],
)
def test_whoever_may_want_to_come_is_told_that_nothing_is_to_come(
    question: str, *, to_come: bool
) -> None:
    text, _, _ = told(question)
    assert ("Ein künftiger Termin ist" in text) is to_come


def test_whoever_writes_because_of_an_offer_is_told_whom_to_write_to() -> None:
    text, outcome, office = told(
        "An welche Mailadresse schreibe ich wegen der Orientierungschecks?"
    )
    assert "@" in text
    assert (outcome, office) == (Outcome.ANSWERED, "office_traiber")


def test_a_region_that_is_named_asks_for_no_room() -> None:
    text, outcome, _ = told("Was machen die TransformationsLabs im Wolfsburger Raum?")
    assert "Geschäftsmodelle" in text
    assert outcome is Outcome.ANSWERED


def test_what_all_networks_held_together_comes_first() -> None:
    text, _, _ = told("Gab es schon einmal ein bundesweites Treffen aller Netzwerke?")
    assert text.index("Bamberg") < text.index("IG Metall")


def test_events_are_bounded_by_their_guests() -> None:
    text, _, _ = told("Bei welchen Treffen waren weniger als 120 Leute?")
    assert "Solingen" in text
    assert "350" not in text


def test_whom_to_turn_to_for_a_speaker_is_told_with_the_offer() -> None:
    text, _, _ = told("Wer vermittelt dem Gemeindetag heute die zugesagten Referenten?")
    assert "Wirtschaftsregion Heilbronn-Franken" in text
