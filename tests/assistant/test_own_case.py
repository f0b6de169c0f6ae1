"""Whoever tells their own case: scales applied to it, the parts of a message, the way on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assistant.corpus import places, register
from tests.assistant.talk import DAY, Talk, phrases, says
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.scales import Case, fitted
from transfobot.assistant.register.way_on import way_on
from transfobot.domain.answers import Outcome


def way_on_from(talk: Talk, question: str, told: str) -> str:
    """What is told beside an answer that says nothing of what was asked."""
    assert talk.asked is not None
    desk = Desk(register(), phrases(), DAY, place_of=places().by_ags)
    draft = way_on(desk, replace(talk.asked, text=question), told)
    return "\n".join(line.text for line in draft.sentences) if draft else ""


_SHARE = (
    "Eigenanteil: unter 50 Beschäftigten keiner, von 50 bis 499 Beschäftigten die Hälfte, ab 500 "
    "Beschäftigten drei Viertel; unter 500 Beschäftigten entfällt er bei Beschäftigten ab 45 Jahren"
)
_BY_SIZE = "25 Prozent, für kleine und mittlere Unternehmen 35 Prozent; Pauschale 20 Prozent"


@pytest.mark.parametrize(
    ("size", "age", "holds"),
    [
        (30, None, "Eigenanteil: unter 50 Beschäftigten keiner"),
        (900, None, "Eigenanteil: ab 500 Beschäftigten drei Viertel"),
        (
            120,
            48,
            "Eigenanteil: unter 500 Beschäftigten entfällt er bei Beschäftigten ab 45 Jahren",
        ),
        (None, None, _SHARE),
    ],
)
def test_of_a_scale_that_is_told_which_holds(size: int | None, age: int | None, holds: str) -> None:
    assert fitted(_SHARE, Case(size, age, disabled=False)) == holds


@pytest.mark.parametrize(
    ("size", "holds"),
    [
        (40, "für kleine und mittlere Unternehmen 35 Prozent; Pauschale 20 Prozent"),
        (400, "25 Prozent; Pauschale 20 Prozent"),
    ],
)
def test_a_rate_for_small_firms_stands_for_the_general_one(size: int, holds: str) -> None:
    assert fitted(_BY_SIZE, Case(size, None, disabled=False)) == holds


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wir haben 180 Leute. Wie viele müssen fürs Qualifizierungsgeld betroffen sein?", "18"),
        ("Wir haben 260 Leute. Wie viele müssen fürs Qualifizierungsgeld betroffen sein?", "52"),
        (
            "Wir sind 9 Leute in Kassel, der Kurs dauert 80 Stunden. Zahlt da jemand mit?",
            "mit 80 Stunden ist dafür zu kurz",
        ),
        (
            "Ich bin 48, arbeite in einer Lackiererei in Zwickau mit 90 Leuten. Stimmt es, dass "
            "mein Chef für den Kurs nichts zahlen muss?",
            "entfällt er bei Beschäftigten ab 45 Jahren",
        ),
    ],
)
def test_a_rule_is_applied_to_the_numbers_told(question: str, told: str) -> None:
    assert told in says(question)


_AFFECTED = "Qualifizierungsgeld: wie viele müssen bei 260 Leuten betroffen sein?"
_OWN_SHARE = "Wir haben 20 Leute. Wie hoch ist der Eigenanteil bei § 82?"


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (_AFFECTED, "Und wenn ein Teil ausgegliedert wird und wir nur noch 240 sind?", "24."),
        (_AFFECTED, "und bei acht leuten?", "schriftliche Erklärung"),
        (_OWN_SHARE, "und mit 800?", "drei Viertel"),
        (_OWN_SHARE, "stimmt das auch noch mit 120 Kollegen?", "die Hälfte"),
        ("Was zahlt § 82?", "und bei 30 Leuten?", "unter 50 Beschäftigten keiner. "),
        ("Zahlt das Qualifizierungsgeld 160 Stunden?", "und mit 90 h?", "dafür zu kurz"),
    ],
)
def test_a_changed_number_asks_the_question_before_again(first: str, then: str, told: str) -> None:
    talk = Talk()
    talk.ask(first)
    assert told in talk.ask(then).replace("\n", " ") + " "


def test_what_is_asked_with_a_number_of_its_own_is_no_change() -> None:
    talk = Talk()
    talk.ask(_OWN_SHARE)
    talk.ask("und wenn wir 240 sind, wer stellt dann den Antrag?")
    assert talk.asked is not None
    assert "Eigenanteil" not in talk.asked.core


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        # A word that only looks like a name on file.
        ("Ich bin Maler in Ludwigsfelde. Wer hilft mir?", "ReTraNetz-BB", "TraSaar"),
        ("Metallbau in Haldensleben, 60 Leute. Bekommen wir GRW?", "ERP-Förderkredit KMU", "(SAB)"),
        ("Wir sitzen in Kiel. Bekommen wir Invest BW?", "Für Schleswig-Holstein", "entscheidet"),
        ("Welche Anschrift hat neu/wagen?", "Telefon, E-Mail und Anschrift", "dieser Text nicht"),
        (
            "Welche Töpfe gibt es für Kommunen in Niedersachsen?",
            "keine neuen Anträge mehr",
            "läuft,",
        ),
    ],
)
def test_who_is_elsewhere_missing_or_superseded(question: str, told: str, untold: str) -> None:
    text = says(question)
    assert told in text
    assert untold not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Welche Anschrift hat neu/wagen?", "Telefon, E-Mail und Anschrift"),
        ("Welche Töpfe gibt es für Kommunen in Niedersachsen?", "keine neuen Anträge mehr"),
    ],
)
def test_what_is_missing_or_superseded_is_said_whole(question: str, told: str) -> None:
    assert told in says(question)


def test_of_several_firms_the_whole_scale_is_told() -> None:
    text = says("§ 82: wir 40 MA, Schwesterfirma 200. Welchen Eigenanteil zahlen wir je?")
    assert "keiner" in text
    assert "die Hälfte" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Ich arbeite in Rüsselsheim. Welches Netzwerk ist für mich zuständig?",
            ("In Hessen sind hinterlegt: #FDmobil", "Agentur für Arbeit"),
        ),
        (
            "Wir haben 110 Leute und bauen Kabinen. Hat Rostock ein Netzwerk für Zulieferer?",
            ("INQA-Coaching", "ERP-Förderkredit KMU"),
        ),
    ],
)
def test_without_a_network_there_is_a_way_on(question: str, told: tuple[str, ...]) -> None:
    talk = Talk()
    first = talk.ask(question)
    assert talk.outcome is Outcome.NO_SOURCE
    assert "kein Netzwerk hinterlegt" in first
    further = way_on_from(talk, question, first)
    assert all(one in further for one in told)
    assert "kein Netzwerk hinterlegt" not in further


def test_a_notice_is_no_matter_of_ours_and_who_is_there_is_told() -> None:
    talk, question = Talk(), "Mein Chef in Salzgitter hat mir heute die Änderungskündigung gegeben."
    first = talk.ask(question)
    assert first.startswith("Fragen zum Arbeitsrecht kann ich nicht beantworten")
    further = way_on_from(talk, question, first)
    assert "ReTraSON" in further
    assert "Agentur für Arbeit" in further


def test_whoever_asks_of_a_record_or_of_nothing_of_theirs_gets_no_list() -> None:
    for question in ("Welche Rücklagen hat ITAS?", "Wie wird das Wetter in Rostock?"):
        talk = Talk()
        assert way_on_from(talk, question, talk.ask(question)) == ""


def test_a_town_without_its_firm_is_asked_for_where_its_mayor_says_to_be() -> None:
    text = says(
        "Ich bin Ortsbürgermeister bei Pirmasens. Das Werk nebenan macht dicht, 500 Leute. Gibt es "
        "Geld vom Land?"
    )
    assert "Für Kommunen selbst sind offen" in text
    assert "GRW" not in text
    assert "Pirmasens" in text


def test_what_takes_no_applications_any_more_is_said_to_be_there() -> None:
    text = says("Unser Stadtrat in Göppingen will einen Weihnachtsmarkt fördern lassen.")
    assert "Sofortprogramm Einzelhandel/Innenstadt" in text
    assert "praktisch" in text


def test_a_second_question_in_a_message_is_not_passed_over() -> None:
    text = says(
        "Wir sind 15 Leute in Bautzen und wollen raus aus dem Auto. Gibt es Zuschüsse, und welches "
        "Netzwerk hilft?"
    )
    assert "(ZIM)" in text
    assert "im Landkreis Bautzen ist kein Netzwerk hinterlegt" in text


def test_people_out_of_work_hear_of_no_programme_for_employees() -> None:
    text = says("Ich bin arbeitslos, war Einrichter in Nürnberg. Wer bezahlt mir eine Umschulung?")
    assert "Für Menschen ohne Arbeit ist kein Förderprogramm hinterlegt" in text
    assert "Jobcenter" in text
    assert "Eigenanteil" not in text


def test_the_size_told_first_holds_for_the_question_after_it() -> None:
    text = says(
        "Wir sind 520 Leute in Dingolfing. Was müssen wir beim § 82 selbst zahlen, und wie viele "
        "Beschäftigte müssen fürs Qualifizierungsgeld betroffen sein?"
    )
    assert "drei Viertel" in text
    assert "mindestens 104" in text
