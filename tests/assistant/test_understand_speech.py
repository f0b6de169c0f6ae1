"""Dictated speech is read as it would be written."""

from __future__ import annotations

import pytest

from tests.assistant.talk import says
from transfobot.assistant.understand.speech import punctuated, written


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("der kfw kredit fünf elf", "der kfw kredit 511"),
        ("kfw drei fünf neun", "kfw 359"),
        ("Paragraf zweiundachtzig SGB III", "Paragraf 82 SGB III"),
        ("das update zwanzig fünfundzwanzig", "das update 2025"),
        ("Was gilt für hundertzwanzig Leute?", "Was gilt für 120 Leute?"),
        ("wer leitetn das", "wer leitet denn das"),
        ("wat kriecht das netzwerk", "was kriegt das netzwerk"),
        ("wiefiel firmen, 20tsd oder mehr", "wieviele firmen, 20.000 oder mehr"),
        ("80 Tausend oder doch 95 tausend?", "80.000 oder doch 95.000?"),
        ("mal 20, mal 30 tausend, was gilt", "mal 20.000, mal 30.000, was gilt"),
        ("Besucherzahl beim Auftakt?", "Anzahl der Besucher beim Auftakt?"),
        ("Mit welcher Besucherzahl lief es?", "Mit welcher Anzahl der Besucher lief es?"),
        ("Bis zu welcher Mitarbeiterzahl?", "Bis zu welcher Mitarbeiterzahl?"),
        ("Wie stark war der Abend besucht?", "Wie viele Gäste hatte der Abend?"),
        ("Laut meiner Nachbarin gab es Geld.", "gab es Geld."),
        ("Der Pfarrer meint, ITAS läuft noch.", "ITAS läuft noch."),
        ("Was kostet das den Fiskus?", "Was kostet das den Bund?"),
        ("Was kostet das den armen Steuerzahler?", "Was kostet das den Bund?"),
    ],
)
def test_marks_and_numbers_that_were_spoken(spoken: str, text: str) -> None:
    assert written(spoken) == text


@pytest.mark.parametrize(
    "text",
    [
        "Ein Punkt noch: wer leitet ITAS?",
        "elf netzwerke in bayern",
        "zwischen acht und zwölf Prozent",
        "Acht Firmen aus Dreieich",
        "bei der kfw gibt es zwei kredite",
        "Wer ist dort Hausmeister?",
        "Gibt es Geld vom Staat?",
        "Was zahlt das hessische Wirtschaftsministerium?",
        "Was zahlt die Regierung von Schwaben?",
        "Was gibt der bayerische Staat?",
        "Was zahlt der Staat Hessen?",
        "Was kostet die Gesellschaft das?",
        "Wien und Linz",
        "Rund 1,5 tausend Stellen",
    ],
)
def test_what_was_typed_stays(text: str) -> None:
    assert written(text) == text


def _transform(word: str) -> bool:
    return word.startswith("transform")


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("ähm wer leitet itas fragezeichen", "wer leitet itas?"),
        ("wir sind aus peine komma wer hilft", "wir sind aus peine, wer hilft"),
        ("wir gießen teile punkt wer hilft uns", "wir gießen teile. wer hilft uns"),
        ("partner von transform punkt r", "partner von transform.r"),
        ("ich bin aus celle punkt wir suchen hilfe", "ich bin aus celle. wir suchen hilfe"),
        ("cars zwei punkt null", "cars 2.0"),
        (
            "An Frau Kern Doppelpunkt wer leitet TIM Fragezeichen Danke",
            "An Frau Kern: wer leitet TIM? Danke",
        ),
        ("was macht neu schrägstrich wagen", "was macht neu/wagen"),
        ("hashtag fdmobil fragezeichen", "#fdmobil?"),
        ("in diesem punkt komma ja", "in diesem punkt, ja"),
        ("null Komma fünf Prozent Fragezeichen", "0,5 Prozent?"),
    ],
)
def test_marks_that_were_spoken(spoken: str, text: str) -> None:
    assert punctuated(spoken, _transform) == text


@pytest.mark.parametrize(
    "text",
    ["Ein Fragezeichen bleibt.", "Der Punkt ist: wer leitet TIM?", "§ 82 Absatz 1, was gilt?"],
)
def test_marks_that_were_meant_stay(text: str) -> None:
    assert punctuated(text, _transform) == text


def test_days_in_words() -> None:
    said = "am achten mai zweitausenddreiundzwanzig, am dritten Juni, am dritten Tag"
    assert written(said) == "am 8. mai 2023, am 3. Juni, am dritten Tag"


def test_a_dictated_question_is_answered() -> None:
    assert "25 Mio" in says(
        "ja also ein betrieb bei uns will was mit software machen und es gibt diesen kfw kredit "
        "fünf elf wie viel geld kann der da höchstens kriegen"
    )
