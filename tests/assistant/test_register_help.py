"""General questions of firms, town halls and people at work: what is open, where, no forecast."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import DAY, Talk, says
from transfobot.assistant.register.status import programme_open
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Audience
from transfobot.domain.register import FundingProgramme

FIRM = "Wir fräsen Gehäuse für Motoren und sind 45 Leute. Was könnt ihr für uns tun?"


def open_for(audience: Audience, size: int | None = None) -> list[FundingProgramme]:
    return [
        one
        for one in register().programmes
        if audience in one.audience
        and programme_open(one, DAY)
        and not one.lands
        and (size is None or one.size_min is None or one.size_min <= size)
        and (size is None or one.size_max is None or size <= one.size_max)
    ]


def test_a_firm_that_says_no_aim_hears_one_of_each_kind_and_is_asked_where_it_is() -> None:
    text = says(FIRM)
    named = [one for one in open_for(Audience.COMPANY, 45) if f"– {one.name}: " in text]
    assert 2 <= len(named) <= 5
    assert len({one.kind for one in named}) >= 3
    assert "mit 45 Beschäftigten" in text
    assert text.endswith("Programme des Landes.")


def test_the_place_given_afterwards_adds_its_network() -> None:
    talk = Talk()
    talk.ask(FIRM)
    text = talk.ask("Wir sind in Solingen.")
    assert "TRAIBER.NRW" in text
    assert "RWP-Beratung NRW" in text


def test_a_town_hall_hears_what_it_can_pass_on() -> None:
    text = says("Bürgermeister hier: Was kann ich unseren Zulieferern raten?")
    assert text.startswith("Das können Sie an Betriebe weitergeben")
    assert sum(one.name in text for one in open_for(Audience.COMPANY)) >= 3


@pytest.mark.parametrize(
    "question",
    [
        "Ist mein Job am Motor in Gefahr?",
        "Ich habe Angst um meinen Arbeitsplatz. Was soll ich tun?",
    ],
)
def test_fear_for_a_job_gets_dated_figures_and_no_forecast(question: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert text.startswith("Ob ein einzelner Arbeitsplatz gefährdet ist, kann ich nicht sagen.")
    assert talk.draft is not None
    stated = {result for study in register().studies for result in study.results}
    figures = [
        one.text.removeprefix("– ")
        for one in talk.draft.sentences
        if one.evidence and one.evidence[0].document_id.startswith("studies/")
    ]
    assert figures
    for line in figures:
        assert any(line.startswith(result.rstrip(".")) for result in stated), line
        assert line.rstrip(")")[-4:].isdigit(), line
    assert "Qualifizierungsgeld" in text


def test_a_closing_firm_is_not_sent_loans() -> None:
    talk = Talk()
    text = talk.ask("Ich weiß nicht mehr weiter, meine Firma geht pleite")
    assert talk.outcome is Outcome.ANSWERED
    assert text.endswith("Programme des Landes.")
    assert "Kredit" not in text


def test_how_one_joins_is_not_on_file_but_whom_to_ask_is() -> None:
    text = says("Darf eine Gemeinde selbst Partner in einem Netzwerk werden?")
    assert "nicht hinterlegt" in text
    assert text.endswith("zuständige Stelle.")


def test_what_advice_costs_names_the_offers_that_are_free() -> None:
    text = says("Kostet die Beratung etwas?")
    assert "TraFoNetz: kostenfreie Beratung" in text
    assert text.endswith("Programme des Landes.")


def test_jobs_that_are_cut_at_a_place_lead_to_its_network() -> None:
    assert "ReTraSON" in says(
        "Ich kann nicht schlafen, unser Werk in Salzgitter baut 300 Stellen ab"
    )


def test_whom_to_turn_to_stands_before_what_is_still_funded() -> None:
    text = says("Zulieferer aus Öhringen, 45 Leute: Wer hilft uns, und was wird noch gefördert?")
    assert text.index("ist zuständig: Transformotive") < text.index("Förderprogramme sind")
    assert all(one.name in text for one in open_for(Audience.COMPANY, 45))


@pytest.mark.parametrize(
    "question",
    [
        "Betriebsrat in Schweinfurt hier. Was können wir für unsere Leute tun?",
        "Unser Werk in Schweinfurt baut ab, was nun?",
    ],
)
def test_who_asks_what_to_do_is_told_who_is_responsible(question: str) -> None:
    assert "transform.RMF" in says(question)


@pytest.mark.parametrize(
    "question",
    [
        "Was bedeutet der Strukturwandel für unsere Gemeinde?",
        "Was ändert sich durch das Verbrenner-Aus für unsere Stadt?",
        "Meine Firma dreht Wellen. Lohnt sich der Umstieg?",
        "What does the transition to electric cars mean for our town?",
    ],
)
def test_what_the_change_means_is_told_by_figures_and_asked_back_where(question: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert "55.000" in text
    assert "Transformationsnetzwerke helfen" in text
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.ANSWERED
    assert text.rstrip().endswith((".", "?"))


def test_what_the_change_means_at_a_place_names_its_network_first() -> None:
    text = says("Was bedeutet der Strukturwandel für Nagold?")
    assert text.index("TraFoNetz") < text.index("480.000")


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("Was bedeutet der Strukturwandel für Kassel?", "am stärksten betroffenen", "721.400"),
        ("Was heißt der Umbau der Autoindustrie für Aalen?", "33.000", "Baden-Württemberg;"),
        ("Was kommt auf Saarbrücken zu?", "(Saarland;", "721.400"),
    ],
)
def test_figures_of_the_region_stand_before_those_of_the_country(
    question: str, near: str, far: str
) -> None:
    text = says(question)
    assert 0 < text.index(near) < text.index(far)


def test_a_question_for_a_figure_of_the_change_stays_one() -> None:
    assert "1.300" in says("Wie viele Firmen trifft der Wandel im Nordschwarzwald?")


@pytest.mark.parametrize(
    "question",
    [
        "Ich habe Angst um meinen Arbeitsplatz bei Bosch in Reutlingen.",
        "Wer zahlt die Umschulung, wenn Continental Stellen abbaut?",
    ],
)
def test_a_firm_that_is_only_told_of_is_no_gap(question: str) -> None:
    talk = Talk()
    assert "nicht hinterlegt: " not in talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.ANSWERED


def test_whoever_advises_is_asked_back_where_though_a_firm_is_named() -> None:
    talk = Talk()
    talk.ask("Bosch entlässt Leute. Wer berät den Betriebsrat?")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.CLARIFY


def test_the_price_of_taking_part_is_no_sum_of_the_networks() -> None:
    talk = Talk()
    text = talk.ask("Was kostet die Mitgliedschaft in einem Netzwerk?")
    assert "Mio." not in text
    assert "kostenfrei" in text
    assert "kostenfrei" in says("Ist eure Beratung kostenlos?")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Unsere Auszubildenden sollen etwas über Hochvolt lernen", "AuToS: Trainings"),
        ("suche einen schweißkurs", "Einzelne Kurse"),
        ("Der wichtigste Kunde ist abgesprungen, was nun?", "INQA-Coaching"),
        ("Wir müssen von unserem Stromverbrauch runter, wer berät uns?", "Energie"),
        ("Mir wurde letzte Woche gekündigt, wie geht es weiter?", "Qualifizierungsgeld"),
        ("Kann die Gemeinde selbst Geld beantragen?", "Für Kommunen selbst"),
    ],
)
def test_a_need_that_is_told_gets_what_there_is_and_is_asked_where(
    question: str, words: str
) -> None:
    text = says(question)
    assert words in text
    assert text.endswith("Programme des Landes.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Die Anlage läuft schon. Kann man den Zuschuss rückwirkend beantragen?", "(EEW) muss"),
        ("Can we apply after we have already started?", "(EEW): the application must"),
        ("Wie lange dauert es, bis über einen Antrag entschieden ist?", "drei Monaten"),
    ],
)
def test_a_rule_asked_of_no_programme_is_told_of_each_that_states_it(
    question: str, told: str
) -> None:
    text = says(question)
    assert text.startswith(("Jedes Programm", "Each programme", "Wie lange es vom Antrag"))
    assert told in text


@pytest.mark.parametrize(
    "question",
    [
        "Kann man Kindergeld rückwirkend beantragen?",
        "Wie lange dauert der Antrag auf einen Reisepass?",
        "Darf ich mit einem Kredit vor der Bewilligung anfangen?",
    ],
)
def test_rules_of_programmes_are_told_of_nothing_else(question: str) -> None:
    assert not says(question).startswith(("Jedes Programm", "Wie lange es vom Antrag"))


def test_a_rule_asked_of_one_programme_or_as_a_list_is_told_of_no_other() -> None:
    assert "EEW" not in says("Muss man bei ZIM den Antrag vor Beginn stellen?")
    assert "Förderprogramme" in says("Bei welchen Programmen ist der Antrag vor Beginn nötig?")
    lost = "Landrat, Kreis Olpe, kein Wirtschaftsförderer, wo soll ich anfangen? Wen rufe ich an?"
    assert says(lost).startswith("Für ")


def test_help_with_nothing_said_is_asked_where_and_support_is_listed() -> None:
    assert "In welchem Ort" in says("Könnt ihr uns vielleicht helfen?")
    assert "INQA-Coaching" in says("Welche Unterstützung kriegt man als Betrieb?")


def test_a_deadline_of_no_programme_lists_what_is_open() -> None:
    text = says("Wann ist Antragsschluss, gibt es eine Frist?")
    assert text.startswith("Eine gemeinsame Frist gibt es nicht")
    assert "INQA-Coaching" in text


def test_what_is_told_further_is_added_to_the_need() -> None:
    talk = Talk()
    talk.ask("Unsere Leute brauchen Schulungen")
    assert "mit 35 Beschäftigten" in talk.ask("35 Leute, Metallbau")
    text = talk.ask("Schweinfurt")
    assert "transform.RMF" in text
    assert "mit 35 Beschäftigten" in text
    assert "transform.RMF" in talk.ask("eher abends")


@pytest.mark.parametrize(
    "question",
    [
        "Wir suchen einen Clown für das Sommerfest vom Betriebsrat",
        "Soll ich die Hebebühne für die Firma mieten oder kaufen?",
        "Wann wird die Fabrik in Leipzig geschlossen?",
    ],
)
def test_a_question_of_something_else_gets_no_list_of_help(question: str) -> None:
    assert "nach den Unterlagen offen" not in says(question)


@pytest.mark.parametrize("question", ["Arbeitslosenquote in Aalen?", "Übernahmequote Azubis"])
def test_a_figure_that_is_asked_for_is_no_need(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is None or talk.draft.outcome is Outcome.NO_SOURCE


@pytest.mark.parametrize("question", ["Wer unterstützt uns?", "wen kann ich anrufen", "Who helps?"])
def test_who_helps_with_nothing_said_is_asked_back_for_the_place(question: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert talk.outcome is Outcome.CLARIFY
    assert "–" not in text


def test_who_helps_at_a_place_is_no_bare_question() -> None:
    assert "transform.RMF" in says("Schweinfurt, wer hilft?")


@pytest.mark.parametrize(
    "question",
    [
        "Darf die Chefin mir den Lehrgang verbieten?",
        "Haben wir ein Recht auf Weiterbildung?",
        "Kann mein Arbeitgeber mich einfach versetzen?",
        "Ist ein Sozialplan immer nötig?",
        "Can my boss send me to a course?",
    ],
)
def test_law_is_not_judged_whatever_it_is_about(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.outcome is Outcome.OUT_OF_SCOPE
    assert talk.asked is not None
    assert talk.asked.foreign_topic == "labour_law"


def test_a_rule_of_a_programme_is_no_law_of_work() -> None:
    assert "Arbeitgeber" in says("Darf mein Betrieb Qualifizierungsgeld beantragen?")
    assert "Eigenanteil" in says("Muss mein Chef etwas zur Umschulung dazuzahlen?")


@pytest.mark.parametrize(
    "question",
    ["Ich bin im zweiten Lehrjahr, was gibt es für mich?", "Lehrling sucht Weiterbildung"],
)
def test_an_apprentice_gets_no_programme_for_the_trained(question: str) -> None:
    text = says(question)
    assert "Für Auszubildende ist kein Förderprogramm hinterlegt" in text
    assert "Qualifizierungsgeld" not in text


def test_somebody_at_a_supplier_gets_no_programmes_of_firms() -> None:
    text = says("Ich arbeite bei einem Zulieferer am Band. Welche Kurse kann ich machen?")
    assert "Für Beschäftigte" in text
    assert "Für einen Betrieb" not in text


@pytest.mark.parametrize(
    "question", ["Was passiert mit meiner Stelle?", "Lohnt sich eine Lehre noch?"]
)
def test_what_becomes_of_one_job_is_not_foretold(question: str) -> None:
    assert says(question).startswith("Ob ein einzelner Arbeitsplatz gefährdet ist")


def test_a_works_council_hears_who_names_it_and_no_events_for_others() -> None:
    text = says("Welche Seminare gibt es für Betriebsrätinnen in Nordrhein-Westfalen?")
    assert text.startswith("Schulungen und Veranstaltungen eigens für Betriebsräte sind nicht")
    assert "ATLAS" in text
    assert "TraFoNetz" not in text


def test_training_at_a_place_without_a_network_is_not_told_of_others() -> None:
    text = says("Ich möchte in Bremen einen Kurs machen")
    assert "kein Netzwerk hinterlegt" in text
    assert "AuToS" not in text


def test_training_on_a_subject_leads_with_who_has_it() -> None:
    text = says("Wo finde ich Kurse über Wasserstoff?")
    assert "Wasserstoff-Schulungsfahrzeug" in text.split("\n")[1]


def test_a_programme_that_may_not_run_any_more_is_named_as_such() -> None:
    talk = Talk()
    text = talk.ask("Was ist Kurzarbeitergeld?")
    assert talk.outcome is Outcome.NO_SOURCE
    assert "Weiterbildung während Kurzarbeit" in text
    assert "INQA" not in text


@pytest.mark.parametrize(
    "question", ["Can I join a course in the evening?", "Kann ich mich zum Lehrgang anmelden?"]
)
def test_to_join_a_course_is_to_join_no_network(question: str) -> None:
    assert "Partner" not in says(question)
    assert "partners" not in says(question)


def test_a_network_that_has_ended_says_so_to_whoever_turns_to_it() -> None:
    lines = says("Wer ist in Neunkirchen (Saar) zuständig?").split("\n")
    assert "beendet" in lines[1]


@pytest.mark.parametrize(
    "question",
    [
        "Wir biegen Rohre für Tanks, 60 Leute. Was machen wir in drei Jahren?",
        "40 Mann, wir schleifen Ventile. Wie soll es bei uns weitergehen?",
    ],
)
def test_a_firm_that_asks_where_to_go_gets_what_is_open_for_its_size(question: str) -> None:
    text = says(question)
    assert "Für einen Betrieb mit" in text
    assert "INQA-Coaching" in text


@pytest.mark.parametrize(
    "question",
    [
        "Zu welchem Netzwerk gehört unsere Gemeinde?",
        "Unser Ortsteil liegt zwischen zwei Kreisen, in welches Netzwerk fallen wir?",
        "Landrätin hier. Ich will eine einzige Stelle genannt bekommen, die zuständig ist.",
    ],
)
def test_where_one_belongs_depends_on_a_place_that_is_asked_for(question: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert talk.outcome is Outcome.CLARIFY
    assert "–" not in text


def test_what_belongs_to_a_place_that_is_named_is_not_asked_back() -> None:
    assert "transform.RMF" in says("Zu welchem Netzwerk gehören wir in Schweinfurt?")


def test_money_for_us_is_told_for_a_firm_and_asked_where() -> None:
    text = says("Gibt es für uns Fördermittel?")
    assert text.startswith("Für einen Betrieb sind")
    assert text.endswith("Programme des Landes.")
    assert "Bundeswettbewerb" not in text


@pytest.mark.parametrize(
    ("question", "unheld"),
    [
        ("Unsere Fabrik schließt, kommt eine Transfergesellschaft?", "Transfergesellschaft"),
        ("Wer hilft mir bei der Blauen Karte?", "Blauen Karte"),
    ],
)
def test_what_others_run_is_not_on_file_by_its_name(question: str, unheld: str) -> None:
    talk = Talk()
    assert talk.ask(question).startswith(f"Zu „{unheld}“ ist nichts hinterlegt")
    assert talk.outcome is Outcome.NO_SOURCE


def test_to_change_over_is_no_thing_that_money_is_missing_for() -> None:
    assert "nichts hinterlegt" not in says("Wir sind 20 Leute. Gibt es Geld fürs Umsteigen?")


def test_what_an_office_may_do_gets_no_list_of_programmes() -> None:
    text = says("Darf ich als Bürgermeisterin unserem Betrieb Geld leihen?")
    assert "nach den Unterlagen offen" not in text
    assert "Für Kommunen selbst" in says("Kann die Gemeinde selbst Geld beantragen?")


def test_whatever_pays_for_training_is_told_and_not_the_nearest_alone() -> None:
    text = says("Welche Weiterbildung wird bezahlt?")
    assert "Qualifizierungsgeld" in text
    assert "Qualifizierungschancengesetz" in text
