"""What a question is read as: names, words, places, days, and what it is not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tests.assistant.corpus import places
from tests.assistant.talk import DAY, lexicon
from transfobot.assistant.understand.question import understand
from transfobot.assistant.understand.read import Reading
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Meta,
    Understanding,
)
from transfobot.domain.conversation import Audience, Conversation, Language, Question, Topic


def read(text: str, day: date = DAY) -> Understanding:
    reading = Reading(lexicon(), places(), day)
    return understand(Question(text), Conversation("test"), reading)


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("Partner von TrAlBeR.nrw?", "traiber"),
        ("wer leitet traiber", "traiber"),
        ("Wie läuft das Trafo Netz?", "trafonetz"),
        ("laufzeit von re-tra-son", "retrason"),
        ("Was macht transform 10?", "transform_10"),
        ("Wer führt TrendAuto 2030+?", "trendauto"),
        ("Förderung von Retrasson", "retrason"),
        ("Seit wann gibt es das Bündnis für Transformation?", "buendnis_hf"),
        ("Was will der Koordinator des Bündnisses für Transformation?", "buendnis_hf"),
        ("welche partner hat autos", "autos"),
        ("Die Partner von AuToS", "autos"),
        ("Wer führt das Netzwerk Atlas?", "atlas"),
        ("was hat der bund in atlas reingesteckt", "atlas"),
        ("wer macht bei atlas mit", "atlas"),
    ],
)
def test_names_are_found_in_any_spelling(text: str, network: str) -> None:
    assert read(text).mentions.networks == (network,)


@pytest.mark.parametrize(
    "text",
    [
        "Werden in Sachsen noch Autos gebaut?",
        "Hat Tim eine Nummer hinterlassen, die wir anrufen sollen, sagt Petra Müller",
        "Wir bauen autos und suchen Personal",
        "wie viel geld wird mit autos verdient",
    ],
)
def test_everyday_words_are_no_networks(text: str) -> None:
    assert read(text).mentions.networks == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who leads ReTraSON?", Language.EN),
        ("Fasse ReTraSON in drei Sätzen zusammen.", Language.DE),
        ("Please answer in English: was ist CARS 2.0?", Language.EN),
        ("ReTraSON", Language.DE),
        ("Which Netzwerke sind in Hessen?", Language.DE),
    ],
)
def test_language(text: str, language: Language) -> None:
    assert read(text).language is language


def test_several_questions_in_one_sentence() -> None:
    asked = read("Ziele, aktueller Stand und Ansprechpartner von ATLAS")
    assert asked.attributes == (Attribute.FOCUS, Attribute.STATUS, Attribute.PERSON)
    assert asked.mentions.networks == ("atlas",)


def test_a_list_with_a_typing_error_in_its_subject() -> None:
    asked = read("Liste alle Transformationsnetzerke")
    assert (asked.category, Intent.LIST in asked.intents) == (Category.NETWORK, True)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Welche Netzwerke laufen nicht mehr?", ("ended",)),
        ("Welche Programme sind offen, welche vorbei?", ("open", "ended")),
        ("Welche Programme sind nicht beendet?", ("open",)),
        ("Was läuft dieses Jahr aus?", ("end_now",)),
    ],
)
def test_statuses(text: str, statuses: tuple[str, ...]) -> None:
    assert read(text).filters.statuses == statuses


def test_years_are_relative_to_the_day() -> None:
    assert read("Welche Netzwerke laufen nächstes Jahr?", date(2026, 12, 31)).filters.year == 2027
    assert read("Welche Netzwerke laufen nächstes Jahr?", date(2027, 1, 1)).filters.year == 2028
    assert read("Welche Netzwerke laufen noch 2026?").filters.year == 2026


def test_a_land_inside_another_does_not_count() -> None:
    assert read("Netzwerke in Sachsen-Anhalt?").filters.lands == ("Sachsen-Anhalt",)
    assert read("Netzwerke in Sachsen?").filters.lands == ("Sachsen",)


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("Ich bin Bürgermeisterin, wer hilft uns?", Audience.MUNICIPALITY),
        ("Wir drehen Teile, 45 Leute. Welche Förderung gibt es?", Audience.COMPANY),
        ("Ich bin im Betriebsrat, wer hilft mir?", Audience.EMPLOYEE),
        ("Welche Netzwerke gibt es?", None),
    ],
)
def test_who_asks(text: str, audience: Audience | None) -> None:
    assert read(text).audience is audience


def test_the_size_of_a_firm() -> None:
    assert read("Wir haben 1.200 Beschäftigte. Was gibt es?").filters.size == 1200


def test_the_question_of_a_long_letter_is_its_last_sentence() -> None:
    asked = read(
        "Sehr geehrte Damen und Herren, unsere Stadt hat drei Zulieferbetriebe. Zwei davon haben "
        "uns über Auftragsrückgänge informiert. Der Gemeinderat hat das Thema auf die Tagesordnung "
        "gesetzt. Wir möchten vorbereitet sein. Wer ist für Künzelsau die richtige Ansprechstelle?"
    )
    assert asked.core == "Wer ist für Künzelsau die richtige Ansprechstelle?"
    assert asked.place is not None
    assert asked.place.candidates[0].name == "Künzelsau"


def test_a_dictated_question_is_asked_of_what_is_told_before_it() -> None:
    asked = read(
        "ja hallo also wir sind ein betrieb und haben da so von dem qualifizierungsgeld gehört und "
        "jetzt wollte ich mal fragen wie hoch ist das denn eigentlich"
    )
    assert Attribute.RATE in asked.attributes
    assert asked.mentions.programmes == ("quali_geld",)


@pytest.mark.parametrize("text", ["Wie wird das Wetter in Stuttgart?", "Erzähl mir einen Witz"])
def test_another_subject(text: str) -> None:
    assert read(text).foreign_topic is not None


def test_private_matters_of_people_are_another_subject() -> None:
    assert read("Wann ist Martin Schmidt geboren?").foreign_topic == "personal"


@pytest.mark.parametrize(
    ("text", "meta"),
    [
        ("Welche Quellen belegen das? Bitte mit Datum.", Meta.SOURCES),
        ("kannst du das nochmal einfacher sagen", Meta.SIMPLER),
        ("Stimmt das wirklich?", Meta.DOUBT),
        ("Was weißt du nicht?", Meta.LIMITS),
        ("Danke!", Meta.THANKS),
        ("Danke, und wer leitet ITAS?", None),
        ("Hallo, welche Netzwerke gibt es in Bayern?", None),
    ],
)
def test_questions_about_the_conversation(text: str, meta: Meta | None) -> None:
    assert read(text).meta is meta


def test_subjects_are_nouns_that_no_table_knows() -> None:
    assert read("Welche Schuhmarke trägt der Projektleiter von AuToS?").subjects == ("schuhmark",)
    assert read("Welche Beratung gibt es bei AuToS?").subjects == ()


def test_topics() -> None:
    asked = read("Wer zahlt eine Umschulung, wenn wir auf Wasserstoff umstellen?")
    assert {Topic.QUALIFICATION, Topic.TECHNOLOGY} <= set(asked.topics)


def test_understanding_is_fast() -> None:
    read("Wer ist für Öhringen zuständig?")
    started = time.perf_counter()
    for _ in range(20):
        read("Ziele, aktueller Stand und Ansprechpartner von ATLAS in Südwestfalen")
    assert (time.perf_counter() - started) / 20 < 0.05


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("Wer half den Ostwürttembergern bei ihrer Strategie?", "ostwuerttemberg"),
        ("Hallo, ich bin Pfälzer. Wie viele Stellen sind das bei uns?", "trafo_pfalz"),
        ("Gibt es im Bergischen noch Checks?", "traiber"),
        ("Was hat man bei den Nordschwarzwäldern vor?", "trafonetz"),
        ("Wie viele Leute arbeiten in südwestfälischen Betrieben?", "atlas"),
        ("Gießerei im Leipziger Land, wer berät?", "molewa"),
        ("Wann war der Gipfel der Stuttgarter?", "cars20"),
        ("Als Westerwälder Betrieb, wen rufen wir an?", "traforce"),
        ("Ist bei den Hannoveranern noch was los?", "neuwagen"),
        ("Die Aachener haben ein Netzwerk, wie heißt es?", "trendauto"),
    ],
)
def test_people_and_land_of_a_region_name_its_network(text: str, network: str) -> None:
    asked = read(text)
    assert network in (*asked.mentions.organisations, *asked.mentions.networks)


@pytest.mark.parametrize(
    "text",
    [
        "Wir sitzen in der Stuttgarter Straße in Ulm",
        "Was plant der Stuttgarter Konzern?",
        "Gibt es im Rheinisch-Bergischen Kreis etwas?",
        "Was macht ein Rheinland-Pfälzer?",
    ],
)
def test_a_town_in_another_name_is_no_region(text: str) -> None:
    assert read(text).mentions.organisations == ()


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Wir Zwickauer fragen uns, wer da ist", "Zwickau"),
        ("Als Wetzlarer: an wen?", "Wetzlar"),
        ("Wer hilft im Dingolfinger Raum?", "Dingolfing"),
    ],
)
def test_people_of_a_town_name_it(text: str, town: str) -> None:
    place = read(text).place
    assert place is not None
    assert place.unique is not None
    assert place.unique.name == town


@pytest.mark.parametrize("text", ["Wir Trainer suchen etwas", "Was raten Sie uns als Leiter?"])
def test_a_trade_is_no_town(text: str) -> None:
    assert read(text).place is None


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("telefon vom transformatonsnetzwek region kasel", "tregks"),
        ("Welche Summe bekam das Automotive Netzwerk Thüringen ANeTT?", "anett"),
    ],
)
def test_a_name_with_errors_or_in_parts_leaves_nothing_open(text: str, network: str) -> None:
    asked = read(text)
    assert asked.mentions.networks == (network,)
    assert asked.content == ()


def test_a_misspelt_place_stands_behind_its_preposition() -> None:
    place = read("Welchs Netzwek ist für Marbug zustendig?").place
    assert place is not None
    assert place.unique is not None
    assert place.unique.name == "Marburg"


def test_a_name_of_two_words_with_a_mistyped_one() -> None:
    assert read("Förderhöhe von Transfrom EMN").mentions.networks == ("transform_emn",)


def test_a_place_of_two_words_with_a_mistyped_one() -> None:
    place = read("Wir sitzen in Schwäbisch Gmünt. Wer ist zuständig?").place
    assert place is not None
    assert place.unique is not None
    assert place.unique.name == "Schwäbisch Gmünd"


def test_the_first_message_may_say_what_is_not_meant() -> None:
    asked = read("Nicht ITAS, sondern MoLeWa: wer leitet es?")
    assert asked.mentions.networks == ("molewa",)


def test_a_weak_name_beside_a_sure_one_is_a_name() -> None:
    asked = read("gehören wir hier zu atlas oder traiber")
    assert set(asked.mentions.networks) == {"atlas", "traiber"}
