"""Follow-ups keep network, place, programme and person; corrections and choices are taken."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.assistant.understand.followup import chosen
from transfobot.domain.answers import Outcome


def after(*questions: str) -> str:
    """The answer to the last of some questions in one conversation."""
    talk = Talk()
    return [talk.ask(question) for question in questions][-1]


@pytest.mark.parametrize(
    ("first", "then", "wanted"),
    [
        ("Wer leitet AuToS?", "und die partner?", "Hochschule Furtwangen"),
        ("Wer ist Ansprechpartner bei ReTraSON?", "danke, und die nummer?", "0531 12 18 165"),
        ("Fasse TraFoNetz zusammen.", "und bis wann läuft das?", "31.12.2026"),
        ("Was ist das Qualifizierungsgeld?", "und wer darf das beantragen?", "Arbeitgeber"),
        ("Wer ist für Gifhorn zuständig?", "wie erreiche ich die?", "0531 12 18"),
        ("Welche Netzwerke gibt es in Hessen?", "und in Sachsen?", "MoLeWa"),
        ("Wer leitet TeamMit?", "und was ist mit TRegKS?", "Region Kassel"),
        ("Welche Förderprogramme sind vorbei?", "und welche sind offen?", "Forschungszulage"),
        ("Wer ist für Öhringen zuständig?", "und für Gifhorn?", "ReTraSON"),
        ("Wer hilft in Nagold?", "Und die Förderung dort?", "1,1 Mio"),
        ("Wer hilft in Lüdenscheid?", "Welche Angebote machen die denn?", "InnoLab"),
        ("Wann begann ITAS?", "Eigentlich will ich wissen, wer da mitmacht.", "IG Metall"),
        ("Wer hilft in Siegen?", "Und unsere Nachbarn in Solingen?", "TRAIBER"),
        ("Welche Netzwerke gibt es in Hessen?", "Und wie viele sind das?", "In Hessen sind drei"),
        ("Wann war TeamMit Live?", "Kamen da viele?", "150"),
        ("Wer hilft in Olpe?", "Wer zahlt die Umschulung?", "Bundesagentur für Arbeit"),
        ("Wer hilft in Saarlouis?", "Machen die 2026 weiter?", "November 2025"),
        (
            "Wer leitet TraFoNetz?",
            "Herzlichen Dank für die Antwort. Könnten Sie sagen, wie viele Betriebe das betrifft?",
            "1.300",
        ),
        (
            "Wie viel Geld bekam das Netzwerk in Kassel?",
            "Ach nee, Gießen wollte ich sagen, nicht Kassel. Wie sieht es da aus?",
            "5,5 Mio",
        ),
        (
            "Wie viel bekam transform.10?",
            "Und das andere Netzwerk, das in Regensburg. Wie viel haben die bekommen?",
            "2,3 Mio",
        ),
    ],
)
def test_a_follow_up_keeps_what_was_spoken_of(first: str, then: str, wanted: str) -> None:
    assert wanted in after(first, then)


def test_who_stands_in_for_the_coordinator() -> None:
    first = "Wer ist der Koordinator des Bündnisses für Transformation Heilbronn-Franken?"
    assert "Luz" in after(first, "wer vertritt ihn?")


@pytest.mark.parametrize(
    ("first", "then", "wanted", "gone"),
    [
        ("Wer leitet TraForce?", "nein, ich meinte TraFoNetz", "Nordschwarzwald", "TIME"),
        ("Welche Partner hat TeamMit?", "falsch, ich wollte TRegKS", "HESSENMETALL", "TransMIT"),
        ("Wer ist für Heilbronn zuständig?", "nein, ich meine Gifhorn", "ReTraSON", "WHF"),
    ],
)
def test_a_correction_is_taken(first: str, then: str, wanted: str, gone: str) -> None:
    text = after(first, then)
    assert wanted in text
    assert gone not in text


def test_the_other_of_two_networks() -> None:
    text = after("Vergleiche ATLAS und ITAS.", "und wie viel Geld hat das andere?")
    assert "8,4 Mio" in text
    assert "7,1 Mio" not in text


def test_the_second_of_two_networks() -> None:
    text = after("Vergleiche AuToS und TraFoNetz.", "und wer sind die partner beim zweiten?")
    assert "Hochschule Pforzheim" in text


@pytest.mark.parametrize("reply", ["das in Sachsen", "Zwickau", "Waldenburg im Landkreis Zwickau"])
def test_a_choice_answers_the_question_asked_before(reply: str) -> None:
    assert "Stadt Chemnitz" in after("Wer ist für Waldenburg zuständig?", reply)


def test_a_place_answers_where_that_is() -> None:
    talk = Talk()
    assert "In welchem Ort oder Landkreis" in talk.ask("Wer kann uns helfen?")
    assert "ReTraSON" in talk.ask("Gifhorn")


def test_the_sources_of_the_answer_before() -> None:
    text = after("Wie hoch ist die Förderung von TraForce?", "Welche Quellen belegen das?")
    assert "networks/traforce.md" in text
    assert "Januar 2026" in text


def test_a_number_with_nothing_before_it_is_asked_back() -> None:
    talk = Talk()
    talk.ask("danke, und telefon?")
    assert talk.outcome is Outcome.CLARIFY


OPTIONS = (("Waldenburg im Hohenlohekreis (BW)", "08"), ("Waldenburg im Kreis Zwickau (SN)", "14"))


@pytest.mark.parametrize(
    ("reply", "value"),
    [
        ("1", "08"),
        ("2.", "14"),
        ("Nummer 2", "14"),
        ("die zweite", "14"),
        ("Zwickau", "14"),
        ("das im Hohenlohekreis bitte", "08"),
    ],
)
def test_options_are_chosen_by_number_order_or_words(reply: str, value: str) -> None:
    choice = chosen(reply, OPTIONS)
    assert choice is not None
    assert choice.value == value


@pytest.mark.parametrize("reply", ["3", "Waldenburg", "Wer leitet ITAS?", ""])
def test_what_fits_none_or_both_is_no_choice(reply: str) -> None:
    assert chosen(reply, OPTIONS) is None


@pytest.mark.parametrize(
    ("first", "then", "wanted"),
    [
        ("Was ergab die Zukunftsstudie Autoland Saarland?", "von wann ist die?", "2017"),
        (
            "Was steht in der Strukturstudie BWe mobil 2023?",
            "welcher Umsatz steht drin?",
            "136 Mrd",
        ),
        ("Strukturstudie BWe mobil 2019?", "ach nee, die von 2023: welcher Umsatz?", "136 Mrd"),
        ("Wann war der TraWeBa-Kongress?", "In welcher Halle war das?", "Villa Ida"),
        ("Wann war der TraWeBa-Kongress?", "wie gut besucht war der?", "150"),
        ("Wo war die Jahresveranstaltung von TRAIBER?", "wie viele Leute waren da?", "100"),
        ("Was ist das INQA-Coaching?", "Wie viele Tage sind das höchstens?", "12"),
        ("Was sagt die ifo-Studie von 2021?", "Wie viele Leute gehen in Ruhestand?", "75.000"),
        ("Was ist das ZIM?", "und bis wie viele Mitarbeiter?", "500"),
        ("Wer spricht für TraSaar?", "Welchen Posten hat er denn?", "Cluster Manager"),
        ("Wer ist Åsa Petersson?", "Aha. Und wer ist das?", "Geschäftsführerin"),
        ("Welches Netz ist für Wetzlar da?", "wer schmeißt da den Laden?", "Ihle"),
        ("Was ist das INQA-Coaching?", "Wie viele Tage darf der Coach höchstens kommen?", "12"),
        ("Was zahlt GRW RIGA?", "Und bei 300 Leuten?", "10 Prozent"),
        ("Wie viel Zuschuss gibt das Sofortprogramm für ein Fest?", "Und wenn es drei Tage geht?",
         "50.000"),
        ("Was ist der KfW-Kredit 511?", "Kriegt man da auch etwas geschenkt?", "200.000"),
    ],
)  # fmt: skip
def test_a_follow_up_means_the_study_event_programme_or_person(
    first: str, then: str, wanted: str
) -> None:
    assert wanted in after(first, then)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Was ist die Forschungszulage?", "Wer ist dort Bürgermeister?"),
        ("Was ist die Forschungszulage?", "Wie heißt der Finanzminister?"),
        ("Wann war der TraWeBa-Kongress?", "Wer hat dort Klavier gespielt?"),
    ],
)
def test_what_the_record_spoken_of_does_not_say_is_left_open(first: str, then: str) -> None:
    assert after(first, then) == ""


def test_a_doubt_repeats_what_was_said_with_a_reserve() -> None:
    first = "Welches Netzwerk ist für Velbert zuständig?"
    assert "abgeleitet" in after(first, "Steht das so irgendwo oder ist das nur geraten?")


def test_a_network_asked_about_instead_leaves_nothing_of_the_other_ones_name() -> None:
    text = after("Wann war das Forum zum Auftakt von ReTraSON?", "nein, das Berliner ReTraNetz")
    assert "7. März 2023" in text


def test_another_subject_is_not_asked_of_the_programme_spoken_of() -> None:
    assert "Qualifizierungsgeld" not in after(
        "Was ist das Qualifizierungsgeld?", "Wer ist Landrat?"
    )


@pytest.mark.parametrize(
    ("first", "then", "wanted"),
    [
        ("Was war der TraWeBa-Kongress?", "und wieviele waren da so?", "150"),
        ("Was war der zweite ITAS-Kongress?", "Und wo war das genau?", "Chemnitzer Hof"),
        ("Was sagt die ifo-Studie von 2021?", "Und wie viele gehen in Rente?", "75.000"),
        ("Was sagt die CATI-Studie von 2017?", "und die von 2019, welcher E-Auto-Anteil?", "45"),
    ],
)
def test_a_study_or_event_stays_the_subject(first: str, then: str, wanted: str) -> None:
    assert wanted in after(first, then)


@pytest.mark.parametrize(
    ("first", "then", "wanted", "unwanted"),
    [
        ("Welche Programme gibt es in Sachsen?", "davon nur die für Gemeinden?", "Infra", "RIGA"),
        (
            "Welche Netzwerke gibt es in BW?",
            "und welche davon laufen 2026 sicher?",
            "TraFo",
            "ITAS",
        ),
        ("welche netzwerke gibts in bayern", "nur die mit ig metall", "EMN", "transform.r:"),
        ("Welche Netzwerke hat Hessen?", "Wer davon bekam über 3 Mio. €?", "TRegKS", "#FDmobil"),
    ],
)
def test_a_list_is_narrowed_further(first: str, then: str, wanted: str, unwanted: str) -> None:
    text = after(first, then)
    assert wanted in text
    assert unwanted not in text.split("nicht belegt")[0]


def test_a_property_of_what_was_listed_is_no_narrowing() -> None:
    assert "Regionalmanagement" in after("Welche Netzwerke gibt es in Hessen?", "Wer führt sie?")


def test_the_place_of_a_network_spoken_of_before() -> None:
    talk = Talk()
    talk.ask("Wer leitet Transformotive?")
    talk.ask("Wer leitet TraFoNetz?")
    assert "12 Mio" in talk.ask("zurück zu heilbronn wieviel geld war das")


@pytest.mark.parametrize("then", ["Welche Förderung gibt es da?", "Und Zuschüsse?"])
def test_money_is_asked_for_where_the_town_lies_that_was_spoken_of(then: str) -> None:
    talk = Talk()
    talk.ask("Wer ist in Aalen zuständig?")
    text = talk.ask(then)
    assert "in Baden-Württemberg" in text
    assert "Sachsen" not in text


def test_which_programmes_are_over_is_asked_of_all_after_a_town_too() -> None:
    talk = Talk()
    talk.ask("Wer ist in Aalen zuständig?")
    assert "in Baden-Württemberg" not in talk.ask("Welche Förderprogramme sind vorbei?")


def test_the_number_of_a_district_spoken_of_is_no_postcode() -> None:
    talk = Talk()
    talk.ask("Wer ist im Landkreis Göttingen zuständig?")
    assert "03159" not in talk.ask("Gibt es da eine Frist?")


def test_a_list_of_all_offers_is_asked_for_by_itself() -> None:
    assert "Angebote von ATLAS" not in after(
        "Wer leitet ATLAS?", "Welche Angebote gibt es in Hessen?"
    )


def test_an_offer_that_was_named_is_meant_further() -> None:
    talk = Talk()
    talk.ask("Hat ATLAS ein InnoLab?")
    assert "InnoLab Olpe" in talk.ask("In welcher Stadt steht das?")
    assert "3D-Druck" in talk.ask("Was für Geräte kann ich da ausprobieren?")


@pytest.mark.parametrize("then", ["Nein, Essen", "Essen?", "Essen meinte ich, nicht Leipzig"])
def test_an_everyday_word_is_the_town_where_a_town_was_spoken_of(then: str) -> None:
    assert "Für Essen in Nordrhein-Westfalen" in after("Wer ist zuständig in Leipzig?", then)


def test_a_word_that_is_no_town_stays_what_it_is() -> None:
    assert "MoLeWa" in after("Wer ist zuständig in Leipzig?", "und Weiterbildung?")


def test_a_part_of_the_country_is_no_partner_of_that_name() -> None:
    talk = Talk()
    talk.ask("Wer macht in Ostdeutschland was mit Quantencomputern?")
    assert talk.asked is not None
    assert talk.asked.filters.organisations == ()


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("Wann war der Kick-off von AuToS?", "Und wo?", "Donaueschingen"),
        ("Wann war die Abschlussveranstaltung von TraSaar?", "und wo war das", "Sulzbach"),
        (
            "Wie viele Gäste hatte die Transformationskonferenz 2022 des Bündnisses für "
            "Transformation Heilbronn-Franken?",
            "Und bei der ersten 2021?",
            "140",
        ),
        (
            "Was hat es mit dem Just Transition Fund in Sachsen auf sich?",
            "Welcher Teil davon ist für Chemnitz gedacht?",
            "70 Mio",
        ),
    ],
)
def test_what_was_just_told_is_asked_further(first: str, then: str, words: str) -> None:
    assert words in after(first, then)


def test_where_a_network_sits_is_no_event() -> None:
    assert "Kick-off" not in after("Wann startete AuToS?", "Und wo?")


def test_a_question_about_something_else_is_not_answered_by_what_was_said() -> None:
    talk = Talk()
    said = talk.ask("Was bietet TRAIBER.NRW an?")
    then = talk.ask("Was könnten unsere Abgasfirmen künftig herstellen?")
    assert not any(line and line in then for line in said.split("\n"))
