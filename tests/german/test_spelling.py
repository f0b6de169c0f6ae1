"""Slips of the finger: what lies one error away, and how far spellings lie apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.german.spelling import edits, nearest, one_edit_away

WORDS = st.text(alphabet="abcdefg", min_size=2, max_size=9)


@given(WORDS)
def test_all_lie_one_error_away_and_none_is_named_twice(word: str) -> None:
    found = one_edit_away(word)
    assert len(found) == len(set(found))
    assert word not in found
    assert all(edits(word, other) == 1 for other in found)


@given(WORDS, st.data())
def test_any_single_slip_behind_the_first_letter_is_undone(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    slip = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + "x" + word[at:],
                word[:at] + "x" + word[at:][1:],
            ]
        )
    )
    assert slip == word or word in one_edit_away(slip)


def test_swaps_and_doubled_letters_come_before_wrong_ones() -> None:
    found = one_edit_away("fraagen")
    assert found.index("faragen") < found.index("fragen") < found.index("freagen")


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [
        ("netz", "netz", 0),
        ("netz", "nezt", 1),
        ("netz", "nets", 1),
        ("netz", "netze", 1),
        ("oehrigen", "oehringen", 1),
        ("trafonetz", "trasaar", 6),
        ("", "ab", 2),
    ],
)
def test_edits(first: str, second: str, steps: int) -> None:
    assert edits(first, second) == edits(second, first) == steps


def test_beyond_the_most_it_is_one_more() -> None:
    assert edits("trafonetz", "trasaar", 2) == 3


def test_of_two_as_near_none_is_nearest() -> None:
    assert nearest("trafonezt", ["trasaar", "trafonetz"], 2) == "trafonetz"
    assert nearest("haus", ["maus", "laus"], 1) is None
    assert nearest("haus", ["maus", "maus"], 1) == "maus"
    assert nearest("trafonezt", [], 2) is None
    assert nearest("trafonezt", ["trasaar"], 2) is None
