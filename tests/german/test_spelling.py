"""Slips of the finger: what lies one error away, and how far spellings lie apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transfobot.german.spelling import edits, one_edit_away

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
