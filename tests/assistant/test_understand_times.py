"""Days said by their distance from today are days, and other spans of time are not."""

from datetime import date

import pytest

from transfobot.assistant.understand.filters import year_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.times import ahead_in
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
    assert ahead_in(word_tables().find(words), words, TODAY) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Läuft ITAS nach Silvester noch?", 2027),
        ("Bleibt es über den Jahreswechsel hinaus?", 2027),
        ("Läuft ITAS in drei Monaten noch?", 2027),
        ("Läuft ITAS in zwei Wochen noch?", None),
        ("Was war letzten Sommer?", 2025),
    ],
)
def test_the_year_follows_from_today(text: str, year: int | None) -> None:
    words = words_of(text)
    assert year_of(words, word_tables().find(words), TODAY) == year
