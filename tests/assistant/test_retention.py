"""Löschfristen, Auskunft and Löschung, down to the bytes on disk."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.fakes.clock import FakeClock
from tests.fakes.handoff_house import HandoffHouse, a_request
from transfobot.adapters.sql.accounts import SqlAccounts
from transfobot.adapters.sql.conversations import SqlConversations
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.sql.leases import SqlLeases
from transfobot.adapters.sql.storage import SqlStorage
from transfobot.assistant.erasure import (
    PrivacyRoom,
    export_person,
    forget_person,
    person_of,
)
from transfobot.assistant.handoff.opening import open_handoff
from transfobot.assistant.handoff.replies import add_question, answer_case
from transfobot.assistant.retention import RetentionRoom, run_retention
from transfobot.domain.answers import Answer, Mode, Outcome, Sentence
from transfobot.domain.conversation import Referents
from transfobot.domain.errors import InvalidInput
from transfobot.domain.handoffs import (
    Author,
    Handoff,
    HandoffKind,
    HandoffState,
    Note,
    Retention,
    UnmatchedMail,
)
from transfobot.worker import Job, Worker

MARK = "Zinnober-Marder-4711"
EMAIL = "zinnober.marder@betrieb.example"


class Room:
    """A house with a talk, a case with everything, and stray mail of one person."""

    def __init__(self, engine: Engine, retention: Retention | None = None) -> None:
        self.clock = FakeClock()
        self.house = HandoffHouse(engine, self.clock)
        self.conversations = SqlConversations(engine)
        self.retention = RetentionRoom(
            cases=self.house.service.cases,
            mails=self.house.service.mails,
            conversations=self.conversations,
            clock=self.clock,
            retention=retention or Retention(),
            storages=(SqlStorage(engine),),
        )
        self.privacy = PrivacyRoom(
            cases=self.house.service.cases,
            mails=self.house.service.mails,
            conversations=self.conversations,
            accounts=SqlAccounts(engine),
            clock=self.clock,
            storages=(SqlStorage(engine),),
        )

    def talk(self, name: str = "gespraech-1") -> None:
        """A conversation of one turn, counted for the day."""
        answer = Answer(
            f"answer-{name}", name, Outcome.ANSWERED, Mode.EXTRACTIVE, (Sentence(f"Über {MARK}."),)
        )
        self.conversations.keep(
            name,
            f"Was ist {MARK}?",
            answer,
            referents=Referents(),
            audience=None,
            channel="web",
            at=self.clock.now(),
        )
        self.conversations.count(self.clock.today(), {"outcome": "answered"})

    def case(self, **more: object) -> Handoff:
        """A case with replies and a note."""
        opened = open_handoff(
            self.house.service,
            a_request(
                message=f"Es geht um {MARK}.",
                name=MARK,
                email=EMAIL,
                conversation_id="gespraech-1",
                **more,
            ),
        ).handoff
        service = self.house.service
        answer_case(
            service, opened, f"Zu {MARK}: gern.", author=Author.STAFF, channel="c", dedupe="1"
        )
        add_question(service, self.house.again(opened), f"Und {MARK}?", channel="w", dedupe="2")
        service.cases.note(opened.reference, Note(self.clock.now(), "Beratung", f"{MARK} intern"))
        return self.house.again(opened)

    def close(self, handoff: Handoff) -> None:
        self.house.service.cases.move(
            handoff.reference, HandoffState.CLOSED, "Beratung", self.clock.now()
        )


@pytest.fixture
def room(case_engine: Engine) -> Room:
    return Room(case_engine)


def bytes_with(mark: str, folder: Path) -> list[str]:
    """Files below a folder that still hold the mark, in UTF-8 or UTF-16."""
    forms = (mark.encode(), mark.encode("utf-16-le"))
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_conversations_go_after_thirty_days_and_counts_stay(room: Room) -> None:
    room.talk()
    room.clock.advance(days=29)
    assert run_retention(room.retention).conversations == 0
    room.clock.advance(days=2)
    assert run_retention(room.retention).conversations == 1
    assert room.conversations.load("gespraech-1") is None
    counted = room.conversations.counts(date(2026, 1, 1), date(2026, 12, 31))
    assert [number for _, _, number in counted] == [1]


def test_cases_go_180_days_after_closing_and_not_before(room: Room) -> None:
    case = room.case()
    room.close(case)
    room.clock.advance(days=179, hours=23)
    assert run_retention(room.retention).cases == 0
    assert room.house.again(case).state is HandoffState.CLOSED
    room.clock.advance(hours=2)
    assert run_retention(room.retention).cases == 1
    assert room.house.service.cases.by_reference(case.reference) is None
    assert room.house.service.outbox.of_case(case.reference) == []


def test_an_open_case_is_never_erased_and_an_answered_one_is_closed_first(room: Room) -> None:
    waiting = open_handoff(room.house.service, a_request(idempotency_key="w")).handoff
    answered = open_handoff(room.house.service, a_request(idempotency_key="a")).handoff
    answer_case(room.house.service, answered, "Gern.", author=Author.STAFF, channel="c", dedupe="9")
    room.clock.advance(days=31)
    assert run_retention(room.retention).closed == 1
    room.clock.advance(days=400)
    assert run_retention(room.retention).cases == 1
    assert room.house.again(waiting).state is HandoffState.OPEN
    assert room.house.service.cases.by_reference(answered.reference) is None


def test_each_kind_has_its_period_and_a_promise_is_never_stretched(case_engine: Engine) -> None:
    room = Room(case_engine, Retention(cases=400, cases_by_class={"speaker": 10}))
    speaker = open_handoff(
        room.house.service, a_request(kind=HandoffKind.SPEAKER, idempotency_key="s")
    ).handoff
    advice = open_handoff(room.house.service, a_request(idempotency_key="b")).handoff
    for one in (speaker, advice):
        room.close(one)
    room.clock.advance(days=11)
    assert run_retention(room.retention).cases == 1
    assert room.house.service.cases.by_reference(speaker.reference) is None
    room.clock.advance(days=170)  # 180 days were promised, whatever is set today
    assert run_retention(room.retention).cases == 1


def test_stray_mail_and_old_logs_go_too(room: Room, tmp_path: Path) -> None:
    room.house.service.mails.keep(UnmatchedMail("m1", EMAIL, "Betreff", MARK, room.clock.now()))
    logs = tmp_path / "logs"
    logs.mkdir()
    for name, days in (("old.log", 20), ("new.log", 1), ("andere.txt", 99)):
        path = logs / name
        path.write_text(MARK)
        stamp = (room.clock.now() - timedelta(days=days)).timestamp()
        os.utime(path, (stamp, stamp))
    where = RetentionRoom(
        room.retention.cases,
        room.retention.mails,
        room.conversations,
        room.clock,
        Retention(),
        logs,
    )
    assert run_retention(where).logs == 1
    assert sorted(path.name for path in logs.iterdir()) == ["andere.txt", "new.log"]
    room.clock.advance(days=31)
    assert run_retention(where).mails == 1


def test_a_missed_run_is_made_up_and_a_clock_set_back_stops_nothing(
    room: Room, case_engine: Engine
) -> None:
    runs: list[object] = []
    leases = SqlLeases(case_engine)
    job = Job("retention", timedelta(hours=24), lambda: runs.append(1))

    def worker() -> Worker:
        return Worker(None, leases, room.clock, [job], owner=f"p{len(runs)}")

    assert worker().run_due_jobs() == ["retention"]
    assert worker().run_due_jobs() == []
    room.clock.advance(days=5)  # switched off meanwhile
    assert worker().run_due_jobs() == ["retention"]
    assert worker().run_due_jobs() == []
    room.clock.advance(days=-10)
    assert worker().run_due_jobs() == ["retention"]
    assert len(runs) == 3


def test_one_process_at_a_time_runs_a_job(room: Room, case_engine: Engine) -> None:
    leases = SqlLeases(case_engine)
    held = leases.take("job:x", "other", room.clock.now(), 300)
    assert held is not None
    runs: list[int] = []
    worker = Worker(
        None, leases, room.clock, [Job("x", timedelta(hours=1), lambda: runs.append(1))], owner="me"
    )
    assert worker.run_due_jobs() == []
    leases.release(held)
    assert worker.run_due_jobs() == ["x"]
    assert runs == [1]


# --- one person --------------------------------------------------------------------------------


def test_an_export_has_everything_and_no_keys(room: Room) -> None:
    room.talk()
    case = room.case()
    room.house.service.mails.keep(
        UnmatchedMail("m1", f"Z. Marder <{EMAIL.upper()}>", "Betreff", MARK, room.clock.now())
    )
    found = export_person(room.privacy, person_of(EMAIL))
    text = json.dumps(found, ensure_ascii=False)
    assert [one["reference"] for one in found["cases"]] == [case.reference]
    assert len(found["conversations"]) == 1
    assert len(found["mails"]) == 1
    assert found["cases"][0]["consent"]["basis"] == "consent"
    assert len(found["cases"][0]["replies"]) == 2
    for key in (case.secret, case.office_token, case.inquirer_token):
        assert key not in text


@pytest.mark.parametrize(
    "key", [EMAIL, EMAIL.upper(), "TB-2026-0001", "tb-2026-0001", "gespraech-1"]
)
def test_each_key_leads_to_the_whole_person_and_nobody_else(room: Room, key: str) -> None:
    room.talk()
    room.case()
    other = open_handoff(room.house.service, a_request(idempotency_key="fremd")).handoff
    gone = forget_person(room.privacy, person_of(key))
    assert gone.cases == ("TB-2026-0001",)
    assert gone.conversations == 1
    assert gone.still_at == ("Netzwerk Nord",)
    assert room.house.again(other).reference == "TB-2026-0002"
    assert export_person(room.privacy, person_of(key))["cases"] == []


def test_nothing_to_forget_and_nothing_to_look_for(room: Room) -> None:
    assert forget_person(room.privacy, person_of("niemand@x.example")).cases == ()
    with pytest.raises(InvalidInput):
        person_of("  ")


def test_what_was_done_is_on_record_without_personal_data(room: Room) -> None:
    room.talk()
    room.case()
    forget_person(room.privacy, person_of(EMAIL))
    lines = room.privacy.accounts.audit()
    assert [(action, subject) for _, _, action, subject in lines] == [("forget", "TB-2026-0001")]


def test_numbers_are_not_given_again_after_an_erasure(room: Room) -> None:
    room.case()
    forget_person(room.privacy, person_of(EMAIL))
    following = open_handoff(room.house.service, a_request(idempotency_key="neu")).handoff
    assert following.reference == "TB-2026-0002"


@pytest.mark.parametrize("way", ["forget", "retention", "status page"])
def test_no_byte_is_left_on_disk(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "var"
    engine = open_engine(None, folder)
    room = Room(engine)
    room.talk()
    case = room.case()
    room.house.service.mails.keep(UnmatchedMail("m1", EMAIL, MARK, MARK, room.clock.now()))
    for number in range(50):  # neighbours, so that pages are shared and split
        open_handoff(room.house.service, a_request(idempotency_key=f"n{number}"))
    assert bytes_with(MARK, folder)
    assert bytes_with(EMAIL, folder)
    if way == "forget":
        forget_person(room.privacy, person_of(EMAIL))
    elif way == "retention":
        room.close(case)
        room.clock.advance(days=400)
        run_retention(room.retention)
    else:
        room.house.service.cases.erase(case.reference)
        room.house.service.mails.erase("m1")
        room.conversations.delete("gespraech-1")
    assert bytes_with(MARK, folder) == []
    assert bytes_with(EMAIL, folder) == []
    engine.dispose()
    assert bytes_with(MARK, folder) == []
