"""Conversations, feedback and anonymous daily aggregates in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from types import ModuleType
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Engine,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from transfobot.adapters.sql.engine import overwrite_log, reading, writing
from transfobot.adapters.sql.prepared import Prepared
from transfobot.adapters.sql.rows import compact, instant
from transfobot.adapters.sql.tables_conversations import (
    aggregates,
    conversations,
    feedback,
    turns,
)
from transfobot.domain.answer_codec import answer_from_dict, answer_to_dict
from transfobot.domain.answers import Answer
from transfobot.domain.conversation import Audience, Conversation, Referents, Turn
from transfobot.ports import Feedback


class SqlConversations:
    """Conversations port on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        new = self._dialect.insert(conversations).values(_of(conversations))
        spoken = {"referents": new.excluded.referents, "last_at": new.excluded.last_at}
        by_id = {"index_elements": ["id"]}
        self._opening = Prepared(engine, new.on_conflict_do_update(**by_id, set_=spoken))
        named = spoken | {"audience": new.excluded.audience}
        self._opening_named = Prepared(engine, new.on_conflict_do_update(**by_id, set_=named))
        following = select(func.coalesce(func.max(turns.c.ordinal), 0) + 1).where(
            turns.c.conversation_id == bindparam("conversation_id")
        )
        ordinal = {"ordinal": following.scalar_subquery()}
        self._turn = Prepared(engine, insert(turns).values(_of(turns) | ordinal))
        one = self._dialect.insert(aggregates).values(_of(aggregates))
        one_more = {"number": aggregates.c.number + 1}
        self._one_more = Prepared(
            engine, one.on_conflict_do_update(index_elements=["day", "key"], set_=one_more)
        )

    @property
    def _dialect(self) -> ModuleType:
        return postgresql if self._engine.dialect.name == "postgresql" else sqlite

    def load(self, conversation_id: str) -> Conversation | None:
        """The conversation with all its turns in order."""
        whole = select(conversations).where(conversations.c.id == conversation_id)
        its_turns = (
            select(turns)
            .where(turns.c.conversation_id == conversation_id)
            .order_by(turns.c.ordinal)
        )
        with reading(self._engine) as connection:
            found = connection.execute(whole).first()
            if found is None:
                return None
            rows = connection.execute(its_turns).all()
        return Conversation(
            id=found.id,
            turns=tuple(
                Turn(
                    one.question,
                    answer_from_dict(json.loads(one.answer)),
                    datetime.fromisoformat(one.at),
                )
                for one in rows
            ),
            audience=Audience(found.audience) if found.audience else None,
            referents=_to_referents(found.referents),
        )

    def keep(
        self,
        conversation_id: str,
        question: str,
        answer: Answer,
        *,
        referents: Referents,
        audience: Audience | None,
        channel: str,
        at: datetime,
        counted: tuple[date, Mapping[str, str]] | None = None,
    ) -> None:
        """Add a turn in one transaction, making the conversation where it is new."""
        of_conversation = {
            "id": conversation_id,
            "audience": audience.value if audience else None,
            "referents": compact(asdict(referents)),
            "channel": channel,
            "last_at": instant(at),
        }
        turn = {
            "answer_id": answer.answer_id,
            "conversation_id": conversation_id,
            "question": _storable(question),
            "answer": json.dumps(answer_to_dict(answer), separators=(",", ":")),
            "at": instant(at),
        }
        with writing(self._engine) as connection:
            opening = self._opening_named if audience else self._opening
            opening.run(connection, of_conversation)
            self._turn.run(connection, turn)
            if counted is not None:
                self._add_one(connection, *counted)

    def delete(self, conversation_id: str) -> bool:
        """Erase with its turns and their feedback; False when there was none."""
        this = conversations.c.id == conversation_id
        with writing(self._engine) as connection:
            gone = connection.execute(delete(conversations).where(this)).rowcount > 0
        if gone:
            overwrite_log(self._engine)
        return gone

    def delete_before(self, at: datetime) -> int:
        """Erase conversations whose last turn is older; how many."""
        old = conversations.c.last_at < instant(at)
        with writing(self._engine) as connection:
            number = connection.execute(delete(conversations).where(old)).rowcount
        if number:
            overwrite_log(self._engine)
        return number

    def answer(self, answer_id: str) -> Answer | None:
        """A kept answer."""
        query = select(turns.c.answer).where(turns.c.answer_id == answer_id)
        with reading(self._engine) as connection:
            found = connection.execute(query).scalar()
        return None if found is None else answer_from_dict(json.loads(found))

    def rate(self, given: Feedback) -> bool:
        """Keep feedback for a known answer, the last counts; False if unknown."""
        values = {
            "answer_id": given.answer_id,
            "rating": given.rating,
            "reason": _storable(given.reason),
            "comment": _storable(given.comment),
            "at": instant(given.at),
        }
        known = select(turns.c.answer_id).where(turns.c.answer_id == given.answer_id)
        statement = self._dialect.insert(feedback).values(values)
        with writing(self._engine) as connection:
            if connection.execute(known).first() is None:
                return False
            fresh = {name: value for name, value in values.items() if name != "answer_id"}
            connection.execute(
                statement.on_conflict_do_update(index_elements=["answer_id"], set_=fresh)
            )
        return True

    def ratings(self, begin: datetime, end: datetime) -> Sequence[Feedback]:
        """Feedback kept from `begin` until before `end`, in order."""
        query = (
            select(feedback)
            .where(feedback.c.at >= instant(begin), feedback.c.at < instant(end))
            .order_by(feedback.c.at, feedback.c.answer_id)
        )
        with reading(self._engine) as connection:
            return [
                Feedback(
                    one.answer_id,
                    one.rating,
                    one.reason,
                    one.comment,
                    datetime.fromisoformat(one.at),
                )
                for one in connection.execute(query)
            ]

    def count(self, day: date, key: Mapping[str, str]) -> None:
        """Add one to the anonymous aggregate of a day."""
        with writing(self._engine) as connection:
            self._add_one(connection, day, key)

    def _add_one(self, connection: Connection, day: date, key: Mapping[str, str]) -> None:
        counted = {"day": day.isoformat(), "key": compact(dict(sorted(key.items()))), "number": 1}
        self._one_more.run(connection, counted)

    def counts(self, begin: date, end: date) -> Sequence[tuple[date, Mapping[str, str], int]]:
        """The aggregates from `begin` to `end`, both inclusive, in order."""
        query = (
            select(aggregates)
            .where(aggregates.c.day >= begin.isoformat(), aggregates.c.day <= end.isoformat())
            .order_by(aggregates.c.day, aggregates.c.key)
        )
        with reading(self._engine) as connection:
            return [
                (date.fromisoformat(one.day), json.loads(one.key), one.number)
                for one in connection.execute(query)
            ]


def _of(table: Table) -> dict[str, BindParameter[Any]]:
    """A parameter for each column that has no default of its own."""
    return {column.name: bindparam(column.name) for column in table.columns if not column.default}


def _storable(text: str | None) -> str | None:
    """Without NUL and lone surrogates, which databases refuse."""
    if text is None:
        return None
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _to_referents(stored: str) -> Referents:
    values = json.loads(stored)
    values["other_networks"] = tuple(values["other_networks"])
    values["pending"] = tuple((shown, target) for shown, target in values["pending"])
    return Referents(**values)
