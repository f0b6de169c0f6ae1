"""Days said by their distance from today are days, and other spans of time are not."""

from datetime import date

import pytest

from transfobot.assistant.understand.filters import year_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.times import days_away, days_said, months_said
from transfobot.assistant.understand.words import word_tables

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Läuft das in vier Wochen noch?", date(2026, 12, 27)),
        ("Gibt es das in einem halben Jahr noch?", date(2027, 5, 30)),
        ("in 3 Monaten noch offen?", date(2027, 2, 27)),
        ("in ein paar Tagen", date(2026, 12, 2)),
        ("Was gibt es in den nächsten Wochen?", None),
        ("Was gab es in diesem Jahr?", None),
    ],
)
def test_a_distance_is_a_day(text: str, day: date | None) -> None:
    words = words_of(text)
    assert next(days_away(word_tables().find(words), words, TODAY), None) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Läuft ITAS nach Silvester noch?", 2027),
        ("Bleibt es über den Jahreswechsel hinaus?", 2027),
        ("Läuft ITAS in drei Monaten noch?", 2027),
        ("Läuft ITAS in zwei Wochen noch?", None),
        ("Was war letzten Sommer?", 2025),
        ("Was war vor drei Jahren?", 2023),
        ("Was war vor zwei Wochen?", None),
        ("Gab es diesen Herbst etwas?", 2026),
    ],
)
def test_the_year_follows_from_today(text: str, year: int | None) -> None:
    words = words_of(text)
    assert year_of(words, word_tables().find(words), TODAY, ()) == year


def test_a_distance_back_is_a_day() -> None:
    words = words_of("Was war vor vier Jahren?")
    assert next(days_away(word_tables().find(words), words, TODAY)) == date(2022, 11, 29)


@pytest.mark.parametrize(
    ("text", "year", "days"),
    [
        ("chemnitz 6.9.22, wer war da?", None, {"2022-09-06"}),
        ("Gestern vor vier Jahren", None, {"2022-11-28"}),
        ("Was war am 13. Mai?", 2025, {"2025-05-13"}),
        ("Was war am 31.2.24?", None, set()),
        ("Version 2.3.14.1", None, set()),
    ],
)
def test_a_day_in_short(text: str, year: int | None, days: set[str]) -> None:
    assert days_said(text, TODAY, year) == days


def test_quarters_and_the_month_before_are_months() -> None:
    assert months_said("letzten Monat", TODAY) == {10}
    assert months_said("im zweiten Quartal", TODAY) == {4, 5, 6}
    assert months_said("im IV. Quartal 2023", TODAY) == {10, 11, 12}
    assert months_said("das III. Quartal", TODAY) == {7, 8, 9}


def test_the_months_between_two_and_the_part_of_a_year() -> None:
    day = date(2026, 11, 20)
    assert months_said("zwischen Mai und August 2025", day) == {5, 6, 7, 8}
    assert months_said("von Oktober bis Dezember", day) == {10, 11, 12}
    assert months_said("in der zweiten Jahreshälfte", day) == {7, 8, 9, 10, 11, 12}
    assert 12 in months_said("Ende letzten Jahres", day)
    assert months_said("im Mai und in Augustdorf", day) == frozenset()
