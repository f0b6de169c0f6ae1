"""Cases, outbox, stray mail, accounts and leases: one contract for the fakes and for SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.accounts import FakeAccounts, FakeLeases, FakeStorage
from tests.fakes.cases import FakeCases, FakeOutbox, FakeUnmatchedMails
from tests.fakes.clock import FakeClock
from tests.servers.postgres import an_engine, postgres
from transfobot.adapters.sql.accounts import SqlAccounts
from transfobot.adapters.sql.handoffs import SqlCases
from transfobot.adapters.sql.leases import SqlLeases
from transfobot.adapters.sql.outbox import SqlOutbox
from transfobot.adapters.sql.storage import SqlStorage
from transfobot.adapters.sql.unmatched import SqlUnmatchedMails
from transfobot.domain.accounts import Account, Role, new_token, token_hash
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.dispatches import DispatchKind, DispatchState, NewDispatch
from transfobot.domain.errors import Conflict, NotFound
from transfobot.domain.handoffs import (
    Author,
    Consent,
    HandoffKind,
    HandoffState,
    Inquirer,
    LegalBasis,
    NewHandoff,
    Note,
    Reply,
    Source,
    SpeakerWish,
    Summary,
    UnmatchedMail,
    new_message_id,
    new_secret,
)
from transfobot.ports.cases import (
    Accounts,
    CaseQuery,
    Cases,
    Leases,
    Outbox,
    Storage,
    UnmatchedMails,
)

CLOCK = FakeClock()
NOW = CLOCK.now()


@dataclass
class Stores:
    """One of each port."""

    cases: Cases
    outbox: Outbox
    mails: UnmatchedMails
    accounts: Accounts
    leases: Leases
    storage: Storage


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    if request.param == "fake":
        outbox = FakeOutbox()
        yield Stores(
            FakeCases(outbox),
            outbox,
            FakeUnmatchedMails(),
            FakeAccounts(),
            FakeLeases(),
            FakeStorage(),
        )
        return
    url = request.getfixturevalue("database") if request.param == "postgres" else None
    with an_engine(request.param, url, tmp_path) as engine:
        yield Stores(
            SqlCases(engine),
            SqlOutbox(engine),
            SqlUnmatchedMails(engine),
            SqlAccounts(engine),
            SqlLeases(engine),
            SqlStorage(engine),
        )


def new(key: str = "k", **more: object) -> NewHandoff:
    plain = NewHandoff(
        secret=new_secret(),
        office_token=new_secret(),
        inquirer_token=new_secret(),
        idempotency_key=key,
        content_hash="inhalt",
        kind=HandoffKind.SPEAKER,
        retention_class="speaker",
        office_id="nord",
        office_name="Netzwerk Nord",
        deliverable=True,
        message="Größere Umstellung\nmit Absatz 🙂",
        summary=Summary(
            "Frage?",
            "Antwort.",
            (Source("Studie", "https://x.example"),),
            "Öhringen",
            Audience.COMPANY,
            Topic.FUNDING,
        ),
        speaker=SpeakerWish("2026-05-01", "30 Betriebe", "Umbau"),
        inquirer=Inquirer("Kim Beispiel", "Kim@Betrieb.example", "0171 2345", "telegram", "4711"),
        language="de",
        conversation_id="gespraech",
        consent=Consent(LegalBasis.CONSENT, "Zweck", 180, "2026-11-abc", "Wortlaut", NOW),
        at=NOW,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def letter(kind: DispatchKind = DispatchKind.OFFICE_MAIL) -> NewDispatch:
    return NewDispatch(kind, new_message_id("a@netz.example"), "nord@stelle.example")


def a_reply(author: Author = Author.OFFICE, **more: object) -> Reply:
    plain = Reply(new_secret(), author, "Netzwerk Nord", "Gern.", "mail", NOW)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_what_is_opened_comes_back_whole(stores: Stores) -> None:
    wanted = new()
    opened = stores.cases.open(wanted, [letter()])
    found = stores.cases.by_reference("TB-2026-0001")
    assert found == opened.handoff
    assert found is not None
    for name in ("message", "summary", "speaker", "inquirer", "consent", "secret", "kind"):
        assert getattr(found, name) == getattr(wanted, name)
    assert stores.cases.by_secret(wanted.secret) == found
    assert stores.cases.by_token(wanted.office_token) == (found, Author.OFFICE)
    assert stores.cases.by_token(wanted.inquirer_token) == (found, Author.INQUIRER)
    assert stores.cases.by_token(wanted.secret) is None
    assert stores.cases.by_reference("TB-2026-0002") is None


def test_keys_numbers_and_years(stores: Stores) -> None:
    assert stores.cases.open(new("a"), []).created
    assert not stores.cases.open(new("a"), [letter()]).created
    assert stores.outbox.waiting() == 0
    with pytest.raises(Conflict):
        stores.cases.open(new("a", content_hash="anders"), [])
    following = [
        stores.cases.open(new("b"), []),
        stores.cases.open(new("c", at=NOW + timedelta(days=365)), []),
        stores.cases.open(new("d"), []),
    ]
    assert [one.handoff.reference for one in following] == [
        "TB-2026-0002",
        "TB-2027-0001",
        "TB-2026-0003",
    ]


def test_moves_are_checked_and_recorded(stores: Stores) -> None:
    reference = stores.cases.open(new(), []).handoff.reference
    closed = stores.cases.move(reference, HandoffState.CLOSED, "Beratung", NOW)
    assert closed.closed_at == NOW
    with pytest.raises(Conflict):
        stores.cases.move(reference, HandoffState.ANSWERED, "Beratung", NOW)
    reopened = stores.cases.move(reference, HandoffState.IN_PROGRESS, "Beratung", NOW)
    assert reopened.closed_at is None
    assert [(move.who, move.after) for move in reopened.moves] == [
        ("Ratsuchende Person", HandoffState.OPEN),
        ("Beratung", HandoffState.CLOSED),
        ("Beratung", HandoffState.IN_PROGRESS),
    ]
    with pytest.raises(NotFound):
        stores.cases.move("TB-2026-0099", HandoffState.CLOSED, "Beratung", NOW)


def test_replies_count_once_and_bring_their_letters(stores: Stores) -> None:
    reference = stores.cases.open(new(), []).handoff.reference
    mail = letter(DispatchKind.INQUIRER_MAIL)
    one = a_reply()
    assert stores.cases.reply(reference, one, HandoffState.ANSWERED, [mail], "m1")
    assert not stores.cases.reply(reference, a_reply(), None, [mail], "m1")
    found = stores.cases.by_reference(reference)
    assert found is not None
    assert found.replies == (one,)
    assert found.state is HandoffState.ANSWERED
    assert [row.message_id for row in stores.outbox.of_case(reference)] == [mail.message_id]
    side = stores.cases.by_message_ids(["<fremd@x>", mail.message_id])
    assert side == (found, Author.INQUIRER)
    assert stores.cases.by_message_ids([]) is None
    with pytest.raises(NotFound):
        stores.cases.reply("TB-2026-0099", a_reply(), None, [], "m2")


def test_an_illegal_move_of_a_reply_stores_nothing(stores: Stores) -> None:
    reference = stores.cases.open(new(), []).handoff.reference
    stores.cases.move(reference, HandoffState.CLOSED, "B", NOW)
    with pytest.raises(Conflict):
        stores.cases.reply(reference, a_reply(), HandoffState.ANSWERED, [letter()], "m1")
    found = stores.cases.by_reference(reference)
    assert found is not None
    assert found.replies == ()
    assert stores.outbox.waiting() == 0


def test_lists_and_counts(stores: Stores) -> None:
    for key, office in (("a", "nord"), ("b", "sued"), ("c", "nord")):
        stores.cases.open(new(key, office_id=office), [])
    stores.cases.assign("TB-2026-0003", "Beratung 1", NOW)
    stores.cases.move("TB-2026-0001", HandoffState.CLOSED, "B", NOW)
    stores.cases.note("TB-2026-0001", Note(NOW, "B", "intern"))

    def listed(**more: object) -> list[str]:
        return [one.reference for one in stores.cases.find(CaseQuery(**more))]  # type: ignore[arg-type]

    assert listed() == ["TB-2026-0003", "TB-2026-0002", "TB-2026-0001"]
    assert listed(office_id="nord", state=HandoffState.OPEN) == ["TB-2026-0003"]
    assert listed(assignee="Beratung 1") == ["TB-2026-0003"]
    assert listed(limit=1, offset=1) == ["TB-2026-0002"]
    assert dict(stores.cases.counts()) == {"open": 2, "closed": 1}
    noted = stores.cases.by_reference("TB-2026-0001")
    assert noted is not None
    assert [note.text for note in noted.notes] == ["intern"]


def test_the_outbox_leases_fences_and_advances(stores: Stores) -> None:
    reference = stores.cases.open(new(), [letter()]).handoff.reference
    first = stores.outbox.claim("a", NOW, 30)
    assert first is not None
    assert stores.outbox.claim("b", NOW + timedelta(seconds=29), 30) is None
    second = stores.outbox.claim("b", NOW + timedelta(seconds=30), 30)
    assert second is not None
    assert (second.fence, second.attempts) == (2, 2)
    assert not stores.outbox.sent(first, NOW)
    assert stores.outbox.retry(second, NOW + timedelta(minutes=5), "451")
    assert stores.outbox.claim("b", NOW + timedelta(minutes=4), 30) is None
    third = stores.outbox.claim("a", NOW + timedelta(minutes=5), 30)
    assert third is not None
    assert third.failure == "451"
    assert stores.outbox.sent(third, NOW, "zammad:7")
    found = stores.cases.by_desk_ticket("zammad:7")
    assert found is not None
    assert (found.reference, found.state) == (reference, HandoffState.SENT)
    assert stores.outbox.waiting() == 0


def test_what_was_only_printed_moves_nothing(stores: Stores) -> None:
    reference = stores.cases.open(new(), [letter()]).handoff.reference
    row = stores.outbox.claim("a", NOW, 30)
    assert row is not None
    assert stores.outbox.sent(row, NOW, delivered=False)
    found = stores.cases.by_reference(reference)
    assert found is not None
    assert found.state is HandoffState.OPEN


def test_a_failure_shows_alarms_and_can_be_sent_again(stores: Stores) -> None:
    reference = stores.cases.open(new(), [letter()]).handoff.reference
    row = stores.outbox.claim("a", NOW, 30)
    assert row is not None
    assert stores.outbox.fail(row, NOW, "550", letter(DispatchKind.ALARM))
    assert [one.id for one in stores.outbox.failed()] == [row.id]
    kinds = {one.kind: one.state for one in stores.outbox.of_case(reference)}
    assert kinds == {
        DispatchKind.OFFICE_MAIL: DispatchState.FAILED,
        DispatchKind.ALARM: DispatchState.WAITING,
    }
    stores.cases.redirect(reference, letter(), "Beratung", NOW)
    found = stores.cases.by_reference(reference)
    assert found is not None
    assert found.state is HandoffState.OPEN
    assert stores.outbox.waiting() == 2


def test_a_case_in_work_is_not_thrown_back_by_a_late_delivery(stores: Stores) -> None:
    reference = stores.cases.open(new(), [letter()]).handoff.reference
    row = stores.outbox.claim("a", NOW, 30)
    assert row is not None
    stores.cases.move(reference, HandoffState.IN_PROGRESS, "B", NOW)
    assert stores.outbox.sent(row, NOW)
    found = stores.cases.by_reference(reference)
    assert found is not None
    assert found.state is HandoffState.IN_PROGRESS


def test_erasing_takes_everything_along(stores: Stores) -> None:
    wanted = new()
    reference = stores.cases.open(wanted, [letter()]).handoff.reference
    stores.cases.reply(reference, a_reply(), None, [], "m1")
    found = stores.cases.of_person(email="kim@betrieb.EXAMPLE")
    assert [one.reference for one in found] == [reference]
    assert len(found[0].replies) == 1
    assert stores.cases.of_person(conversation_id="gespraech") == found
    assert stores.cases.of_person(email="kim@betrieb") == []
    assert stores.cases.of_person() == []
    assert stores.cases.erase(reference)
    assert not stores.cases.erase(reference)
    assert stores.cases.by_secret(wanted.secret) is None
    assert stores.outbox.of_case(reference) == []
    stores.storage.compact()
    assert stores.cases.open(new(), []).handoff.reference == "TB-2026-0002"


def test_what_is_due_to_go(stores: Stores) -> None:
    for key in ("a", "b", "c"):
        stores.cases.open(new(key), [])
    stores.cases.move("TB-2026-0001", HandoffState.CLOSED, "B", NOW)
    stores.cases.move("TB-2026-0002", HandoffState.ANSWERED, "B", NOW)
    later = NOW + timedelta(seconds=1)
    assert [one.reference for one in stores.cases.closed_before(later)] == ["TB-2026-0001"]
    assert [one.reference for one in stores.cases.answered_before(later)] == ["TB-2026-0002"]
    assert stores.cases.closed_before(NOW) == []
    assert stores.cases.answered_before(NOW) == []


def test_stray_mail(stores: Stores) -> None:
    old = UnmatchedMail("1", "a@b.example", "Betreff", "Text", NOW)
    assert stores.mails.keep(old)
    assert not stores.mails.keep(old)
    stores.mails.keep(replace(old, id="2", at=NOW + timedelta(days=2)))
    assert [one.id for one in stores.mails.all()] == ["2", "1"]
    assert stores.mails.erase_before(NOW + timedelta(days=1)) == 1
    assert stores.mails.erase("2")
    assert not stores.mails.erase("2")


def test_accounts_and_audit(stores: Stores) -> None:
    token = new_token()
    account = Account("1", "Beratung", Role.AGENT, "nord", NOW, NOW + timedelta(days=1))
    stores.accounts.add(account, token_hash(token.encode()))
    with pytest.raises(Conflict):
        stores.accounts.add(replace(account, id="2"), "x")
    assert stores.accounts.by_token_hash(token_hash(token.encode())) == account
    assert stores.accounts.by_token_hash(token) is None
    assert stores.accounts.all() == [account]
    assert stores.accounts.remove("1")
    assert not stores.accounts.remove("1")
    for subject in ("eins", "zwei"):
        stores.accounts.record("Beratung", "forget", subject, NOW)
    assert [line[3] for line in stores.accounts.audit()] == ["zwei", "eins"]
    assert len(stores.accounts.audit(1)) == 1


def test_leases_have_terms(stores: Stores) -> None:
    mine = stores.leases.take("imap", "a", NOW, 30)
    assert mine is not None
    assert stores.leases.take("imap", "b", NOW, 30) is None
    longer = stores.leases.take("imap", "a", NOW + timedelta(seconds=10), 30)
    assert longer is not None
    assert longer.fence == mine.fence
    theirs = stores.leases.take("imap", "b", NOW + timedelta(seconds=41), 30)
    assert theirs is not None
    assert theirs.fence == mine.fence + 1
    stores.leases.release(mine)  # too late: the term is another's
    assert stores.leases.take("imap", "a", NOW + timedelta(seconds=42), 30) is None
    stores.leases.release(theirs)
    assert stores.leases.take("imap", "a", NOW + timedelta(seconds=42), 30) is not None
    assert stores.leases.last_run("imap") is None
    stores.leases.ran("imap", NOW)
    assert stores.leases.last_run("imap") == NOW
