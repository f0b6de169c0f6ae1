"""Dates and amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.german.figures import find_amounts, find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("bis 31.12.2026", "2026-12-31"),
        ("am 1. Juli 2025", "2025-07-01"),
        ("seit März 2024", "2024-03"),
        ("2025-02-28", "2025-02-28"),
        ("ab 3. Nov. 2025", "2025-11-03"),
    ],
)
def test_dates(text, iso):
    assert [found.iso for found in find_dates(text)] == [iso]


def test_impossible_days_are_no_dates():
    assert find_dates("am 31.02.2025") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Fördersumme: 7,6 Mio. €", 7_600_000, "EUR"),
        ("höchstens 50.000 Euro", 50_000, "EUR"),
        ("bis zu 80 %", 80, "%"),
        ("1,2 Milliarden EUR", 1_200_000_000, "EUR"),
        ("350 TEUR", 350_000, "EUR"),
    ],
)
def test_amounts(text, value, unit):
    (found,) = find_amounts(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_small_numbers_in_words_are_amounts():
    (found,) = find_amounts("fördert das Vorhaben mit rund drei Millionen Euro")
    assert (found.value, found.unit) == (Decimal(3_000_000), "EUR")


def test_numbers_without_a_unit_are_no_amounts():
    assert find_amounts("26 Netzwerke seit 2022") == []


@given(st.text())
def test_positions_lie_in_the_text(text):
    for found in (*find_dates(text), *find_amounts(text)):
        assert 0 <= found.start < found.end <= len(text)
