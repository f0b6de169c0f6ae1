"""Legal moves, the back-off, secrets, and what people type."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfobot.domain.accounts import Account, Role, new_token, token_hash
from transfobot.domain.dispatches import GIVE_UP_AFTER, next_try
from transfobot.domain.errors import Conflict, InvalidInput, NotAllowed
from transfobot.domain.handoffs import (
    MOVES,
    STATE_WORDS,
    HandoffState,
    check_move,
    clean_email,
    clean_phone,
    erase_from,
    new_message_id,
    new_secret,
    one_line,
    reference_of,
)

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
LEGAL = [(before, after) for before in MOVES for after in MOVES[before]]
ILLEGAL = [
    (before, after)
    for before in HandoffState
    for after in HandoffState
    if after not in MOVES[before]
]


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_other_moves_are_refused_in_words_people_know(
    before: HandoffState, after: HandoffState
) -> None:
    with pytest.raises(Conflict) as refused:
        check_move(before, after)
    assert STATE_WORDS[before] in str(refused.value)


def test_the_moves_of_the_design_are_legal() -> None:
    way = [
        HandoffState.OPEN,
        HandoffState.SENT,
        HandoffState.IN_PROGRESS,
        HandoffState.ANSWERED,
        HandoffState.CLOSED,
    ]
    for before, after in itertools.pairwise(way):
        check_move(before, after)
    assert (HandoffState.FAILED, HandoffState.SENT) in LEGAL
    assert all(
        after is not HandoffState.OPEN or before is HandoffState.FAILED for before, after in LEGAL
    )


def test_every_state_can_be_left_and_none_leads_to_itself() -> None:
    assert set(MOVES) == set(HandoffState)
    assert all(MOVES[state] and state not in MOVES[state] for state in HandoffState)


@given(st.integers(1, 2000), st.integers(0, 72 * 60), st.booleans())
def test_a_next_try_is_later_and_never_past_72_hours(
    attempts: int, minutes: int, unreachable: bool
) -> None:
    now = NOW + timedelta(minutes=minutes)
    following = next_try(NOW, attempts, now, unreachable=unreachable)
    if following is not None:
        assert now < following <= NOW + GIVE_UP_AFTER
        assert following - now <= timedelta(minutes=5 if unreachable else 60)


def test_secrets_are_long_and_never_the_same() -> None:
    drawn = {new_secret() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(
        len(one) == 32 and set(one) <= set("abcdefghijklmnopqrstuvwxyz234567") for one in drawn
    )


@pytest.mark.parametrize(
    ("sender", "domain"),
    [
        ("assistent@netz.example", "netz.example"),
        ("Netz <assistent@netz.example>", "netz.example"),
        ("", "transfobot.invalid"),
    ],
)
def test_a_message_id_is_ours(sender: str, domain: str) -> None:
    found = new_message_id(sender)
    assert found.startswith("<tb.")
    assert found.endswith(f"@{domain}>")
    assert found != new_message_id(sender)


def test_a_reference_reads_like_one() -> None:
    assert reference_of(2026, 42) == "TB-2026-0042"
    assert reference_of(2026, 12345) == "TB-2026-12345"


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        (" kim@betrieb.example ", "kim@betrieb.example"),
        ("kim+x@güte.example", "kim+x@xn--gte-hoa.example"),
        ("", None),
        (None, None),
    ],
)
def test_addresses_that_can_be_written_to(given_: str | None, kept: str | None) -> None:
    assert clean_email(given_) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        "kim",
        "kim@",
        "@b.example",
        "kim@betrieb",
        "a b@c.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example,c@d.example",
        "<a@b.example>",
        "kïm@betrieb.example",
        "kim@größe.example",  # another domain than the one with ss
        "a@b..example",
        "x" * 65 + "@b.example",
    ],
)
def test_addresses_that_cannot(wrong: str) -> None:
    with pytest.raises(InvalidInput):
        clean_email(wrong)


@pytest.mark.parametrize("number", ["0171 2345678", "+49 (0)171/234-5678"])
def test_phone_numbers_stay_as_typed(number: str) -> None:
    assert clean_phone(number) == number


@pytest.mark.parametrize("wrong", ["ruf an", "1", "0171\n2345", "+" * 20])
def test_what_is_no_phone_number(wrong: str) -> None:
    with pytest.raises(InvalidInput):
        clean_phone(wrong)


def test_one_line_has_no_breaks_and_no_control_characters() -> None:
    assert one_line("  Kim\r\n\tBeispiel\x00 ", 120, "Der Name") == "Kim Beispiel"
    assert one_line("  ", 120, "Der Name") is None
    with pytest.raises(InvalidInput):
        one_line("x" * 121, 120, "Der Name")


def test_the_shorter_of_promise_and_setting_counts() -> None:
    assert erase_from(NOW, 180, 90) == NOW + timedelta(days=90)
    assert erase_from(NOW, 90, 180) == NOW + timedelta(days=90)
    assert erase_from(NOW, 90, None) == NOW + timedelta(days=90)


def test_accounts_see_what_their_role_allows() -> None:
    admin = Account("1", "A", Role.ADMIN, None, NOW)
    agent = Account("2", "B", Role.AGENT, "nord", NOW)
    editor = Account("3", "C", Role.EDITOR, None, NOW)
    assert admin.may_see("nord")
    assert admin.may_see(None)
    assert [agent.may_see(one) for one in ("nord", "sued", None)] == [True, False, False]
    assert not editor.may_see("nord")
    with pytest.raises(NotAllowed):
        editor.require(Role.ADMIN, Role.AGENT)


def test_tokens_are_long_and_kept_as_hashes() -> None:
    token = new_token()
    assert len(token) >= 43
    assert token not in token_hash(token.encode())
    assert token_hash(token.encode()) != token_hash(token.encode() + b" ")
